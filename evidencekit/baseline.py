"""A baseline: the findings that are known, in a file to be kept in Git.

It is JSON, so that programs can read it, and laid out for people and for merges: a
finding a line, sorted, and the last one is there so that all others end alike.

    {"evidencekit-baseline": "1", "findings": [
      {"path": "a.md", "code": "EK301", "reference": "3", "fingerprint": "…", …},
      {}
    ]}

A finding is known by its fingerprint, which outlives moved lines; documents may be
renamed.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from evidencekit.errors import BaselineError
from evidencekit.inert import json_text
from evidencekit.kept import KeptFile
from evidencekit.model import (
    Compared,
    DocumentReport,
    Finding,
    Known,
    Report,
    Silencing,
    Suppressed,
)

_FILE = KeptFile(
    key="evidencekit-baseline",
    version="1",
    content="findings",
    shape=list,
    error=BaselineError,
    foreign="is damaged or no baseline; restore it, or write it anew with "
    "--write-baseline",
    outdated="update evidencekit, or write it anew with --write-baseline",
)


def read_baseline(path: Path) -> tuple[Known, ...]:
    """Return the findings that the file holds.

    Raises:
        BaselineError: there is no such file, or it is not one of ours.
    """
    try:
        entries = _FILE.read(path)
    except FileNotFoundError:
        raise BaselineError(
            f"{path}: there is no such baseline; make it with --write-baseline {path}"
        ) from None
    return tuple(_entry(path, entry) for entry in entries if entry != {})


def write_baseline(path: Path, report: Report) -> Report:
    """Write what `report` finds to `path`; return the report in which all is known.

    Of the baseline that the report was compared with, those are kept of which the
    report cannot tell. The file is written whole or not at all.

    Raises:
        BaselineError: the file cannot be written.
    """
    standing = [_known(f, e, path.parent) for e in report.documents for f in e.findings]
    hidden = [
        _known(suppressed.finding, entry, path.parent)
        for entry in report.documents
        for suppressed in entry.suppressed
        if suppressed.kind is Silencing.BASELINE
    ]
    kept = report.baseline.open if report.baseline else ()
    _FILE.write(path, written([*standing, *hidden, *kept]))
    known = compared(report, standing, path)
    return replace(known, baseline=Compared(str(path), open=kept))


def written(known: Iterable[Known]) -> str:
    """Return the text of the file."""
    lines = [
        f"  {json_text(asdict(entry))},\n"
        for entry in sorted(known, key=lambda k: (k.path, k.code, k.fingerprint))
    ]
    return f"{_FILE.head()}[\n{''.join(lines)}  {{}}\n]}}\n"


def _known(finding: Finding, entry: DocumentReport, folder: Path) -> Known:
    problem = finding.problem
    return Known(
        _from(folder, entry.document.path),
        finding.code,
        finding.fingerprint,
        problem.reference,
        problem.message,
    )


def _from(folder: Path, path: str) -> str:
    """Return `path` as seen from the `folder` of the baseline."""
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return PurePath(path).as_posix()


def _entry(path: Path, entry: Any) -> Known:
    if not isinstance(entry, dict):
        raise BaselineError(f"{path}: {_FILE.foreign}")
    for name in ("path", "code", "fingerprint"):
        if not isinstance(entry.get(name), str):
            raise BaselineError(f"{path}: a finding has no {name}; remove that line")
    reference, message = entry.get("reference"), entry.get("message")
    return Known(
        entry["path"],
        entry["code"],
        entry["fingerprint"],
        str(reference) if reference is not None else None,
        str(message or ""),
    )


# What is known, and what is gone -----------------------------------------------------


def compared(report: Report, known: Iterable[Known], file: Path) -> Report:
    """Return the report without the findings that are `known`, and what became of them.

    Each hides one finding with its fingerprint: in its own document, or else in
    another, as when a document was renamed. `file` is where the baseline stands.
    """
    places = [_from(file.parent, entry.document.path) for entry in report.documents]
    placed = list(zip(places, report.documents, strict=True))
    pool = _Pool(known)
    hidden: dict[int, Known] = {}
    for anywhere in (False, True):
        for place, entry in placed:
            for finding in entry.findings:
                if id(finding) not in hidden and (
                    found := pool.take(finding, None if anywhere else place)
                ):
                    hidden[id(finding)] = found
    for place, entry in placed:
        for suppressed in entry.suppressed:
            pool.take(suppressed.finding, place)  # found, and let pass otherwise
    read = dict(placed)
    ran = {rule.code for rule in report.rules}
    stale: list[Known] = []
    open_: list[Known] = []
    for left in pool:
        document = read.get(left.path)
        told = document and not document.unchecked and left.code in ran
        (stale if told else open_).append(left)
    return replace(
        report,
        documents=tuple(_without(entry, hidden) for entry in report.documents),
        baseline=Compared(str(file), tuple(stale), tuple(open_)),
    )


class _Pool:
    """The known findings of which no other has been found yet."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._entries: dict[str, list[Known]] = {}
        for entry in known:
            self._entries.setdefault(entry.fingerprint, []).append(entry)

    def __iter__(self) -> Iterator[Known]:
        return chain.from_iterable(self._entries.values())

    def take(self, finding: Finding, place: str | None) -> Known | None:
        """Take an entry that is of the finding: one at `place`, None: at any."""
        entries = self._entries.get(finding.fingerprint, [])
        for entry in entries:
            if place in (None, entry.path):
                entries.remove(entry)
                return entry
        return None


def _without(entry: DocumentReport, hidden: Mapping[int, Known]) -> DocumentReport:
    suppressed = [
        *entry.suppressed,
        *(
            Suppressed(finding, (hidden[id(finding)],))
            for finding in entry.findings
            if id(finding) in hidden
        ),
    ]
    return replace(
        entry,
        findings=tuple(f for f in entry.findings if id(f) not in hidden),
        suppressed=tuple(sorted(suppressed, key=lambda s: s.finding.place)),
    )
