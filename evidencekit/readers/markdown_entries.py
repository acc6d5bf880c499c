"""The entries of a reference list that Markdown itself cuts apart: items and notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from evidencekit.model import Span

_ITEM = re.compile(
    r"^(?P<indent>[ \t]*)(?:> ?)?"
    r"(?:(?P<bullet>[-*+])|(?P<number>\d{1,4})(?P<stop>[.)]))[ \t]+(?=\S)"
    r"|^[ \t]{0,3}\[\^(?P<note>[^\]\s]+)\]:[ \t]*",
    re.MULTILINE,
)
_HEADING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]|^[^\n]+\n[ \t]{0,3}(?:=+|-{2,})[ \t]*$", re.M
)
# A blank line and then text at the margin: what follows belongs to no item.
_OUTDENT = re.compile(r"\n[ \t]*\r?\n(?=[^\s])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item or note: its id, what is printed before it, where its text stands."""

    id: str
    label: str | None
    span: Span
    is_note: bool = False


def entries_after(text: str, start: int) -> tuple[Entry, ...]:
    """Return the items of the list that follows `start`, up to the next heading."""
    heading = _HEADING.search(text, start)
    end = heading.start() if heading else len(text)
    markers = list(_ITEM.finditer(text, start, end))
    outermost = min((len(m["indent"] or "") for m in markers), default=0)
    entries = list(_entries(text, markers, end, outermost))
    return _numbered(entries)


def by_section(text: str, places: Sequence[int]) -> list[list[int]]:
    """Return `places` of `text` by the heading that ends what follows them."""
    headings = [m.start() for m in _HEADING.finditer(text)]
    sections: dict[int, list[int]] = {}
    for place in places:
        sections.setdefault(bisect_left(headings, place), []).append(place)
    return list(sections.values())


def notes(text: str) -> tuple[Entry, ...]:
    """Return the footnotes that `text` defines."""
    markers = list(_ITEM.finditer(text))
    headings = [m.start() for m in _HEADING.finditer(text)]
    end = len(text)
    found = [e for e in _entries(text, markers, end, 0) if e.is_note]
    return _numbered([_cut_at(entry, headings) for entry in found])


def _cut_at(entry: Entry, places: Sequence[int]) -> Entry:
    """Return the entry up to the first of `places`, which are in order, within it."""
    after = bisect_right(places, entry.span.start)
    end = min([entry.span.end, *places[after : after + 1]])
    return replace(entry, span=Span(entry.span.start, end))


def _entries(
    text: str, markers: Sequence[re.Match[str]], end: int, outermost: int
) -> Iterator[Entry]:
    ends = [m.start() for m in markers[1:]] + [end]
    for marker, limit in zip(markers, ends, strict=False):
        if len(marker["indent"] or "") > outermost + 1:
            continue
        outdent = _OUTDENT.search(text, marker.end(), limit)
        stop = outdent.start() if outdent else limit
        content = text[marker.end() : stop]
        if not content.strip():
            continue
        span = Span(marker.end(), marker.end() + len(content.rstrip()))
        if marker["note"]:
            yield Entry(marker["note"], f"[^{marker['note']}]", span, is_note=True)
        elif marker["number"]:
            label = marker["number"] + marker["stop"]
            yield Entry(str(int(marker["number"])), label, span)
        else:
            yield Entry("", None, span)


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with ids of their own.

    Notes keep theirs, by which they are cited; a second note by a name is counted. A
    list that says "1." before every item is printed by Markdown as 1, 2, 3. Bullets are
    counted, and so is a list in which a number comes twice; other numbers stay as
    written, with their gaps.
    """
    written = [entry.id for entry in entries if entry.label and not entry.is_note]
    if len(written) > 1 and len(set(written)) == 1:
        entries = [e if e.is_note else replace(e, label=None) for e in entries]
    ids = [entry.id for entry in entries]
    if "" not in ids and len(set(ids)) == len(ids):
        return tuple(entries)
    cited = {entry.id for entry in entries if entry.is_note}
    free = (str(n) for n in count(1) if str(n) not in cited)
    seen: set[str] = set()
    numbered = []
    for entry in entries:
        if not entry.is_note or entry.id in seen:
            entry = replace(entry, id=next(free))
        seen.add(entry.id)
        numbered.append(entry)
    return tuple(numbered)
