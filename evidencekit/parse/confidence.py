"""Turns the model's probabilities into the share of fields that are right.

The maps were measured on references held out of training (`train/calibration.py`) and
ship with the weights.
"""

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from evidencekit.parse.fields import Labelling
from evidencekit.parse.shipped import shipped

Points = Sequence[tuple[float, float]]


def whole_confidence(labelling: Labelling) -> float:
    """Return the probability in [0, 1] that every field of a reference is right."""
    if not labelling.labels:
        return 0.0
    return _share(_maps().get("whole"), labelling.probability)


def field_confidence(name: str, probability: float) -> float:
    """Return the probability in [0, 1] that the field is right.

    `probability` is the least that the model gives to one of its tokens.
    """
    return _share(_maps().get(name), probability)


def _share(points: Points | None, score: float) -> float:
    """Return the share at `score`, interpolated between the points of a map."""
    if not points:
        return score
    if score <= points[0][0]:
        return points[0][1]
    for (low, before), (high, after) in pairwise(points):
        if score <= high:
            part = (score - low) / (high - low)
            return before + (after - before) * part
    return points[-1][1]


@cache
def _maps() -> dict[str, Points]:
    maps: dict[str, Points] = json.loads(shipped("confidence.json"))
    return maps
