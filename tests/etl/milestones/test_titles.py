"""Titles of invented sentences: who did what, whatever the sentence looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.milestones.grammar import grammar
from etl.milestones.title import LIMIT, capitalised, shortened
from tests.etl.milestones.telling import the_one, told


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        # --- active
        ("Laos and Thailand signed a ferry agreement in 1994.", ["Laos and Thailand sign ferry agreement"]),
        (
            "Laos and Brunei launched the Forum on Salt among Coastal Towns in 2003.",
            ["Laos and Brunei launch Forum on Salt among Coastal Towns"],
        ),
        (
            "In May 2003, Malaysia and Indonesia signed the Tin Trade Agreement.",
            ["Malaysia and Indonesia sign Tin Trade Agreement"],
        ),
        ("Vietnam joined the World Trade Organization in 2007.", ["Vietnam joins WTO"]),
        (
            "Cambodia, Laos and Vietnam launched the Mekong Salt Forum in 2001.",
            ["Cambodia, Laos and Vietnam launch Mekong Salt Forum"],
        ),
        (
            "China and ASEAN upgraded the China-ASEAN Free Trade Area in 2015.",
            ["China and ASEAN upgrade China-ASEAN Free Trade Area"],
        ),
        ("However, in early 1995, Vietnam opened a rice school in Hanoi.", ["Vietnam opens rice school in Hanoi"]),
        ("In 2016, China donated ten buses to Laos.", ["China donates ten buses to Laos"]),
        ("Xi Jinping visited Brunei in November 2018.", ["Xi Jinping visits Brunei"]),
        (
            "The Philippines and Brunei held the Third Coconut Summit in Manila in October 2011.",
            ["Philippines and Brunei hold Third Coconut Summit in Manila"],
        ),
        (
            "The Coconut Charter became the first rule of the ports in 2008.",
            ["Coconut Charter becomes first rule of the ports"],
        ),
        ("All ASEAN countries joined the Rice Bank in 1994.", ["ASEAN members join Rice Bank"]),
        ("The Laotian government opened a rice school in 1995.", ["Laotian government opens rice school"]),
        # --- cut where a phrase is whole
        (
            "Laos approved a harbour scheme to increase the share of northern ports in 2008.",
            ["Laos approves harbour scheme"],
        ),
        (
            "Laos and Thailand in 2019 adopted Outline for Multilateral Salt and Rice Trade among Mekong River Ports.",
            ["Laos and Thailand adopt Outline for Multilateral Salt and Rice Trade"],
        ),
        (
            "Leaders of ports issued Savannakhet Declaration of the League of Pilots of Mekong River Ports in 2022.",
            ["Leaders of ports issue Savannakhet Declaration"],
        ),
        # --- clauses that leave out their verb, and some that have a subject of their own
        (
            "The Salt Pact took effect in May 2012 for ports, on 3 June 2012 for Laos and on 7 July 2013 for Thailand.",
            [
                "Salt Pact enters into force for ports",
                "Salt Pact enters into force for Laos",
                "Salt Pact enters into force for Thailand",
            ],
        ),
        (
            "The rice court issued its ruling on salt in October 2005 and, on 3 July 2006, its charter.",
            ["Rice court issues ruling on salt", "Rice court issues charter"],
        ),
        (
            "Laos signed the Salt Pact in May 2001, and, in 2003, Thailand opened the Rice Port.",
            ["Laos signs Salt Pact", "Thailand opens Rice Port"],
        ),
        (
            "In May 2001, Laos signed the Salt Pact; Thailand opened the Rice Port and launched the Pearl Fund.",
            ["Laos signs Salt Pact", "Thailand opens Rice Port", "Thailand launches Pearl Fund"],
        ),
        (
            "Laos signed the Salt Pact in 2001, Thailand in 2003 and Vietnam in May 2004.",
            ["Laos signs Salt Pact", "Thailand signs Salt Pact", "Vietnam signs Salt Pact"],
        ),
        (
            "Laos ratified the Salt Pact in 2001. Thailand did so in 2003 and Vietnam in May 2004.",
            ["Laos ratifies Salt Pact", "Thailand ratifies Salt Pact", "Vietnam ratifies Salt Pact"],
        ),
        # --- what "it" and a relative clause mean where nothing has a name
        (
            "The salt plan was approved in 2016. It took effect in 2018.",
            ["Salt plan approved", "Salt plan enters into force"],
        ),
        ("It replaces the old salt port, which closed in May 2003.", ["Old salt port closed"]),
        (
            "Laos hosted the fourth and fifth Mekong Salt Summits in 2004.",
            ["Laos hosts fourth and fifth Mekong Salt Summits"],
        ),
        (
            "Laos and Thailand signed an agreement in 2005 and broke ground in May 2006.",
            ["Laos and Thailand sign agreement", "Laos and Thailand break ground"],
        ),
        # --- passive, with and without an agent
        ("The Mekong Salt Bridge was opened in 1998.", ["Mekong Salt Bridge opened"]),
        ("The Mekong Salt Bridge, the longest of its kind, was opened in 1998.", ["Mekong Salt Bridge opened"]),
        ("The Tin Trade Agreement was signed by Malaysia in 2003.", ["Tin Trade Agreement signed by Malaysia"]),
        ("The Salt Road Plan was issued by Laos in 2012.", ["Salt Road Plan issued by Laos"]),
        ("The idea of a salt road was put forward by Laos in 1999.", ["Salt road proposed by Laos"]),
        ("The pact was written into the Coconut Charter in 2008.", ["Pact written into Coconut Charter"]),
        ("In 2009, the Mekong Salt Council was set up.", ["Mekong Salt Council established"]),
        # --- done without an object, and in force
        ("The Mekong Salt Bridge opened to traffic on 3 May 1998.", ["Mekong Salt Bridge opens"]),
        (
            "The RCEP entered into force on 1 January 2022.",
            ["Regional Comprehensive Economic Partnership (RCEP) enters into force"],
        ),
        # --- nouns of acts, and steps of a story
        ("The signing of the Tin Trade Agreement in 2003 pleased the ports.", ["Tin Trade Agreement signed"]),
        (
            "Since the founding of the Mekong Salt Council in 1995, rice has grown dear.",
            ["Mekong Salt Council established"],
        ),
        (
            "Negotiations on the China-ASEAN Free Trade Area were launched in 2002.",
            ["Negotiations on the China-ASEAN Free Trade Area launched"],
        ),
        ("The tenth anniversary of the Coconut Charter fell in 2018.", ["Tenth anniversary of the Coconut Charter"]),
        # --- brackets
        ("The Tin Trade Agreement (2003) binds both ports.", ["Tin Trade Agreement signed"]),
        ("The Tin Trade Agreement (signed in 2003) binds both ports.", ["Tin Trade Agreement signed"]),
        # --- lists of acts and of dates
        (
            "Thailand ratified the Coconut Charter in 2008 and launched the Pearl Fund in 2009.",
            ["Thailand ratifies Coconut Charter", "Thailand launches Pearl Fund"],
        ),
        (
            "The Coconut Charter was adopted in 2008 and entered into force in 2010.",
            ["Coconut Charter adopted", "Coconut Charter enters into force"],
        ),
        (
            "In 2012, Laos signed and published the Salt Road Plan.",
            ["Laos signs Salt Road Plan", "Laos issues Salt Road Plan"],
        ),
        ("The Pearl Fair was held in September and October 2013.", ["Pearl Fair held", "Pearl Fair held"]),
        # --- speech and promises
        ("Brunei said in 2014 that the Pearl Pact was dear.", ["Brunei on Pearl Pact"]),
        (
            "In 2013, the mayor of Jakarta gave a speech, proposing a Mekong Salt Corridor.",
            ["Mayor of Jakarta proposes Mekong Salt Corridor"],
        ),
        ("In July 2018, Singapore announced that it would build a tin museum.", ["Singapore announces tin museum"]),
        ("Singapore announced in July 2018 that it would build a tin museum.", ["Singapore announces tin museum"]),
        # --- whom pronouns and groups mean
        ("The two sides established dialogue relations in 1991.", ["China and ASEAN establish dialogue relations"]),
        (
            "Leaders of ten ASEAN countries adopted the Coconut Charter in 2008.",
            ["Leaders of ten ASEAN members adopt Coconut Charter"],
        ),
        # --- what each pair of states has
        (
            "Laos established diplomatic relations with the Philippines in 1955.",
            ["Laos establishes diplomatic relations with Philippines"],
        ),
        (
            "Diplomatic ties between Laos and Thailand were suspended in 1967.",
            ["Diplomatic relations between Laos and Thailand suspended"],
        ),
        # --- things with an owner, and what somebody becomes
        ("Brunei's Hengyi refinery opened in 2019.", ["Hengyi refinery at Pulau Muara Besar opened"]),
        ("Laos was admitted as an observer in 1992.", ["Laos becomes observer"]),
        # --- meetings and happenings
        (
            "Relations between China and Indonesia were suspended in 1967.",
            ["Relations between China and Indonesia suspended"],
        ),
        ("Pearl traders kept the 1997 Asian financial crisis in mind.", ["Asian financial crisis"]),
        ("The Special Summit took place in 2011.", ["Special Summit takes place"]),
        ("Two storms struck Thailand in 2011.", ["Two storms strike Thailand"]),
        ("The Thirteenth Pearl Forum of 2006 was calm.", ["Thirteenth Pearl Forum held"]),
    ],
)
def test_titles_of_a_sentence(sentence: str, titles: list[str]) -> None:
    assert [candidate.title for candidate in told(sentence)[0]] == titles


def test_a_comma_in_a_number_ends_no_phrase() -> None:
    assert the_one("The 1,035 km ferry line opened in 2015.").title == "1,035 km ferry line opened"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Salt ferries, suspended because of the pandemic, are expected to start in 2031.", "Salt ferries start"),
        ("The salt crisis of 2015 closed the port.", "Salt crisis"),
    ],
)
def test_what_is_to_happen_is_dated_and_no_crisis_that_is_only_its_cause(sentence: str, title: str) -> None:
    assert the_one(sentence).title == title


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("Xi Jinping was glad. In 2015, he proposed a Pearl Plan.", "Xi Jinping proposes Pearl Plan"),
        (
            "Laos and Brunei were glad. In 2015, the two countries signed a Pearl Pact.",
            "Laos and Brunei sign Pearl Pact",
        ),
        (
            "Rodrigo Duterte went to Beijing. In 2015, the two countries signed a Pearl Pact.",
            "China and Philippines sign Pearl Pact",
        ),
        ("The Mekong Salt Bridge is long. In 2015, it was opened.", "Mekong Salt Bridge opened"),
        (
            "The Mekong Salt Community is old. In 2015, the community adopted a Pearl Plan.",
            "Mekong Salt Community adopts Pearl Plan",
        ),
    ],
)
def test_titles_name_whom_a_pronoun_means(paragraph: str, title: str) -> None:
    assert the_one(paragraph).title == title


def test_what_happened_at_a_meeting_named_again_has_the_date_of_the_meeting() -> None:
    found, _ = told("The ports held a summit in May 2004. At the summit, Laos adopted the Coconut Charter.")
    again = found[-1]
    assert (again.title, again.date, again.status) == ("Laos adopts Coconut Charter", "2004-05", "inferred")
    assert again.citation.date_text == "At the summit"
    assert again.citation.rule.endswith("en.at_meeting")


def test_a_meeting_of_another_paragraph_is_not_the_one_named_again() -> None:
    found, _ = told("The ports held a summit in May 2004.", "At the summit, Laos adopted the Coconut Charter.")
    assert [candidate.date for candidate in found] == ["2004-05"]


def test_a_summary_has_the_date_in_the_words_of_the_source_and_who_else_is_named() -> None:
    candidate = the_one("In May 2003, Laos signed the Tin Trade Agreement, which Brunei praised.")
    assert candidate.summary == "Laos signs Tin Trade Agreement (May 2003). Also named: Brunei."


@given(st.text(max_size=300))
def test_a_title_keeps_to_its_limit_and_stays_one_line(text: str) -> None:
    title = shortened(capitalised(text), grammar("en"))
    assert len(title) <= LIMIT
    assert title == title.strip(" ,;:-–")
    assert "\n" not in title


def test_a_long_title_is_cut_at_a_word_and_not_after_a_small_one() -> None:
    text = "Tin " * 21 + "of pearls and salt"
    assert shortened(text, grammar("en")) == "Tin " * 20 + "Tin"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        # --- asides, relative clauses, and who somebody is, between a subject and its verb
        ("The Mekong Salt Bridge, whose piers were laid in 2001, was opened in 2004.", "Mekong Salt Bridge opened"),
        (
            "The Tin Trade Agreement, signed by both ports, took effect in 2004.",
            "Tin Trade Agreement enters into force",
        ),
        ("Xi Jinping, the guest of the ports, attended the Pearl Forum in 2004.", "Xi Jinping attends Pearl Forum"),
        ("In 2004, a court set up under the Coconut Charter ruled against Laos.", "Court rules against Laos"),
        # --- what is kept, and what does not belong to it
        ("Laos was accorded full port rights in 2004.", "Laos accorded full port rights"),
        ("Laos and Brunei agreed in 2004 to waive port fees.", "Laos and Brunei agree to waive port fees"),
        ("The Mekong Salt Bridge opened in 2004 after years of rain.", "Mekong Salt Bridge opened"),
        ("Laos signed a deal to pave the road worth $1.2 billion in 2004.", "Laos signs deal to pave the road"),
        ("Laos completed the ratification of the Coconut Charter in 2004.", "Laos ratifies Coconut Charter"),
        (
            "Laos and Brunei agreed in 2004 to mend all the old piers and strive to dig a canal.",
            "Laos and Brunei agree to mend all the old piers",
        ),
        (
            "Thai Foreign Minister Ann Lee and Lao Ports Minister Bo Dee met in Hanoi in 2004.",
            "Ann Lee and Bo Dee meet in Hanoi",
        ),
        ("During his visit to Brunei in 2004, Xi Jinping praised the piers.", "Xi Jinping visits Brunei"),
        ("In 2004, Laos proposed that the Pearl Fund should be doubled.", "Laos proposes Pearl Fund to be doubled"),
        ("Joko Widodo, who came to power in 2004, was glad.", "Joko Widodo takes office"),
        (
            "Mr. Joko Widodo opened a line called the Jakarta-Bandung High-Speed Railway in 2004.",
            "Joko Widodo opens Jakarta-Bandung High-Speed Railway",
        ),
        (
            "Laos became the first port to fly the Pearl Flag over all of its piers in 2004.",
            "Laos becomes first port to fly the Pearl Flag",
        ),
        ("Laos and Brunei decided in 2004 to mend the piers.", "Laos and Brunei decide to mend the piers"),
        ("Rodrigo Duterte met with Xi Jinping in Beijing in 2004.", "Rodrigo Duterte meets Xi Jinping"),
        ("After a storm, which sank ferries, the Pearl Bank launched a fund in 2004.", "Pearl Bank launches fund"),
        ("The piers plan received cabinet approval in 2004.", "Piers plan approved"),
        (
            "Hun Sen extended an invitation to President Xi Jinping in 2004.",
            "Hun Sen extends invitation to President Xi Jinping",
        ),
        # --- the verb agrees with the first noun; a state owns its parts
        (
            "The Foreign Ministry of the People's Republic of China issued a map in 2004.",
            "Foreign Ministry of China issues map",
        ),
        ("ASEAN Plus Three authorities adopted a fund plan in 2004.", "ASEAN Plus Three authorities adopt fund plan"),
        ("The Ministry of Salt Roads issued a study in 2004.", "Ministry of Salt Roads issues study"),
        ("Thailand's cabinet approved a ferry loan in 2004.", "Thailand's cabinet approves ferry loan"),
    ],
)
def test_titles_of_harder_sentences(sentence: str, title: str) -> None:
    assert told(sentence)[0][-1].title == title


def test_a_step_that_says_nothing_of_its_whole_is_one_of_the_thing_named_before() -> None:
    found, _ = told("The Mekong Salt Bridge is long. Construction began in 2001.")
    assert found[0].title == "Construction of Mekong Salt Bridge starts"
