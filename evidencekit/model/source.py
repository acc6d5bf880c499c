"""The file that a text was taken from, and the way back to its places."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import escape

from evidencekit.model.span import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where the stretches of a text stand in another, in the order of the text.

    `starts` are their offsets here; `origins` and `ends` say which part of the other
    text each was taken from. A stretch is as long as its origin and runs along with it,
    or else it is one thing: what an entity stands for, a space for white space.
    """

    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Return where `span` stands there; an empty one, where its character does."""
        start = self._origin(span.start).start
        if span.start >= span.end:
            return Span(start, start)
        return Span(start, max(start, self._origin(span.end - 1).end))

    def here(self, offset: int) -> int:
        """Return where what stands there at `offset`, or last before it, is here."""
        before = [place for place in enumerate(self.origins) if place[1] <= offset]
        index = max(before, key=lambda place: place[1], default=(0, 0))[0]
        return self.starts[index] if self.starts else 0

    def _origin(self, offset: int) -> Span:
        """Return where the character at `offset` stands there."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return Span(offset, offset)
        start, end = self.origins[index], self.ends[index]
        following = self.starts[index + 1 : index + 2]
        length = following[0] - self.starts[index] if following else end - start
        if length == end - start:
            start += offset - self.starts[index]
            end = start + 1
        return Span(start, end)


# What may close behind the last word of a reference before it is over.
_CLOSING = re.compile(
    r"(?:</(?:a|abbr|b|bdi|cite|code|em|ext-link|i|italic|q|small|span|strong|sub|sup|u"
    r"|uri)\s*>)+",
    re.IGNORECASE,
)
_LINK = re.compile(r"<(/?)(?:a|ext-link|uri)\b", re.IGNORECASE)
_NEAR = 3000  # characters before an edit in which the link around it begins


@dataclass(frozen=True, slots=True)
class Source:
    """A file with mark-up, `text`, from which a document's text was taken.

    Where every field has its own element, nothing can be added to the text
    (`takes_additions` is False): it would become part of the field before it.
    """

    text: str
    places: Places
    takes_additions: bool = True

    def edited(self, span: Span, replacement: str) -> tuple[Span, str] | None:
        """Return what to write where in the file to have `replacement` at `span`.

        None where mark-up would break, or where a link would go on leading to what it
        no longer says. Both spans are code points, `span` in the document's text.
        """
        place = self.places.original(span)
        written = escape(replacement, quote=False)
        if span.start == span.end:
            if not self.takes_additions:
                return None
            last = self.places.original(Span(max(0, span.start - 1), span.start)).end
            closing = _CLOSING.match(self.text, last)
            end = closing.end() if closing else last
            return Span(end, end), written
        if "<" in place.of(self.text) or self._is_in_link(place):
            return None
        return place, written

    def _is_in_link(self, place: Span) -> bool:
        tags = _LINK.findall(self.text, max(0, place.start - _NEAR), place.start)
        return bool(tags) and tags[-1] == ""
