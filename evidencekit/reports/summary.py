"""The numbers of a report: what became of the references, and what was found."""

from collections import Counter
from dataclasses import dataclass

from evidencekit.model import Report, Severity, Status


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of each. `unchecked` counts the references on the unchecked list,
    whatever their status; the statuses other than that add up to `references`."""

    references: int
    statuses: Counter[Status]
    severities: Counter[Severity]
    unchecked: int


def summary(report: Report) -> Summary:
    """Return the numbers of `report` over all its documents."""
    return Summary(
        sum(len(entry.document.references) for entry in report.documents),
        Counter(v.status for entry in report.documents for v in entry.verdicts),
        Counter(finding.severity for finding in report.findings),
        sum(len({u.reference for u in e.unchecked}) for e in report.documents),
    )
