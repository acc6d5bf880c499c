"""Where a list that is numbered by first use is cited out of turn."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from evidencekit.claims.markers import by_alphabet
from evidencekit.model import Citation, Document

_NUMBERED = ("bracket", "parenthesis", "raised")
# Lists with fewer in order than this are numbered in some other way: of 78 numbered
# articles in articles_dev, all have .93 and more (`python -m bench.appraisal`).
_IN_ORDER = 0.9
_FEWEST = 8
# Tables and captions count in the order and seldom stand where they are read: all that
# come late in articles_dev are first cited in one.
_ELSEWHERE = re.compile(
    r"\b(?:tables?|fig(?:ure)?s?|box(?:es)?|panels?|schemes?|appendi(?:x|ces)"
    r"|supplement\w*)\b",
    re.IGNORECASE,
)


def out_of_turn(document: Document) -> Iterator[tuple[str, Citation, str]]:
    """Yield references that are first cited out of turn: id, marker, and how.

    Only where the list is cited by numbers, in the order of first use but for a few. A
    reference that comes late may have been cited in a table or caption before: it is
    only told where the text speaks of none.
    """
    ids = [reference.id for reference in document.references]
    place = {id: n for n, id in enumerate(ids)}
    first: dict[int, Citation] = {}
    for citation in document.citations:
        if citation.style not in _NUMBERED:
            return
        for id in citation.reference_ids:
            if id in place:
                first.setdefault(place[id], citation)
    cited = list(first)
    if len(cited) < _FEWEST or by_alphabet(document.references):
        return
    kept = _in_order(cited)
    if len(kept) < _IN_ORDER * len(cited):
        return
    has_other_places = _ELSEWHERE.search(document.text, 0, _end(document)) is not None
    for n, at in enumerate(cited):
        if n in kept:
            continue
        due = [cited[m] for m in kept if m > n and cited[m] < at]
        if due:
            yield ids[at], first[at], f"before reference {ids[min(due)]}"
        elif not has_other_places:
            gone = max(cited[m] for m in kept if m < n)
            yield ids[at], first[at], f"after reference {ids[gone]}"


def _end(document: Document) -> int:
    """Return where the text before the list ends."""
    return document.list_span.start if document.list_span else len(document.text)


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """Return the indexes of a longest run of `places` that only grows."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for n, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [n]
        before.append(ends[at - 1] if at else None)
    kept: list[int] = []
    at_end = ends[-1] if ends else None
    while at_end is not None:
        kept.append(at_end)
        at_end = before[at_end]
    return frozenset(kept)
