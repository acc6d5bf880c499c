"""Right references in ways that the styles do not print, each an entry of a table.

They are made like the defects, but nothing is wrong with them: an error or a warning is
a false alarm.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from bench.verdicts.abbreviated import bare, dotted
from bench.verdicts.defects import Around, Defect, Draft, Spoil
from bench.verdicts.names import initials
from bench.verdicts.works import years
from evidencekit.model import Item, Name, PartialDate

Write = Callable[[str, random.Random], str]
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?|DOI:?\s?)?(10\.\d{4,9}/\S+?)(?=\.?(?:\s|$))"
)


def _fields(change: Callable[[Item, random.Random], dict[str, Any] | None]) -> Spoil:
    def spoil(draft: Draft, around: Around) -> Draft | None:
        fields = change(draft.item, around.dice)
        if not fields:
            return None
        item = replace(draft.item, **fields)
        return None if item == draft.item else replace(draft, item=item)

    return spoil


def _people(change: Callable[[Name], Name]) -> Spoil:
    def changed(item: Item, dice: random.Random) -> dict[str, Any] | None:
        if not item.author or not all(name.family for name in item.author):
            return None
        return {"author": tuple(map(change, item.author))}

    return _fields(changed)


def _title(change: Callable[[str], str]) -> Spoil:
    return _fields(lambda item, _: {"title": change(item.title or "")})


def _as_it_is(draft: Draft, around: Around) -> Draft | None:
    return draft


# --- titles ---------------------------------------------------------------------------


def _head(text: str) -> str:
    head, colon, tail = text.partition(": ")
    return head if colon and len(head.split()) > 3 and tail else text


def _small(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        [words[0], *(w.lower() if w[1:].islower() else w for w in words[1:])]
    )


def _dashed(text: str) -> str:
    return text.replace(": ", " – ")


def _british(text: str) -> str:
    for word, other in (
        (r"([Bb]ehavio)r", r"\1ur"),
        (r"([Tt]umo)r(?=s?\b)", r"\1ur"),
        (r"(\w{3}i)z(?=ation)", r"\1s"),
        (r"\b([Cc]olo)r(?=s?\b)", r"\1ur"),
    ):
        text = re.sub(word, other, text)
    return text


# --- people ---------------------------------------------------------------------------


def _ascii(text: str) -> str:
    kept = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("ß", "ss").replace("ł", "l")
    )
    return "".join(c for c in kept if not unicodedata.combining(c))


def _ascii_name(name: Name) -> Name:
    return replace(
        name, family=_ascii(name.family or ""), given=_ascii(name.given or "") or None
    )


def _german_name(name: Name) -> Name:
    family = name.family or ""
    for one, other in (
        ("ü", "ue"),
        ("ö", "oe"),
        ("ä", "ae"),
        ("Ü", "Ue"),
        ("Ö", "Oe"),
        ("ø", "oe"),
    ):
        family = family.replace(one, other)
    return replace(name, family=family)


def _one_initial(name: Name) -> Name:
    return replace(name, given=(name.given or "")[:1] or None)


def _initials_only(name: Name) -> Name:
    return replace(name, given=initials(name.given or "") or None)


def _capitals(name: Name) -> Name:
    return replace(name, family=(name.family or "").upper())


def _particle_behind(name: Name) -> Name:
    found = re.match(
        r"((?:van der|van den|van de|van|von|de la|de|da|dos|del|di|den|le|la)) (\S.*)",
        name.family or "",
        re.I,
    )
    if name.particle or not found:
        return name
    return replace(
        name, family=found[2], given=f"{name.given or ''} {found[1]}".strip()
    )


def _particle_before(name: Name) -> Name:
    found = re.match(
        r"((?:van der|van den|van de|van|von|de la|de|da|dos|del|di|den)) (\S.*)",
        name.family or "",
        re.I,
    )
    if not found:
        return name
    return replace(name, family=found[1].capitalize() + " " + found[2])


def _half_surname(name: Name) -> Name:
    words = (name.family or "").split()
    return (
        replace(name, family=words[-1])
        if len(words) == 2 and _particle_behind(name) == name
        else name
    )


def _hyphenated(name: Name) -> Name:
    return replace(
        name, family=re.sub(r"(?<=\w{3}) (?=[A-Z]\w{2})", "-", name.family or "")
    )


def _swapped(name: Name) -> Name:
    if not name.given or "." in name.given or len(name.given) < 3:
        return name
    return Name(family=name.given, given=name.family)


def _cut_to(count: int) -> Spoil:
    def change(item: Item, dice: random.Random) -> dict[str, Any] | None:
        if len(item.author) <= count + 1:
            return None
        return {"author": item.author[:count], "et_al": True}

    return _fields(change)


# --- places and numbers ---------------------------------------------------------------


def _container(change: Callable[[Item], str]) -> Spoil:
    def changed(item: Item, dice: random.Random) -> dict[str, Any] | None:
        if item.type != "article-journal" or not item.container_title:
            return None
        made = change(item)
        return {"container_title": made, "container_title_short": made}

    return _fields(changed)


def _pages(change: Callable[[str], str | None]) -> Spoil:
    return _fields(lambda item, _: {"page": change(item.page)} if item.page else None)


def _cut_range(page: str) -> str:
    found = re.fullmatch(r"(\d+)-(\d+)", page)
    if not found or len(found[1]) != len(found[2]):
        return page
    same = 0
    while same < len(found[1]) - 1 and found[1][same] == found[2][same]:
        same += 1
    return f"{found[1]}-{found[2][same:]}"


def _first_page(page: str) -> str:
    return page.split("-")[0]


def _locator(page: str) -> str:
    if re.fullmatch(r"e\d+", page):
        return page[1:]
    return "e" + page if re.fullmatch(r"\d{4,}", page) else page


def _article_number(page: str) -> str:
    return f"Article {page}" if re.fullmatch(r"e?\d{4,}", page) else page


def _other_year(draft: Draft, around: Around) -> Draft | None:
    others = [year for year in years(draft.work) if year != draft.item.year]
    if not others:
        return None
    year = PartialDate(around.dice.choice(others))
    return replace(draft, item=replace(draft.item, issued=year))


def _without(*names: str) -> Spoil:
    return _fields(
        lambda item, _: dict.fromkeys(names) if getattr(item, names[0]) else None
    )


# --- text -----------------------------------------------------------------------------


def _doi_as(pattern: str) -> Write:
    def write(text: str, dice: random.Random) -> str:
        return _DOI.sub(lambda m: pattern.format(m[1]), text)

    return write


def _behind(words: str) -> Write:
    return lambda text, dice: f"{text.rstrip('.')}. {words}"


def _wrapped(text: str, dice: random.Random) -> str:
    found = re.search(r"10\.\d{4,9}/", text)
    return f"{text[: found.end()]}\n   {text[found.end() :]}" if found else text


def _before_doi(words: str) -> Write:
    def write(text: str, dice: random.Random) -> str:
        found = _DOI.search(text)
        return (
            f"{text[: found.start()]}{words} {text[found.start() :]}" if found else text
        )

    return write


def _variant(name: str, spoil: Spoil, write: Write | None = None) -> Defect:
    return Defect(name, spoil, frozenset(), write=write)


VARIANTS = (
    _variant("title in capitals", _title(str.upper)),
    _variant("title in small letters", _title(_small)),
    _variant("title without subtitle", _title(_head)),
    _variant("subtitle after a dash", _title(_dashed)),
    _variant("subtitle after a stop", _title(lambda t: t.replace(": ", ". ", 1))),
    _variant("british spelling", _title(_british)),
    _variant("title in ASCII", _title(_ascii)),
    _variant("title with a stop and a note", _title(lambda t: f"{t} [Internet]")),
    _variant("names in ASCII", _people(_ascii_name)),
    _variant("umlauts written out", _people(_german_name)),
    _variant("one initial", _people(_one_initial)),
    _variant("initials for names", _people(_initials_only)),
    _variant("family names in capitals", _people(_capitals)),
    _variant("particle behind", _people(_particle_behind)),
    _variant("particle with a capital", _people(_particle_before)),
    _variant("second surname alone", _people(_half_surname)),
    _variant("surnames hyphenated", _people(_hyphenated)),
    _variant("family and given swapped", _people(_swapped)),
    _variant("one author et al.", _cut_to(1)),
    _variant("three authors et al.", _cut_to(3)),
    _variant("six authors et al.", _cut_to(6)),
    _variant("container abbreviated, stops", _container(dotted)),
    _variant("container abbreviated, bare", _container(bare)),
    _variant("container whole", _container(lambda i: i.container_title or "")),
    _variant(
        "container in capitals", _container(lambda i: (i.container_title or "").upper())
    ),
    _variant("container with The", _container(lambda i: f"The {i.container_title}")),
    _variant(
        "container with &",
        _container(lambda i: (i.container_title or "").replace(" and ", " & ")),
    ),
    _variant(
        "container without its subtitle",
        _container(lambda i: _head(i.container_title or "")),
    ),
    _variant("pages abbreviated", _pages(_cut_range)),
    _variant("first page alone", _pages(_first_page)),
    _variant("locator with or without e", _pages(_locator)),
    _variant("article number", _pages(_article_number)),
    _variant("no pages", _without("page")),
    _variant("no issue", _without("issue")),
    _variant("no volume, no pages", _without("volume", "page", "issue")),
    _variant("no DOI", _without("doi")),
    _variant("other registered year", _other_year),
    _variant("DOI with dx", _as_it_is, _doi_as("http://dx.doi.org/{}")),
    _variant("DOI bare", _as_it_is, _doi_as("{}")),
    _variant("DOI in angles", _as_it_is, _doi_as("<https://doi.org/{}>")),
    _variant("DOI in brackets", _as_it_is, _doi_as("(doi: {})")),
    _variant("DOI without scheme", _as_it_is, _doi_as("doi.org/{}")),
    _variant(
        "DOI after Available from",
        _as_it_is,
        _doi_as("Available from: https://doi.org/{}"),
    ),
    _variant(
        "DOI after Retrieved",
        _as_it_is,
        _doi_as("Retrieved March 3, 2026, from https://doi.org/{}"),
    ),
    _variant(
        "DOI percent-encoded",
        _as_it_is,
        lambda text, _: _DOI.sub(
            lambda m: f"https://doi.org/{quote(m[1], safe='')}", text
        ),
    ),
    _variant("DOI wrapped", _as_it_is, _wrapped),
    _variant("Epub before DOI", _as_it_is, _before_doi("Epub 2018 Mar 4.")),
    _variant("cited before DOI", _as_it_is, _before_doi("[cited 2026 Jan 3];")),
    _variant(
        "PMID and PMCID behind",
        _as_it_is,
        _behind("PMID: 30273409; PMCID: PMC6166972."),
    ),
    _variant("Accessed behind", _as_it_is, _behind("Accessed 12 May 2026.")),
    _variant("Acesso em behind", _as_it_is, _behind("Acesso em: 12 maio 2026.")),
    _variant("Epub ahead of print behind", _as_it_is, _behind("Epub ahead of print.")),
    _variant(
        "published online behind", _as_it_is, _behind("Published online March 3, 2019.")
    ),
    _variant(
        "links behind", _as_it_is, _behind("[CrossRef] [PubMed] [Google Scholar]")
    ),
    _variant(
        "note behind", _as_it_is, _behind("This was a landmark study of 120 patients.")
    ),
    _variant(
        "entities",
        _as_it_is,
        lambda text, _: text.replace("&", "&amp;").replace("–", "&ndash;"),
    ),
    _variant("tabs", _as_it_is, lambda text, _: text.replace(". ", ".\t", 1)),
    _variant(
        "underscores for italics",
        _as_it_is,
        lambda text, _: re.sub(
            r"\. ([A-Z][\w .]{5,60}?)(?=[,.]? \d)", r". _\1_", text, count=1
        ),
    ),
)
