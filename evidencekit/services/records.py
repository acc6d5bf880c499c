"""The records file: all answers behind a report, saved and replayed.

It is JSON, sorted and indented, and the same byte for byte for the same answers:

    {"version": "1", "dois": {"10.…": {"outcome": "found", "work": {…}}},
     "searches": {"Trivedi MH. …": {"outcome": "candidates", "works": […]}}}
"""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from evidencekit.errors import RecordsError
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    Lookup,
    Lookups,
    NotFound,
    Query,
    Search,
    Unavailable,
)
from evidencekit.services.answers import Answer, from_json, to_json

_VERSION = "1"


def write_records(path: Path, lookups: Lookups) -> None:
    """Write the answers to `path`, which is whole at any moment.

    Raises:
        RecordsError: the file cannot be written.
    """
    content = {
        "version": _VERSION,
        "dois": {doi: to_json(answer) for doi, answer in lookups.dois.items()},
        "searches": {
            text: to_json(answer) for text, answer in lookups.searches.items()
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
        os.replace(aside, path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise RecordsError(
            f"{path}: the records cannot be written: {error.strerror}"
        ) from error


def check_writable(path: Path) -> None:
    """Find out before a long run whether `write_records` will do.

    Raises:
        RecordsError: the file could not be written.
    """
    try:
        with path.open("a"):
            pass
        if path.stat().st_size == 0:
            path.unlink()
    except OSError as error:
        raise RecordsError(
            f"{path}: the records cannot be written: {error.strerror}"
        ) from error


def read_records(path: Path) -> Lookups:
    """Return the answers in the records file at `path`.

    Raises:
        RecordsError: the file cannot be read or is not a records file.
    """
    content = _content(path)
    lookups: dict[str, Lookup] = {}
    searches: dict[str, Search] = {}
    for doi, answer in _answers(path, content, "dois").items():
        match answer:
            case Found() | NotFound() | Elsewhere() | Unavailable():
                lookups[doi] = answer
            case Candidates():
                raise RecordsError(f"{path}: dois: {doi}: a list of candidates")
    for text, answer in _answers(path, content, "searches").items():
        match answer:
            case Candidates() | Unavailable():
                searches[text] = answer
            case _:
                raise RecordsError(
                    f"{path}: searches: {text}: not a list of candidates"
                )
    return Lookups(lookups, searches)


def _content(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8", errors="surrogatepass"))
    except OSError as error:
        raise RecordsError(
            f"{path}: the records cannot be read: {error.strerror}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise RecordsError(f"{path}: not a records file: {error}") from error
    if not isinstance(content, dict) or "version" not in content:
        raise RecordsError(f"{path}: not a records file: it has no `version`")
    if content["version"] != _VERSION:
        raise RecordsError(
            f"{path}: records of version {content['version']}, we read {_VERSION}; "
            "write them anew with --record"
        )
    return content


def _answers(path: Path, content: Mapping[str, Any], key: str) -> dict[str, Answer]:
    values = content.get(key, {})
    if not isinstance(values, dict):
        raise RecordsError(f"{path}: {key}: not an object")
    answers = {}
    for name, value in values.items():
        try:
            answers[name] = from_json(value)
        except ValueError as error:
            raise RecordsError(f"{path}: {key}: {name}: {error}") from error
    return answers


class Replay:
    """A records file in place of the services: never touches the network."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lookups = read_records(path)

    @property
    def described(self) -> Mapping[str, str]:
        return {"replayed": str(self._path)}

    def resolve(self, queries: Collection[Query]) -> Lookups:
        """Return the recorded answers; a query that was not recorded is unavailable."""
        missing = Unavailable("replay", f"not in {self._path}")
        return Lookups(
            {
                query.doi: self._lookups.dois.get(query.doi, missing)
                for query in queries
                if isinstance(query, ByDoi)
            },
            {
                query.text: self._lookups.searches.get(query.text, missing)
                for query in queries
                if isinstance(query, BySearch)
            },
        )

    def close(self) -> None:
        """Nothing is held open."""
