"""From a DataCite record to a `Work`: a pure function of the record."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidencekit.model import Item, Name, PartialDate, Relation, Work
from evidencekit.normalize import folded
from evidencekit.services.json_values import (
    doi_in,
    objects,
    partial_date,
    text,
)

# CSL type and, in Crossref's words where it has one, the kind, by DataCite's
# `resourceTypeGeneral` (metadata schema 4.6).
_TYPES = {
    "Book": ("book", "book"),
    "BookChapter": ("chapter", "book-chapter"),
    "Collection": ("collection", "collection"),
    "ComputationalNotebook": ("software", "software"),
    "ConferencePaper": ("paper-conference", "proceedings-article"),
    "ConferenceProceeding": ("book", "proceedings"),
    "DataPaper": ("article-journal", "data-paper"),
    "Dataset": ("dataset", "dataset"),
    "Dissertation": ("thesis", "dissertation"),
    "Journal": ("periodical", "journal"),
    "JournalArticle": ("article-journal", "journal-article"),
    "PeerReview": ("review", "peer-review"),
    "Preprint": ("article", "posted-content"),
    "Report": ("report", "report"),
    "Software": ("software", "software"),
    "Standard": ("standard", "standard"),
}
# Fields that say too little by kind. A year is often that of the upload or of the
# newest version; software is registered under the title of a release and the user
# names of those who contributed.
_LOOSE = {
    "journal-article": (),
    "proceedings-article": (),
    "book": (),
    "book-chapter": (),
    "dissertation": (),
    "report": ("author",),
    "posted-content": ("issued",),
    "dataset": ("issued",),
    "data-paper": ("issued",),
    "software": ("title", "author", "issued"),
}
_LOOSE_OTHERWISE = ("author", "issued")
_ARXIV = "arxiv"
# Where anybody deposits anything: an article there is a copy, described by its owner.
_REPOSITORIES = {
    "zenodo",
    "figshare",
    "dryad",
    "osf",
    "mendeley data",
    "harvard dataverse",
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Nothing that a reader would print as the date of the work.
_NO_DATES = {"Withdrawn", "Coverage", "Collected", "Other"}


def work_from_attributes(
    attributes: Mapping[str, Any], url: str, retrieved: str
) -> Work:
    """Return the work that the `attributes` of a record describe; never raises."""
    doi = doi_in(attributes.get("doi"))
    title, subtitle, further = _titles(attributes)
    publisher = _publisher(attributes.get("publisher"))
    type_, kind = _type(attributes, publisher)
    container = attributes.get("container")
    container = container if isinstance(container, Mapping) else {}
    dates = tuple(_dates(attributes))
    item = Item(
        type=type_,
        title=title,
        author=tuple(_names(objects(attributes, "creators"))),
        editor=tuple(_names(_editors(attributes))),
        container_title=text(container.get("title")) or _server(kind, publisher),
        issued=dates[0] if dates else None,
        volume=text(container.get("volume")),
        issue=text(container.get("issue")),
        page=_pages(container),
        doi=doi,
        url=text(attributes.get("url")),
        publisher=publisher,
        version=text(attributes.get("version")),
    )
    return Work(
        item,
        "DataCite",
        url,
        retrieved,
        agency="DataCite",
        kind=kind,
        subtitle=subtitle,
        titles=further,
        containers=(publisher,) if publisher else (),
        dates=dates,
        relations=tuple(_relations(attributes, kind)),
        abstract=_abstract(attributes),
        loose=_LOOSE.get(kind, _LOOSE_OTHERWISE),
    )


def _type(attributes: Mapping[str, Any], publisher: str | None) -> tuple[str, str]:
    types = attributes.get("types")
    types = types if isinstance(types, Mapping) else {}
    general = text(types.get("resourceTypeGeneral")) or "Other"
    if folded(publisher or "") == _ARXIV:
        general = "Preprint"  # the older records say "Text"
    type_, kind = _TYPES.get(
        general, ("document", _WORD_START.sub("-", general).lower())
    )
    if kind == "journal-article" and folded(publisher or "") in _REPOSITORIES:
        kind = "deposited-article"
    return type_, kind


def _server(kind: str, publisher: str | None) -> str | None:
    """Return where a preprint stands: the container that references print."""
    return publisher if kind == "posted-content" else None


def _titles(
    attributes: Mapping[str, Any],
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return the whole title, the subtitle in it, and the further forms."""
    plain_titles: list[str] = []
    subtitles: list[str] = []
    others: list[str] = []
    for entry in objects(attributes, "titles"):
        value, type_ = text(entry.get("title")), text(entry.get("titleType"))
        if value is None:
            continue
        if type_ is None:
            plain_titles.append(value)
        else:
            (subtitles if type_ == "Subtitle" else others).append(value)
    forms = [*plain_titles, *others]
    if not forms:
        return None, None, ()
    main, subtitle = forms[0], ": ".join(subtitles) or None
    if subtitle is None or folded(main).endswith(folded(subtitle)):
        return main, subtitle, tuple(dict.fromkeys(forms[1:]))
    joint = " " if main[-1] in ":?!–—" else ": "
    return f"{main}{joint}{subtitle}", subtitle, tuple(dict.fromkeys(forms[1:]))


