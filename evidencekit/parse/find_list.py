"""Finds the reference list of a document: its heading, its entries and its end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evidencekit.model import Span
from evidencekit.parse.extent import all_entries, list_among
from evidencekit.parse.likeness import CERTAIN, likeness
from evidencekit.parse.segment import Entry, split_page

T = TypeVar("T")
# The headings of English, German, French, Spanish, Portuguese, Italian, Dutch,
# Scandinavian, Polish, Czech and Turkish lists.
_TITLES = (
    r"(?:(?:article|key|selected|suggested|cited|our|show|view|all|additional)\s+){0,3}"
    r"(?:references(?:\s+(?:and|&)\s+(?:notes|links|further reading|resources))?|"
    r"(?:works|references|literature|sources)\s+cited|reference\s+list|"
    r"list\s+of\s+references|sources|bibliography|literature|citations|footnotes|"
    r"endnotes|notes(?:\s+(?:and|&)\s+references)?|further\s+reading|"
    r"literatur(?:verzeichnis|angaben)?|quellen(?:verzeichnis|angaben)?|"
    r"einzelnachweise|referenzen|bibliogra(?:ph|f)ie|références"
    r"(?:\s+bibliographiques)?|referencias(?:\s+bibliográficas)?|bibliografía|"
    r"referências(?:\s+bibliográficas)?|bibliografia|riferimenti"
    r"(?:\s+bibliografici)?|literatura|referenties|literatuur(?:lijst)?|"
    r"referenser|referanser|litteratur|källor|piśmiennictwo|kaynaklar|kaynakça)"
)
_COUNT = r"(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]?\s+)?"
_AFTER_TITLE = r"(?:\s*\(\d+\)|\s?\[\s*edit\s*\])?"
# White space is taken whole (*+, ++): given back step by step, three runs of it side by
# side would cost the cube of their length.
_LINE = re.compile(
    rf"^[ \t]*(?:[#>*_=]+[ \t]*)?{_COUNT}(?i:{_TITLES}){_AFTER_TITLE}"
    r"[ \t]*+[:.]?[ \t]*+[#*_=]*+[ \t\r]*+$",
    re.M,
)
_INLINE = re.compile(
    rf"(?<!\S){_COUNT}(?=[^\W\d_a-zß-ÿ])(?i:{_TITLES}){_AFTER_TITLE}(?:\s*+:)?"
    r"(?=\s++[\[(\"“^•*-]*+\s*+[^\W_a-zß-ÿ])"
)
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+\S", re.M)
# After a heading: the numbers begin anew, and with them another list.
_ONE = re.compile(r"\s*(?:\[1\]|\(1\)|1[.)]|\n[ \t]*1(?=\s))\s*\S")
# What a list is full of and prose is not: "2011;18(3):", "(2011)", "10.1016/", "et al",
# "Mayo Clinic: “".
_SIGN = re.compile(
    r"10\.\d{4,9}/|https?://|\b(?:1[89]|20)\d\d\b[a-z]?[).;:,]|\bet al\b"
    r"|\d\(\d+(?:[-–]\d+)?\)"
    r"|\d[-–]\d+[.,]|[:,] ?[A-Za-z]?\d+[-–]\d+|[^\W\d_a-zß-ÿ][\w.]{0,30}:\s“(?=\S)"
)
_NEAR = 700  # characters within which a list shows its next sign
_SOON = 1500  # the same below a heading: a first entry may name thirty authors
_SPARSEST = 400  # characters for each sign, in a list on average
_LONGEST = 400_000  # characters: 2,000 references of 200
_HEADINGS_TRIED = 4
_MOST = 0.8  # of the entries of a further list are references without doubt
_FARTHEST = 1500  # characters of the publisher's words between heading and first entry


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A list in a document: its span, its heading where it has one, its entries."""

    span: Span
    heading: Span | None
    entries: tuple[Entry, ...]


def find_references(text: str) -> ReferenceList | None:
    """Return the reference list of `text`, a whole document; None if it has none."""
    return next(iter(find_lists(text)), None)


