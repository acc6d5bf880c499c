"""What the development sets print: nothing that is judged on them learns it."""

import re
from typing import Any

from train.references import records


def letters(text: str) -> str:
    """Return the letters and digits of a text, to tell whether two print the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


def judged_references() -> frozenset[str]:
    """Return the letters of the development references."""
    return frozenset(letters(str(dev["raw"])) for dev in records("fields_dev"))


def judged_entries() -> frozenset[str]:
    """Return the letters of the entries of the development lists."""
    return frozenset(
        letters(text) for dev in records("segments_dev") for text in _entries(dev)
    )


def judged_documents() -> frozenset[str]:
    """Return the documents of the development lists."""
    return frozenset(str(dev["doc"]) for dev in records("segments_dev"))


def _entries(dev: dict[str, Any]) -> list[str]:
    """Return the entries of a list, without their labels."""
    begun = dev.get("content") or [start for start, _ in dev["spans"]]
    ends = [end for _, end in dev["spans"]]
    return [dev["text"][a:b] for a, b in zip(begun, ends, strict=True)]
