"""From a Crossref message to a `Work`: a pure function of the record."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidencekit.model import Item, Name, PartialDate, Relation, Update, Work
from evidencekit.normalize import folded
from evidencekit.services.json_values import (
    date_of,
    doi_in,
    first,
    objects,
    text,
    texts,
)

# CSL 1.0.2 type by Crossref type; CSL has "article" for preprints.
_CSL_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
    "dataset": "dataset",
    "database": "dataset",
    "peer-review": "review",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
}
# Print before online: volume, issue and the printed year belong to the print date.
# `issued` and `published` are Crossref's own choice among the two (the earlier one).
_DATES = (
    "published-print",
    "published-online",
    "issued",
    "published",
    "published-other",
    "posted",
    "approved",
    "content-created",
)
_NO_NUMBER = frozenset(("null", "none", "n/a", "undefined", "-"))
_BLOCK_END = re.compile(r"(?<=>)(?=<)|</(?:jats:)?(?:p|title|sec|list-item)>")
_ABSTRACT_HEADING = re.compile(
    r"<jats:title>\s*(?:abstract|summary)\s*</jats:title>", re.I
)


def work_from_message(message: Mapping[str, Any], url: str, retrieved: str) -> Work:
    """Return the work that a Crossref record describes; never raises.

    `url` is the address of the record and `retrieved` when Crossref answered. Fields
    of an unexpected shape are left out.
    """
    title, subtitle = _title(message)
    containers = list(_containers(message))
    doi = doi_in(message.get("DOI"))
    dates = tuple(_dates(message))
    kind = text(message.get("type")) or "other"
    article_number = text(message.get("article-number"))
    short = first(message.get("short-container-title"))
    updates, updated_by = _both_ends(message, doi)
    item = Item(
        type=_CSL_TYPES.get(kind, "document"),
        title=title,
        author=tuple(_names(message.get("author"))),
        editor=tuple(_names(message.get("editor"))),
        container_title=first(message.get("container-title")),
        container_title_short=short,
        issued=dates[0] if dates else None,
        volume=_number(message.get("volume")),
        issue=_number(message.get("issue")),
        page=text(message.get("page")) or article_number,
        doi=doi,
        isbn=first(message.get("ISBN")),
        url=text(message.get("URL")),
        publisher=text(message.get("publisher")),
        publisher_place=text(message.get("publisher-location")),
        edition=text(message.get("edition-number")),
    )
    return Work(
        item=item,
        service="Crossref",
        url=url,
        retrieved=retrieved,
        kind=kind,
        subtitle=subtitle,
        titles=tuple(_further_titles(message, title)),
        containers=tuple(c for c in containers if c != item.container_title),
        dates=dates,
        article_number=article_number,
        updates=updates,
        updated_by=updated_by,
        relations=tuple(_relations(message.get("relation"))),
        abstract=_abstract(message.get("abstract")),
    )


def _number(value: object) -> str | None:
    """Return a volume or issue, None for what stands there for none."""
    found = text(value)
    return None if found and found.lower() in _NO_NUMBER else found


def _title(message: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the whole title and the subtitle in it."""
    title = first(message.get("title"))
    subtitle = ": ".join(texts(message.get("subtitle"))) or None
    if title is None or subtitle is None:
        return title or subtitle, subtitle if title else None
    # Some publishers deposit the subtitle twice, as `title` holds it already.
    if folded(title).endswith(folded(subtitle)):
        return title, subtitle
    joint = " " if title[-1] in ":?!–—" else ": "
    return f"{title}{joint}{subtitle}", subtitle


def _further_titles(message: Mapping[str, Any], title: str | None) -> list[str]:
    forms = [
        *texts(message.get("title"))[1:],
        *texts(message.get("original-title")),
        *texts(message.get("short-title")),
    ]
    return [form for form in dict.fromkeys(forms) if form != title]


def _containers(message: Mapping[str, Any]) -> Iterable[str]:
    """Return all that the work may be said to stand in, without repeats.

    A chapter's series and book come in either order; a preprint's server is its
    `institution`, a talk's conference its `event`.
    """
    forms = [
        *texts(message.get("container-title")),
        *texts(message.get("short-container-title")),
    ]
    if message.get("type") == "posted-content":
        forms += [text(i.get("name")) or "" for i in objects(message, "institution")]
    event = message.get("event")
    if isinstance(event, Mapping):
        forms.append(text(event.get("name")) or "")
    return dict.fromkeys(form for form in forms if form)


def _names(values: object) -> Iterator[Name]:
    for value in values if isinstance(values, list) else ():
        if not isinstance(value, Mapping):
            continue
        family, given = text(value.get("family")), text(value.get("given"))
        literal = text(value.get("name"))
        if family:
            yield Name(family=family, given=given, suffix=text(value.get("suffix")))
        elif literal or given:  # a consortium, or a person of one name
            yield Name(literal=literal or given)


def _dates(message: Mapping[str, Any]) -> Iterable[PartialDate]:
    issue = message.get("journal-issue")
    found = []
    for key in _DATES:
        found.append(date_of(message.get(key)))
        if key == "published-online" and isinstance(issue, Mapping):
            found += [date_of(issue.get(k)) for k in _DATES[:2]]
    return dict.fromkeys(date for date in found if date is not None)


def _both_ends(
    message: Mapping[str, Any], own: str | None
) -> tuple[tuple[Update, ...], tuple[Update, ...]]:
    """Return what the work is a notice of, and its notices.

    A work that was changed in place is its own notice and no other's:
    10.1371/journal.ppat.1006930 is one of three such records in works.jsonl, and not
    all of them have an `updated-by`.
    """
    updates = tuple(_updates(message.get("update-to")))
    in_place = [update for update in updates if update.doi == own]
    noticed = (*in_place, *_updates(message.get("updated-by")))
    return (
        tuple(update for update in updates if update.doi != own),
        tuple(dict.fromkeys(noticed)),
    )


def _updates(values: object) -> Iterator[Update]:
    for value in values if isinstance(values, list) else ():
        doi = doi_in(value.get("DOI")) if isinstance(value, Mapping) else None
        if doi is None:
            continue
        yield Update(
            doi=doi,
            type=text(value.get("type")) or "update",
            label=text(value.get("label")),
            source=text(value.get("source")),
            updated=date_of(value.get("updated")),
            record_id=text(value.get("record-id")),
            reasons=tuple(texts(value.get("reasons"))),
        )


def _relations(value: object) -> Iterator[Relation]:
    if not isinstance(value, Mapping):
        return
    for type_ in sorted(value):
        for entry in objects(value, type_):
            id_ = text(entry.get("id"))
            id_type = text(entry.get("id-type")) or "other"
            if id_:
                id_ = id_.lower() if id_type == "doi" else id_
                yield Relation(type=type_, id=id_, id_type=id_type)


def _abstract(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return text(_BLOCK_END.sub(" ", _ABSTRACT_HEADING.sub(" ", value)))
