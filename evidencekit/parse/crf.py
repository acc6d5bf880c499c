"""A linear-chain conditional random field: shipped weights, decoded in plain Python.

    model = Model.load("fields")                # evidencekit/parse/weights/fields.crf
    model.decode([["w=Smith", "first"], ["w=J"]])    # -> ["author", "author"]
    model.marginals([["w=Smith"], ["w=J"]])          # -> [{"author": 0.98, ...}, ...]

Features are strings; they are stored as 32-bit hashes, so a model knows no words. Where
the same features come again and again (a token's own features), sum them once with
`row`, add rows with `+` and hand one row a token to `tag`, which returns the
likeliest labels, their probabilities and the log-probability of them all.

A row is an integer with one lane of 32 bits a label, so that one addition adds the
weights of all labels.

File: zlib-compressed; a JSON line {"labels", "features", "weights", "step",
"transitions" (from-label x to-label)}, then the sorted hashes as differences in four
byte planes, then per feature its number of weights, then per weight its label, then
per weight a signed byte that counts `step`s. `train/export.py` writes it.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from math import exp, log
from operator import mul
from struct import Struct

from evidencekit.parse.memo import Memo

# Labels into which all paths together are less likely than this are not followed. On
# the 1,473 references of the development set (2026-11-23, python -m bench.parse) that
# changes the labels of four, and the F1 of none of the fields by more than .001.
LEAST = 1e-4
# Weights count steps; none lies further below the best of its token than this.
_MOST_STEPS = 1 << 12

Row = int


@dataclass(frozen=True, slots=True)
class Tagging:
    """The likeliest labels, the probability of each in [0, 1], and that of them all."""

    labels: list[str]
    probabilities: list[float]
    log_probability: float


class Model:
    """Weights of one trained model; `load` keeps it for the life of the process."""

    __slots__ = (
        "_bias",
        "_exps",
        "_factors",
        "_index",
        "_labels",
        "_lanes",
        "_offsets",
        "_packed",
        "_weights",
        "_where",
    )

    def __init__(self, data: bytes) -> None:
        raw = zlib.decompress(data)
        line = raw.index(b"\n")
        header = json.loads(raw[:line])
        features, weights = header["features"], header["weights"]
        self._labels: tuple[str, ...] = tuple(header["labels"])
        # exp(weight) once, so that decoding only multiplies
        self._factors = _Factors(header["transitions"])
        step = header["step"]
        self._exps = [exp(-i * step) for i in range(_MOST_STEPS)]
        self._lanes = Struct(f"<{len(self._labels)}I")
        self._bias = sum(1 << (32 * i + 31) for i in range(len(self._labels)))
        position = line + 1
        differences = bytearray(4 * features)
        for plane in range(4):
            differences[plane::4] = raw[position : position + features]
            position += features
        hashes = accumulate(_little_endian(differences))
        self._index = dict(zip(hashes, range(features), strict=True))
        counts = raw[position : position + features]
        self._offsets = array("I", accumulate(counts, initial=0))
        position += features
        self._where = raw[position : position + weights]
        position += weights
        self._weights = array("b", raw[position : position + weights])
        self._packed = Memo(self._pack, most=1 << 17)

    @classmethod
    def load(cls, name: str) -> "Model":
        """Return the model that is shipped as weights/`name`.crf."""
        return _shipped(name)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the lanes of a row."""
        return self._labels

    def row(self, features: Iterable[str]) -> Row:
        """Return the summed weights of `features`."""
        return sum(map(self._packed.__getitem__, features))

    def _pack(self, feature: str) -> Row:
        place = self._index.get(zlib.crc32(feature.encode("utf-8", "replace")))
        if place is None:
            return 0
        start, end = self._offsets[place], self._offsets[place + 1]
        total = 0
        for weight, lane in zip(
            self._weights[start:end], self._where[start:end], strict=True
        ):
            total += weight << (32 * lane)
        return total

    def decode(self, features: Sequence[Iterable[str]]) -> list[str]:
        """Return the likeliest label of every token, given the features of each."""
        return self.tag([self.row(token) for token in features]).labels

    def marginals(self, features: Sequence[Iterable[str]]) -> list[dict[str, float]]:
        """Return, for every token, the probability of each label that is likely."""
        lattice = self._lattice([self.row(token) for token in features])
        names = self._labels
        return [
            {
                names[label]: weight / sum(weights)
                for label, weight in zip(labels, weights, strict=True)
            }
            for labels, weights in zip(lattice.labels, lattice.joint(), strict=True)
        ]

    def tag(self, rows: Sequence[Row]) -> Tagging:
        """Return the likeliest label of every token with these rows."""
        if not rows:
            return Tagging([], [], 0.0)
        lattice = self._lattice(rows)
        places: list[int] = []
        probabilities: list[float] = []
        for weights in lattice.joint():
            if len(weights) == 1:
                places.append(0)
                probabilities.append(1.0)
            else:
                top = max(weights)
                places.append(weights.index(top))
                probabilities.append(top / sum(weights))
        names = self._labels
        labels = [
            names[own[place]] for own, place in zip(lattice.labels, places, strict=True)
        ]
        return Tagging(labels, probabilities, lattice.log_probability(places))

    def _lattice(self, rows: Sequence[Row]) -> "_Lattice":
        lattice = _Lattice(self._factors)
        bias, exps = self._bias, self._exps
        size, unpack = self._lanes.size, self._lanes.unpack
        for row in rows:
            steps = unpack((row + bias).to_bytes(size, "little"))
            top = max(steps)
            try:
                local = [exps[top - step] for step in steps]
            except IndexError:
                local = [exps[min(top - step, _MOST_STEPS - 1)] for step in steps]
            lattice.append(local)
        return lattice