def _names(values: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
    for value in values:
        family, given = text(value.get("familyName")), text(value.get("givenName"))
        name = text(value.get("name"))
        organization = text(value.get("nameType")) == "Organizational"
        if name and not family and not organization and name.count(",") == 1:
            family, given = (part.strip() or None for part in name.split(","))
        if family:
            yield Name(family=family, given=given)
        elif name or given:
            yield Name(literal=name or given)


def _editors(attributes: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for contributor in objects(attributes, "contributors"):
        if contributor.get("contributorType") == "Editor":
            yield contributor


def _publisher(value: object) -> str | None:
    """Return the name: a text, or an object since metadata schema 4.5."""
    return text(value.get("name") if isinstance(value, Mapping) else value)


def _dates(attributes: Mapping[str, Any]) -> Iterable[PartialDate]:
    """Return the publication year first: it is what DataCite's citations print."""
    year = text(attributes.get("publicationYear"))
    found = [_date(year)] if year else []
    for entry in objects(attributes, "dates"):
        if text(entry.get("dateType")) not in _NO_DATES:
            # A range is written 2018-01-01/2019-06-30.
            ends = (text(entry.get("date")) or "").split("/")
            found += [_date(end) for end in ends]
    return dict.fromkeys(date for date in found if date is not None)


def _date(value: str) -> PartialDate | None:
    match = _DATE.match(value.strip())
    return partial_date(int(p) for p in match.groups() if p) if match else None


def _pages(container: Mapping[str, Any]) -> str | None:
    first, last = text(container.get("firstPage")), text(container.get("lastPage"))
    return f"{first}-{last}" if first and last and first != last else first


def _relations(attributes: Mapping[str, Any], kind: str) -> Iterator[Relation]:
    for entry in objects(attributes, "relatedIdentifiers"):
        id_ = text(entry.get("relatedIdentifier"))
        type_ = text(entry.get("relationType"))
        id_type = (text(entry.get("relatedIdentifierType")) or "other").lower()
        if not id_ or not type_:
            continue
        name = _WORD_START.sub("-", type_).lower()
        if kind == "posted-content" and name == "is-version-of" and id_type == "doi":
            # So arXiv names the journal's version, once its authors have told it.
            name = "is-preprint-of"
        yield Relation(name, id_.lower() if id_type == "doi" else id_, id_type)


def _abstract(attributes: Mapping[str, Any]) -> str | None:
    for entry in objects(attributes, "descriptions"):
        if entry.get("descriptionType") == "Abstract":
            return text(entry.get("description"))
    return None
