"""A linear-chain conditional random field: shipped weights, decoded in plain Python.

    model = Model.load("fields")                # evidencekit/parse/weights/fields.crf
    model.decode([["w=Smith", "first"], ["w=J"]])    # -> ["author", "author"]
    model.marginals([["w=Smith"], ["w=J"]])          # -> [{"author": 0.98, ...}, ...]

Features are strings; they are stored as 32-bit hashes, so a model knows no words. Where
the same features come again and again (a token's own features), sum them once with
`row`, add rows with `+` and hand one row a token to `tag`, which returns the best
labels, their probabilities and the log-probability of the whole sequence in one pass.

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
from struct import Struct

from evidencekit.parse.memo import Memo

# Labels into which all paths together are less likely than this are not followed. On
# the development set (2026-11-23, python -m bench.parse) the labels are those of a
# full search.
LEAST = 1e-5
# Weights count steps; none lies further below the best of its token than this.
_MOST_STEPS = 1 << 12

Row = int


@dataclass(frozen=True, slots=True)
class Tagging:
    """The best labels, the probability of each in [0, 1], and that of them all."""

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
        self._factors = [[exp(w) for w in row] for row in header["transitions"]]
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
        weights, where = self._weights, self._where
        return sum(
            weights[i] << (32 * where[i])
            for i in range(self._offsets[place], self._offsets[place + 1])
        )

    def decode(self, features: Sequence[Iterable[str]]) -> list[str]:
        """Return the best label of every token, given the features of each."""
        return self.tag([self.row(token) for token in features]).labels

    def marginals(self, features: Sequence[Iterable[str]]) -> list[dict[str, float]]:
        """Return, for every token, the probability of each label that is likely."""
        lattice = self._lattice([self.row(token) for token in features])
        return [
            {self._labels[label]: p for label, p in zip(labels, column, strict=True)}
            for labels, column in zip(
                lattice.labels, lattice.probabilities(), strict=True
            )
        ]

    def tag(self, rows: Sequence[Row]) -> Tagging:
        """Return the best labelling of tokens with these rows."""
        if not rows:
            return Tagging([], [], 0.0)
        lattice = self._lattice(rows)
        places, log_probability = lattice.best()
        names = self._labels
        return Tagging(
            [names[own[k]] for own, k in zip(lattice.labels, places, strict=True)],
            [
                column[k]
                for column, k in zip(lattice.probabilities(), places, strict=True)
            ],
            log_probability,
        )

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


class _Lattice:
    """The likely labels of each token, with forward sums and best predecessors.

    Every column is scaled so that its forward sums add up to 1; the scales cancel out
    in all that is asked of it.
    """

    __slots__ = ("_back", "_best", "_factors", "_forward", "_local", "labels")

    def __init__(self, factors: list[list[float]]) -> None:
        self._factors = factors
        self.labels: list[list[int]] = []
        self._local: list[list[float]] = []
        self._forward: list[list[float]] = []
        self._back: list[list[int]] = []
        self._best: list[float] = _ONE

    def append(self, local: list[float]) -> None:
        """Add a token, given what each label weighs there by itself."""
        forward = self._stepped(local) if self.labels else local
        total = sum(forward)
        if not total > 0.0:
            forward, total = local, sum(local)
        least = LEAST * total
        labels = [label for label, value in enumerate(forward) if value >= least]
        if len(labels) == 1:
            own = labels[0]
            self._link(labels, [local[own]], total)
            self._forward.append(_ONE)
        else:
            self._link(labels, [local[label] for label in labels], total)
            self._forward.append([forward[label] / total for label in labels])

    def _stepped(self, local: list[float]) -> list[float]:
        """Return the forward sums of all labels of the next token."""
        before, sums = self.labels[-1], self._forward[-1]
        row = self._factors[before[0]]
        share = sums[0]
        if len(before) == 1:
            return [a * b for a, b in zip(row, local, strict=True)]
        other, part = self._factors[before[1]], sums[1]
        if len(before) == 2:
            return [
                (share * a + part * b) * c
                for a, b, c in zip(row, other, local, strict=True)
            ]
        inner = [share * a + part * b for a, b in zip(row, other, strict=True)]
        for label, part in zip(before[2:], sums[2:], strict=True):
            inner = [
                a + part * b for a, b in zip(inner, self._factors[label], strict=True)
            ]
        return [a * b for a, b in zip(inner, local, strict=True)]

    def _link(self, labels: list[int], local: list[float], total: float) -> None:
        """Find the best way into each of the likely labels of a new token."""
        best: list[float] = []
        back: list[int] = []
        if not self.labels:
            best = [value / total for value in local]
            back = [0] * len(labels)
        else:
            before, bests = self.labels[-1], self._best
            rows = [self._factors[label] for label in before]
            for label, weight in zip(labels, local, strict=True):
                scores = [
                    value * row[label] for value, row in zip(bests, rows, strict=True)
                ]
                score = max(scores)
                back.append(scores.index(score))
                best.append(score * weight / total)
        self._best = best
        self._back.append(back)
        self.labels.append(labels)
        self._local.append(local)

    def best(self) -> tuple[list[int], float]:
        """Return the places of the most probable path and its log-probability."""
        score = max(self._best)
        place = self._best.index(score)
        path = []
        for back in reversed(self._back):
            path.append(place)
            place = back[place]
        path.reverse()
        return path, log(score) if score > 0.0 else -1e9

    def probabilities(self) -> list[list[float]]:
        """Return the probabilities of every token's labels, in order."""
        result: list[list[float]] = []
        after: list[int] = []
        ahead: list[float] = []
        for t in range(len(self.labels) - 1, -1, -1):
            labels = self.labels[t]
            if len(labels) == 1:
                result.append(_ONE)
                after, ahead = labels, _ONE
                continue
            backward = _ONE * len(labels)
            if after:
                backward = self._stepped_back(labels, after, ahead)
            joint = [a * b for a, b in zip(self._forward[t], backward, strict=True)]
            total = sum(joint) or 1.0
            result.append([value / total for value in joint])
            ahead = [a * b for a, b in zip(self._local[t], backward, strict=True)]
            after = labels
        result.reverse()
        return result

    def _stepped_back(
        self, labels: list[int], after: list[int], ahead: list[float]
    ) -> list[float]:
        """Return the backward sums of `labels`, scaled."""
        rows = [self._factors[label] for label in labels]
        if len(after) == 1:
            only = after[0]
            sums = [row[only] for row in rows]
        else:
            pairs = list(zip(after, ahead, strict=True))
            sums = [
                sum([row[label] * weight for label, weight in pairs]) for row in rows
            ]
        scale = 1.0 / (max(sums) or 1.0)
        return [value * scale for value in sums]


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
