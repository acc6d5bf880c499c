"""The file that remembers what was seen: one line a DOI, sorted, to be kept in Git.

It is JSON, so that programs can read it, and laid out for people and for merges: a
branch that adds a reference adds a line, a line changes only when its work does, and
the last one is there so that all others end alike.

    {"evidencekit-watch": "1", "works": {
      "10.1371/journal.pone.0204925": ["correction: 10.1371/journal.pone.0216631"],
      "10.1371/journal.pone.0217800": [],
      "end": []
    }}
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from evidencekit.errors import StateError
from evidencekit.files import replace_file
from evidencekit.inert import json_text

# By DOI, what was seen of a work: `entries` says how it is written.
Memory: TypeAlias = Mapping[str, tuple[str, ...]]

_KEY, _VERSION, _END = "evidencekit-watch", "1", "end"
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})", re.M)


def read_memory(path: Path) -> Memory | None:
    """Return what the file remembers; None if there is no file yet.

    Raises:
        StateError: the file cannot be read, or is not one of ours.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StateError(_foreign(path)) from error
    return _parsed(path, text)


def write_memory(path: Path, memory: Memory) -> None:
    """Write `memory` to `path`, which is whole at any moment.

    Raises:
        StateError: the file cannot be written.
    """
    try:
        replace_file(path, written(memory).encode("utf-8", "replace"))
    except OSError as error:
        raise StateError(f"{path}: cannot be written: {error.strerror}") from error


def written(memory: Memory) -> str:
    """Return the text of the file."""
    lines = [f"  {json_text(d)}: {json_text(e)},\n" for d, e in sorted(memory.items())]
    head = f'{{"{_KEY}": "{_VERSION}", "works": {{\n'
    return f'{head}{"".join(lines)}  "{_END}": []\n}}}}\n'


def _parsed(path: Path, text: str) -> Memory:
    if _CONFLICT.search(text):
        raise StateError(f"{path}: holds a merge conflict; keep both sides' lines")
    try:
        content = json.loads(text, object_pairs_hook=_united)
    except (ValueError, RecursionError) as error:
        raise StateError(_foreign(path)) from error
    if not isinstance(content, dict) or _KEY not in content:
        raise StateError(_foreign(path))
    if content[_KEY] != _VERSION:
        raise StateError(
            f"{path}: is of version {content[_KEY]}, we read {_VERSION}; "
            "update evidencekit"
        )
    works = content.get("works")
    if not isinstance(works, dict):
        raise StateError(_foreign(path))
    for doi, entries in works.items():
        if not isinstance(entries, list) or not all(
            isinstance(e, str) for e in entries
        ):
            raise StateError(f"{path}: {doi}: is no list of texts; remove that line")
    return {doi: tuple(e) for doi, e in works.items() if doi != _END}


def _united(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a DOI that a union merge left twice has both lines' list."""
    united: dict[str, Any] = {}
    for name, value in pairs:
        before = united.get(name)
        if isinstance(before, list) and isinstance(value, list):
            value = [*before, *(entry for entry in value if entry not in before)]
        united[name] = value
    return united


def _foreign(path: Path) -> str:
    return (
        f"{path}: is damaged or no file of `evidencekit watch`; restore it, or name "
        "another with --state"
    )
