"""How a work stands today: what its record says happened to it after it appeared."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from evidencekit.model import PartialDate, Update, Work
from evidencekit.normalize import folded, plain


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
_VERBS = (
    (r"retracted|retractado|retratado|retracte|ritrattato", Kind.RETRACTION),
    (r"withdrawn|zuruckgezogen", Kind.WITHDRAWAL),
    (r"removed|temporary removal", Kind.REMOVAL),
)
_NOUN = r"(?:article|articulo|artigo|artikel|articolo|chapter|paper|publication)"
_MARKS = tuple(
    (
        re.compile(
            # "RETRACTED ARTICLE: …", "[Retracted] …", "ARTIGO RETRATADO: …"
            rf"\W*(?:{_NOUN}\s+)?(?:{verb})(?: and replaced)?(?:\s+{_NOUN})?"
            r"\s*(?:[:\])—]|[–-]\s)|"
            # "… (Retracted article. See vol. 12, p. 34)", "… [Withdrawn]"
            rf".*[\[(](?:this (?:{_NOUN}) (?:has been|was) )?(?:{verb})\b[^\])]*[\])]"
            r"\W*$"
        ),
        kind,
    )
    for verb, kind in _VERBS
)
_SERVICES = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}


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
    ordered = sorted(found, key=_when)
    void = [c for c in ordered if _is_void(c, notices or {})]
    return Standing(tuple(c for c in ordered if c not in void), tuple(void))


def _when(change: Change) -> tuple[int, int, int]:
    date = change.date
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)


def kind_of(update: Update) -> Kind | None:
    """Return what an update is, by its type or else by its label."""
    for name in (update.type, update.label or ""):
        kind = _OF_UPDATES.get(re.sub(r"[\W_]+", " ", name.casefold()).strip())
        if kind:
            return kind
    return None


def marked(title: str) -> Kind | None:
    """Return what a title is marked with ("RETRACTED: …", "… [Withdrawn]")."""
    text = folded(title)
    return next((kind for mark, kind in _MARKS if mark.match(text)), None)


def is_by_its_container(work: Work) -> bool:
    """Say whether the only author of `work` is the journal that it stands in.

    Hindawi titles its notices "Retracted: …" and so signs them: 10.1155/2020/5109831.
    """
    containers = {folded(c) for c in (work.item.container_title, *work.containers) if c}
    return len(work.item.author) == 1 and folded(str(work.item.author[0])) in containers


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


def _updates(work: Work) -> Iterator[Change]:
    for update in work.updated_by:
        kind = kind_of(update)
        if kind is None:
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
        key = (change.doi, _family(change.kind))
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
    said = {_family(change.kind) for change in known}
    for change in changes:
        if _family(change.kind) not in said:
            said.add(_family(change.kind))
            yield change


def _family(kind: Kind) -> frozenset[Kind]:
    return next((f for f in (GRAVE, CORRECTIONS) if kind in f), frozenset({kind}))


def _is_void(change: Change, notices: Mapping[str, Work]) -> bool:
    notice = notices.get(change.doi or "")
    if notice is None or change.in_place:
        return False
    # Its title does not count: "Retracted: …" is what some notices are called. Nor does
    # a notice that is registered as its own, which is a slip.
    return any(
        kind_of(u) in GRAVE and u.doi != notice.item.doi for u in notice.updated_by
    )
