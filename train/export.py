"""Writes a model trained by python-crfsuite in the form that `parse/crf.py` reads."""

import zlib
from pathlib import Path

import pycrfsuite

from train.packing import WEIGHTS, packed


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
