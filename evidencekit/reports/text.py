"""The report for people: by document and reference, with both values side by side."""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.claims.priority import to_check_first
from evidencekit.inert import visible
from evidencekit.model import (
    Document,
    DocumentReport,
    Evidence,
    Finding,
    Reference,
    Report,
    Severity,
    Silencing,
    Status,
    Suppressed,
    Unchecked,
    Verdict,
)
from evidencekit.reports.comparison import comparison
from evidencekit.reports.look import INKS, Ink, Look
from evidencekit.reports.summary import (
    Summary,
    count,
    summary,
    support,
)

_SILENCINGS = {
    Silencing.COMMENT: "a comment",
    Silencing.CONFIGURATION: "the configuration",
    Silencing.BASELINE: "the baseline",
}
# More would bury the findings; `evidencekit claims` lists all.
_MOST_CLAIMS = 5
_OUTCOMES = {
    Status.VERIFIED: "verified",
    Status.DISCREPANT: "with differences",
    Status.MISMATCHED: "with a wrong DOI",
    Status.NOTICE: "with the DOI of a notice",
    Status.NOT_FOUND: "not found",
    Status.NOT_APPLICABLE: "with nothing to look up",
}


def rendered(report: Report, look: Look) -> str:
    """Return `report` as text in the given `look`."""
    lines: list[str] = []
    for entry in report.documents:
        lines += [*_document(entry, look), ""]
    lines += _totals(summary(report), look)
    return "\n".join(lines) + "\n"


def _document(entry: DocumentReport, look: Look) -> Iterator[str]:
    yield look.painted(visible(entry.document.path), Ink.HEADING)
    if not entry.findings:
        yield f"  No findings{_but(entry)}."
    yield from _findings_by_place(entry, look)
    if look.detail > 0 and entry.verdicts:
        yield from _verdicts(entry, look)
    if look.detail > 0 and entry.suppressed:
        yield from _suppressed(entry.suppressed, look)
    if entry.unchecked:
        yield from _unchecked(entry.unchecked, look)
    if look.detail >= 0 and entry.document.claims:
        yield ""
        claims = f"{support(entry.document.claims)}; `evidencekit claims` lists them"
        yield from look.wrapped(claims, "    ", "  ")
        if entry.document.references:
            yield from _to_check_first(entry.document, look)


def _but(entry: DocumentReport) -> str:
    """Return how many findings are not shown, where none is."""
    passed = len(entry.suppressed)
    return f" but {passed} that may pass" if passed else ""


def _to_check_first(document: Document, look: Look) -> Iterator[str]:
    """Yield the claims without a listed reference that an editor should see first."""
    found = to_check_first(document.claims)
    if not found:
        return
    of = f"{_MOST_CLAIMS} of {len(found)}" if len(found) > _MOST_CLAIMS else ""
    unmatched = without_reference(document.claims)
    shown = f"{unmatched[0].upper()}{unmatched[1:]}, look first"
    yield f"  {shown}{f' ({of})' if of else ''}:"
    for claim, reasons in found[:_MOST_CLAIMS]:
        line, column = document.line_and_column(claim.span.start)
        place = f"    {line}:{column} {', '.join(reasons)}: "
        yield place + look.shortened(claim.text, look.width - len(place))


def _findings_by_place(entry: DocumentReport, look: Look) -> Iterator[str]:
    """Yield the whole document's findings, then each reference's, then the claims'.

    In each group, the gravest come first.
    """
    groups: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in sorted(entry.findings, key=lambda f: f.severity.rank):
        groups.setdefault(_place(finding), []).append(finding)
    for finding in groups.pop(("document", None), ()):
        yield from ("", *_finding(finding, "  ", look))
    for place, heading in _headings(entry.document, look):
        if found := groups.pop(place, None):
            yield from ("", heading)
            for finding in found:
                yield from _finding(finding, "    ", look)
    # Whatever has no place that we know is still said.
    for finding in chain.from_iterable(groups.values()):
        yield from ("", *_finding(finding, "  ", look))


def _place(finding: Finding) -> tuple[str, str | None]:
    problem = finding.problem
    if problem.claim is not None:
        return "claim", problem.claim
    return ("reference" if problem.reference else "document"), problem.reference


def _headings(
    document: Document, look: Look
) -> Iterator[tuple[tuple[str, str | None], str]]:
    for reference in document.references:
        text = reference.text if document.has_prose else _short(reference)
        label = f"Reference {visible(reference.id)}"
        yield ("reference", reference.id), _heading(label, text, look)
    for claim in document.claims:
        yield ("claim", claim.id), _heading("Claim", claim.text, look)


def _heading(label: str, text: str, look: Look) -> str:
    room = look.width - len(label) - 4
    return f"  {look.painted(label, Ink.HEADING)}  {look.shortened(text, room)}"


