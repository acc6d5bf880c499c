"""CSV: a row for each finding and each unchecked reference, for spreadsheets.

A finding that may pass says in `suppressed_by` what lets it.
"""

import csv
import io
from collections.abc import Iterator

from evidencekit.inert import visible
from evidencekit.model import DocumentReport, Evidence, Finding, Report
from evidencekit.reports.look import Look

COLUMNS = (
    *("path", "line", "column", "severity", "code", "name", "reference", "claim"),
    *("message", "field", "printed", "registered", "suggested_doi"),
    *("service", "url", "retrieved", "confidence", "fingerprint"),
    *("suppressed_by", "reason"),
)
# What a spreadsheet would work out when the file is opened (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_Row = dict[str, str]


def rendered(report: Report, look: Look) -> str:
    """Return `report` as rows of `COLUMNS`; further proofs of a finding are joined."""
    written = io.StringIO()
    # RFC 4180 ends lines as Python's csv does by itself: CR LF.
    writer = csv.DictWriter(written, COLUMNS, restval="")
    writer.writeheader()
    for entry in report.documents:
        for row in _rows(entry):
            writer.writerow({name: harmless(value) for name, value in row.items()})
    return written.getvalue()


def _rows(entry: DocumentReport) -> Iterator[_Row]:
    path = entry.document.path
    for finding in entry.findings:
        yield {"path": path, **_row(finding)}
    for suppressed in entry.suppressed:
        yield {
            "path": path,
            **_row(suppressed.finding),
            "suppressed_by": suppressed.kind.value,
            "reason": suppressed.reason or "",
        }
    for unchecked in entry.unchecked:
        yield {
            "path": path,
            "severity": "unchecked",
            "reference": unchecked.reference,
            "message": unchecked.reason,
            "service": unchecked.service,
        }


def _row(finding: Finding) -> _Row:
    problem = finding.problem
    first = problem.evidence[0] if problem.evidence else Evidence("", None, None)
    return {
        "line": str(finding.line),
        "column": str(finding.column),
        "severity": finding.severity.value,
        "code": finding.code,
        "name": finding.name,
        "reference": problem.reference or "",
        "claim": problem.claim or "",
        "message": problem.message,
        "field": " | ".join(e.field for e in problem.evidence),
        "printed": " | ".join(e.printed or "" for e in problem.evidence),
        "registered": " | ".join(e.registered or "" for e in problem.evidence),
        "suggested_doi": problem.suggested_doi or "",
        "service": first.service or "",
        "url": first.url or "",
        "retrieved": first.retrieved or "",
        "confidence": f"{problem.confidence:.2f}",
        "fingerprint": finding.fingerprint,
    }


def harmless(value: str) -> str:
    """Return `value` so that no spreadsheet takes it for a formula."""
    value = visible(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
