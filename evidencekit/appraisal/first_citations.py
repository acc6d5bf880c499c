"""Where a list that is numbered by first use is cited out of turn."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from evidencekit.claims.markers import by_alphabet
from evidencekit.model import Citation, Document

_NUMBERED = ("bracket", "parenthesis", "raised")
# Lists with fewer in order than this are numbered in some other way: of 78 numbered
# articles in articles_dev, all have .93 and more (`python -m bench.appraisal`).
_IN_ORDER = 0.9
_FEWEST = 8


def out_of_turn(document: Document) -> Iterator[tuple[str, Citation, str]]:
    """Yield references that are first cited out of turn: id, marker, and how.

    Only where the list is cited by numbers, in the order of first use but for a few.
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
    for n, at in enumerate(cited):
        if n in kept:
            continue
        due = [p for p in cited[n + 1 :] if p < at]
        how = f"before {ids[min(due)]}" if due else f"after {ids[max(cited[:n])]}"
        yield ids[at], first[at], how


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
