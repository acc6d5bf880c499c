"""From the fields of a BibTeX entry to an `Item` with the place of each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidencekit.model import Item, PartialDate, Span
from evidencekit.normalize import canonical_doi
from evidencekit.readers.bibtex_names import NameList, name_list
from evidencekit.readers.latex import plain_text, verbatim

# BibTeX's and biblatex's entry types in CSL's terms.
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "webpage": "webpage",
    "www": "webpage",
}
# Our field to BibTeX's, the first that is given wins.
_TEXT_FIELDS = {
    "container_title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "container_title_short": ("shortjournal",),
    "volume": ("volume",),
    "page": ("pages", "eid", "articleno", "article-number", "elocation-id"),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
    "isbn": ("isbn",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher_place": ("address", "location"),
    "edition": ("edition",),
    "version": ("version",),
}
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_URL = re.compile(r"https?://[^\s{}]+")
_ACCESSED = re.compile(r"access|retriev|visited|viewed", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—−])\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value with its macros filled in and its LaTeX kept."""

    latex: str
    span: Span


@dataclass(frozen=True, slots=True)
class Described:
    """An item, the place of each of its fields, and what was odd about the names.

    A field may have a place and no value: it was printed, but is not what it claims.
    """

    item: Item
    field_spans: Mapping[str, Span] = field(default_factory=dict)
    oddities: tuple[tuple[str, Span], ...] = ()


def described(kind: str, values: Mapping[str, Value]) -> Described:
    """Return what an entry of type `kind` with these values describes."""
    chosen = {
        ours: next((n for n in theirs if n in values), None)
        for ours, theirs in _TEXT_FIELDS.items()
    }
    chosen |= _number_fields(kind, values)
    text = {o: plain_text(values[n].latex) or None for o, n in chosen.items() if n}
    spans = {ours: values[name].span for ours, name in chosen.items() if name}
    if text.get("page"):
        text["page"] = _DASHES.sub("-", text["page"] or "")
    names, oddities = _people(values, spans)
    identifiers = _identifiers(values, spans)
    dates = _dates(values, spans)
    if "title" in values:
        spans["title"] = values["title"].span
    item = Item(
        type=_type(kind, values, identifiers),
        title=_title(values),
        author=names["author"].names,
        et_al=names["author"].et_al,
        editor=names["editor"].names,
        container_title=text.get("container_title"),
        container_title_short=text.get("container_title_short"),
        issued=dates["issued"],
        volume=text.get("volume"),
        issue=text.get("issue"),
        page=text.get("page"),
        doi=identifiers.get("doi"),
        pmid=text.get("pmid"),
        pmcid=text.get("pmcid"),
        isbn=text.get("isbn"),
        url=identifiers.get("url"),
        accessed=dates["accessed"],
        publisher=text.get("publisher"),
        publisher_place=text.get("publisher_place"),
        edition=text.get("edition"),
        number=text.get("number"),
        version=text.get("version"),
    )
    return Described(item, spans, oddities)


def _number_fields(kind: str, values: Mapping[str, Value]) -> dict[str, str | None]:
    """Return where issue and number stand: a report's `number` is not an issue."""
    type = _TYPES.get(kind)
    number = "number" if "number" in values else None
    periodical = type in ("article-journal", "paper-conference")
    return {
        "issue": "issue" if "issue" in values else number if periodical else None,
        "number": number if type in ("report", "patent") else None,
    }


def _title(values: Mapping[str, Value]) -> str | None:
    parts = [values[n].latex for n in ("title", "subtitle") if n in values]
    return plain_text(": ".join(parts)) or None


def _type(
    kind: str, values: Mapping[str, Value], identifiers: Mapping[str, str | None]
) -> str:
    if kind in _TYPES:
        return _TYPES[kind]
    if "journal" in values or "journaltitle" in values:
        return "article-journal"
    if "booktitle" in values:
        return "chapter"
    bare_url = identifiers.get("url") and not identifiers.get("doi")
    return "webpage" if bare_url and "eprint" not in values else "document"


