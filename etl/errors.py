"""What can go wrong in the pipeline, as errors that name the place, what was found and what was expected."""

import unicodedata

#: Unicode categories that would break a line, hide text or steer a terminal: controls, formats, surrogates, separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class EtlError(Exception):
    """A promise that an input, a rule or a table broke; the message is one line for the user."""


class ReadError(EtlError):
    """A document or statistical file that cannot be read."""


class RuleError(EtlError):
    """A rule file that is incomplete, contradictory or wrong."""


class SourceError(EtlError):
    """A statistical file that does not match its card: an unknown column, label, unit or country."""


class ContractError(EtlError):
    """Tables that break the schema or contradict each other."""


class ClusterError(EtlError):
    """A cluster that cannot be reached, or that cannot do the work."""


class WriteError(EtlError):
    """A folder that tables cannot be written to."""


def one_line(text: str) -> str:
    r"""Text for a message: one line, in which characters that are not seen stand as escapes (``\n``, ``\x1b``)."""
    return "".join(
        repr(character)[1:-1] if unicodedata.category(character) in _UNSEEN else character for character in text
    )
