"""The paths through the labels of a text: which are likely, and how much so.

Labels into which hardly a path leads are left out, token by token, on the way forward;
all that is said afterwards is exact for the paths that are left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from operator import mul
from struct import Struct

# Labels into which all paths together are less likely than this are not followed. Ten
# times as many change one in a thousand of the development set's 1,473 references for
# the better and take a tenth longer (2026-11-23, python -m bench.parse).
LEAST = 3e-4
# Fixed-point one: shares of paths and factors are multiplied as whole numbers.
_FIXED = 1 << 24
# exp(8.3): the sum of a dozen products with larger factors could leave its lane.
_MOST_FACTOR = float(1 << 12)


class Factors:
    """exp(weight) of the transitions, from label to label.

    `packed` holds the rows as whole numbers in lanes of 64 bits, so that one product
    multiplies a row and one sum adds two.
    """

    __slots__ = ("columns", "lanes", "packed", "packed_columns", "rows")

    def __init__(self, transitions: list[list[float]]) -> None:
        self.rows = [
            [min(exp(weight), _MOST_FACTOR) for weight in row] for row in transitions
        ]
        self.columns = [list(column) for column in zip(*self.rows, strict=True)]
        self.packed = list(map(_packed, self.rows))
        self.packed_columns = list(map(_packed, self.columns))
        self.lanes = Struct(f"<{len(transitions)}Q")


def _packed(row: list[float]) -> int:
    return sum(int(factor * _FIXED) << (64 * lane) for lane, factor in enumerate(row))


@dataclass(frozen=True, slots=True)
class Lattice:
    """For each token its likely labels, by place in the list of all labels.

    `local` holds what each of all labels weighs by itself, `forward` the sum of all
    paths into each likely one, in whole numbers that only compare within the token.
    """

    factors: Factors
    labels: list[list[int]]
    local: list[list[float]]
    forward: list[list[int]]

    def path(self) -> tuple[list[int], list[float]]:
        """Return a likely path and the share in [0, 1] of each of its steps.

        From the end on, each token takes the likeliest label given those behind it;
        its share is the probability of just that. The product of all shares is the
        probability of the path.
        """
        columns = self.factors.columns
        path: list[int] = []
        shares: list[float] = []
        column = [1.0] * len(columns)
        for labels, forward in zip(
            reversed(self.labels), reversed(self.forward), strict=True
        ):
            label, share = labels[0], 1.0
            if len(labels) > 1:
                weights = list(map(mul, forward, map(column.__getitem__, labels)))
                top = max(weights)
                label = labels[weights.index(top)]
                share = top / (sum(weights) or 1.0)
            path.append(label)
            shares.append(share)
            column = columns[label]
        path.reverse()
        shares.reverse()
        return path, shares

    def marginals(self) -> list[list[float]]:
        """Return the probability in [0, 1] of each likely label, token by token."""
        result: list[list[float]] = []
        after: list[int] = []
        ahead: list[float] = []
        for labels, local, forward in zip(
            reversed(self.labels),
            reversed(self.local),
            reversed(self.forward),
            strict=True,
        ):
            backward = self._backward(labels, after, ahead)
            weights = list(map(mul, forward, backward))
            total = sum(weights)
            if not total:
                weights, total = [float(sum_) for sum_ in forward], sum(forward)
            result.append([weight / total for weight in weights])
            after = labels
            ahead = [
                local[label] * sum_
                for label, sum_ in zip(labels, backward, strict=True)
            ]
        result.reverse()
        return result

    def _backward(
        self, labels: list[int], after: list[int], ahead: list[float]
    ) -> Sequence[float]:
        """Return the sums of all paths behind `labels`, up to a common factor."""
        if len(labels) == 1 or not after:
            return [1.0] * len(labels)
        if len(after) == 1:
            column = self.factors.columns[after[0]]
            return [column[label] for label in labels]
        scale = _FIXED / (max(ahead) or 1.0)
        packed = self.factors.packed_columns
        total = 0
        for label, weight in zip(after, ahead, strict=True):
            total += packed[label] * int(weight * scale)
        lanes = self.factors.lanes
        sums = lanes.unpack(total.to_bytes(lanes.size, "little"))
        return [sums[label] for label in labels]


def lattice(weights: Iterable[list[float]], factors: Factors) -> Lattice:
    """Return the lattice of tokens, given what each label weighs there by itself."""
    rows, packed = factors.rows, factors.packed
    size, unpack = factors.lanes.size, factors.lanes.unpack
    all_labels: list[list[int]] = []
    all_local: list[list[float]] = []
    all_forward: list[list[int]] = []
    labels: list[int] = []
    sums: list[int] = []
    for local in weights:
        if len(labels) > 1:
            total = 0
            for label, share in zip(labels, sums, strict=True):
                total += packed[label] * share
            forward = list(map(mul, unpack(total.to_bytes(size, "little")), local))
        elif labels:
            forward = list(map(mul, rows[labels[0]], local))
        else:
            forward = local
        whole = sum(forward)
        if not whole > 0.0:  # no path leads on: begin anew
            forward, whole = local, sum(local)
        least = LEAST * whole
        labels = [label for label, sum_ in enumerate(forward) if sum_ >= least]
        scale = _FIXED / whole
        sums = [int(forward[label] * scale) for label in labels]
        all_labels.append(labels)
        all_local.append(local)
        all_forward.append(sums)
    return Lattice(factors, all_labels, all_local, all_forward)
