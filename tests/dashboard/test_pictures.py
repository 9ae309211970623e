"""Pictures drawn on the server, opened again: size, words, and that the letters of the region are letters."""

from __future__ import annotations

import io
import re
import shutil
import threading
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat

from dashboard import drawing, export, pictures
from dashboard.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.data import Store

SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = {
    "Chinese": "东盟",
    "Thai": "ไทย",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Lao": "ລາວ",
    "Vietnamese": "Việt Nam",
}
FONTS = "Noto Sans, Noto Sans CJK SC, Noto Sans Thai, Noto Sans Khmer, Noto Sans Myanmar, Noto Sans Lao"
#: A letter that no font has.
NOWHERE = "\U000e0fff"

pytestmark = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome")), reason="no Chromium to draw with"
)


@pytest.fixture(scope="module")
def studio() -> Iterator[pictures.Studio]:
    studio = pictures.Studio()
    yield studio
    studio.close()


@pytest.fixture(scope="module", autouse=True)
def _stop() -> Iterator[None]:
    yield
    pictures.studio().close()


@pytest.mark.parametrize("chart", export.CHARTS)
@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_picture_is_as_large_as_asked_for_and_the_same_twice(
    shipped: Store, chosen: str, chart: str, kind: str
) -> None:
    order = export.Order(chart, export.sized(640, 480, 1.5), link="http://127.0.0.1/")
    first, second = (export.drawn(view(shipped, chosen), order, kind) for _ in range(2))
    assert first == second
    with Image.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.size) == (kind.upper(), (960, 720))
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 20


@pytest.mark.parametrize("chart", export.CHARTS)
def test_an_svg_has_its_words_and_is_the_same_twice(shipped: Store, chosen: str, chart: str) -> None:
    order = export.Order(chart, link="http://127.0.0.1/?countries=VNM")
    first, second = (export.drawn(view(shipped, f"countries=VNM&{chosen}"), order, "svg") for _ in range(2))
    assert first == second
    root = ET.fromstring(first)  # noqa: S314 (drawn by ourselves)
    text = " ".join("".join(part.itertext()) for part in root.iter(f"{SVG}text"))
    for words in (
        drawing.said(view(shipped, f"countries=VNM&{chosen}"), chart)["title"],
        "Sources:",
        "ASEAN–China Atlas",
        "data ",
        "http://127.0.0.1/?countries=VNM",
    ):
        assert words in text
    drawing_alone = re.sub(rb"<desc>.*?</desc>", b"", first)  # what is said of it names the licence
    assert not re.search(rb"https?://(?!www\.w3\.org|127\.0\.0\.1)", drawing_alone)


def test_a_pdf_of_the_timeline_has_every_milestone_on_pages_of_its_paper(store: Store) -> None:
    order = export.Order("timeline", export.SIZES["a4-across"], whole=True, link="http://127.0.0.1/")
    first, second = (export.drawn(view(store, ""), order, "pdf") for _ in range(2))
    assert first == second
    document = pypdf.PdfReader(io.BytesIO(first))
    found = " ".join(page.extract_text() for page in document.pages)
    text = " ".join(unicodedata.normalize("NFKC", found).split())
    assert {
        tuple(round(float(side)) for side in (page.mediabox.width, page.mediabox.height)) for page in document.pages
    } == {(842, 595)}
    for title in store.events["title"]:
        assert " ".join(title.split())[:20] in text
    assert document.metadata is not None
    assert document.metadata.title == "ASEAN–China Atlas: Milestones"
    assert document.metadata.creation_date is None
    assert document.metadata.subject == drawing.said(view(store, ""), "timeline")["sentence"]
    assert "http://127.0.0.1/" in str(document.metadata.keywords)
    assert str(document.root_object["/Lang"]) == "en"
    assert document.viewer_preferences is not None
    assert document.viewer_preferences["/DisplayDocTitle"]


