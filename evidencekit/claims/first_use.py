"""Chooses among candidates by what they look like and by the order of first use.

A list is numbered in the order of first use, so k stands first after k - 1. The best
sequence is found with a beam over the highest number that has been used so far.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TypeAlias

from evidencekit.claims.candidates import Candidate

Weights: TypeAlias = Mapping[str, float]
_BEAM = 24


@cache
def shipped_weights() -> Weights:
    """Return the weights of the package, from `train/markers.py`."""
    data = (
        files("evidencekit.claims").joinpath("weights/markers.json").read_text("utf-8")
    )
    weights: Weights = json.loads(data)
    return weights


def number_traits(
    kind: str, numbers: Sequence[int], highest: int, ordered: bool
) -> tuple[str, ...]:
    """Return how the numbers go with the highest one that was used before them."""
    if not ordered:
        return (f"{kind} unordered",)
    new = [number for number in numbers if number > highest]
    if not new:
        return (f"{kind} again", f"{kind} again {_bin(highest - min(numbers))}")
    gap = max(new) - highest - len(new)
    mixed = "mixed" if len(new) < len(numbers) else "new"
    started = "first" if highest == 0 else "next"
    return (f"{kind} {mixed}", f"{kind} {started}", f"{kind} gap {_bin(gap)}")


# Where a text puts its markers: glued to the word, behind the stop, behind a space.
PLACES = ("word", "stop", "space")


def place_of(candidate: Candidate) -> str:
    """Return where the candidate stands, one of `PLACES`."""
    before = candidate.traits[1].partition(" ")[2]
    if before[0] == "_":
        return "space"
    return "stop" if before[0] in ".,;:?!" else "word"


def in_document(candidate: Candidate, document: Sequence[str]) -> tuple[str, ...]:
    """Return what the traits of the whole text add to those of a candidate."""
    kind, before = candidate.traits[:2]
    own = place_of(candidate)
    return tuple(
        t
        for d in document
        for t in (f"{kind} {d}", f"{d}: {before}", f"{d}: {kind} at {own}")
    )


def _bin(gap: int) -> str:
    for most in (0, 1, 2, 4, 8, 16, 32):
        if gap <= most:
            return str(most)
    return "more"


def chosen(
    candidates: Sequence[Candidate],
    last: int,
    ordered: bool,
    weights: Weights,
    document: Sequence[str] = (),
) -> tuple[list[Candidate], float]:
    """Return the best sequence of candidates and its log-odds.

    Candidates that begin at the same place exclude each other. `last` is the highest
    number of the list; `document` are traits of the whole text.
    """
    weigh = cache(lambda traits: sum(weights.get(trait, 0.0) for trait in traits))
    fitting = (c for c in candidates if max(c.numbers) <= last)
    # The best log-odds by the highest number used, and what was taken to get there.
    states: dict[int, tuple[float, _Taken | None]] = {0: (0.0, None)}
    for start, options in groupby(fitting, key=lambda c: c.span.start):
        after = dict(states)
        for option in options:
            kind = option.traits[0]
            own = weigh(("bias", *option.traits, *in_document(option, document)))
            for highest, (score, taken) in states.items():
                if taken is not None and taken.candidate.span.end > start:
                    continue
                order = number_traits(kind, option.numbers, highest, ordered)
                total = score + own + weigh(order)
                reach = max(highest, *option.numbers)
                if reach not in after or total > after[reach][0]:
                    after[reach] = total, _Taken(option, taken)
        states = after if len(after) <= _BEAM else _best_of(after)
    score, last_taken = max(states.values(), key=lambda state: state[0])
    return list(_unrolled(last_taken))[::-1], score


@dataclass(frozen=True, slots=True)
class _Taken:
    """A candidate that was taken, and those before it."""

    candidate: Candidate
    before: "_Taken | None"


_States: TypeAlias = dict[int, tuple[float, _Taken | None]]


def _best_of(states: _States) -> _States:
    best = sorted(states.items(), key=lambda state: (-state[1][0], state[0]))
    return dict(best[:_BEAM])


def _unrolled(taken: _Taken | None) -> Iterator[Candidate]:
    while taken is not None:
        yield taken.candidate
        taken = taken.before
