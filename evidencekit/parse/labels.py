"""What may be the printed number of a reference, and where one is likely."""

import re
from dataclasses import dataclass

# One pattern for each way to print a number; a list keeps to one of them.
FORMATS = (
    re.compile(r"(?<![^\s\[\].;])\[(\d{1,4})\][.:]?(?=\s|[^\W\d])"),
    re.compile(r"(?<!\S)\((\d{1,3})\)(?=\s)"),
    re.compile(r"(?<!\S)(\d{1,4})\.(?=\s|[^\W\d])"),
    re.compile(r"(?<!\S)(\d{1,4})\)(?=\s|[^\W\d])"),
    re.compile(r"(?:(?<=\n)|(?<=\A)|(?<=\n[ \t]))[ \t]*(\d{1,3})(?=[ \t\n]+\S)"),
)
# Few lists are longer, and from 1500 on a number in a reference is a year.
_LARGEST = 1499
_LIKELY_START = re.compile(r"\s*(?:[^\W\d_a-zß-ÿ]|[\"“‘«„'—]|d[e'’]|van |von |https?:)")
# "2. Aufl. Berlin": the number of an edition or a volume.
_EDITION = re.compile(r"\s*(?:Aufl(?:age)?|Ed|Edi(?:ção|ción|tion)|Bd|Jg|Vol)\b[.,]?")
# "Tumours of the breast, Vol. 4. Lyon": a volume, whatever follows it.
_COUNTED = re.compile(r"\b(?:Vol|No|Nr|Bd|Issue|Suppl|Pt|Part)\.? \Z", re.IGNORECASE)
_LIKELY_END = frozenset('.;)]/"”’»0123456789')


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number with its place; `content` is where its entry begins."""

    number: int
    text: str
    start: int
    content: int


def printed_labels(text: str, pattern: re.Pattern[str]) -> list[Label]:
    """Return what `pattern` takes for labels, in order."""
    return [
        _label(text, number, match)
        for match in pattern.finditer(text)
        if (number := int(match[1])) <= _LARGEST
        and not _EDITION.match(text, match.end())
        and not _COUNTED.search(text[max(0, match.start() - 9) : match.start()])
    ]


def _label(text: str, number: int, match: re.Match[str]) -> Label:
    start, content = match.start(1), match.end()
    if start and text[start - 1] in "[(":
        start -= 1
    while content < len(text) and text[content].isspace():
        content += 1
    return Label(number, text[start:content].strip(), start, content)


def begins_entry(text: str, label: Label) -> bool:
    """Say whether what follows a label can be the beginning of an entry."""
    return _LIKELY_START.match(text, label.content) is not None


def begins_line(text: str, label: Label) -> bool:
    """Say whether a label is the first of its line."""
    before = text[max(0, label.start - 3) : label.start]
    return not before.strip(" \t") or "\n" in before


def behind_entry(text: str, label: Label) -> bool:
    """Say whether what stands before a label can end an entry."""
    before = text[max(0, label.start - 3) : label.start].rstrip()
    return not before or before[-1] in _LIKELY_END
