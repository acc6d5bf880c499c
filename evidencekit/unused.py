"""Comments and entries of the configuration that let nothing pass, for EK010.

Each is only named where it can be known: silence is no "no" here, either.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from evidencekit.errors import UnknownRuleError
from evidencekit.model import (
    Document,
    DocumentReport,
    Exemption,
    Reference,
    Silencer,
    Span,
    Suppression,
)
from evidencekit.normalize import canonical_doi
from evidencekit.policy import is_for
from evidencekit.rules.registry import Rule, selected


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
    meant = [report for report in reports if is_for(entry, report.document)]
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
