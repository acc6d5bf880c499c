"""Where something stands in the text that was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in `Document.text`: start <= end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> "Span":
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column (in code points) of `offset` in `text`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