def _people(
    values: Mapping[str, Value], spans: dict[str, Span]
) -> tuple[dict[str, NameList], tuple[tuple[str, Span], ...]]:
    names = {"author": NameList(), "editor": NameList()}
    oddities = []
    for role in names:
        if role in values:
            names[role] = name_list(values[role].latex)
            spans[role] = values[role].span
            if names[role].oddity:
                oddities.append((f"{role}: {names[role].oddity}", values[role].span))
    return names, tuple(oddities)


def _identifiers(
    values: Mapping[str, Value], spans: dict[str, Span]
) -> dict[str, str | None]:
    """Return DOI and URL, wherever in the entry they stand."""
    found: dict[str, str | None] = {}
    if "doi" in values:
        found["doi"] = canonical_doi(verbatim(values["doi"].latex))
        spans["doi"] = values["doi"].span
    for name in ("url", "howpublished", "note", "ee"):
        link = _URL.search(verbatim(values[name].latex)) if name in values else None
        if link is None:
            continue
        url = link.group().rstrip(".,;)")
        if "url" not in found:
            found["url"], spans["url"] = url, values[name].span
        if "doi" not in spans and "doi.org/" in url and canonical_doi(url):
            found["doi"], spans["doi"] = canonical_doi(url), values[name].span
    for name in ("note", "eprint"):
        if "doi" not in spans and name in values and "doi" in _spoken_of(values, name):
            doi = canonical_doi(verbatim(values[name].latex))
            if doi:
                found["doi"], spans["doi"] = doi, values[name].span
    if "url" not in found and "doi" not in found and _is_arxiv(values):
        identifier = verbatim(values["eprint"].latex).lower().removeprefix("arxiv:")
        found["url"] = f"https://arxiv.org/abs/{identifier}"
        spans["url"] = values["eprint"].span
    return found


def _spoken_of(values: Mapping[str, Value], name: str) -> str:
    """Return what a field says, with the kind of identifier that it is said to be."""
    kind = values.get(f"{name}type")
    return f"{values[name].latex} {kind.latex if kind else ''}".lower()


def _is_arxiv(values: Mapping[str, Value]) -> bool:
    kinds = (values.get("archiveprefix"), values.get("eprinttype"))
    named = any(kind and "arxiv" in kind.latex.lower() for kind in kinds)
    return "eprint" in values and (
        named or "arxiv" in values["eprint"].latex.lower() or "primaryclass" in values
    )


def _dates(
    values: Mapping[str, Value], spans: dict[str, Span]
) -> dict[str, PartialDate | None]:
    dates: dict[str, PartialDate | None] = {"issued": None, "accessed": None}
    for name in ("date", "year"):
        if dates["issued"] is None and name in values:
            dates["issued"] = _date(plain_text(values[name].latex))
            spans["issued"] = values[name].span
    issued = dates["issued"]
    if issued and issued.month is None and "month" in values:
        month, day = _month_and_day(values)
        dates["issued"] = PartialDate(issued.year, month, day)
    for name in ("urldate", "lastchecked", "note"):
        if dates["accessed"] is None and name in values:
            text = plain_text(values[name].latex)
            date = _date(text)
            if date and (name != "note" or _ACCESSED.search(text)):
                dates["accessed"], spans["accessed"] = date, values[name].span
    return dates


def _date(text: str) -> PartialDate | None:
    """Return the date that `text` gives, impossible months and days included."""
    iso = _ISO_DATE.search(text)
    if iso and iso[2]:
        return PartialDate(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    year = _YEAR.search(text)
    return PartialDate(int(year.group())) if year else None


def _month_and_day(values: Mapping[str, Value]) -> tuple[int | None, int | None]:
    text = plain_text(values["month"].latex).lower()
    number = re.match(r"\d{1,2}\b", text)
    if number:
        month = int(number.group())
    else:
        named = re.search("|".join(_MONTHS), text)
        month = _MONTHS.index(named.group()) + 1 if named else 0
    days = "" if number else text
    if "day" in values:
        days = plain_text(values["day"].latex)
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", days)
    return month or None, int(day.group()) if day and month else None
