"""A linear-chain conditional random field: shipped weights, decoded in plain Python.

    model = Model.load("fields")                # evidencekit/parse/weights/fields.crf
    model.decode([["w=Smith", "first"], ["w=J"]])    # -> ["author", "author"]
    model.marginals([["w=Smith"], ["w=J"]])          # -> [{"author": 0.98, ...}, ...]

Features are strings; they are stored as 32-bit hashes, so a model knows no words. Where
the same features come again and again (a token's own features), sum them once with
`row` and hand the sums to `tag`, which returns the best labels, their probabilities and
the log-probability of the whole sequence in one pass.

File: zlib-compressed; a JSON line {"labels", "features", "weights", "step",
"transitions" (from-label x to-label)}, then the sorted hashes as differences in four
byte planes, then per feature its number of weights, then per weight its label, then
per weight a signed byte that counts `step`s. `train/export.py` writes it.
"""

import json
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from math import exp, log

# Labels whose emission lies this far below the best of their token are not followed:
# exp(-9) is about one in ten thousand, and transitions rarely weigh more than 6.
BEAM = 9.0

Row = list[float]


@dataclass(frozen=True, slots=True)
class Tagging:
    """The best labels, the probability of each in [0, 1], and that of them all."""

    labels: list[str]
    probabilities: list[float]
    log_probability: float


