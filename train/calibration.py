"""Measures what the parser's probabilities are worth on references held out."""

import json
from pathlib import Path

from bench.parse.scoring import FIELDS, all_right, field_right
from evidencekit.parse import confidence, parse_reference
from train import references
from train.packing import WEIGHTS

TARGET = WEIGHTS / "confidence.json"
_BINS = 12


def calibrate() -> Path:
    """Write weights/confidence.json from the references held out of training."""
    TARGET.write_text("{}")
    confidence._maps.cache_clear()
    met: dict[str, list[tuple[float, bool]]] = {"whole": []}
    for record in references.records("fields_train"):
        if "authors" not in record["gold"] or not references.held_out(record["doc"]):
            continue
        gold = record["gold"]
        parsed = parse_reference(record["raw"])
        met["whole"].append((parsed.confidence, all_right(gold, parsed.item)))
        for name, score in parsed.confidences.items():
            if name == "author" or name in FIELDS:
                right = field_right(name, gold, parsed.item)
                met.setdefault(name, []).append((score, right))
    maps = {name: points(pairs) for name, pairs in met.items() if len(pairs) > 50}
    TARGET.write_text(json.dumps(maps) + "\n")
    return TARGET


def points(pairs: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return a non-decreasing map from score to the share that is right."""
    pairs = sorted(pairs)
    size = max(1, len(pairs) // _BINS)
    bins: list[list[float]] = []  # mean score, right, all
    for start in range(0, len(pairs), size):
        part = pairs[start : start + size]
        mean = sum(score for score, _ in part) / len(part)
        bins.append([mean * len(part), sum(right for _, right in part), len(part)])
        while len(bins) > 1 and _share(bins[-2]) >= _share(bins[-1]):
            last = bins.pop()
            bins[-1] = [a + b for a, b in zip(bins[-1], last, strict=True)]
    return [(round(b[0] / b[2], 6), round(_share(b), 4)) for b in bins]


def _share(part: list[float]) -> float:
    return (part[1] + 1) / (part[2] + 2)


if __name__ == "__main__":
    print(calibrate())