_ONE = [1.0]
# Fixed-point one: shares of paths and factors are multiplied as whole numbers.
_FIXED = 1 << 24
# exp(8.3): the sum of a dozen products with larger factors could leave its lane.
_MOST_FACTOR = float(1 << 12)


class _Factors:
    """exp(weight) of the transitions, from label to label.

    `packed` holds the rows as whole numbers in lanes of 64 bits, so that one product
    multiplies a row and one sum adds two.
    """

    __slots__ = ("_lanes", "columns", "packed", "packed_columns", "rows")

    def __init__(self, transitions: list[list[float]]) -> None:
        self.rows = [
            [min(exp(weight), _MOST_FACTOR) for weight in row] for row in transitions
        ]
        self.columns = [list(column) for column in zip(*self.rows, strict=True)]
        self.packed = list(map(_packed, self.rows))
        self.packed_columns = list(map(_packed, self.columns))
        self._lanes = Struct(f"<{len(transitions)}Q")

    def unpacked(self, total: int) -> tuple[float, ...]:
        """Return the numbers in the lanes."""
        return self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))


def _packed(row: list[float]) -> int:
    return sum(int(factor * _FIXED) << (64 * lane) for lane, factor in enumerate(row))


class _Lattice:
    """The likely labels of each token, with the sums of all paths into each.

    Every column is divided by the sum of its forward sums, its total; these cancel out
    in the probabilities of labels, and multiply to the weight of all paths.
    """

    __slots__ = ("_factors", "_forward", "_local", "_totals", "labels")

    def __init__(self, factors: "_Factors") -> None:
        self._factors = factors
        self.labels: list[list[int]] = []
        self._local: list[list[float]] = []
        self._forward: list[list[float]] = []
        self._totals: list[float] = []

    def append(self, local: list[float]) -> None:
        """Add a token, given what each label weighs there by itself."""
        forward = self._stepped(local) if self.labels else local
        total = sum(forward)
        if not total > 0.0:  # no path leads on: begin anew
            forward, total = local, sum(local)
        least = LEAST * total
        labels = [label for label, value in enumerate(forward) if value >= least]
        if self.labels and len(self.labels[-1]) > 1:
            self._totals.append(total / _FIXED / _FIXED)
        else:
            self._totals.append(total)
        self.labels.append(labels)
        if len(labels) == 1:
            self._local.append([local[labels[0]]])
            self._forward.append(_ONE)
        else:
            self._local.append([local[label] for label in labels])
            self._forward.append([forward[label] / total for label in labels])

    def _stepped(self, local: list[float]) -> list[float]:
        """Return the forward sums of all labels of the next token.

        After a token with several labels they are in units of `_FIXED` squared.
        """
        before, sums = self.labels[-1], self._forward[-1]
        factors = self._factors
        if len(before) == 1:
            return list(map(mul, factors.rows[before[0]], local))
        packed = factors.packed
        total = 0
        for label, share in zip(before, sums, strict=True):
            total += packed[label] * int(share * _FIXED)
        return list(map(mul, factors.unpacked(total), local))

    def log_probability(self, places: list[int]) -> float:
        """Return the log-probability of the labels at these places."""
        share = 1.0
        before: list[float] | None = None
        logarithm = 0.0
        for own, place, local, total in zip(
            self.labels, places, self._local, self._totals, strict=True
        ):
            label = own[place]
            share *= local[place] / total
            if before is not None:
                share *= before[label]
            before = self._factors.rows[label]
            if share < 1e-200:
                logarithm += log(share or 1e-300)
                share = 1.0
        return min(0.0, logarithm + log(share))

    def joint(self) -> list[list[float]]:
        """Return how much all paths through each label weigh, token by token."""
        result: list[list[float]] = []
        after: list[int] = []
        ahead: list[float] = []
        for labels, local, forward in zip(
            reversed(self.labels),
            reversed(self._local),
            reversed(self._forward),
            strict=True,
        ):
            if len(labels) == 1:
                result.append(_ONE)
                ahead = _ONE
            elif not after:
                result.append(forward)
                ahead = local
            else:
                backward = self._stepped_back(labels, after, ahead)
                weights = list(map(mul, forward, backward))
                if not any(weights):
                    weights = forward
                result.append(weights)
                ahead = list(map(mul, local, backward))
            after = labels
        result.reverse()
        return result

    def _stepped_back(
        self, labels: list[int], after: list[int], ahead: list[float]
    ) -> list[float]:
        """Return the backward sums of `labels`, up to a common factor."""
        if len(after) == 1:
            column = self._factors.columns[after[0]]
            return [column[label] for label in labels]
        scale = _FIXED / (max(ahead) or 1.0)
        packed = self._factors.packed_columns
        total = 0
        for label, weight in zip(after, ahead, strict=True):
            total += packed[label] * int(weight * scale)
        lanes = self._factors.unpacked(total)
        return [lanes[label] for label in labels]


