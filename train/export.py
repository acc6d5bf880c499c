"""Writes a model trained by python-crfsuite in the form that `parse/crf.py` reads."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pycrfsuite

from train.packing import WEIGHTS, packed


def export(
    trained: Path,
    name: str,
    smallest: float = 0.02,
    placed: Callable[[str], tuple[int, str]] = lambda feature: (0, feature),
) -> Path:
    """Write weights/`name`.crf from the CRFsuite model file `trained`.

    Weights nearer to 0 than `smallest` are dropped. Two features whose hashes collide
    are summed, as they will be when the model is used. `placed` tells the place that a
    feature speaks for, and its name there; all places of a name become one feature.
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
        place, bare = placed(feature)
        row = rows.setdefault(zlib.crc32(bare.encode()), {})
        lane = place * len(labels) + number[label]
        row[lane] = row.get(lane, 0.0) + weight
    data = packed(labels, transitions, rows)
    target = WEIGHTS / f"{name}.crf"
    target.write_bytes(data)
    return target
