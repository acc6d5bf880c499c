"""What can happen to a work after it appeared: kinds, and one change of a kind."""

import re
from dataclasses import dataclass
from enum import StrEnum

from evidencekit.model import PartialDate, Update


class Kind(StrEnum):
    """What happened to a work, in the words of a message."""

    RETRACTION = "retraction"
    PARTIAL_RETRACTION = "partial retraction"
    WITHDRAWAL = "withdrawal"
    REMOVAL = "removal"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    ADDENDUM = "addendum"
    CLARIFICATION = "clarification"
    REINSTATEMENT = "reinstatement"
    NEW_VERSION = "new version"
    PUBLICATION = "publication"

    @property
    def verb(self) -> str:
        """What a work is said to have undergone: "was retracted", "has an addendum"."""
        return _VERBS[self]


GRAVE = frozenset(
    {Kind.RETRACTION, Kind.PARTIAL_RETRACTION, Kind.WITHDRAWAL, Kind.REMOVAL}
)
CORRECTIONS = frozenset({Kind.CORRECTION, Kind.ADDENDUM, Kind.CLARIFICATION})
# Crossref's twelve types of update, save "new_edition": an older edition is not wrong.
# "reinstatement" is the fourth nature of a record in the Retraction Watch database.
_OF_UPDATES = {
    "retraction": Kind.RETRACTION,
    "partial retraction": Kind.PARTIAL_RETRACTION,
    "withdrawal": Kind.WITHDRAWAL,
    "removal": Kind.REMOVAL,
    "expression of concern": Kind.CONCERN,
    "correction": Kind.CORRECTION,
    "corrigendum": Kind.CORRECTION,
    "erratum": Kind.CORRECTION,
    "addendum": Kind.ADDENDUM,
    "clarification": Kind.CLARIFICATION,
    "reinstatement": Kind.REINSTATEMENT,
    "new version": Kind.NEW_VERSION,
}
_VERBS = {
    Kind.RETRACTION: "was retracted",
    Kind.PARTIAL_RETRACTION: "was retracted in part",
    Kind.WITHDRAWAL: "was withdrawn",
    Kind.REMOVAL: "was removed",
    Kind.CONCERN: "is under an expression of concern",
    Kind.CORRECTION: "was corrected",
    Kind.ADDENDUM: "has an addendum",
    Kind.CLARIFICATION: "was clarified",
    Kind.REINSTATEMENT: "was reinstated",
    Kind.NEW_VERSION: "has a new version",
    Kind.PUBLICATION: "is a preprint that was published",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a work, and who says so.

    `doi` is the notice's, or the later version's: None where only the work's own
    record tells; `pmid` is PubMed's number of the notice where no DOI is known.
    `in_place` means that there is no other record than the work's own. `field` and
    `registered` are the words of the record, as a proof.
    """

    kind: Kind
    doi: str | None = None
    date: PartialDate | None = None
    said_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    pmid: str | None = None
    in_place: bool = False
    field: str = "updated-by"
    registered: str | None = None

    def __str__(self) -> str:
        """Say what, where, when, and who recorded it."""
        notice = self.doi if not self.in_place else "under the same DOI"
        notice = notice or (f"PMID {self.pmid}" if self.pmid else None)
        named = f"{self.kind}{f' {notice}' if notice else ''}"
        on = f" of {self.date}" if self.date else ""
        by = f", recorded by {' and '.join(self.said_by)}" if self.said_by else ""
        why = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        return f"{named}{on}{by}{why}"


def kind_of(update: Update) -> Kind | None:
    """Return what an update is, by its type or else by its label."""
    for name in (update.type, update.label or ""):
        kind = _OF_UPDATES.get(re.sub(r"[\W_]+", " ", name.casefold()).strip())
        if kind:
            return kind
    return None


def family(kind: Kind) -> frozenset[Kind]:
    """Return the kinds that say the same of a work as `kind` does."""
    return next((f for f in (GRAVE, CORRECTIONS) if kind in f), frozenset({kind}))


def order(change: Change, than: Change | PartialDate) -> str | None:
    """Return "before" or "after"; None where the dates do not tell."""
    date = than.date if isinstance(than, Change) else than
    if change.date is None or date is None:
        return None
    # Years and months are compared as far as both go.
    ours, theirs = (
        [part for part in (d.year, d.month, d.day) if part is not None]
        for d in (change.date, date)
    )
    shared = min(len(ours), len(theirs))
    if ours[:shared] == theirs[:shared]:
        return None
    return "before" if ours[:shared] < theirs[:shared] else "after"


def when(change: Change) -> tuple[int, int, int]:
    """Return what changes are sorted by: those without a date come first."""
    date = change.date
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)