class Model:
    """Weights of one trained model; `load` keeps it for the life of the process."""

    __slots__ = ("_factors", "_index", "_labels", "_offsets", "_steps", "_where")

    def __init__(self, data: bytes) -> None:
        raw = zlib.decompress(data)
        line = raw.index(b"\n")
        header = json.loads(raw[:line])
        features, weights = header["features"], header["weights"]
        self._labels: tuple[str, ...] = tuple(header["labels"])
        # exp(weight) once, so that decoding only multiplies
        self._factors = [[exp(w) for w in row] for row in header["transitions"]]
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
        step = header["step"]
        values = array("b", raw[position : position + weights])
        self._steps = [value * step for value in values]

    @classmethod
    def load(cls, name: str) -> "Model":
        """Return the model that is shipped as weights/`name`.crf."""
        return _shipped(name)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of every row of weights."""
        return self._labels

    def row(self, features: Iterable[str]) -> Row:
        """Return the summed weights of `features`, one number a label."""
        total = [0.0] * len(self._labels)
        index, offsets, where, steps = (
            self._index,
            self._offsets,
            self._where,
            self._steps,
        )
        for feature in features:
            place = index.get(zlib.crc32(feature.encode("utf-8", "surrogatepass")))
            if place is not None:
                for i in range(offsets[place], offsets[place + 1]):
                    total[where[i]] += steps[i]
        return total

    def decode(self, features: Sequence[Iterable[str]]) -> list[str]:
        """Return the best label of every token, given the features of each."""
        return self.tag([self.row(token) for token in features]).labels

    def marginals(self, features: Sequence[Iterable[str]]) -> list[dict[str, float]]:
        """Return, for every token, the probability of each label that is likely."""
        lattice = self._lattice([self.row(token) for token in features])
        return [
            {self._labels[label]: p for label, p in column}
            for column in lattice.posterior()
        ]

    def tag(self, emissions: Sequence[Row]) -> Tagging:
        """Return the best labelling of tokens with these sums of weights."""
        if not emissions:
            return Tagging([], [], 0.0)
        lattice = self._lattice(emissions)
        path, log_probability = lattice.best()
        probabilities = [
            next(p for label, p in column if label == chosen)
            for column, chosen in zip(lattice.posterior(), path, strict=True)
        ]
        labels = self._labels
        return Tagging([labels[i] for i in path], probabilities, log_probability)

    def _lattice(self, emissions: Sequence[Row]) -> "_Lattice":
        return _Lattice(emissions, self._factors)


class _Lattice:
    """The likely labels of each token, with forward sums and best predecessors.

    Every column is scaled so that its forward sums add up to 1; the scales cancel out
    in all that is asked of it.
    """

    __slots__ = ("_back", "_best", "_factors", "_forward", "_labels", "_local")

    def __init__(self, emissions: Sequence[Row], factors: list[list[float]]) -> None:
        self._factors = factors
        self._labels: list[list[int]] = []
        self._local: list[list[float]] = []
        self._forward: list[list[float]] = []
        self._best: list[list[float]] = []
        self._back: list[list[int]] = []
        for row in emissions:
            self._append(row)

    def _append(self, row: Row) -> None:
        top = max(row)
        floor = top - BEAM
        labels = [label for label, weight in enumerate(row) if weight >= floor]
        local = [exp(row[label] - top) for label in labels]
        if not self._labels:
            forward = best = local
            back = [0] * len(labels)
        elif len(labels) == 1 and len(self._labels[-1]) == 1:
            self._labels.append(labels)
            self._local.append([1.0])
            self._forward.append([1.0])
            # the ratio of best path to all paths is kept in `best`
            self._best.append(self._best[-1])
            self._back.append([0])
            return
        else:
            forward, best, back = self._step(labels, local)
        scale = 1.0 / (sum(forward) or 1.0)
        self._labels.append(labels)
        self._local.append(local)
        self._forward.append([value * scale for value in forward])
        self._best.append([value * scale for value in best])
        self._back.append(back)

    def _step(
        self, labels: list[int], local: list[float]
    ) -> tuple[list[float], list[float], list[int]]:
        before = self._labels[-1]
        sums = self._forward[-1]
        bests = self._best[-1]
        factors = [self._factors[label] for label in before]
        forward, best, back = [], [], []
        for label, weight in zip(labels, local, strict=True):
            total = top = 0.0
            chosen = 0
            for i, row in enumerate(factors):
                factor = row[label]
                total += sums[i] * factor
                score = bests[i] * factor
                if score > top:
                    top, chosen = score, i
            forward.append(total * weight)
            best.append(top * weight)
            back.append(chosen)
        return forward, best, back

    def best(self) -> tuple[list[int], float]:
        """Return the most probable path and its log-probability."""
        last = self._best[-1]
        score = max(last)
        place = last.index(score)
        path = []
        for labels, back in zip(
            reversed(self._labels), reversed(self._back), strict=True
        ):
            path.append(labels[place])
            place = back[place]
        path.reverse()
        return path, log(score) if score > 0.0 else -1e9

    def posterior(self) -> list[list[tuple[int, float]]]:
        """Return the label probabilities of every token, in order."""
        columns: list[list[tuple[int, float]]] = []
        backward: list[float] = []
        for t in range(len(self._labels) - 1, -1, -1):
            labels, forward = self._labels[t], self._forward[t]
            if t == len(self._labels) - 1 or (
                len(labels) == 1 and len(self._labels[t + 1]) == 1
            ):
                backward = [1.0] * len(labels)
            else:
                backward = self._step_back(t, backward)
            joint = [a * b for a, b in zip(forward, backward, strict=True)]
            total = sum(joint) or 1.0
            columns.append(
                [(label, p / total) for label, p in zip(labels, joint, strict=True)]
            )
        columns.reverse()
        return columns

    def _step_back(self, t: int, backward: list[float]) -> list[float]:
        """Return the backward sums at `t`, scaled, from those at `t + 1`."""
        after = self._labels[t + 1]
        ahead = [a * b for a, b in zip(self._local[t + 1], backward, strict=True)]
        sums = []
        for label in self._labels[t]:
            row = self._factors[label]
            total = 0.0
            for weight, following in zip(ahead, after, strict=True):
                total += weight * row[following]
            sums.append(total)
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


class Calibration:
    """A non-decreasing map from a raw score to the share that was right."""

    __slots__ = ("_scores", "_shares")

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._scores = [score for score, _ in points]
        self._shares = [share for _, share in points]

    def __call__(self, score: float) -> float:
        """Return the share for `score`, interpolated between the points."""
        right = bisect_right(self._scores, score)
        if right == 0:
            return self._shares[0]
        if right == len(self._scores):
            return self._shares[-1]
        low, high = self._scores[right - 1], self._scores[right]
        part = (score - low) / (high - low)
        return self._shares[right - 1] * (1 - part) + self._shares[right] * part


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
