"""Writes one item as CSL-JSON, BibTeX or RIS."""

import json
import re
import unicodedata

from evidencekit.model import Item, Name

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
_RIS_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
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
_CONTAINER_FIELDS = {"article": "journal", "incollection": "booktitle"}
_PUBLISHER_FIELDS = {"phdthesis": "school", "techreport": "institution"}


def csl(item: Item) -> str:
    """Return the item as one line of CSL-JSON."""
    return json.dumps(item.to_csl(), ensure_ascii=False)


def bibtex(item: Item, key: str | None = None) -> str:
    """Return the item as a BibTeX entry under `key`, or a key made of its fields."""
    kind = _BIBTEX_TYPES.get(item.type, "misc")
    container = _CONTAINER_FIELDS.get(kind, "booktitle" if "in" in kind else "journal")
    fields = {
        "author": _bibtex_names(item.author, et_al=item.et_al),
        "editor": _bibtex_names(item.editor, et_al=False),
        "title": item.title,
        container: item.container_title,
        "year": str(item.year) if item.year else None,
        "month": _bibtex_month(item),
        "volume": item.volume,
        "number": item.issue,
        "pages": re.sub(r"\s?[-–—]+\s?", "--", item.page) if item.page else None,
        _PUBLISHER_FIELDS.get(kind, "publisher"): item.publisher,
        "address": item.publisher_place,
        "edition": item.edition,
        "isbn": item.isbn,
        "doi": item.doi,
        "url": item.url,
        "urldate": str(item.accessed) if item.accessed else None,
        "pmid": item.pmid,
        "pmcid": item.pmcid,
    }
    lines = [
        f"  {name} = {{{_escaped(value, name)}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@{kind}{{{key or _key(item)},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_month(item: Item) -> str | None:
    return str(item.issued.month) if item.issued and item.issued.month else None


def _bibtex_names(names: tuple[Name, ...], *, et_al: bool) -> str:
    written = [_bibtex_name(name) for name in names]
    return " and ".join([*written, "others"] if written and et_al else written)


def _bibtex_name(name: Name) -> str:
    if name.literal or not name.family:
        return "{" + (name.literal or name.given or "") + "}"
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, name.suffix, name.given)))


def _escaped(value: str, name: str) -> str:
    if name in ("doi", "url"):
        return value
    return re.sub(r"(?<!\\)([&%$#_])", r"\\\1", value)


def _key(item: Item) -> str:
    first = item.author[0] if item.author else item.editor[0] if item.editor else None
    name = (first.family or first.literal or "") if first else item.title or "item"
    folded = unicodedata.normalize("NFKD", name.split(" ")[0])
    bare = re.sub(r"[^A-Za-z0-9]", "", folded) or "item"
    return f"{bare}{item.year or ''}"


def ris(item: Item) -> str:
    """Return the item as a RIS record."""
    start, _, end = re.sub(r"\s?[-–—]+\s?", "-", item.page or "").partition("-")
    lines = [("TY", _RIS_TYPES.get(item.type, "GEN"))]
    lines += [("AU", _ris_name(name)) for name in item.author]
    lines += [("ED", _ris_name(name)) for name in item.editor]
    lines += [
        (tag, value)
        for tag, value in (
            ("TI", item.title),
            ("T2", item.container_title),
            ("PY", str(item.year) if item.year else None),
            ("DA", str(item.issued).replace("-", "/") if item.issued else None),
            ("VL", item.volume),
            ("IS", item.issue),
            ("SP", start),
            ("EP", end),
            ("ET", item.edition),
            ("PB", item.publisher),
            ("CY", item.publisher_place),
            ("SN", item.isbn),
            ("DO", item.doi),
            ("AN", item.pmid),
            ("C2", item.pmcid),
            ("UR", item.url),
            ("Y2", str(item.accessed).replace("-", "/") if item.accessed else None),
        )
        if value
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines) + "ER  - \n"


def _ris_name(name: Name) -> str:
    if name.literal or not name.family:
        return name.literal or name.given or ""
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))
