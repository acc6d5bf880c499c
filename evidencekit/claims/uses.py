"""Which pairs deserve a closer look once first uses are known, and its features."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencekit.claims.rows import Matrix, Row

# A pair is looked at if its chance of being the first use, or its share of the fit of
# the sentence with all references, is above these.
_FIRST, _SHARE = 2e-3, math.log(0.02)
_RECENT = 8


@dataclass(frozen=True, slots=True)
class Fits:
    """How well pairs fit: log-odds by sentence, then reference.

    `of_sentence` and `of_reference` hold, by sentence and by reference, the logarithm
    of the sum of the odds in `content`: what a pair's share is taken of.
    """

    content: Matrix
    of_sentence: Sequence[float]
    of_reference: Sequence[float]
    placing: Matrix
    best_placing: Sequence[float]
    citing: Sequence[float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair worth a closer look: the number of its reference, and its features."""

    reference: int
    features: list[float]


def pairs_by_sentence(fits: Fits, first: Matrix) -> Iterator[list[Pair]]:
    """Yield the pairs of each sentence; `first` are the chances of the first uses."""
    height, width = len(first), len(fits.best_placing)
    surest = [math.log(max(column) + 1e-6) for column in zip(*first, strict=True)]
    best_content = [max(column) for column in zip(*fits.content, strict=True)]
    nothing = [0.0] * width
    used, recent = nothing, nothing
    for i in range(height):
        sight = _Sight(fits, first, i, used, recent, surest, best_content)
        yield [Pair(j, sight.features(j)) for j in sight.chosen()]
        row = first[i]
        used = [min(1.0, u + f) for u, f in zip(used, row, strict=True)]
        gone = first[i - _RECENT] if i >= _RECENT else nothing
        recent = [r + f - g for r, f, g in zip(recent, row, gone, strict=True)]


class _Sight:
    """What is known of one sentence when its pairs are looked at."""

    def __init__(
        self,
        fits: Fits,
        first: Matrix,
        i: int,
        used: Row,
        recent: Row,
        surest: Row,
        best_content: Row,
    ) -> None:
        self._fits, self._used, self._recent = fits, used, recent
        self._surest, self._best_content = surest, best_content
        self._row, self._content = first[i], fits.content[i]
        self._placing = fits.placing[i]
        self._before = first[i - 1] if i else None
        self._after = first[i + 1] if i + 1 < len(first) else None
        self._total, self._citing = fits.of_sentence[i], fits.citing[i]
        self._mass = sum(self._row)
        self._log_mass = math.log(self._mass + 1e-2)
        self._top, self._second = _two_best(self._content)
        self._top_first, self._second_first = _two_best(self._row)
        self._frontier = sum(used)

    def chosen(self) -> list[int]:
        """Return the references that are worth a closer look."""
        least = self._total + _SHARE
        pairs = zip(self._content, self._row, strict=True)
        return [j for j, (c, f) in enumerate(pairs) if c > least or f > _FIRST]

    def features(self, j: int) -> list[float]:
        """Return the features of the pair of this sentence and reference `j`."""
        content, here, used = self._content[j], self._row[j], self._used[j]
        by_sentence = content - self._total
        by_reference = content - self._fits.of_reference[j]
        log_here = math.log(here + 1e-3)
        ahead = max(0.0, self._frontier - j)
        beside = max(
            self._row[j - 1] if j else 0.0,
            self._row[j + 1] if j + 1 < len(self._row) else 0.0,
        )
        near = max(
            self._before[j] if self._before else 0.0,
            self._after[j] if self._after else 0.0,
        )
        return [
            content,
            self._placing[j] - self._fits.best_placing[j],
            by_sentence,
            by_reference,
            _lead(content, self._top, self._second),
            log_here,
            here,
            math.log(here + 1e-5),
            used,
            used * content,
            used * by_sentence,
            used * by_reference,
            self._citing,
            self._log_mass,
            here * used,
            math.log(near + 1e-2),
            math.log(max(0.0, self._recent[j]) + 1e-2),
            used * math.exp(-ahead / 3),
            used * math.exp(-ahead / 10),
            used * self._citing,
            math.log(beside + 1e-2),
            self._surest[j],
            _lead(here, self._top_first, self._second_first),
            here / (self._mass + 0.05),
            used * (content - self._best_content[j]),
        ]


def _two_best(row: Row) -> tuple[float, float]:
    best = second = -math.inf
    for value in row:
        if value > best:
            best, second = value, best
        elif value > second:
            second = value
    return best, max(second, best - 3.0)


def _lead(value: float, best: float, second: float) -> float:
    """Return by how much a value leads its rivals, or how far it stays behind."""
    return min(value - second, 3.0) if value == best else max(value - best, -6.0)
