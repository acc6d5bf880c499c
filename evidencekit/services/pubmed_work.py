"""From PubMed's summary of a record to a `Work`: a pure function of the summary."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidencekit.model import Item, Name, PartialDate, Relation, Work
from evidencekit.services.json_values import doi_in, objects, partial_date, text, texts

_MONTHS_TEXT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = _MONTHS_TEXT.split()
_DATE = re.compile(r"(\d{4})(?:\s+([A-Z][a-z]{2}))?(?:\s+(\d{1,2})(?!\d))?")
# "Trivedi MH", "van der Berg A Jr": initials and what follows them end a name.
_NAME = re.compile(
    r"(?P<family>.+?)\s(?P<given>[^\W\d_a-z]{1,4})"
    r"(?:\s(?P<suffix>Jr|Sr|\d(?:st|nd|rd|th)))?"
)
_PAGES = re.compile(r"(\d+)-(\d+)")
_ARTICLE_NUMBER = re.compile(r"\bpii:\s*(\S+?)\.?(?:\s|$)")


def work_from_summary(summary: Mapping[str, Any], url: str, retrieved: str) -> Work:
    """Return the work that a summary describes; never raises."""
    ids = _identifiers(summary)
    title = text(summary.get("title"))
    vernacular = text(summary.get("vernaculartitle"))
    full, short = text(summary.get("fulljournalname")), text(summary.get("source"))
    dates = tuple(_dates(summary))
    types = tuple(texts(summary.get("pubtype")))
    preprint = "Preprint" in types
    item = Item(
        type="article" if preprint else "article-journal",
        title=_unmarked(title) if title else None,
        author=tuple(_names(summary)),
        container_title=full or short,
        container_title_short=short if full else None,
        issued=dates[0] if dates else None,
        volume=text(summary.get("volume")),
        issue=text(summary.get("issue")),
        page=_pages(text(summary.get("pages"))),
        doi=doi_in(ids.get("doi")),
        pmid=text(summary.get("uid")) or ids.get("pubmed"),
        pmcid=ids.get("pmc"),
    )
    return Work(
        item,
        "PubMed",
        url,
        retrieved,
        agency="PubMed",
        kind="posted-content" if preprint else "journal-article",
        titles=(_unmarked(vernacular),) if vernacular else (),
        dates=dates,
        article_number=_article_number(summary),
        relations=tuple(_relations(summary)),
        publication_types=types,
    )


def _identifiers(summary: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in objects(summary, "articleids"):
        kind, value = text(entry.get("idtype")), text(entry.get("value"))
        if kind and value:
            found.setdefault(kind, value)
    return found


def _unmarked(title: str) -> str:
    """Return a title without its full stop, and the brackets of a translation."""
    title = title.removesuffix(".")
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].removesuffix(".")
    return title


def _names(summary: Mapping[str, Any]) -> Iterator[Name]:
    for entry in objects(summary, "authors"):
        name = text(entry.get("name"))
        if name is None:
            continue
        match = _NAME.fullmatch(name)
        if match and entry.get("authtype") != "CollectiveName":
            yield Name(**match.groupdict())
        else:
            yield Name(literal=name)


def _dates(summary: Mapping[str, Any]) -> Iterable[PartialDate]:
    found = (_date(text(summary.get(key)) or "") for key in ("pubdate", "epubdate"))
    return dict.fromkeys(date for date in found if date is not None)


def _date(value: str) -> PartialDate | None:
    """Return the date of "2018 Oct 1"; of "2003 Nov-Dec" and "2004 Fall" the head."""
    match = _DATE.match(value)
    if match is None:
        return None
    parts: list[object] = [int(match[1])]
    if match[2] and match[2].lower() in _MONTHS:
        parts.append(_MONTHS.index(match[2].lower()) + 1)
        parts += [int(match[3])] if match[3] else []
    return partial_date(parts)


def _pages(value: str | None) -> str | None:
    """Return "580-591" for "580-91", which is how PubMed writes it."""
    match = _PAGES.fullmatch(value or "")
    if match is None or len(match[2]) >= len(match[1]):
        return value
    return f"{match[1]}-{match[1][: -len(match[2])]}{match[2]}"


def _article_number(summary: Mapping[str, Any]) -> str | None:
    match = _ARTICLE_NUMBER.search(text(summary.get("elocationid")) or "")
    return match[1] if match else None


def _relations(summary: Mapping[str, Any]) -> Iterator[Relation]:
    """Yield "Retraction in" and the like; the notice's PMID is a number or a text."""
    for entry in objects(summary, "references"):
        type_, pmid = text(entry.get("reftype")), text(entry.get("pmid"))
        if type_ and pmid and pmid != "0":
            yield Relation("-".join(type_.lower().split()), pmid, "pmid")
