"""The numbers of a report: what became of the references, and what was found."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from evidencekit.model import Claim, Report, Severity, Silencing, Status


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of each. `unchecked` counts the references on the unchecked list,
    whatever their status; the statuses other than that add up to `references`.

    `severities` counts the findings that stand; `suppressed` those that a comment or
    the configuration lets pass, `baselined` those that a baseline does.
    """

    references: int
    statuses: Counter[Status]
    severities: Counter[Severity]
    unchecked: int
    suppressed: int = 0
    baselined: int = 0

    @property
    def let_pass(self) -> str:
        """How many were let pass: "1 suppressed, 2 in the baseline"; "" if none."""
        counts = {"suppressed": self.suppressed, "in the baseline": self.baselined}
        return ", ".join(f"{n} {what}" for what, n in counts.items() if n)


def summary(report: Report) -> Summary:
    """Return the numbers of `report` over all its documents."""
    kinds = Counter(suppressed.kind for suppressed in report.suppressed)
    baselined = kinds.pop(Silencing.BASELINE, 0)
    return Summary(
        sum(len(entry.document.references) for entry in report.documents),
        Counter(v.status for entry in report.documents for v in entry.verdicts),
        Counter(finding.severity for finding in report.findings),
        sum(len({u.reference for u in e.unchecked}) for e in report.documents),
        kinds.total(),
        baselined,
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
