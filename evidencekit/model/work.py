"""What services know: works, and the outcomes of asking for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from evidencekit.model.item import Item, PartialDate


@dataclass(frozen=True, slots=True)
class Update:
    """One end of a notice: in `Work.updates` the `doi` is the work that the notice is
    about, in `Work.updated_by` it is the notice.

    `type` is Crossref's ("correction", "retraction", "expression_of_concern", …);
    `source` says who registered it ("publisher", "retraction-watch"), under
    `record_id` in their own database, and for which `reasons`, where they give any. A
    work that was changed in place names its own DOI.
    """

    doi: str
    type: str
    label: str | None = None
    source: str | None = None
    updated: PartialDate | None = None
    record_id: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A registered relation to another object, such as `is-preprint-of`.

    What PubMed calls "Retraction in", "Expression of concern in", "Erratum in", … is a
    relation `retraction-in`, … to the notice, with `id_type` "pmid".
    """

    type: str
    id: str
    id_type: str = "doi"


@dataclass(frozen=True, slots=True)
class Work:
    """A registered work as a service describes it.

    `item.title` is title and subtitle joined by ": "; `subtitle` is the part that was
    joined. `titles` and `containers` are further registered forms; `dates` are all
    registered publication dates (print, online, issued …) without repeats, in the
    service's order of authority; `article_number` is the e-locator where it is
    registered apart from pages. `kind` is the service's own type ("journal-article",
    "posted-content", …), `agency` the registration agency or, for a work that has none,
    who keeps the record. `retrieved` is when the service answered: ISO 8601, UTC,
    seconds. `publication_types` are PubMed's ("Retracted Publication", "Expression of
    Concern", "Retraction Notice", …). `loose` names the `Item` fields in which the
    record says too little to hold a printed value against it: a repository's year is
    often that of the upload.
    """

    item: Item
    service: str
    url: str
    retrieved: str
    agency: str = "Crossref"
    kind: str = "journal-article"
    subtitle: str | None = None
    titles: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    dates: tuple[PartialDate, ...] = ()
    article_number: str | None = None
    updates: tuple[Update, ...] = ()
    updated_by: tuple[Update, ...] = ()
    relations: tuple[Relation, ...] = ()
    abstract: str | None = None
    publication_types: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByDoi:
    """Ask for the work registered under `doi` (canonical: lower case, bare)."""

    doi: str


@dataclass(frozen=True, slots=True)
class BySearch:
    """Ask for the works that best fit a printed reference's `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class ById:
    """Ask for the work with another identifier: "pmid:15514404", "pmcid:PMC486942"."""

    id: str


@dataclass(frozen=True, slots=True)
class InPubMed:
    """Ask PubMed for the works that fit a `term` in its query language."""

    term: str


Query: TypeAlias = ByDoi | BySearch | ById | InPubMed


@dataclass(frozen=True, slots=True)
class Found:
    """The service knows the work."""

    work: Work


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The DOI is registered, with an agency that gave us no record of it.

    `reason` says why; None: the agency was not asked. `passing` where it may have an
    answer at another time.
    """

    service: str
    agency: str
    reason: str | None = None
    passing: bool = False

    @property
    def because(self) -> str:
        """Why there is no record, as what goes on after the agency's name."""
        return self.reason or "whose records are not asked for"

    @property
    def said(self) -> str:
        """Who registered the DOI, and why there is no record."""
        return f"registered with {self.agency}, {self.because}"


@dataclass(frozen=True, slots=True)
class NotFound:
    """Every authority that could know the DOI answered, and none has it."""

    service: str
    url: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The works that a search brought, best first; possibly none of them right."""

    service: str
    url: str
    retrieved: str
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No answer, or none that can be used: says nothing about the work.

    `unasked` where the user's settings leave the service out.
    """

    service: str
    reason: str
    unasked: bool = False


Lookup: TypeAlias = Found | NotFound | Elsewhere | Unavailable
Search: TypeAlias = Candidates | Unavailable


@dataclass(frozen=True, slots=True)
class Lookups:
    """Everything that the services have answered so far, by query.

    A query that is absent was not asked (or is still to be asked).
    """

    dois: Mapping[str, Lookup] = field(default_factory=dict, hash=False)
    searches: Mapping[str, Search] = field(default_factory=dict, hash=False)
    ids: Mapping[str, Lookup] = field(default_factory=dict, hash=False)
    pubmed: Mapping[str, Search] = field(default_factory=dict, hash=False)

    def items(self) -> Iterator[tuple[Query, Lookup | Search]]:
        """Yield each query with its answer."""
        yield from ((ByDoi(doi), answer) for doi, answer in self.dois.items())
        yield from ((BySearch(t), found) for t, found in self.searches.items())
        yield from ((ById(id_), answer) for id_, answer in self.ids.items())
        yield from ((InPubMed(term), found) for term, found in self.pubmed.items())

    @classmethod
    def of(cls, answers: Iterable[tuple[Query, Lookup | Search]]) -> "Lookups":
        """Return the answers by query; one of the wrong kind for its query is left out.

        A list of candidates answers a search only, a work only the others.
        """
        lookups: dict[type[Query], dict[str, Lookup]] = {ByDoi: {}, ById: {}}
        searches: dict[type[Query], dict[str, Search]] = {BySearch: {}, InPubMed: {}}
        for query, answer in answers:
            match query, answer:
                case (
                    (ByDoi(key) | ById(key)),
                    (Found() | NotFound() | Elsewhere() | Unavailable()),
                ):
                    lookups[type(query)][key] = answer
                case ((BySearch(key) | InPubMed(key)), (Candidates() | Unavailable())):
                    searches[type(query)][key] = answer
        return cls(
            lookups[ByDoi], searches[BySearch], lookups[ById], searches[InPubMed]
        )

    def answer(self, query: Query) -> Lookup | Search | None:
        """Return the answer to `query`, None if there is none yet."""
        match query:
            case ByDoi(doi):
                return self.dois.get(doi)
            case BySearch(text):
                return self.searches.get(text)
            case ById(id_):
                return self.ids.get(id_)
            case InPubMed(term):
                return self.pubmed.get(term)

    def __contains__(self, query: Query) -> bool:
        return self.answer(query) is not None

    def merged(self, other: "Lookups") -> "Lookups":
        """Return the answers of both; `other` wins where both have one."""
        return Lookups(
            {**self.dois, **other.dois},
            {**self.searches, **other.searches},
            {**self.ids, **other.ids},
            {**self.pubmed, **other.pubmed},
        )