def find_lists(text: str) -> tuple[ReferenceList, ...]:
    """Return the reference list of `text`, a whole document, and further ones.

    The longest comes first; of chapters, the last one's. The others are lists beyond
    doubt under headings of their own, in order.
    """
    signs = [match.start() for match in _SIGN.finditer(text)]
    if not signs:
        return ()
    headings = sorted(_headings(text, signs))
    anew = [h.start for h in headings if _ONE.match(text, h.end)] + [len(text)]
    lists: list[ReferenceList] = []
    for heading in headings:
        if lists and heading.start < lists[-1].span.end:
            continue  # a title in the list, such as "… Literature Review"
        end = anew[bisect_right(anew, heading.start)]
        if found := _list_after(text, heading.end, heading, end):
            lists.append(found)
    if not lists:
        only = _nothing_but_a_list(text, signs) or _list_without_heading(text, signs)
        return (only,) if only else ()
    longest = max(lists, key=lambda found: len(found.entries))
    kept = [f for f in lists if f is longest or _is_certain(f, text)]
    main = list_proper(
        kept, lambda found: len(found.entries), lambda found: _title(found, text)
    )
    return main, *(found for found in kept if found is not main)


def list_proper(
    lists: Sequence[T], size: Callable[[T], int], title: Callable[[T], str]
) -> T:
    """Return the longest of lists in order; of chapters, which share a title, the last.

    Args:
        lists: not empty.
        size: gives the number of entries of a list.
        title: gives the heading of a list, in small letters.
    """
    wanted = title(max(lists, key=size))
    return next(found for found in reversed(lists) if title(found) == wanted)


def _title(found: ReferenceList, text: str) -> str:
    return found.heading.of(text).strip("#:. ").casefold() if found.heading else ""


def _is_certain(found: ReferenceList, text: str) -> bool:
    good = sum(likeness(e.span.of(text)) >= CERTAIN for e in found.entries)
    return good >= max(2, _MOST * len(found.entries))


def list_titles(text: str) -> tuple[Span, ...]:
    """Return the lines of `text` that are titles of reference lists, in order."""
    return tuple(
        Span(_visible(text, line.start()), line.end()) for line in _LINE.finditer(text)
    )


def _headings(text: str, signs: Sequence[int]) -> Iterator[Span]:
    """Yield the last headings that signs of references follow, and all of chapters."""
    found: dict[int, Span] = {}
    for pattern in (_INLINE, _LINE):
        for match in pattern.finditer(text):
            start = _visible(text, match.start())
            end = start + len(match.group().strip())
            found[end] = Span(start, end)
    tried = 0
    for end in sorted(found, reverse=True):
        if _signs_within(signs, end, end + _SOON) >= 2:
            yield found[end]
            # A list that counts anew reaches to the next one, all others to the end.
            tried += _ONE.match(text, end) is None
            if tried == _HEADINGS_TRIED:
                return


def _visible(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _signs_within(signs: Sequence[int], start: int, end: int) -> int:
    return bisect_left(signs, end) - bisect_left(signs, start)


def _list_after(
    text: str, start: int, heading: Span | None, end: int
) -> ReferenceList | None:
    """Return the list that begins at `start` and goes no further than `end`."""
    section = _MARKDOWN.search(text, start + 1, end)
    end = min(section.start() if section else end, start + _LONGEST)
    entries = [
        Entry(entry.span.shifted(start), entry.label)
        for entry in split_page(text[start:end])
    ]
    kept = list_among(text, entries, headed=heading is not None)
    if not kept or (heading and kept[0].span.start - heading.end > _FARTHEST):
        return None
    first = heading.start if heading else kept[0].span.start
    return ReferenceList(Span(first, kept[-1].span.end), heading, kept)


def _nothing_but_a_list(text: str, signs: Sequence[int]) -> ReferenceList | None:
    """Return the list that the whole of `text` is; None if it is more than that."""
    if len(text) > min(_LONGEST, _SPARSEST * len(signs)):
        return None
    entries = split_page(text)
    if not all_entries(text, entries):
        return None
    return ReferenceList(
        Span(entries[0].span.start, entries[-1].span.end), None, entries
    )


def _list_without_heading(text: str, signs: Sequence[int]) -> ReferenceList | None:
    """Return the list in the last stretch of `text` that is dense with signs."""
    runs = [[signs[0], signs[0], 1]]
    for sign in signs[1:]:
        if sign - runs[-1][1] > _NEAR // 2:
            runs.append([sign, sign, 0])
        runs[-1][1] = sign
        runs[-1][2] += 1
    start, _, count = max(runs, key=lambda run: run[2])
    if count < 6:
        return None
    before = text.rfind(" ", 0, max(0, start - _NEAR // 2)) + 1
    return _list_after(text, before, None, len(text))
