"""Where each reference is first used, if they are numbered in that order.

The first uses run forward through the text. Each reference has odds for each sentence
(by content), each sentence has odds to cite at all, and the step from one first use to
the next has a learned distribution. Forward–backward over these gives the probability
of each place. The distribution is constant over bins of steps, so that sums over it
come from running totals and the work is sentences × references × bins.
"""

import math
from collections.abc import Sequence

Matrix = list[list[float]]
# The last step of each bin; 0 is a reference used in the same sentence.
BINS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 1 << 30)


def first_uses(odds: Matrix, citing: Sequence[float], steps: Sequence[float]) -> Matrix:
    """Return the probability of each sentence to be the first that uses a reference.

    Args:
        odds: by reference, then sentence: how much better the two fit than by chance.
        citing: the odds of each sentence to cite anything, relative to the mean.
        steps: the probability of each bin of `BINS`.
    """
    density = _densities(steps, len(citing))
    forward, before = [], None
    for row in odds:
        reached = (
            _entered(len(citing), citing)
            if before is None
            else _stepped(before, citing, density)
        )
        before = _scaled([r * o for r, o in zip(reached, row, strict=True)])
        forward.append(before)
    backward = [1.0] * len(citing)
    found: Matrix = []
    for i in range(len(odds) - 1, -1, -1):
        found.append(
            _scaled([f * b for f, b in zip(forward[i], backward, strict=True)])
        )
        weighed = [o * b for o, b in zip(odds[i], backward, strict=True)]
        backward = _scaled(_stepped_back(weighed, citing, density))
    return found[::-1]


def _densities(steps: Sequence[float], length: int) -> list[tuple[int, int, float]]:
    """Return (first step, last step, probability of one step) for each bin."""
    found, first = [], 0
    for last, share in zip(BINS, steps, strict=True):
        width = min(last, max(first, length)) - first + 1
        found.append((first, last, share / width))
        first = last + 1
    return found


def _entered(length: int, citing: Sequence[float]) -> list[float]:
    """Return the weight of the first first use: early, and where something is cited."""
    return [citing[i] * math.exp(-3.0 * i / max(1, length)) for i in range(length)]


def _stepped(
    before: Sequence[float],
    citing: Sequence[float],
    density: Sequence[tuple[int, int, float]],
) -> list[float]:
    totals = _totals(before)
    return [
        sum(
            share
            * (totals[max(0, i - first + 1)] - totals[max(0, i - last)])
            * (citing[i] if first else 1.0)
            for first, last, share in density
            if first <= i
        )
        for i in range(len(before))
    ]


def _stepped_back(
    after: Sequence[float],
    citing: Sequence[float],
    density: Sequence[tuple[int, int, float]],
) -> list[float]:
    landed = _totals([a * c for a, c in zip(after, citing, strict=True)])
    length = len(after)
    return [
        sum(
            share * (landed[min(length, i + last + 1)] - landed[min(length, i + first)])
            if first
            else share * after[i]
            for first, last, share in density
        )
        for i in range(length)
    ]


def _totals(values: Sequence[float]) -> list[float]:
    totals = [0.0]
    for value in values:
        totals.append(totals[-1] + value)
    return totals


def _scaled(values: Sequence[float]) -> list[float]:
    total = sum(values)
    if total <= 0:
        return [1.0 / len(values)] * len(values) if values else []
    return [value / total for value in values]
