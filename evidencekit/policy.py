"""What a check lets pass: comments in a document, entries of the configuration.

Which rules run and how grave they are is settled by `rules.registry.selected`, what a
baseline hides by `baseline.compared`.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import accumulate
from pathlib import PurePath

from evidencekit.errors import UnknownRuleError
from evidencekit.match.assess import Assessment
from evidencekit.model import (
    Document,
    DocumentReport,
    Exemption,
    Finding,
    Reference,
    Silencer,
    Span,
    Suppression,
)
from evidencekit.normalize import canonical_doi
from evidencekit.rules.registry import Rule, selected

# That a work was retracted or is in doubt since is news to whoever wrote "ignore"; and
# what silences nothing must not silence that.
_TO_BE_NAMED = ("EK010", "EK501", "EK502", "EK604")


@dataclass(frozen=True, slots=True)
class Policy:
    """What may pass in one document; `dois` has those of the references, by id."""

    document: Document
    exemptions: tuple[Exemption, ...]
    dois: Mapping[str, str]

    def silencers(self, finding: Finding) -> tuple[Silencer, ...]:
        """Return all that lets the finding pass; () where it stands."""
        comments = (
            comment
            for comment in self.document.suppressions
            if comment.scope.start <= finding.span.start < comment.scope.end
            and _is_meant(finding, comment.codes)
        )
        entries = (
            entry
            for entry in self.exemptions
            if _is_for(entry, self.document) and self._is_exempt(finding, entry)
        )
        return (*comments, *entries)

    def _is_exempt(self, finding: Finding, entry: Exemption) -> bool:
        if entry.fingerprint:
            return finding.fingerprint == entry.fingerprint
        doi = self.dois.get(finding.problem.reference or "")
        return doi == entry.doi and _is_meant(finding, entry.codes)


def policy(
    document: Document,
    assessments: Iterable[Assessment],
    exemptions: Iterable[Exemption],
) -> Policy:
    """Return what may pass in `document`, whose references were assessed."""
    dois = {a.reference.id: doi for a in assessments if (doi := _doi(a))}
    return Policy(document, tuple(exemptions), dois)


def _doi(assessment: Assessment) -> str | None:
    """Return the printed DOI, or that of the work where none is printed."""
    printed, work = assessment.reference.item.doi, assessment.work
    doi = printed or (work.item.doi if work else None)
    return canonical_doi(doi) if doi else None


def _is_meant(finding: Finding, codes: Collection[str]) -> bool:
    if not codes:
        return finding.code not in _TO_BE_NAMED
    return finding.name in codes or any(
        finding.code.startswith(code.upper()) for code in codes
    )


def _is_for(entry: Exemption, document: Document) -> bool:
    """Say whether the entry is meant for the document, by the path that it states."""
    if entry.path is None:
        return True
    # As the working directory has it, as all paths that a user gives.
    path = PurePath(os.path.abspath(document.path)).as_posix()
    return fnmatchcase(path, PurePath(os.path.abspath(entry.path)).as_posix())


# What silences nothing ---------------------------------------------------------------


def unused(
    document: Document,
    used: Collection[Silencer],
    unchecked: Collection[str],
    rules: Sequence[Rule],
) -> tuple[Suppression, ...]:
    """Return the comments that silenced nothing, as far as that can be known.

    It cannot where a rule that they name did not run, or where one of the references
    that they are about is `unchecked`.
    """
    silent = [r.span.start for r in document.references if r.id in unchecked]
    return tuple(
        comment
        for comment in document.suppressions
        if comment not in used
        and _was_run(comment.codes, rules)
        and not any(
            comment.scope.start <= start < comment.scope.end for start in silent
        )
    )


def unused_entries(
    reports: Sequence[DocumentReport],
    exemptions: Iterable[Exemption],
    rules: Sequence[Rule],
) -> Iterator[Document]:
    """Yield the configuration files whose entries silenced nothing in any document.

    The entries are the suppressions of the document that is returned; its text has
    their lines and, so that they keep their numbers, all others empty. Those about
    what no document has are one suppression: a run over one of many files has many.
    """
    used = {by for report in reports for s in report.suppressed for by in s.by}
    idle: dict[str, list[Exemption]] = {}
    for entry in exemptions:
        told = _was_run(entry.codes, rules) and not _is_open(entry, reports)
        if told and entry not in used:
            idle.setdefault(entry.file, []).append(entry)
    for file, entries in idle.items():
        met = [entry for entry in entries if _is_met(entry, reports)]
        others = [entry for entry in entries if entry not in met]
        groups = [[entry] for entry in met] + ([others] if others else [])
        yield _configuration(file, entries, groups)


def _is_met(entry: Exemption, reports: Iterable[DocumentReport]) -> bool:
    """Say whether a reference that was checked has the DOI."""
    printed = (r.item.doi for e in reports for r in e.document.references)
    return entry.doi in (canonical_doi(doi) for doi in printed if doi)


def _is_open(entry: Exemption, reports: Iterable[DocumentReport]) -> bool:
    """Say whether what the entry is about was not read, or could not be checked."""
    meant = [report for report in reports if _is_for(entry, report.document)]
    if entry.path is not None and not meant:
        return True
    return any(
        _may_be(entry, reference)
        for report in meant
        for silent in [{u.reference for u in report.unchecked}]
        for reference in report.document.references
        if reference.id in silent
    )


def _may_be(entry: Exemption, reference: Reference) -> bool:
    printed = reference.item.doi
    return not entry.doi or not printed or canonical_doi(printed) == entry.doi


def _configuration(
    file: str, entries: Iterable[Exemption], groups: Iterable[Sequence[Exemption]]
) -> Document:
    lines = {entry.line: entry.text for entry in entries}
    text = "\n".join(lines.get(n, "") for n in range(1, max(lines) + 1))
    starts = list(accumulate((len(x) + 1 for x in text.split("\n")), initial=0))
    suppressions = []
    for first, *others in groups:
        start = starts[first.line - 1]
        span = Span(start, start + len(first.text))
        codes = dict.fromkeys(c for entry in (first, *others) for c in entry.codes)
        keys = (first.key, *(entry.key for entry in others))
        suppressions.append(Suppression(span, span, tuple(codes), keys=keys))
    return Document(
        file,
        "application/toml",
        text,
        suppressions=tuple(suppressions),
        has_prose=False,
    )


def _was_run(codes: Collection[str], rules: Iterable[Rule]) -> bool:
    """Say whether all that `codes` name was run; what no rule is called counts so.

    Without codes, all is meant that the user wants to see.
    """
    if not codes:
        return True
    try:
        named = {rule.code for rule in selected(codes)}
    except UnknownRuleError:
        return True
    return named <= {rule.code for rule in rules}
