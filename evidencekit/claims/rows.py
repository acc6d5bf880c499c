"""Values of one sentence with every reference, and how they compare with others.

A row holds one value for each reference; a row that would be all zeros may be None.
"""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Row: TypeAlias = Sequence[float]
Rows: TypeAlias = list[Row | None]
# Four bytes a value: a book of 2,000 sentences with 1,000 references fits in memory.
Matrix: TypeAlias = "list[array[float]]"
# Sentences before and after that are near.
NEAR = 2


def zeros(height: int, width: int) -> Matrix:
    """Return a matrix without a value yet."""
    return [array("f", bytes(4 * width)) for _ in range(height)]


def unless_zero(row: Row) -> Row | None:
    """Return the row, None if there is nothing in it."""
    return row if any(row) else None


def deviations(values: Row) -> Row:
    """Return the values in standard deviations from their mean, 6 at the most."""
    mean = sum(values) / len(values)
    variance = sum([v * v for v in values]) / len(values) - mean * mean
    scale = 1 / (math.sqrt(max(0.0, variance)) + 0.02)
    top = mean + 6.0 / scale
    return [(v - mean) * scale if v < top else 6.0 for v in values]


@dataclass(frozen=True, slots=True)
class Columns:
    """The mean of each reference's values over the sentences, and their spread."""

    means: Row
    scales: Row

    def deviations(self, row: Row) -> Row:
        """Return a sentence's values in standard deviations, 6 at the most."""
        return [
            d if (d := (v - mean) * scale) < 6.0 else 6.0
            for v, mean, scale in zip(row, self.means, self.scales, strict=True)
        ]


def columns_of(matrix: Matrix) -> Columns:
    """Return what the columns of a matrix are like."""
    sums = squares = [0.0] * len(matrix[0])
    for row in matrix:
        sums = [a + v for a, v in zip(sums, row, strict=True)]
        squares = [a + v * v for a, v in zip(squares, row, strict=True)]
    means = [value / len(matrix) for value in sums]
    variances = [
        max(0.0, square / len(matrix) - mean * mean)
        for square, mean in zip(squares, means, strict=True)
    ]
    return Columns(means, [1 / (math.sqrt(v) + 0.02) for v in variances])


class Window:
    """The running mean of a matrix over the rows at most `reach` away."""

    def __init__(self, matrix: Matrix, reach: int) -> None:
        self._matrix, self._reach = matrix, reach
        self._sums: Row = [0.0] * len(matrix[0])
        self._low = self._high = 0

    def mean(self, i: int) -> Row:
        """Return the mean around row `i`, which may only grow from call to call."""
        while self._high < min(len(self._matrix), i + self._reach + 1):
            added = self._matrix[self._high]
            self._sums = [a + b for a, b in zip(self._sums, added, strict=True)]
            self._high += 1
        while self._low < i - self._reach:
            gone = self._matrix[self._low]
            self._sums = [a - b for a, b in zip(self._sums, gone, strict=True)]
            self._low += 1
        share = 1 / (self._high - self._low)
        return [share * value for value in self._sums]


def beside(row: Row) -> Row:
    """Return the better value of the references listed before and after each."""
    return [max(a, b) for a, b in zip([0.0, *row[:-1]], [*row[1:], 0.0], strict=True)]


class Channel:
    """A measure of likeness, and all that the pair model looks at of it."""

    # Names of the rows, after the name of the channel.
    ROWS = (
        "",
        "_by_sentence",
        "_by_reference",
        "_near",
        "_before",
        "_after",
        "_beside",
    )

    def __init__(self, matrix: Matrix) -> None:
        self._matrix, self._columns = matrix, columns_of(matrix)
        self._near = Window(matrix, NEAR)

    def rows(self, i: int) -> Rows:
        """Return the rows of sentence `i`, which may only grow from call to call."""
        row = self._matrix[i]
        return [
            row,
            deviations(row),
            self._columns.deviations(row),
            self._near.mean(i),
            self._matrix[i - 1] if i else None,
            self._matrix[i + 1] if i + 1 < len(self._matrix) else None,
            beside(row),
        ]
