"""Reads the named arrays of a safetensors file."""

import json
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float32]"
_KINDS = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


def tensors(path: Path) -> dict[str, Array]:
    """Return the arrays of floats; they stay on disk until they are looked at."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    data = np.memmap(path, np.uint8, "r", offset=8 + length)
    found = {}
    for name, entry in header.items():
        kind = _KINDS.get(entry.get("dtype"))
        if kind is not None:
            start, end = entry["data_offsets"]
            found[name] = data[start:end].view(kind).reshape(entry["shape"])
    return found
