"""The numbers of a report: what became of the references, and what was found."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from evidencekit.model import Claim, Report, Severity, Status


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


def support(claims: Collection[Claim]) -> str:
    """Return how many claims have a reference that supports them."""
    linked = sum(any(k.level == "linked" for k in claim.links) for claim in claims)
    bare = sum(not claim.links for claim in claims)
    weak = len(claims) - linked - bare
    return (
        f"{count(len(claims), 'claim')}: {linked} linked to a reference, "
        f"{weak} weakly, {bare} to none"
    )


def count(number: int, noun: str) -> str:
    """Return the number with its noun, such as "1 error" and "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
