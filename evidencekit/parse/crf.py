"""A linear-chain conditional random field: shipped weights, decoded in plain Python.

    model = Model.load("fields")                # evidencekit/parse/weights/fields.crf
    rows = [model.row(["w=Smith", "first"]), model.row(["w=J"])]
    model.path(rows).labels                     # -> ["author", "author"]

Features are strings; they are stored as 32-bit hashes, so a model knows no words. Where
the same features come again and again (a token's own features), sum them once with
`row`, add rows with `+` and hand one row a token to `tag` or `path`.

A row is an integer with one lane of 32 bits a label, so that one addition adds the
weights of all labels. A feature that speaks for tokens at several places, such as its
own and those beside it, has as many lanes for each place; see `parse/evidence.py`.

File: zlib-compressed; a JSON line {"labels", "features", "weights", "step",
"transitions" (from-label x to-label)}, then the sorted hashes as differences in four
byte planes, then per feature its number of weights, then per weight its lane, then
per weight a signed byte that counts `step`s. `train/export.py` writes it.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, prod
from struct import Struct

from evidencekit.parse.lattice import Factors, Lattice, lattice
from evidencekit.parse.memo import Memo
from evidencekit.parse.shipped import little_endian, shipped

LANE_BITS = 32
# Weights count steps; none lies further below the best of its token than this.
_MOST_STEPS = 1 << 12

# So many weights are put side by side as bytes, rather than added one by one.
_MANY = 8
# A weight is a signed byte, and this in place of 0 makes it positive.
_ZERO = 128
_ZEROS = bytes([_ZERO]) * 256
_ALL_ZEROS = list(
    accumulate((_ZERO << (LANE_BITS * lane) for lane in range(256)), initial=0)
)

Row = int


@dataclass(frozen=True, slots=True)
class Tagging:
    """A label for every token, and the probability of each in [0, 1]."""

    labels: list[str]
    probabilities: list[float]


@dataclass(frozen=True, slots=True)
class Path(Tagging):
    """A labelling of all tokens, with its probability as a whole."""

    probability: float


class Model:
    """Weights of one trained model; `load` keeps it for the life of the process."""

    __slots__ = (
        "_bias",
        "_exps",
        "_factors",
        "_index",
        "_labels",
        "_offsets",
        "_rows",
        "_size",
        "_stay",
        "_unpack",
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
        self._factors = Factors(header["transitions"])
        step = header["step"]
        # what a token weighs more that has the label of the one before
        self._stay = sum(
            round(row[i] / step) << (32 * i)
            for i, row in enumerate(header["transitions"])
        )
        self._exps = [exp(-i * step) for i in range(_MOST_STEPS)]
        lanes = Struct(f"<{len(self._labels)}I")
        self._size, self._unpack = lanes.size, lanes.unpack
        self._bias = sum(1 << (32 * i + 31) for i in range(len(self._labels)))
        position = line + 1
        differences = bytearray(4 * features)
        for plane in range(4):
            differences[plane::4] = raw[position : position + features]
            position += features
        hashes = accumulate(little_endian(differences))
        self._index = dict(zip(hashes, range(features), strict=True))
        counts = raw[position : position + features]
        self._offsets = array("I", accumulate(counts, initial=0))
        position += features
        self._where = raw[position : position + weights]
        position += weights
        self._weights = array("b", raw[position : position + weights])
        self._rows: Memo[str, Row] = Memo(self.rare, most=1 << 17)

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
        return sum(map(self._rows.__getitem__, features))

    def rare(self, feature: str) -> Row:
        """Return the weights of a feature that is not worth remembering."""
        place = self._index.get(zlib.crc32(feature.encode("utf-8", "replace")))
        return 0 if place is None else self._row(place)

    def _row(self, place: int) -> Row:
        start, end = self._offsets[place], self._offsets[place + 1]
        where, weights = self._where[start:end], self._weights[start:end]
        if end - start < _MANY:
            total = 0
            for weight, lane in zip(weights, where, strict=True):
                total += weight << (LANE_BITS * lane)
            return total
        lanes = where[-1] + 1
        lowest = bytearray(_ZEROS[:lanes])  # the lowest byte of each lane
        for weight, lane in zip(weights, where, strict=True):
            lowest[lane] = _ZERO + weight
        data = bytearray(lanes * LANE_BITS // 8)
        data[:: LANE_BITS // 8] = lowest
        return int.from_bytes(data, "little") - _ALL_ZEROS[lanes]

    def tag(self, rows: Sequence[Row]) -> Tagging:
        """Return the label of every token that is the likeliest there by itself.

        Its probability is the share of all labellings that have it.
        """
        found = self._lattice(rows)
        names = self._labels
        labels: list[str] = []
        probabilities: list[float] = []
        for own, shares in zip(found.labels, found.marginals(), strict=True):
            top = max(shares)
            labels.append(names[own[shares.index(top)]])
            probabilities.append(top)
        return Tagging(labels, probabilities)

    def path(self, rows: Sequence[Row], joined: Sequence[bool]) -> Path:
        """Return a labelling of all tokens that is likely as a whole.

        A token that is `joined` to the one before has its label. A label's probability
        is that among all labellings that go on as this one does behind it, so that
        their product, taken once for joined tokens, is the probability of them all.
        This takes two thirds of the time of `tag`.
        """
        stretches: list[Row] = []
        lengths: list[int] = []
        for row, is_joined in zip(rows, joined, strict=True):
            if is_joined:
                stretches[-1] += row + self._stay
                lengths[-1] += 1
            else:
                stretches.append(row)
                lengths.append(1)
        places, shares = self._lattice(stretches).path()
        labels: list[str] = []
        probabilities: list[float] = []
        for place, share, length in zip(places, shares, lengths, strict=True):
            labels += [self._labels[place]] * length
            probabilities += [share] * length
        return Path(labels, probabilities, prod(shares))

    def _lattice(self, rows: Sequence[Row]) -> Lattice:
        return lattice(map(self._weights_of, rows), self._factors)

    def _weights_of(self, row: Row) -> list[float]:
        """Return what each label weighs, the heaviest 1.0."""
        steps = self._unpack((row + self._bias).to_bytes(self._size, "little"))
        top = max(steps)
        exps = self._exps
        try:
            return [exps[top - step] for step in steps]
        except IndexError:
            return [exps[min(top - step, _MOST_STEPS - 1)] for step in steps]


@cache
def _shipped(name: str) -> Model:
    return Model(shipped(f"{name}.crf"))
