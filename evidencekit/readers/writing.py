"""Writes the text of a page as a reader sees it, with the way back to the file."""

import re
from html import unescape

from evidencekit.model import Places, Source, Span

# Words with single blanks between them, white space, an entity, or what shows nothing:
# soft hyphens and their like.
_PIECE = re.compile(
    r"(?P<words>[^\s&\u00ad\u200b\u2060\ufeff]++"
    r"(?: [^\s&\u00ad\u200b\u2060\ufeff]++)*+)"
    r"|(?P<space>\s++)|(?P<nothing>[\u00ad\u200b\u2060\ufeff]++)"
    r"|(?P<entity>&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?|&)"
)
_SHOWS_NOTHING = frozenset("\u00ad\u200b\u2060\ufeff")
_RANK = {"": 0, " ": 1, "\n": 2, "\n\n": 3}


class Writer:
    """The text so far; breaks are written when something follows them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._ends: list[int] = []
        self._pending, self._pending_at = "", Span(0, 0)
        self.length = 0

    def written(self) -> tuple[str, Source]:
        """Return the text and the file that it comes from."""
        places = Places(tuple(self._starts), tuple(self._origins), tuple(self._ends))
        return "".join(self._pieces), Source(self._file, places)

    def break_(self, kind: str, at: int) -> None:
        """Ask for a blank, a new line or an empty one before what follows."""
        self._ask(kind, Span(at, at))

    def text(
        self, start: int, end: int, *, literal: bool = False, raised: bool = False
    ) -> None:
        """Write a run of the file's text; `raised` digits become superscript signs."""
        for piece in _PIECE.finditer(self._file, start, end):
            place = Span(*piece.span())
            match piece.lastgroup:
                case "words":
                    said = piece[0].translate(_RAISED) if raised else piece[0]
                    self._put(said, place)
                case "space":
                    if not raised:
                        self._ask(" ", place)
                case "entity":
                    said = piece[0] if literal else unescape(piece[0])
                    self._entity(said, place)
                case _:
                    pass

    def insert(self, said: str, at: int) -> None:
        """Write what the file does not have, at this place of it."""
        self._put(said, Span(at, at))

    def ends_with(self, signs: str) -> bool:
        """Say whether the text ends with one of `signs`."""
        return bool(self._pieces) and self._pieces[-1][-1:] in signs

    def mark(self, place: Span) -> Span:
        """Return the extent in the text of something in the file that shows nothing.

        It has that of the break before it, so that the way back leads there.
        """
        if not self._pending or not self.length:
            return Span(self.length, self.length)
        start = self.length
        self._pending_at = place
        self._flush()
        return Span(start, self.length)

    def _entity(self, said: str, place: Span) -> None:
        if said.isspace() and said != "\u00a0":
            self._ask(" ", place)
        elif said not in _SHOWS_NOTHING:
            self._put(said, place)

    def _ask(self, kind: str, place: Span) -> None:
        if _RANK[kind] > _RANK[self._pending]:
            self._pending, self._pending_at = kind, place

    def _put(self, said: str, place: Span) -> None:
        if self._pending and self.length:
            self._flush()
        self._pending = ""
        self._add(said, place)

    def _flush(self) -> None:
        self._add(self._pending, self._pending_at)
        self._pending = ""

    def _add(self, said: str, place: Span) -> None:
        self._pieces.append(said)
        self._starts.append(self.length)
        self._origins.append(place.start)
        self._ends.append(place.end)
        self.length += len(said)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
