"""Where each reference is first used, if they are numbered in that order.

The first uses run forward through the text. Each reference has odds for each sentence,
and the step from one first use to the next has a learned distribution, which depends on
how much the two titles have in common. Forward–backward over these gives the
probability of each place. The distribution is constant over bins of steps, so that sums
over it come from running totals and the work is sentences × references × bins.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

# The last step of each bin; 0 is a reference used in the same sentence.
BINS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 1 << 30)
_FIRSTS = (0, *(last + 1 for last in BINS[:-1]))
_EARLY = 3.0


def first_uses(
    odds: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]
) -> Iterator[list[float]]:
    """Yield, from the last reference to the first, the probability of each sentence.

    Args:
        odds: by reference, then sentence: how well it would do as the first use.
        steps: for each reference, the probability of each bin of `BINS`, for the step
            from the first use of the reference before.
    """
    length = len(odds[0]) if odds else 0
    jumps = [_jumps(tuple(shares), length) for shares in steps]
    forward: list[array[float]] = []
    reached = [math.exp(-_EARLY * i / max(1, length)) for i in range(length)]
    for j, row in enumerate(odds):
        if j:
            reached = _stepped(forward[-1], jumps[j])
        scaled = _scaled([r * o for r, o in zip(reached, row, strict=True)])
        forward.append(array("d", scaled))
    backward = [1.0] * length
    for j in range(len(odds) - 1, -1, -1):
        ahead = forward.pop()
        yield _scaled([f * b for f, b in zip(ahead, backward, strict=True)])
        weighed = [o * b for o, b in zip(odds[j], backward, strict=True)]
        backward = _scaled(_stepped(weighed[::-1], jumps[j])[::-1])


def bin_of(step: int) -> int:
    """Return the bin of a step; one backwards counts as none."""
    return next(b for b, last in enumerate(BINS) if max(0, step) <= last)


def _jumps(shares: tuple[float, ...], length: int) -> list[tuple[int, float]]:
    """Return where the probability of one step changes, and by how much."""
    found, before = [], 0.0
    for first, last, share in zip(_FIRSTS, BINS, shares, strict=True):
        if first >= max(1, length):
            break
        density = share / (min(last, max(first, length)) - first + 1)
        found.append((first, density - before))
        before = density
    return found


def _stepped(
    before: Sequence[float], jumps: Sequence[tuple[int, float]]
) -> list[float]:
    """Return, for each place, the chances of the places behind it to lead there."""
    length, longest = len(before), jumps[-1][0]
    totals = [0.0] * longest + list(accumulate(before))
    result = [0.0] * length
    moved = [(totals[longest - f : longest - f + length], by) for f, by in jumps]
    moved += [(result, 0.0)] * (-len(moved) % 5)
    for k in range(0, len(moved), 5):  # five at a time: half the time of one by one
        (p, a), (q, b), (r, c), (s, d), (t, e) = moved[k : k + 5]
        result = [
            old + a * v + b * w + c * x + d * y + e * z
            for old, v, w, x, y, z in zip(result, p, q, r, s, t, strict=True)
        ]
    return [value if value > 0.0 else 0.0 for value in result]


def _scaled(values: list[float]) -> list[float]:
    total = sum(values)
    if total <= 0:
        return [1.0 / len(values)] * len(values) if values else []
    scale = 1 / total
    return [value * scale for value in values]
