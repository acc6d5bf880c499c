"""Which part of a Markdown text a comment is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from evidencekit.model import Reference, Span
from evidencekit.readers.suppressions import Comment

_BLOCK = re.compile(
    r"^(?:[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]+\S|[ \t]{0,3}\[\^[^\]\n]+\]:"
    r"|#{1,6} |[ \t]*\r?$)",
    re.MULTILINE,
)
_INK = re.compile(r"\S")


class Scopes:
    """The blocks and references of a text, by their places."""

    def __init__(self, text: str, references: Sequence[Reference]) -> None:
        self._text = text
        self._blocks = [match.start() for match in _BLOCK.finditer(text)]
        self._spans = sorted(reference.span for reference in references)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def of(self, comment: Comment) -> Span:
        """Return the reference or block that a comment is in, or else the next one."""
        text, span = self._text, comment.span
        line = text.rfind("\n", 0, span.start) + 1
        before = text[line : span.start]
        after = text[span.end : self._line_end(span.end)]
        indented = len(before) > 1 and line > 0
        if before.strip() or after.strip() or (indented and not self._bare(line)):
            return self._around(span, line)
        start = self._next(span.end)
        end = self._block_end(start)
        first = bisect_left(self._starts, start)
        if first < len(self._spans) and self._starts[first] < end:
            end = self._spans[first].end
        return Span(span.start, end)

    def _around(self, span: Span, line: int) -> Span:
        on_line = bisect_left(self._ends, line)
        if on_line < len(self._ends) and self._ends[on_line] <= span.start:
            return Span(self._spans[on_line].start, span.end)
        inside = bisect_right(self._starts, span.start) - 1
        if inside >= 0 and self._spans[inside].contains(span):
            return self._spans[inside]
        block = bisect_right(self._blocks, span.start) - 1
        start = self._blocks[block] if block >= 0 else 0
        return Span(start, self._block_end(span.end))

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end

    def _bare(self, line: int) -> bool:
        """Say whether the line before the one that begins at `line` is empty."""
        start = self._text.rfind("\n", 0, max(line - 1, 0)) + 1
        return not self._text[start:line].strip()

    def _next(self, offset: int) -> int:
        """Return where the next thing begins that is no comment either."""
        text = self._text
        while True:
            found = _INK.search(text, offset)
            offset = found.start() if found else len(text)
            end = text.find("-->", offset) if text.startswith("<!--", offset) else -1
            if end < 0:
                return offset
            offset = end + 3

    def _block_end(self, offset: int) -> int:
        following = bisect_left(self._blocks, self._line_end(offset) + 1)
        if following < len(self._blocks):
            return self._blocks[following]
        return len(self._text)
