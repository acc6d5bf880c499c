"""One item as an entry of BibTeX, which biblatex reads as well."""

import re
from collections.abc import Iterable, Iterator

from evidencekit.bibliography.capitals import protected
from evidencekit.bibliography.ranges import dashed
from evidencekit.inert import visible
from evidencekit.latex_text import escaped
from evidencekit.model import Item, Name

# Styles of BibTeX set what they do not know (online, dataset, software) as misc.
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "report": "techreport",
    "software": "software",
    "thesis": "phdthesis",
    "webpage": "online",
}
# Where the container is printed; elsewhere it says how the work was published.
_CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
# The universities and institutes of theses and reports have fields of their own.
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
# The macros of all styles, so that each prints the month in its own way.
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def to_bibtex(item: Item, key: str) -> str:
    """Return `item` as a BibTeX entry with the citation key `key`."""
    type = _TYPES.get(item.type, "misc")
    lines = [f"  {name} = {value}," for name, value in _fields(item, type)]
    return "\n".join([f"@{type}{{{key},", *lines, "}"]) + "\n"


def _fields(item: Item, type: str) -> Iterator[tuple[str, str]]:
    for name, value in _before_the_date(item, type):
        if value:
            yield name, f"{{{value}}}"
    if item.issued:
        yield "year", f"{{{item.issued.year}}}"
        if 1 <= (item.issued.month or 0) <= 12:
            yield "month", _MONTHS[(item.issued.month or 0) - 1]
            if item.issued.day:
                yield "day", f"{{{item.issued.day}}}"
    for name, value in _after_the_date(item, type):
        if value:
            yield name, f"{{{value}}}"


def _before_the_date(item: Item, type: str) -> Iterator[tuple[str, str | None]]:
    yield "author", _names(item.author, item.et_al)
    yield "title", item.title and protected(visible(item.title))
    yield "editor", _names(item.editor)
    yield _CONTAINERS.get(type, "howpublished"), _escaped(item.container_title)
    yield "shortjournal", _escaped(item.container_title_short)


def _after_the_date(item: Item, type: str) -> Iterator[tuple[str, str | None]]:
    yield "volume", _escaped(item.volume)
    yield "number", _escaped(item.issue or item.number)
    yield "pages", _escaped(item.page and dashed(item.page, "--"))
    yield "edition", _escaped(item.edition)
    yield "version", _escaped(item.version)
    yield _PUBLISHERS.get(type, "publisher"), _escaped(item.publisher)
    yield "address", _escaped(item.publisher_place)
    yield "isbn", _escaped(item.isbn)
    yield "doi", _address(item.doi)
    yield "pmid", _escaped(item.pmid)
    yield "pmcid", _escaped(item.pmcid)
    yield "url", _address(item.url)
    yield "urldate", str(item.accessed or "")


def _names(names: Iterable[Name], et_al: bool = False) -> str:
    written = [_name(name) for name in names]
    return " and ".join([*written, "others"] if written and et_al else written)


# What BibTeX would cut a name at.
_CUT = re.compile(r",|\band\b", re.IGNORECASE)


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{_escaped(str(name))}}}"
    parts = [name.surname, *([name.suffix] if name.suffix else []), name.given]
    return ", ".join(
        f"{{{_escaped(part)}}}" if _CUT.search(part) else _escaped(part) or ""
        for part in parts
        if part
    )


def _escaped(text: str | None) -> str | None:
    """Return `text` so that LaTeX prints it as it is."""
    return text and escaped(visible(text))


def _address(text: str | None) -> str | None:
    """Return a DOI or URL verbatim, save for what would end the field."""
    return text and visible(text).replace("{", "%7B").replace("}", "%7D")