def _short(reference: Reference) -> str:
    """Return author, title and year: an entry of a bibliography file is not prose."""
    item = reference.item
    author = str(item.author[0]) if item.author else None
    parts = (author, item.title, item.container_title, str(item.year or ""))
    return ". ".join(part for part in parts if part)


def _finding(finding: Finding, indent: str, look: Look) -> Iterator[str]:
    place = look.painted(f"{finding.line}:{finding.column}", Ink.FAINT)
    severity = look.painted(finding.severity.value, INKS[finding.severity])
    yield f"{indent}{place} {severity} {finding.code} {finding.name}"
    problem, indent = finding.problem, indent + "  "
    yield from look.wrapped(problem.message, indent)
    for evidence, following in zip_longest(problem.evidence, problem.evidence[1:]):
        if problem.claim is not None:
            yield from _words(evidence, indent, look)
        elif evidence.field == "claim":
            yield from _row("claim", evidence.printed, indent, look)
        else:
            if len(problem.evidence) > 1:
                yield indent + look.painted(f"{evidence.field}:", Ink.FAINT)
            yield from comparison(evidence, indent, look)
        if following is None or _proof(following) != _proof(evidence):
            lines = _row("proof", _proof(evidence), indent, look)
            yield from (look.painted(line, Ink.FAINT) for line in lines)
    yield from _row("suggested", problem.suggested_doi, indent, look)
    yield from _row("fix", problem.fix.title if problem.fix else None, indent, look)


def _words(evidence: Evidence, indent: str, look: Look) -> Iterator[str]:
    """Yield the claim's sentence, and the words of the record that it rests on."""
    yield from _row("claim", evidence.claimed, indent, look)
    yield from _row(evidence.label, evidence.words, indent, look)


def _row(label: str, value: str | None, indent: str, look: Look) -> list[str]:
    if not value:
        return []
    return look.wrapped(value, indent + " " * 12, f"{indent}{label:<12}")


def _proof(evidence: Evidence) -> str | None:
    if not evidence.service:
        return None
    parts = [evidence.service, (evidence.retrieved or "")[:10], evidence.url or ""]
    return ", ".join(part for part in parts if part)


def _verdicts(entry: DocumentReport, look: Look) -> Iterator[str]:
    """Yield what became of every reference."""
    yield from ("", f"  {look.painted('All references', Ink.HEADING)}")
    for verdict in entry.verdicts:
        line = f"{verdict.reference}: {verdict.status.value}{_record(verdict)}"
        yield from look.wrapped(line, "      ", "    ")


def _suppressed(entries: Iterable[Suppressed], look: Look) -> Iterator[str]:
    """Yield what was let pass, by what, and why."""
    yield from ("", f"  {look.painted('Let pass', Ink.HEADING)}")
    for entry in entries:
        finding = entry.finding
        why = f" ({entry.reason})" if entry.reason else ""
        line = (
            f"{finding.line}:{finding.column} {finding.code} {finding.name}, "
            f"by {_SILENCINGS[entry.kind]}{why}: {finding.problem.message}"
        )
        yield from look.wrapped(line, "      ", "    ")


def _record(verdict: Verdict) -> str:
    work = verdict.work
    if work is None:
        return ""
    doi = f"{work.item.doi} " if work.item.doi else ""
    return f", {doi}({work.service}, {work.retrieved[:10]})"


def _unchecked(entries: Iterable[Unchecked], look: Look) -> Iterator[str]:
    """Yield the references that could not be checked, grouped by the reason."""
    reasons: dict[str, list[str]] = {}
    for entry in entries:
        reasons.setdefault(f"{entry.service}: {entry.reason}", []).append(
            entry.reference
        )
    yield from ("", f"  {look.painted('Could not be checked', Ink.WARNING)}")
    for reason, ids in reasons.items():
        word = "reference" if len(ids) == 1 else "references"
        text = f"{word} {', '.join(ids)}: {reason}"
        yield from look.wrapped(text, " " * 6, "    ")


def _totals(numbers: Summary, look: Look) -> list[str]:
    """Return the last line; in two where one is too long."""
    outcomes = [
        f"{numbers.statuses[status]} {label}"
        for status, label in _OUTCOMES.items()
        if numbers.statuses[status] or status is Status.VERIFIED
    ]
    severities = [count(numbers.severities[s], s.value) for s in Severity]
    references = f"{count(numbers.references, 'reference')}: {', '.join(outcomes)};"
    findings = f"{', '.join(severities)}; {numbers.unchecked} unchecked"
    if numbers.let_pass:
        findings += f"; {numbers.let_pass}"
    if len(references) + 1 + len(findings) <= look.width:
        return [f"{references} {findings}"]
    return [*look.wrapped(references, "  ", ""), *look.wrapped(findings, "  ")]
