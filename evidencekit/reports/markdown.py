"""Markdown that fits the summary of a CI job or a comment on a pull request."""

import re
from collections.abc import Iterator

from evidencekit.inert import visible
from evidencekit.model import DocumentReport, Evidence, Finding, Report, Severity
from evidencekit.reports.look import Look
from evidencekit.reports.summary import count, summary

# GitHub takes 65,536 characters in a comment.
_MOST_CHARACTERS = 60_000
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
# What would become markup, a mention of somebody or a link to an issue.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#@&$]|(?<!\w)[-+!](?=\W))")


def rendered(report: Report, look: Look) -> str:
    """Return `report` as Markdown; what would make it too long is counted instead."""
    numbers = summary(report)
    severities = ", ".join(count(numbers.severities[s], s.value) for s in Severity)
    lines = [
        "## References",
        "",
        f"{count(numbers.references, 'reference')}: {severities}; "
        f"{numbers.unchecked} unchecked"
        + (f"; {numbers.let_pass}" if numbers.let_pass else ""),
    ]
    room = _MOST_CHARACTERS - sum(map(len, lines))
    left = 0
    for entry in report.documents:
        for block in _blocks(entry):
            room -= len(block) + 1
            if room > 0:
                lines.append(block)
            else:
                left += block.startswith("| ")
    if left:
        lines += [
            "",
            f"… and {count(left, 'row')} more; the whole report has them all.",
        ]
    return "\n".join(lines) + "\n"


def _blocks(entry: DocumentReport) -> Iterator[str]:
    yield f"\n### {escaped(entry.document.path)}\n"
    if not entry.findings:
        yield "No findings."
    else:
        yield "| | place | rule | reference | finding |\n|---|---|---|---|---|"
    for finding in sorted(entry.findings, key=lambda f: f.severity.rank):
        yield _row(finding)
    if entry.unchecked:
        yield "\n**Could not be checked**\n\n| reference | why |\n|---|---|"
    for unchecked in entry.unchecked:
        reason = f"{unchecked.service}: {unchecked.reason}"
        yield f"| {escaped(unchecked.reference)} | {escaped(reason)} |"


def _row(finding: Finding) -> str:
    problem = finding.problem
    said = [escaped(problem.message)]
    shown = _compared if problem.claim is None else _words
    said += [line for evidence in problem.evidence for line in shown(evidence)]
    if problem.suggested_doi:
        said.append(f"suggested: {escaped(problem.suggested_doi)}")
    cells = (
        f"{_SIGNS[finding.severity]} {finding.severity.value}",
        f"{finding.line}:{finding.column}",
        f"{finding.code} {finding.name}",
        escaped(problem.reference or ""),
        "<br>".join(said),
    )
    return f"| {' | '.join(cells)} |"


def _compared(evidence: Evidence) -> Iterator[str]:
    printed = escaped(evidence.printed or "–")
    registered = escaped(evidence.registered or "–")
    yield f"{escaped(evidence.field)}: {printed} → **{registered}**"


def _words(evidence: Evidence) -> Iterator[str]:
    """Yield the claim's sentence, and the words of the record that it rests on."""
    if evidence.claimed:
        yield f"claim: {escaped(evidence.claimed)}"
    if evidence.words:
        yield f"{escaped(evidence.label)}: **{escaped(evidence.words)}**"


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", visible(text))
