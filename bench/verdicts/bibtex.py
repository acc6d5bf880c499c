"""Items as BibTeX entries, with LaTeX's escapes or as managers export them."""

import random
import re
from functools import lru_cache

from pylatexenc.latexencode import unicode_to_latex

from bench.verdicts.abbreviated import dotted
from bench.verdicts.names import initials, surname
from evidencekit.model import Item, Name

_KINDS = {
    "article-journal": "article",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
_CAPITALS = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")


def latex(item: Item, key: str, dice: random.Random) -> str:
    """Return the entry as somebody types it who escapes all but ASCII."""
    title = _CAPITALS.sub(r"{\g<0>}", _escaped(item.title or ""))
    if dice.random() < 0.5:
        title = "{" + _escaped(item.title or "") + "}"
    fields = {
        "author": _escaped(_authors(item, item.author, full=True)),
        "title": title,
        **_container(item, _escaped(item.container_title or "")),
        "year": str(item.year or ""),
        "volume": item.volume,
        "number": item.issue,
        "pages": (item.page or "").replace("-", "--").replace("–", "--"),
        "publisher": _escaped(item.publisher or ""),
        "doi": (item.doi or "").replace("_", r"\_"),
    }
    return _entry(item, key, fields)


def exported(item: Item, key: str, dice: random.Random) -> str:
    """Return the entry as a reference manager writes it: Unicode, initials, a URL."""
    fields = {
        "title": item.title,
        "author": _authors(item, item.author, full=False),
        "year": str(item.year or ""),
        **_container(item, dotted(item)),
        "volume": item.volume,
        "number": item.issue,
        "pages": item.page,
        "publisher": item.publisher,
        "url": f"https://doi.org/{item.doi}" if item.doi else "",
        "doi": item.doi if dice.random() < 0.5 else f"https://doi.org/{item.doi or ''}",
    }
    if not item.doi:
        del fields["doi"]
    return _entry(item, key, fields)


def _entry(item: Item, key: str, fields: dict[str, str | None]) -> str:
    kind = _KINDS.get(item.type, "misc")
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()
                   if value)  # fmt: skip
    return f"@{kind}{{{key},\n{body}}}"


def _container(item: Item, title: str) -> dict[str, str | None]:
    within = item.type in ("chapter", "paper-conference")
    return {"booktitle" if within else "journal": title}


def _authors(item: Item, names: tuple[Name, ...], *, full: bool) -> str:
    texts = [_author(name, full=full) for name in names]
    return " and ".join([*texts, "others"] if item.et_al else texts)


def _author(name: Name, *, full: bool) -> str:
    if name.literal or not name.family:
        return "{" + str(name) + "}"
    given = (name.given or "") if full else initials(name.given or "", ". ")
    middle = f"{name.suffix}, " if name.suffix else ""
    return f"{surname(name)}, {middle}{given}".strip(" ,")


@lru_cache(maxsize=65536)
def _escaped(text: str) -> str:
    # Nobody types Cyrillic or Chinese in escapes.
    if any("\u0370" <= char < "\u2000" or char > "\u2e80" for char in text):
        return text
    escaped: str = unicode_to_latex(
        text, unknown_char_policy="keep", unknown_char_warning=False
    )
    return escaped
