"""One item as BibTeX or RIS."""

import re
from collections.abc import Iterable, Iterator

from evidencekit.inert import visible
from evidencekit.latex_text import escaped
from evidencekit.model import Item, Name, PartialDate

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_RIS_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "thesis": "THES",
    "webpage": "ELEC",
}
_RANGE = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def to_bibtex(item: Item, key: str) -> str:
    """Return `item` as a BibTeX entry with the citation key `key`."""
    type = _BIBTEX_TYPES.get(item.type, "misc")
    fields = [(name, value) for name, value in _bibtex_fields(item, type) if value]
    lines = [f"  {name} = {{{value}}}," for name, value in fields]
    return "\n".join([f"@{type}{{{key},", *lines, "}"]) + "\n"


def _bibtex_fields(item: Item, type: str) -> Iterator[tuple[str, str | None]]:
    container = "booktitle" if type.startswith("in") else "journal"
    yield "author", _bibtex_names(item.author, item.et_al)
    yield "title", _escaped(item.title)
    yield "editor", _bibtex_names(item.editor)
    yield (
        container if type != "misc" else "howpublished",
        _escaped(item.container_title),
    )
    if item.issued:
        yield "year", str(item.issued.year)
        yield "month", str(item.issued.month or "")
    yield "volume", _escaped(item.volume)
    yield "number", _escaped(item.issue)
    yield "pages", _escaped(_RANGE.sub("--", item.page) if item.page else None)
    yield "edition", _escaped(item.edition)
    # The universities and institutes of theses and reports have fields of their own.
    publisher = {"phdthesis": "school", "techreport": "institution"}
    yield publisher.get(type, "publisher"), _escaped(item.publisher)
    yield "address", _escaped(item.publisher_place)
    yield "isbn", _escaped(item.isbn)
    yield "doi", _address(item.doi)
    yield "pmid", _escaped(item.pmid)
    yield "pmcid", _escaped(item.pmcid)
    yield "url", _address(item.url)
    yield "urldate", str(item.accessed or "")


def _bibtex_names(names: Iterable[Name], et_al: bool = False) -> str:
    written = [_bibtex_name(name) for name in names]
    return " and ".join([*written, "others"] if written and et_al else written)


def _bibtex_name(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{_escaped(str(name))}}}"
    parts = [name.surname, *([name.suffix] if name.suffix else []), name.given]
    return ", ".join(_escaped(part) or "" for part in parts if part)


def _escaped(text: str | None) -> str | None:
    """Return `text` so that LaTeX prints it as it is."""
    return text and escaped(visible(text))


def _address(text: str | None) -> str | None:
    """Return a DOI or URL verbatim, save for what would end the field."""
    return text and visible(text).replace("{", "%7B").replace("}", "%7D")


def to_ris(item: Item) -> str:
    """Return `item` as a RIS record."""
    lines = [("TY", _RIS_TYPES.get(item.type, "GEN"))]
    lines += [(tag, visible(value)) for tag, value in _ris_lines(item)]
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def _ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("AU", _ris_name(name)) for name in item.author)
    yield from (("ED", _ris_name(name)) for name in item.editor)
    first, last = _page_ends(item.page)
    values = (
        ("TI", item.title),
        ("T2", item.container_title),
        ("PY", item.issued and f"{item.issued.year:04d}"),
        ("DA", item.issued and _ris_date(item.issued)),
        ("VL", item.volume),
        ("IS", item.issue),
        ("SP", first),
        ("EP", last),
        ("ET", item.edition),
        ("PB", item.publisher),
        ("CY", item.publisher_place),
        ("SN", item.isbn),
        ("DO", item.doi),
        ("AN", item.pmid),
        ("C2", item.pmcid),
        ("UR", item.url),
        ("Y2", item.accessed and _ris_date(item.accessed)),
    )
    yield from ((tag, value) for tag, value in values if value)


def _ris_name(name: Name) -> str:
    if name.literal or not name.family:
        return str(name)
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def _page_ends(page: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last page; an e-locator is a first page."""
    if page is None:
        return None, None
    first, *last = _RANGE.split(page, maxsplit=1)
    return first, last[0] if last else None


def _ris_date(date: PartialDate) -> str:
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{date.year:04d}/{month}/{day}/"
