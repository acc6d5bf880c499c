"""From an agency's CSL-JSON to a `Work`: a pure function of the record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidencekit.model import Item, Name, PartialDate, Work
from evidencekit.services.json_values import date_of, doi_in, first, text, texts

# What agencies write for CSL's types: some pass Crossref's on.
_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "dissertation": "thesis",
    "monograph": "book",
}
_DATES = ("issued", "published-print", "published-online", "published", "original-date")


def work_from_csl(
    csl: Mapping[str, Any], doi: str, agency: str, url: str, retrieved: str
) -> Work:
    """Return the work that a CSL-JSON object describes; never raises.

    Agencies wrap texts in lists or not, and leave the DOI out; fields of an unexpected
    shape are left out.
    """
    type_ = text(csl.get("type")) or "document"
    dates = tuple(_dates(csl))
    titles = texts(csl.get("title"))
    further = (*titles[1:], *texts(csl.get("original-title")))
    item = Item(
        type=_TYPES.get(type_, type_),
        title=titles[0] if titles else None,
        author=tuple(_names(csl.get("author"))),
        editor=tuple(_names(csl.get("editor"))),
        container_title=first(csl.get("container-title")),
        container_title_short=first(
            csl.get("container-title-short") or csl.get("short-container-title")
        ),
        issued=dates[0] if dates else None,
        volume=text(csl.get("volume")),
        issue=text(csl.get("issue")),
        page=text(csl.get("page")) or text(csl.get("article-number")),
        doi=doi_in(csl.get("DOI")) or doi,
        isbn=first(csl.get("ISBN")),
        url=text(csl.get("URL")),
        publisher=text(csl.get("publisher")),
        publisher_place=text(csl.get("publisher-place")),
        edition=text(csl.get("edition")),
        number=text(csl.get("number")),
        version=text(csl.get("version")),
    )
    return Work(
        item,
        agency,
        url,
        retrieved,
        agency=agency,
        # Not "journal-article": agencies print a container's name in many ways, and
        # only those of Crossref's articles are held against the printed one.
        kind=item.type,
        titles=tuple(dict.fromkeys(form for form in further if form != item.title)),
        dates=dates,
        abstract=text(csl.get("abstract")),
    )


def _dates(csl: Mapping[str, Any]) -> Iterable[PartialDate]:
    found = (_date(csl.get(key)) for key in _DATES)
    return dict.fromkeys(date for date in found if date is not None)


def _date(value: object) -> PartialDate | None:
    if isinstance(value, Mapping) and isinstance(value.get("date-parts"), list):
        # Some write the parts of a date as texts: ["2004", "3"].
        rows = [row for row in value["date-parts"] if isinstance(row, list)]
        return date_of({"date-parts": [[_number(p) for p in row] for row in rows]})
    if isinstance(value, Mapping):
        value = value.get("raw") or value.get("literal")
    head = [_number(part) for part in (text(value) or "").split("-")[:3]]
    return date_of({"date-parts": [head]})


def _number(value: object) -> object:
    digits = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(str(value)) if digits and len(str(value)) < 5 else value


def _names(values: object) -> Iterator[Name]:
    for value in values if isinstance(values, list) else ():
        if not isinstance(value, Mapping):
            continue
        family, given = text(value.get("family")), text(value.get("given"))
        literal = text(value.get("literal")) or text(value.get("name"))
        particle = text(value.get("non-dropping-particle"))
        if family:
            suffix = text(value.get("suffix"))
            yield Name(family=family, given=given, particle=particle, suffix=suffix)
        elif literal or given:
            yield Name(literal=literal or given)
