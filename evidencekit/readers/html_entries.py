"""The references that the entries of a list on a page print."""

import re
from collections.abc import Sequence
from itertools import count

from evidencekit.model import Reference, Span
from evidencekit.parse import parse_reference
from evidencekit.readers.elements import Element
from evidencekit.readers.html_links import linked
from evidencekit.readers.html_page import Page

# Wikipedia's "^ a b", other pages' arrows back to the text, bullets.
_BEFORE = re.compile(r"(?:[\^↑↩•·◦*]\ufe0e?\s*(?:(?:[a-z]{1,2}|\d\.\d)\s+){0,20})+")
_WORD = re.compile(r"[^\W_]{2}")
_LABEL = re.compile(r"[\[(]?(\d{1,4})(?:[\]).:]{1,2}\s*|\s+)(?=\S)")
# What is left of links to services: "[ ] [ ]", "|", "·".
_BEHIND = re.compile(r"(?:\s|\[[\s,;|]*\]|\([\s,;|]*\)|[|·↩↑^\[]\ufe0e?)+\Z")


def references_of(
    page: Page, entries: Sequence[Element]
) -> list[tuple[Element, Reference]]:
    """Return each entry that has words of its own, and the reference that it is.

    Its id is the number that is printed or that the browser prints before it.
    """
    found = [(entry, _place(page, entry)) for entry in entries]
    kept = [(e, place) for e, place in found if _WORD.search(place.of(page.text))]
    places = [place for _, place in kept]
    labels = [_LABEL.match(page.text, place.start, place.end) for place in places]
    printed = sum(label is not None for label in labels)
    if 2 * printed <= len(kept):
        labels = [None] * len(kept)
    ids = _ids([entry for entry, _ in kept], labels)
    # Links to the work may stand in an entry of their own, behind it.
    ends = [*(entry.start for entry, _ in kept[1:]), max(e.end for e in entries)]
    return [
        (
            entry,
            linked(
                _parsed(page, place, label, id), page.links_between(entry.start, end)
            ),
        )
        for (entry, place), label, id, end in zip(kept, labels, ids, ends, strict=True)
    ]


def _place(page: Page, entry: Element) -> Span:
    span = page.span(entry)
    before = _BEFORE.match(page.text, span.start, span.end)
    start = before.end() if before else span.start
    behind = _BEHIND.search(page.text[start : span.end])
    return page.stripped(start, start + behind.start() if behind else span.end)


def _parsed(page: Page, place: Span, label: re.Match[str] | None, id: str) -> Reference:
    start = label.end() if label else place.start
    text = page.text[start : place.end]
    printed = label[0].strip() if label else None
    return parse_reference(text, id=id, label=printed, start=start)


def _ids(
    entries: Sequence[Element], labels: Sequence[re.Match[str] | None]
) -> list[str]:
    """Return the printed numbers, else those of the browser, else the places."""
    for ids in (
        [label[1].lstrip("0") or "0" if label else "" for label in labels],
        _numbers(entries),
    ):
        if len(ids) == len(set(ids) - {""}) == len(entries):
            return ids
    return [str(place) for place in range(1, len(entries) + 1)]


def _numbers(entries: Sequence[Element]) -> list[str]:
    """Return the numbers that a browser prints before the items of ordered lists."""
    ids, number, parent = [], count(1), None
    for entry in entries:
        if entry.parent is None or entry.parent.name != "ol":
            return []
        start = entry.parent.attributes.get("start", "")
        value = entry.attributes.get("value", "")
        if entry.parent is not parent and start.isdecimal() and len(start) < 6:
            number = count(int(start))
        if value.isdecimal() and len(value) < 6:
            number = count(int(value))
        parent = entry.parent
        ids.append(str(next(number)))
    return ids
