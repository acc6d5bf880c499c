"""How a work stands today: what its record says happened to it after it appeared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evidencekit.match.changes import (
    CORRECTIONS,
    GRAVE,
    Change,
    Kind,
    family,
    kind_of,
    order,
    when,
)
from evidencekit.match.marks import is_by_its_container, marked
from evidencekit.match.notices import announces
from evidencekit.model import Work
from evidencekit.normalize import plain

# Seen from the work. "has-version" and "is-version-of" do not say which is the later
# one, and "has-review" leads to reports from before it appeared. The last five are what
# PubMed says of its articles ("Retraction in", …).
_OF_RELATIONS = {
    "is-preprint-of": Kind.PUBLICATION,
    "is-replaced-by": Kind.NEW_VERSION,
    "is-previous-version-of": Kind.NEW_VERSION,
    "is-obsoleted-by": Kind.NEW_VERSION,
    "retraction-in": Kind.RETRACTION,
    "partial-retraction-in": Kind.PARTIAL_RETRACTION,
    "expression-of-concern-in": Kind.CONCERN,
    "erratum-in": Kind.CORRECTION,
    "update-in": Kind.NEW_VERSION,
}
# Of PubMed's types only this one is about the article itself: "Retraction Notice",
# "Expression of Concern" and "Published Erratum" mark the notices.
_RETRACTED_TYPES = frozenset({"retracted publication"})
_SERVICES = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}


@dataclass(frozen=True, slots=True)
class Standing:
    """All that happened to a work, the oldest first, what has no date before that.

    `void` are notices that were themselves retracted.
    """

    changes: tuple[Change, ...] = ()
    void: tuple[Change, ...] = ()

    def of(self, kinds: Iterable[Kind]) -> tuple[Change, ...]:
        """Return the changes of these kinds."""
        return tuple(c for c in self.changes if c.kind in kinds)

    @property
    def retraction(self) -> Change | None:
        """The latest retraction, withdrawal or removal that is in force."""
        grave, back = self.of(GRAVE), self.reinstatement
        return grave[-1] if grave and back is None else None

    @property
    def reinstatement(self) -> Change | None:
        """The reinstatement after which nothing grave is known to have happened."""
        grave, back = self.of(GRAVE), self.of({Kind.REINSTATEMENT})
        if not back:
            return None
        later = (order(g, back[-1]) == "after" for g in grave)
        return None if any(later) else back[-1]

    @property
    def concerns(self) -> tuple[Change, ...]:
        """The expressions of concern that no later decision has settled."""
        back = self.reinstatement
        if self.retraction:
            return ()
        raised = self.of({Kind.CONCERN})
        return tuple(c for c in raised if back is None or order(c, back) == "after")

    @property
    def notices(self) -> tuple[str, ...]:
        """The DOIs of notices so grave that their own records should be seen."""
        grave = self.of(GRAVE | {Kind.CONCERN})
        return tuple(c.doi for c in grave if c.doi and not c.in_place)

    @property
    def word(self) -> str:
        """One word: retracted, concern, reinstated, corrected, superseded, current."""
        if self.retraction:
            return "retracted"
        if self.concerns:
            return "concern"
        if self.reinstatement:
            return "reinstated"
        if self.of(CORRECTIONS):
            return "corrected"
        later = (c for c in self.changes if not c.in_place)
        return "superseded" if any(later) else "current"


def standing(work: Work, notices: Mapping[str, Work] | None = None) -> Standing:
    """Return how `work` stands.

    `notices` are the records of notices by DOI, as far as they are known: one that was
    retracted itself no longer counts.
    """
    found = list(_merged(_updates(work)))
    found += _unsaid(_relations(work), found)
    found += _unsaid(_of_the_record(work), found)
    ordered = sorted(found, key=when)
    void = [c for c in ordered if _is_void(c, notices or {})]
    return Standing(tuple(c for c in ordered if c not in void), tuple(void))


def _updates(work: Work) -> Iterator[Change]:
    is_a_notice = announces(plain(work.item.title or "")) is not None
    for update in work.updated_by:
        kind = kind_of(update)
        # A notice that is registered as its own is a slip: it was not retracted.
        if kind is None or (is_a_notice and update.doi == work.item.doi):
            continue
        by = _SERVICES.get(update.source or "", update.source or work.service)
        record = f" (record {update.record_id})" if update.record_id else ""
        yield Change(
            kind,
            update.doi,
            update.updated,
            (by + record,),
            update.reasons,
            in_place=update.doi == work.item.doi,
            registered=update.doi,
        )


def _merged(changes: Iterable[Change]) -> Iterable[Change]:
    """Return each notice once: publishers and Retraction Watch register the same."""
    merged: dict[tuple[str | None, frozenset[Kind]], Change] = {}
    for change in changes:
        key = (change.doi, family(change.kind))
        first = merged.setdefault(key, change)
        if first is not change:
            merged[key] = replace(
                first,
                date=first.date or change.date,
                said_by=tuple(dict.fromkeys(first.said_by + change.said_by)),
                reasons=first.reasons or change.reasons,
            )
    return merged.values()


def _relations(work: Work) -> Iterator[Change]:
    for relation in work.relations:
        kind = _OF_RELATIONS.get(relation.type)
        doi = relation.id.lower() if relation.id_type == "doi" else None
        pmid = relation.id if relation.id_type == "pmid" else None
        if kind and (doi or pmid) and doi != work.item.doi:
            by = ("PubMed",) if pmid else (work.service,)
            shown = f"{relation.type} {relation.id}"
            yield Change(
                kind, doi, None, by, pmid=pmid, field="relation", registered=shown
            )


def _of_the_record(work: Work) -> Iterator[Change]:
    """Yield what the work's own title and type say of it."""
    for type_ in work.publication_types:
        if type_.casefold() in _RETRACTED_TYPES:
            yield Change(
                Kind.RETRACTION,
                said_by=("PubMed",),
                in_place=True,
                field="publication-type",
                registered=type_,
            )
    kind = marked(work.item.title or "")
    is_a_notice = any(kind_of(u) in GRAVE for u in work.updates)
    if kind and not is_a_notice and not is_by_its_container(work):
        title = plain(work.item.title or "")
        yield Change(
            kind,
            said_by=(work.service,),
            in_place=True,
            field="title",
            registered=title,
        )


def _unsaid(changes: Iterable[Change], known: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes of a kind that nothing better known says already."""
    said = {family(change.kind) for change in known}
    for change in changes:
        if family(change.kind) not in said:
            said.add(family(change.kind))
            yield change


def _is_void(change: Change, notices: Mapping[str, Work]) -> bool:
    notice = notices.get(change.doi or "")
    if notice is None or change.in_place:
        return False
    # Its title does not count: "Retracted: …" is what some notices are called. Nor does
    # a notice that is registered as its own, which is a slip.
    return any(
        kind_of(u) in GRAVE and u.doi != notice.item.doi for u in notice.updated_by
    )
