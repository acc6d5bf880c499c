"""Fits small models with numpy: ridge logistic regression, a minimiser, calibration."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float64]"


def logistic(
    x: Array, y: Array, weight: Array, ridge: float = 1.0, rounds: int = 15
) -> Array:
    """Return the weights (bias last) of a ridge logistic regression."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    beta = np.zeros(z.shape[1])
    # A little even on the bias: two features may be the same in a small part.
    penalty: Array = np.append(np.full(z.shape[1] - 1, ridge), 1e-9)
    for _ in range(rounds):
        p = sigmoid(z @ beta)
        curve = weight * p * (1 - p) + 1e-9
        gradient = z.T @ (weight * (y - p)) - penalty * beta
        step = np.linalg.solve((z.T * curve) @ z + np.diag(penalty), gradient)
        beta += step
        if np.abs(step).max() < 1e-4:
            break
    raw = beta[:-1] / scale
    return np.append(raw, beta[-1] - raw @ mean)


def sigmoid(logits: Array) -> Array:
    """Return the probabilities of log-odds."""
    result: Array = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return result


def minimised(
    value: Callable[[Array], tuple[float, Array]],
    start: Array,
    rounds: int,
    memory: int = 8,
) -> Array:
    """Return where `value`, which returns its gradient too, is least (L-BFGS)."""
    x, (height, gradient) = start, value(start)
    steps: list[Array] = []
    turns: list[Array] = []
    for _ in range(rounds):
        way = _direction(gradient, steps, turns)
        stride = 1.0 if steps else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        slope = float(way @ gradient)
        for _ in range(20):
            there, (low, bent) = x + stride * way, value(x + stride * way)
            if low <= height + 1e-4 * stride * slope:
                break
            stride /= 2
        else:
            return x
        if (there - x) @ (bent - gradient) > 1e-10:
            steps, turns = [*steps, there - x], [*turns, bent - gradient]
            steps, turns = steps[-memory:], turns[-memory:]
        done = height - low < 1e-6 * abs(height)
        x, height, gradient = there, low, bent
        if done:
            break
    return x


def _direction(
    gradient: Array, steps: Sequence[Array], turns: Sequence[Array]
) -> Array:
    way = -gradient
    shares = []
    for step, turn in zip(reversed(steps), reversed(turns), strict=True):
        share = (step @ way) / (step @ turn)
        way = way - share * turn
        shares.append(share)
    if steps:
        way = way * ((steps[-1] @ turns[-1]) / (turns[-1] @ turns[-1]))
    for step, turn, share in zip(steps, turns, reversed(shares), strict=True):
        way = way + (share - (turn @ way) / (step @ turn)) * step
    return way


def calibration_points(
    logits: Array, right: Array, count: int = 24
) -> list[tuple[float, float]]:
    """Return rising points (log-odds, share that is right), each of as many hits."""
    order = np.argsort(logits, kind="stable")
    logits, right = logits[order], right[order]
    hits: list[float] = np.cumsum(right).tolist()
    ends = (bisect_left(hits, k * hits[-1] / count) for k in range(1, count))
    edges = [0, *ends, len(hits)]
    bins: list[list[float]] = []  # sum of log-odds, right, all
    for low, high in pairwise(edges):
        if high > low:
            part = slice(low, high)
            bins.append([logits[part].sum(), right[part].sum(), float(high - low)])
        while len(bins) > 1 and _share(bins[-2]) >= _share(bins[-1]):
            last = bins.pop()
            bins[-1] = [one + more for one, more in zip(bins[-1], last, strict=True)]
    return [(round(b[0] / b[2], 4), round(_share(b), 4)) for b in bins]


def _share(part: Sequence[float]) -> float:
    return (part[1] + 1) / (part[2] + 2)
