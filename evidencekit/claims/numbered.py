"""Numeric markers: "[1,2–5]", "(1, 2)", raised numbers, and numbers glued to a word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencekit.claims.candidates import (
    Candidate,
    in_brackets,
    in_parentheses,
    merged,
    raised,
)
from evidencekit.claims.first_use import PLACES, chosen, shipped_weights
from evidencekit.claims.flattened import flat
from evidencekit.model import Citation, Span

# What one number in brackets says for brackets as the text's style, in log-odds: less
# than a candidate of another kind that is surely a marker.
_OF_A_BRACKET = 3.0
# A list that is not ordered by the alphabet is seldom in no order of use either.
_OF_NO_ORDER = -6.0
# Log-odds a reference from which a reading is believed. In the forms of
# `bench/markers.py` the right one has 2.9 and more; the same 211 articles and
# introductions without markers have 1.2 and less (articles_dev, introductions_dev,
# 2026-11-23).
_CREDIBLE = 1.6
# Log-odds that flattened numbers need beyond that: a list of three is soon filled by
# "H1N1" and "SO2". Right readings of such articles cut to their first three to eight
# references have 5 more than this, at least (2026-11-28).
_OF_FEW = 8.0
_STYLES = {
    "bracket": "bracket",
    "paren": "parenthesis",
    "raised": "raised",
    "flat": "flattened",
}
# Raised numbers below which a text is one that lost all of them.
_KEPT = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text read in one style: its markers and how much speaks for them (log-odds)."""

    style: str
    markers: Sequence[Candidate]
    score: float


def numbered_citations(
    text: str, parts: Sequence[Span], ids: Mapping[int, str], ordered: bool
) -> Iterator[Citation]:
    """Yield the numeric markers of the style that the text uses most.

    `parts` is where to look; `ids` are the ids of the references by their number;
    `ordered` says that they may be numbered in the order of first use.
    """
    last = max(ids, default=0)
    bracketed = in_brackets(text, parts)
    best = _in_brackets(bracketed, ids)
    if not _clear(best, ids):
        others = (
            _in_parentheses(text, parts, bracketed, last, ordered),
            _raised(text, parts, last, ordered),
        )
        credible = [reading for reading in others if _credible(reading, ids)]
        best = max([best, *credible], key=lambda reading: reading.score)
    for marker in best.markers:
        known = tuple(ids[n] for n in marker.numbers if n in ids)
        unknown = tuple(str(n) for n in marker.numbers if n not in ids)
        if known or unknown:
            style = _STYLES[marker.traits[0]]
            yield Citation(marker.span, known, unknown, style)


def _in_brackets(found: Sequence[Candidate], ids: Mapping[int, str]) -> _Reading:
    """Return the numbers in brackets, which nearly always are markers.

    Those beyond the list are, too, where most lead to it.
    """
    last = max(ids, default=0)
    plausible = [c for c in found if c.numbers[-1] <= max(2 * last, last + 20)]
    inside = [c for c in plausible if all(n in ids for n in c.numbers)]
    named = {n for c in inside for n in c.numbers}
    if len(named) < min(2, len(ids)) or len(inside) < 0.6 * len(plausible):
        plausible = inside
    return _Reading("bracket", plausible, _OF_A_BRACKET * len(inside))


def _clear(brackets: _Reading, ids: Mapping[int, str]) -> bool:
    """Say whether the brackets name so much of the list that nothing else can be it."""
    named = {n for m in brackets.markers for n in m.numbers} & ids.keys()
    return len(named) >= max(3, len(ids) / 2)


def _in_parentheses(
    text: str,
    parts: Sequence[Span],
    bracketed: Sequence[Candidate],
    last: int,
    ordered: bool,
) -> _Reading:
    # Inside parentheses a marker stands in brackets.
    found = merged(in_parentheses(text, parts), bracketed)
    return _best("paren", found, last, ordered, [()])


def _raised(text: str, parts: Sequence[Span], last: int, ordered: bool) -> _Reading:
    """Return the raised numbers, and those that scraping has flattened."""
    kept = raised(text, parts)
    document = kept_traits(kept, last)
    found = merged(kept, flat(text, parts))
    return _best("raised", found, last, ordered, [(*document, p) for p in PLACES])


def _best(
    style: str,
    found: Sequence[Candidate],
    last: int,
    ordered: bool,
    documents: Sequence[tuple[str, ...]],
) -> _Reading:
    weights = shipped_weights()
    readings = []
    for document in documents:
        # Flattened numbers are too many to do without their order.
        loose = "flattened" not in document
        for in_order in ((True, False) if loose else (True,)) if ordered else (False,):
            markers, score = chosen(found, last, in_order, weights, document)
            score += _OF_NO_ORDER if ordered and not in_order else 0.0
            readings.append(_Reading(style, markers, score))
    return max(readings, key=lambda r: r.score)


def kept_traits(raised: Sequence[Candidate], last: int) -> tuple[str, ...]:
    """Return what the raised numbers of a text say of its other numbers."""
    fitting = {n for c in raised if max(c.numbers) <= last for n in c.numbers}
    if len(fitting) >= max(_KEPT, 0.5 * last):
        return ("kept",)
    return ("some kept",) if len(fitting) >= _KEPT else ("flattened",)


def _credible(reading: _Reading, ids: Mapping[int, str]) -> bool:
    """Say whether numbers that are not in brackets can be the text's way to cite."""
    named = {n for m in reading.markers for n in m.numbers} & ids.keys()
    flattened = sum(m.traits[0] == "flat" for m in reading.markers)
    # Any text has a number or two that one could take for a flattened one.
    if 2 * flattened > len(reading.markers):
        fewest, least = 3, _OF_FEW
    else:
        fewest, least = min(2, len(ids)), 0.0
    return len(named) >= fewest and reading.score >= least + _CREDIBLE * len(ids)
