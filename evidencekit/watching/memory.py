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

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from evidencekit.errors import StateError
from evidencekit.inert import json_text
from evidencekit.kept import KeptFile

# By DOI, what was seen of a work: `entries` says how it is written.
Memory: TypeAlias = Mapping[str, tuple[str, ...]]

_END = "end"
_FILE = KeptFile(
    key="evidencekit-watch",
    version="1",
    content="works",
    shape=dict,
    error=StateError,
    foreign="is damaged or no file of `evidencekit watch`; restore it, or name "
    "another with --state",
    outdated="update evidencekit",
)


def read_memory(path: Path) -> Memory | None:
    """Return what the file remembers; None if there is no file yet.

    Raises:
        StateError: the file cannot be read, or is not one of ours.
    """
    try:
        works = _FILE.read(path, _united)
    except FileNotFoundError:
        return None
    for doi, entries in works.items():
        if not isinstance(entries, list) or not all(
            isinstance(e, str) for e in entries
        ):
            raise StateError(f"{path}: {doi}: is no list of texts; remove that line")
    return {doi: tuple(e) for doi, e in works.items() if doi != _END}


def write_memory(path: Path, memory: Memory) -> None:
    """Write `memory` to `path`, which is whole at any moment.

    Raises:
        StateError: the file cannot be written.
    """
    _FILE.write(path, written(memory))


def written(memory: Memory) -> str:
    """Return the text of the file."""
    lines = [f"  {json_text(d)}: {json_text(e)},\n" for d, e in sorted(memory.items())]
    return f'{_FILE.head()}{{\n{"".join(lines)}  "{_END}": []\n}}}}\n'


def _united(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a DOI that a union merge left twice has both lines' list."""
    united: dict[str, Any] = {}
    for name, value in pairs:
        before = united.get(name)
        if isinstance(before, list) and isinstance(value, list):
            value = [*before, *(entry for entry in value if entry not in before)]
        united[name] = value
    return united
