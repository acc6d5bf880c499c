"""Compares parsed items with gold fields, as the shared scorer does."""

import importlib.util
from collections import defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from evidencekit.model import Item

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "tools" / "score_parse.py"
# the scorer's names of `Item` fields
FIELDS = {
    "title": "title",
    "container_title": "container",
    "issued": "year",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "doi": "doi",
    "url": "url",
}


def predicted(item: Item) -> dict[str, Any]:
    """Return an item in the form that the scorer reads."""
    names = ("family", "given", "particle", "suffix", "literal")
    return {
        "authors": [
            {name: getattr(person, name) for name in names} for person in item.author
        ],
        "title": item.title,
        "container": item.container_title,
        "year": str(item.year) if item.year else None,
        "volume": item.volume,
        "issue": item.issue,
        "pages": item.page,
        "doi": item.doi,
        "url": item.url,
        "publisher": item.publisher,
    }


@cache
def scorer() -> ModuleType:
    """Return the shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_parse", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def all_right(gold: dict[str, Any], item: Item) -> bool:
    """Say whether every scored field is exactly right."""
    counts: dict[tuple[str, str], Any] = defaultdict(scorer().C)
    return bool(scorer().score_ref(gold, predicted(item), counts))


def field_right(name: str, gold: dict[str, Any], item: Item) -> bool:
    """Say whether the `Item` field `name` is exactly right."""
    counts: dict[tuple[str, str], Any] = defaultdict(scorer().C)
    scorer().score_ref(gold, predicted(item), counts)
    key = ("authorlist" if name == "author" else FIELDS[name], "exact")
    if name == "author" and "authors_text" in gold:
        key = ("authors", "exact")
    return bool(counts[key].tp) and not counts[key].fp and not counts[key].fn
