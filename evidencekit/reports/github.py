"""Annotations for GitHub Actions: one workflow command a finding.

Source: docs.github.com, "Workflow commands for GitHub Actions".
"""

from collections.abc import Iterator

from evidencekit.inert import visible
from evidencekit.model import DocumentReport, Finding, Report, Severity, line_and_column
from evidencekit.reports.look import Look
from evidencekit.reports.summary import summary

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def rendered(report: Report, look: Look) -> str:
    """Return `report` as workflow commands; the gravest first, for GitHub shows few."""
    lines = [line for entry in report.documents for line in _lines(entry.in_file)]
    if let_pass := summary(report).let_pass:
        note = _command("notice", {"title": "evidencekit"}, f"findings: {let_pass}")
        lines.append((Severity.NOTE.rank, note))
    lines.sort(key=lambda line: line[0])
    return "".join(f"{command}\n" for _, command in lines)


def _lines(entry: DocumentReport) -> Iterator[tuple[int, str]]:
    for finding in entry.findings:
        yield finding.severity.rank, _annotation(entry, finding)
    for unchecked in entry.unchecked:
        properties = {"file": entry.document.path, "title": "unchecked"}
        message = (
            f"Reference {unchecked.reference} could not be checked: "
            f"{unchecked.service}: {unchecked.reason}"
        )
        yield Severity.WARNING.rank, _command("warning", properties, message)


def _annotation(entry: DocumentReport, finding: Finding) -> str:
    text = entry.document.text
    line, column = line_and_column(text, finding.span.end)
    properties = {
        "file": entry.document.path,
        "line": str(finding.line),
        "endLine": str(line),
        "title": f"{finding.code} {finding.name}",
    }
    if line == finding.line:  # columns are for findings within one line
        properties |= {"col": str(finding.column), "endColumn": str(column)}
    problem = finding.problem
    place = f"Reference {problem.reference}: " if problem.reference else ""
    better = f" Suggested DOI: {problem.suggested_doi}" if problem.suggested_doi else ""
    message = f"{place}{problem.message}{better}"
    return _command(_COMMANDS[finding.severity], properties, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(visible(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
