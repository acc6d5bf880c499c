"""Packs weights and phrases into the files that `parse/crf.py` reads."""

import json
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "evidencekit" / "parse" / "weights"


def packed(
    labels: list[str],
    transitions: list[list[float]],
    rows: dict[int, dict[int, float]],
) -> bytes:
    """Return the file's bytes; `rows` maps a feature's hash to weights by lane."""
    largest = sorted(abs(weight) for row in rows.values() for weight in row.values())
    # One weight in ten thousand is cut to the range of a byte, for a finer step.
    step = largest[int(len(largest) * 0.9999)] / 127
    stepped = {
        key: {
            lane: steps for lane, w in sorted(row.items()) if (steps := _byte(w / step))
        }
        for key, row in sorted(rows.items())
    }
    keys = [key for key, row in stepped.items() if row]
    weights = [pair for key in keys for pair in stepped[key].items()]
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
            bytes(len(stepped[key]) for key in keys),
            bytes(lane for lane, _ in weights),
            array("b", (steps for _, steps in weights)).tobytes(),
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


def _byte(value: float) -> int:
    return max(-127, min(127, round(value)))
