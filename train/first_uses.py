"""Trains where references are first used: one model of content and order together.

A conditional random field over the places of the first uses. The steps between them are
counted; the weights of what speaks for a place are fitted so that the true places are
likely among all that run forward (the same forward–backward as `claims/order.py`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evidencekit.claims.order import BINS, bin_of
from evidencekit.claims.probabilities import ALIKE
from train.regression import Array, minimised

RIDGE = 3.0
ROUNDS = 25
# Steps of this many references stand behind each table of steps that is drawn to the
# mean of all tables.
_PRIOR = 20.0


@dataclass(frozen=True, slots=True)
class Route:
    """One article: the features of each place, [sentence, reference, feature].

    `first` is where each reference is first used, `alike` the table of steps that
    leads to it, by the likeness of its title and the one before.
    """

    places: Array
    first: Mapping[int, int]
    alike: Sequence[int]
    dense: bool


Steps = list[list[list[float]]]


def counted_steps(routes: Sequence[Route]) -> Steps:
    """Return the shares of the steps from one first use to the next: by density, by
    likeness, by bin."""
    found = []
    for dense in (False, True):
        counts = np.full((len(ALIKE) + 1, len(BINS)), 0.5)
        for route in routes:
            if route.dense == dense:
                for a, b in pairwise(sorted(route.first)):
                    table = route.alike[b] if b == a + 1 else 1
                    counts[table, bin_of(route.first[b] - route.first[a])] += 1
        counts += _PRIOR * counts.sum(axis=0) / counts.sum()
        shares = counts / counts.sum(axis=1, keepdims=True)
        found.append([[round(float(s), 4) for s in row] for row in shares])
    return found


def fitted_weights(routes: Sequence[Route], steps: Steps, start: Array) -> Array:
    """Return the weights of the features of a place."""
    flat = [route.places.reshape(-1, len(start))[::3] for route in routes]
    scale = np.concatenate(flat).std(axis=0) + 1e-6
    fields = [_Field(route, steps) for route in routes if len(route.first) > 1]

    def loss(scaled: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(scaled)
        for field in fields:
            value, gradient = field.likelihood(scaled / scale)
            total, slope = total + value, slope + gradient
        height = -total + 0.5 * RIDGE * float(scaled @ scaled)
        return height, RIDGE * scaled - slope / scale

    return minimised(loss, start * scale, ROUNDS) / scale


class _Field:
    """The random field of one article."""

    def __init__(self, route: Route, steps: Steps) -> None:
        self._places = route.places
        count, width = route.places.shape[:2]
        tables = steps[route.dense]
        self._moves = [_moves(shares, count) for shares in tables]
        self._alike = route.alike
        self._known = np.ones((count, width))
        for reference, place in _forward_only(route.first).items():
            self._known[:, reference] = 0
            self._known[place, reference] = 1

    def likelihood(self, weights: Array) -> tuple[float, Array]:
        """Return the log-likelihood of the true places, and its gradient."""
        logits = self._places @ weights
        odds = np.exp(np.maximum(logits - logits.max(axis=0), -12)) + 1e-6
        free, total = self._chances(odds)
        true, possible = self._chances(odds * self._known)
        gradient = np.einsum("ij,ijk->k", true - free, self._places)
        return possible - total, gradient

    def _chances(self, odds: Array) -> tuple[Array, float]:
        count, width = odds.shape
        forward = np.zeros((width, count))
        total = 0.0
        reached = np.exp(-3 * np.arange(count) / max(1, count))
        for j in range(width):
            if j:
                reached = forward[j - 1] @ self._moves[self._alike[j]]
            row = reached * odds[:, j]
            mass = float(row.sum()) or 1e-300
            forward[j], total = row / mass, total + math.log(mass)
        backward, chances = np.ones(count), np.zeros((count, width))
        for j in range(width - 1, -1, -1):
            row = forward[j] * backward
            chances[:, j] = row / (row.sum() or 1e-300)
            backward = self._moves[self._alike[j]] @ (odds[:, j] * backward)
            backward /= backward.sum() or 1e-300
        return chances, total


def _moves(shares: Sequence[float], count: int) -> Array:
    """Return the probability of each move, [from, to]."""
    by_step = np.zeros(count)
    first = 0
    for last, share in zip(BINS, shares, strict=True):
        width = min(last, max(first, count)) - first + 1
        by_step[first : last + 1] = share / width
        first = last + 1
    step = np.subtract.outer(np.arange(count), np.arange(count)).T
    moves: Array = np.where(step >= 0, by_step[np.clip(step, 0, count - 1)], 0.0)
    return moves


def _forward_only(first: Mapping[int, int]) -> dict[int, int]:
    """Return the longest part of the first uses that runs forward."""
    numbers = sorted(first)
    if not numbers:
        return {}
    best, back = [1] * len(numbers), [-1] * len(numbers)
    for a, number in enumerate(numbers):
        for b in range(a):
            if first[numbers[b]] <= first[number] and best[b] >= best[a]:
                best[a], back[a] = best[b] + 1, b
    at, kept = max(range(len(numbers)), key=best.__getitem__), []
    while at >= 0:
        kept.append(numbers[at])
        at = back[at]
    return {number: first[number] for number in kept}
