"""How a report meant for people looks: width, colour, and how much it says."""

import textwrap
import unicodedata
from dataclasses import dataclass
from enum import Enum

from evidencekit.inert import visible
from evidencekit.model import Severity


class Ink(Enum):
    """What a piece of text is, and the ANSI code it is shown with."""

    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"
    HEADING = "1"
    DIFFERENCE = "1;4"
    FAINT = "2"
    GOOD = "32"


INKS = {
    Severity.ERROR: Ink.ERROR,
    Severity.WARNING: Ink.WARNING,
    Severity.NOTE: Ink.NOTE,
}


@dataclass(frozen=True, slots=True)
class Look:
    """`width` is in columns; `detail` is -1 (brief), 0 or 1 (every reference)."""

    width: int = 80
    color: bool = False
    detail: int = 0

    def painted(self, text: str, ink: Ink) -> str:
        """Return `text` in `ink`, or as it is where there is no colour."""
        return f"\x1b[{ink.value}m{text}\x1b[0m" if self.color and text else text

    def wrapped(self, text: str, indent: str, first: str | None = None) -> list[str]:
        """Return `text` in lines of at most `width`; DOIs and URLs stay whole."""
        return textwrap.wrap(
            visible(text),
            max(self.width, len(indent) + 20),
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def shortened(self, text: str, room: int) -> str:
        """Return `text` cut to `room` columns, with an ellipsis where it was cut."""
        text = visible(text)
        return text if len(text) <= room else text[: max(room - 1, 1)].rstrip() + "…"


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