def test_a_picture_says_within_the_file_what_it_shows_and_whose_it_is(store: Store) -> None:
    shown, order = view(store, "countries=VNM"), export.Order("trade-trend", link="http://127.0.0.1/?countries=VNM")
    with Image.open(io.BytesIO(export.drawn(shown, order, "png"))) as picture:
        picture.load()
        said = dict(picture.info)
    told = drawing.said(shown, "trade-trend")
    assert said["Title"] == f"ASEAN–China Atlas: {told['title']}"
    assert said["Description"].startswith(told["sentence"])
    assert said["Description"].endswith("Viet Nam")
    assert said["Source"].endswith("http://127.0.0.1/?countries=VNM")
    assert said["Copyright"].startswith("MIT")
    assert "data " in said["Software"]
    root = ET.fromstring(export.drawn(shown, order, "svg"))  # noqa: S314 (drawn by ourselves)
    assert root.get("role") == "img"
    assert [part.tag for part in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == said["Title"]
    assert str(root[1].text).startswith(told["sentence"])
    assert "countries=VNM" in str(root[1].text)


def lettered(text: str) -> go.Figure:
    figure = go.Figure(layout={"width": 400, "height": 120, "paper_bgcolor": "white", "plot_bgcolor": "white"})
    figure.update_layout(xaxis_visible=False, yaxis_visible=False, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure.add_annotation(text=text, x=0.5, y=0.5, showarrow=False, font={"size": 48, "family": FONTS})


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_of_the_region_are_letters_and_not_boxes(studio: pictures.Studio, script: str) -> None:
    """A box stands the same for each letter that is missing, so text of one box a letter is compared with."""
    if shutil.which("fc-list") is None:
        pytest.skip("no fontconfig to tell which fonts are installed")
    text = SCRIPTS[script]
    with (
        Image.open(io.BytesIO(studio.draw(lettered(text), "png"))) as drawn,
        Image.open(io.BytesIO(studio.draw(lettered(NOWHERE * len(text)), "png"))) as boxes,
    ):
        ink, other = drawn.convert("L"), boxes.convert("L")
    assert ImageStat.Stat(ink).mean[0] < 254.5
    assert ImageChops.difference(ink, other).getbbox()
    cells = repeated(ink)
    assert cells < len(text)


def repeated(picture: Image.Image) -> int:
    """How many neighbouring shapes of ink are the same to the pixel: a row of boxes is nothing else."""
    box = ImageChops.invert(picture).getbbox()
    assert box
    line = picture.crop(box)
    columns = [line.crop((at, 0, at + 1, line.height)).tobytes() for at in range(line.width)]
    blank = b"\xff" * line.height
    shapes: list[list[bytes]] = [[]]
    for column in columns:
        if column == blank:
            shapes.append([])
        else:
            shapes[-1].append(column)
    drawn = [tuple(shape) for shape in shapes if shape]
    return sum(left == right for left, right in pairwise(drawn)) + 1 if len(drawn) > 1 else 1


def test_who_comes_when_all_places_are_taken_is_refused() -> None:
    studio = pictures.Studio(places=1)
    with studio.place(), pytest.raises(pictures.PictureError, match="busy"), studio.place():
        pass
    with studio.place():
        pass


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_drawn(store: Store) -> None:
    studio = pictures.Studio(seconds=0.01)
    figure = export.picture(view(store, ""), export.Order("trade-by-country"))
    with pytest.raises(pictures.PictureError, match="late"):
        studio.draw(figure, "png")
    studio._seconds = 40
    assert studio.draw(figure, "png")[:4] == b"\x89PNG"
    studio.close()


def test_a_browser_that_died_is_started_again(studio: pictures.Studio, store: Store) -> None:
    figure = export.picture(view(store, ""), export.Order("trade-by-country"))
    assert studio.draw(figure, "png")[:4] == b"\x89PNG"
    studio._browser.subprocess.kill()
    studio._browser.subprocess.wait(10)
    studio._seconds = 10
    with pytest.raises(pictures.PictureError):
        studio.draw(figure, "png")
    assert studio.draw(figure, "png")[:4] == b"\x89PNG"


def test_pictures_asked_for_at_once_are_drawn_one_after_the_other(studio: pictures.Studio, store: Store) -> None:
    figure = export.picture(view(store, ""), export.Order("trade-by-country"))
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(studio.draw(figure, "png"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_without_a_browser_it_is_said(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    figure = export.picture(view(store, ""), export.Order("trade-by-country"))
    studio = pictures.Studio()
    with pytest.raises(pictures.PictureError, match="no_browser"):
        studio.draw(figure, "png")