class Phrases:
    """A set of word sequences, stored as hashes, in which the longest match is found.

    File: zlib-compressed; a JSON line {"starts", "wholes"}, then the sorted hashes of
    every proper beginning, then those of every whole phrase (little-endian, 32 bits).
    """

    __slots__ = ("_starts", "_wholes")

    def __init__(self, data: bytes) -> None:
        raw = zlib.decompress(data)
        line = raw.index(b"\n")
        header = json.loads(raw[:line])
        middle = line + 1 + 4 * header["starts"]
        self._starts = frozenset(_little_endian(raw[line + 1 : middle]))
        self._wholes = frozenset(_little_endian(raw[middle:]))

    @classmethod
    def load(cls, name: str) -> "Phrases":
        """Return the phrases that are shipped as weights/`name`.set."""
        return _shipped_phrases(name)

    def longest(self, words: Sequence[bytes], start: int) -> int:
        """Return how many words from `start` on are a phrase; 0 if none are."""
        found = 0
        value = 0
        for i in range(start, len(words)):
            value = zlib.crc32(words[i], value)
            if value in self._wholes:
                found = i + 1 - start
            if value not in self._starts:
                break
        return found


def _little_endian(data: bytes | bytearray) -> "array[int]":
    values = array("I", bytes(data))
    if values.itemsize != 4:  # pragma: no cover - no such platform is known to us
        raise SystemError("array('I') does not hold 32 bits here")
    if memoryview(array("H", [1])).tobytes() != b"\x01\x00":  # big-endian machine
        values.byteswap()
    return values


@cache
def _shipped(name: str) -> Model:
    return Model(_resource(f"{name}.crf"))


@cache
def _shipped_phrases(name: str) -> Phrases:
    return Phrases(_resource(f"{name}.set"))


def _resource(name: str) -> bytes:
    return (resources.files("evidencekit.parse") / "weights" / name).read_bytes()
