"""What a check knows of a reference list: registered values, the rest as printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evidencekit.bibliography.entries import Entry
from evidencekit.bibliography.registered import registered
from evidencekit.model import DocumentReport, Reference, Report, Status, Verdict
from evidencekit.normalize import canonical_doi


class Outcome(StrEnum):
    """What an exported reference holds, and why."""

    REGISTERED = "registered values"
    CORRECTED = "registered values, another DOI in place of a wrong one"
    WRONG_DOI = "as printed: the DOI is that of another work, of a notice or version"
    NOT_FOUND = "as printed: not found"
    UNCHECKED = "as printed: unchecked"
    NOTHING = "as printed: nothing to look up"

    @property
    def is_verified(self) -> bool:
        """Whether the entry holds what is registered."""
        return self in (Outcome.REGISTERED, Outcome.CORRECTED)


@dataclass(frozen=True, slots=True)
class Exported:
    """One reference as an entry of the list that an editor leaves with.

    `gravity` says that the work is retracted or a concern is raised, else None.
    """

    reference: Reference
    entry: Entry
    outcome: Outcome
    gravity: str | None = None


_OUTCOMES = {
    Status.NOT_FOUND: Outcome.NOT_FOUND,
    Status.UNCHECKED: Outcome.UNCHECKED,
    Status.NOT_APPLICABLE: Outcome.NOTHING,
}
_GRAVE = {"retracted": "the work is retracted", "concern": "a concern is raised"}


def exported(report: Report) -> tuple[Exported, ...]:
    """Return the references of all documents, in their order and with their keys.

    The numbers of a printed list are no keys; its entries are named by their authors.
    """
    return tuple(e for document in report.documents for e in _exported(document))


def _exported(document: DocumentReport) -> Iterator[Exported]:
    verdicts = {verdict.reference: verdict for verdict in document.verdicts}
    reasons = {u.reference: f"{u.service}: {u.reason}" for u in document.unchecked}
    for reference in document.document.references:
        verdict = verdicts.get(reference.id) or Verdict(
            reference.id, Status.NOT_APPLICABLE
        )
        item = registered(reference, verdict)
        outcome = (
            _outcome(reference, verdict)
            if item
            else _OUTCOMES.get(verdict.status, Outcome.WRONG_DOI)
        )
        remark = "; ".join(_remarks(reference, verdict, outcome, reasons))
        numbered = document.document.has_prose and reference.id.isdigit()
        entry = Entry(
            item or reference.item,
            None if numbered else reference.id,
            reference.id if numbered else None,
            remark or None,
        )
        yield Exported(reference, entry, outcome, _GRAVE.get(verdict.standing or ""))


def _outcome(reference: Reference, verdict: Verdict) -> Outcome:
    replaced = verdict.status in (Status.MISMATCHED, Status.NOTICE)
    return Outcome.CORRECTED if replaced else Outcome.REGISTERED


def _remarks(
    reference: Reference,
    verdict: Verdict,
    outcome: Outcome,
    reasons: dict[str, str],
) -> Iterator[str]:
    printed = canonical_doi(reference.item.doi or "")
    if outcome is Outcome.CORRECTED:
        yield f"in place of the printed DOI {printed}"
    elif not outcome.is_verified:
        reason = reasons.get(reference.id)
        silent = outcome is Outcome.UNCHECKED and reason
        yield f"{outcome.value} ({reason})" if silent else outcome.value
        if verdict.suggested_doi and outcome is Outcome.WRONG_DOI:
            yield f"suggested DOI {verdict.suggested_doi}"
    if verdict.standing in _GRAVE:
        yield _GRAVE[verdict.standing]
