"""Writes a model trained by python-crfsuite in the form that `parse/crf.py` reads."""

import json
import re
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

WEIGHTS = Path(__file__).parents[1] / "evidencekit" / "parse" / "weights"


def export(trained: Path, name: str, smallest: float = 0.02) -> Path:
    """Write weights/`name`.crf from the CRFsuite model file `trained`.

    Weights nearer to 0 than `smallest` are dropped. Two features whose hashes collide
    are summed, as they will be when the model is used.
    """
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    labels = tagger.labels()
    info = tagger.info()
    number = {label: i for i, label in enumerate(labels)}
    transitions = [[0.0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():
        transitions[number[before]][number[after]] = round(weight, 4)
    rows: dict[int, dict[int, float]] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) < smallest:
            continue
        row = rows.setdefault(zlib.crc32(feature.encode()), {})
        row[number[label]] = row.get(number[label], 0.0) + weight
    data = packed(labels, transitions, rows)
    target = WEIGHTS / f"{name}.crf"
    target.write_bytes(data)
    return target


def packed(
    labels: list[str],
    transitions: list[list[float]],
    rows: dict[int, dict[int, float]],
) -> bytes:
    """Return the file's bytes; `rows` maps a feature's hash to weights by label."""
    weights = [
        (label, weight)
        for key in sorted(rows)
        for label, weight in sorted(rows[key].items())
    ]
    largest = sorted(abs(weight) for _, weight in weights)
    # One weight in ten thousand is cut to the range of a byte, for a finer step.
    step = largest[int(len(largest) * 0.9999)] / 127
    keys = sorted(rows)
    differences = array("I", (b - a for a, b in zip([0, *keys], keys, strict=False)))
    raw = differences.tobytes()
    header = {
        "labels": labels,
        "features": len(keys),
        "weights": len(weights),
        "step": step,
        "transitions": transitions,
    }
    body = b"".join(
        [
            json.dumps(header).encode() + b"\n",
            *(raw[plane::4] for plane in range(4)),
            bytes(len(rows[key]) for key in keys),
            bytes(label for label, _ in weights),
            array("b", (_byte(weight / step) for _, weight in weights)).tobytes(),
        ]
    )
    return zlib.compress(body, 9)


def export_phrases(phrases: Iterable[tuple[bytes, ...]], name: str) -> Path:
    """Write weights/`name`.set from sequences of words."""
    starts: set[int] = set()
    wholes: set[int] = set()
    for phrase in phrases:
        value = 0
        for i, word in enumerate(phrase, 1):
            value = zlib.crc32(word, value)
            (wholes if i == len(phrase) else starts).add(value)
    header = json.dumps({"starts": len(starts), "wholes": len(wholes)}).encode()
    body = b"".join(array("I", sorted(part)).tobytes() for part in (starts, wholes))
    target = WEIGHTS / f"{name}.set"
    target.write_bytes(zlib.compress(header + b"\n" + body, 9))
    return target


def feature_names(trained: Path) -> list[str]:
    """Return the features of a CRFsuite model file, to look at."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    return sorted(
        {re.sub(r"=.*", "", feature) for feature, _ in tagger.info().state_features}
    )


def _byte(value: float) -> int:
    return max(-127, min(127, round(value)))
