"""The records file: all answers behind a report, saved and replayed.

It is JSON, sorted and indented, and the same byte for byte for the same answers:

    {"version": "1", "dois": {"10.…": {"outcome": "found", "work": {…}}},
     "searches": {"Trivedi MH. …": {"outcome": "candidates", "works": […]}},
     "ids": {"pmid:…": {…}}, "pubmed": {"depression[ti] AND …": {…}}}
"""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidencekit.errors import RecordsError
from evidencekit.inert import json_text
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Lookup,
    Lookups,
    Query,
    Search,
    Unavailable,
)
from evidencekit.services.answers import Answer, from_json, to_json
from evidencekit.services.interface import Hear

_VERSION = "1"


def write_records(path: Path, lookups: Lookups) -> None:
    """Write the answers to `path`, which is whole at any moment.

    Raises:
        RecordsError: the file cannot be written.
    """
    answers = {
        "dois": lookups.dois,
        "searches": lookups.searches,
        "ids": lookups.ids,
        "pubmed": lookups.pubmed,
    }
    content: dict[str, Any] = {"version": _VERSION}
    for kind, said in answers.items():
        # The kinds that came later are left out where there is nothing to tell.
        if said or kind in ("dois", "searches"):
            content[kind] = {key: to_json(answer) for key, answer in said.items()}
    text = json_text(content, indent=1, sorted_=True)
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
    return Lookups(
        _lookups(path, content, "dois"),
        _searches(path, content, "searches"),
        _lookups(path, content, "ids"),
        _searches(path, content, "pubmed"),
    )


def _lookups(path: Path, content: Mapping[str, Any], kind: str) -> dict[str, Lookup]:
    lookups: dict[str, Lookup] = {}
    for key, answer in _answers(path, content, kind).items():
        if isinstance(answer, Candidates):
            raise RecordsError(f"{path}: {kind}: {key}: a list of candidates")
        lookups[key] = answer
    return lookups


def _searches(path: Path, content: Mapping[str, Any], kind: str) -> dict[str, Search]:
    searches: dict[str, Search] = {}
    for key, answer in _answers(path, content, kind).items():
        if not isinstance(answer, Candidates | Unavailable):
            raise RecordsError(f"{path}: {kind}: {key}: not a list of candidates")
        searches[key] = answer
    return searches


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

    def resolve(self, queries: Collection[Query], hear: Hear | None = None) -> Lookups:
        """Return the recorded answers; a query that was not recorded is unavailable."""
        missing = Unavailable("replay", f"not in {self._path}")
        # A file of a run that did not go on to PubMed says nothing about it.
        further = replace(missing, unasked=True)
        return Lookups.of(
            (
                query,
                self._lookups.answer(query)
                or (missing if isinstance(query, ByDoi | BySearch) else further),
            )
            for query in queries
        )

    def close(self) -> None:
        """Nothing is held open."""
