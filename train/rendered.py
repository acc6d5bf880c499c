"""Renders references in many citation styles, so that the model meets them all.

Items come from Crossref's records and from the values of the tagged references, the
styles from the Citation Style Language project (CC BY-SA), and from templates below.
"""

import gzip
import json
import random
import re
import tarfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from train.references import DATA, Labelled, labelled_from_values

CROSSREF = DATA.parent / "crossref" / "works.jsonl.gz"
PER_STYLE = 90
FROM_TEMPLATES = 9000

Csl = dict[str, Any]
_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "book": "book",
    "monograph": "book",
    "posted-content": "article",
    "dissertation": "thesis",
    "report": "report",
    "article": "article-journal",
    "conference": "paper-conference",
    "chapter": "chapter",
    "thesis": "thesis",
}


@dataclass(slots=True)
class Stock:
    """The material to render from; `given` are given names by their initial."""

    items: list[Csl]
    given: dict[str, list[str]]
    publishers: list[str]
    organisations: list[str]
    places: list[str]


def stock(records: list[dict[str, Any]], places: list[str]) -> Stock:
    """Return what can be rendered from the tagged records and Crossref's."""
    items = list(_crossref_items())
    given: dict[str, list[str]] = {}
    for item in items:
        for name in item.get("author", ()):
            first = name.get("given", "").split(" ")[0]
            if len(first) > 2 and first.isalpha():
                given.setdefault(first[0], []).append(first)
    publishers, organisations = [], []
    for record in records:
        gold = record["gold"]
        if gold.get("publisher") and record["source"] != "scielo":
            publishers.append(str(gold["publisher"]))
        organisations += [
            name["family"] for name in gold.get("authors") or () if name.get("collab")
        ]
        own = _item_of_gold(gold)
        if own is not None:
            items.append(own)
    return Stock(items, given, publishers, organisations, places)


def _crossref_items() -> Iterator[Csl]:
    with gzip.open(CROSSREF, "rt", encoding="utf-8") as lines:
        for line in lines:
            work = json.loads(line)["work"]
            title = " ".join(
                re.sub(r"<[^>]*>", "", " ".join(work.get("title") or [])).split()
            )
            date = (work.get("issued") or {}).get("date-parts") or [[None]]
            if not title or not date[0] or not date[0][0] or len(title) > 300:
                continue
            item: Csl = {
                "type": _TYPES.get(work.get("type"), "book"),
                "title": title,
                "issued": {"date-parts": date[:1]},
                "author": [
                    {"family": n["family"], "given": n.get("given", "")}
                    for n in work.get("author", ())[:12]
                    if n.get("family")
                ],
                "DOI": work["DOI"],
            }
            for name in ("volume", "issue", "page", "publisher"):
                if work.get(name) and name != "publisher":
                    item[name] = str(work[name])
            if "page" not in item and work.get("article-number"):
                item["page"] = str(work["article-number"])
            if work.get("container-title"):
                item["container-title"] = work["container-title"][0]
            if item["type"] in ("book", "chapter", "thesis", "report"):
                item["publisher"] = work.get("publisher", "")
            yield item


def _item_of_gold(gold: dict[str, Any]) -> Csl | None:
    names = gold.get("authors") or []
    if not gold.get("title") or not gold.get("year") or isinstance(gold["title"], list):
        return None
    kind = _TYPES.get(gold.get("type") or "", "")
    if not kind and gold.get("container") and gold.get("volume"):
        kind = "article-journal"
    if not kind or any(name.get("collab") for name in names) or not names:
        return None
    item: Csl = {
        "type": kind,
        "title": str(gold["title"]).strip(" ."),
        "author": [
            {"family": name["family"], "given": name.get("given") or ""}
            for name in names
        ],
        "issued": {
            "date-parts": [[int(re.sub(r"\D", "", str(gold["year"]))[:4] or 0)]]
        },
    }
    for ours, theirs in (
        ("container", "container-title"), ("volume", "volume"), ("issue", "issue"),
        ("pages", "page"), ("doi", "DOI"), ("url", "URL"), ("publisher", "publisher"),
    ):  # fmt: skip
        if gold.get(ours):
            item[theirs] = str(gold[ours])
    if gold.get("editors"):
        item["editor"] = [
            {"family": name["family"], "given": name.get("given") or ""}
            for name in gold["editors"]
        ]
    return item


def _varied(item: Csl, rng: random.Random, material: Stock, full: bool) -> Csl:
    """Return a copy with other given names, an editor, a place, an edition …"""
    item = dict(item)
    item["author"] = [
        _respelt(name, rng, material) if full else _spaced(name)
        for name in item["author"]
    ]
    if item["type"] in ("chapter", "paper-conference") and rng.random() < 0.7:
        other = rng.choice(material.items)["author"][: rng.randint(1, 3)]
        item.setdefault("editor", [_respelt(n, rng, material) for n in other])
    if item["type"] in ("book", "chapter", "thesis", "report"):
        item.setdefault("publisher", rng.choice(material.publishers))
        if rng.random() < 0.75:
            item["publisher-place"] = rng.choice(material.places)
        if rng.random() < 0.15 and item["type"] != "thesis":
            item["edition"] = str(rng.randint(2, 9))
        if rng.random() < 0.5:
            item.pop("DOI", None)
    if item["type"] == "article-journal":
        if rng.random() < 0.06 and "issue" in item:
            item["issue"] = f"Suppl {rng.randint(1, 4)}"
        if rng.random() < 0.05:
            item["page"] = f"e{rng.randint(10, 99999)}"
        elif rng.random() < 0.04:
            item["page"] = f"S{rng.randint(1, 90)}-S{rng.randint(91, 199)}"
        if rng.random() < 0.5:
            item.pop("DOI", None)
    if rng.random() < 0.03:
        item["title"] = item["title"].upper()
    if rng.random() < 0.1:
        item["issued"] = {
            "date-parts": [[*item["issued"]["date-parts"][0][:1], rng.randint(1, 12)]]
        }
    return item


def _respelt(
    name: dict[str, str], rng: random.Random, material: Stock
) -> dict[str, str]:
    """Give a person full names that begin with the initials that are printed."""
    initials = re.findall(r"[^\W\d_]", name.get("given", ""))[:3]
    words = [
        rng.choice(material.given[letter.upper()])
        if letter.upper() in material.given and (i == 0 or rng.random() < 0.2)
        else f"{letter.upper()}."
        for i, letter in enumerate(initials)
    ]
    if re.search(r"[a-z]{2}", name.get("given", "")):
        return name
    return {"family": name["family"], "given": " ".join(words)}


def _spaced(name: dict[str, str]) -> dict[str, str]:
    given = name.get("given", "")
    if given.isupper() and "." not in given:
        given = " ".join(f"{letter}." for letter in given if letter.isalpha())
    return {"family": name["family"], "given": given}


# -- the styles of the Citation Style Language project -------------------------------


def in_csl_styles(material: Stock, seed: int) -> Iterator[Labelled]:
    """Yield references rendered by citeproc-py in every style that it can render."""
    rng = random.Random(seed)
    by_type: dict[str, list[Csl]] = {}
    for item in material.items:
        by_type.setdefault(item["type"], []).append(item)
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with tarfile.open(DATA / "csl_styles.tar.gz") as tar:
            tar.extractall(folder, filter="data")
        for style in sorted(Path(folder).rglob("*.csl")):
            batch = [_pick(by_type, rng, material) for _ in range(PER_STYLE)]
            for item, text in _rendered(style, batch):
                labelled = _labelled(item, text, "csl:" + style.stem)
                if labelled is not None:
                    yield labelled


def _pick(by_type: dict[str, list[Csl]], rng: random.Random, material: Stock) -> Csl:
    kinds = ("article-journal", "book", "chapter", "paper-conference", "thesis")
    kind = rng.choices(kinds, weights=(58, 14, 16, 8, 4))[0]
    if kind == "thesis" or not by_type.get(kind):
        item = dict(rng.choice(by_type["book"] + by_type.get("thesis", [])))
        item["type"] = "thesis"
        item["genre"] = rng.choice(("PhD thesis", "Doctoral dissertation", "Thesis"))
    else:
        item = rng.choice(by_type[kind])
    return _varied(item, rng, material, full=rng.random() < 0.7)


def _rendered(style: Path, items: list[Csl]) -> Iterator[tuple[Csl, str]]:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    try:
        loaded = CitationStylesStyle(str(style), validate=False)
    # citeproc-py raises unrelated types on what it does not support; such a style or
    # item is left out.
    except Exception:
        return
    for number, item in enumerate(items):
        key = f"i{number}"
        try:
            source = CiteProcJSON([{**item, "id": key}])
            bibliography = CitationStylesBibliography(loaded, source, formatter.plain)
            bibliography.register(Citation([CitationItem(key)]))
            (entry,) = bibliography.bibliography()
        except Exception:
            continue
        yield item, " ".join(str(entry).split())


def _labelled(item: Csl, text: str, source: str) -> Labelled | None:
    text = re.sub(r"^(?:\[\d+\]|\(\d+\)|\d+[.)]?)\s*(?=[^\W\d])", "", text).strip()
    gold: dict[str, Any] = {
        "title": item["title"],
        "container": item.get("container-title"),
        "year": str(item["issued"]["date-parts"][0][0]),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "pages": item.get("page"),
        "publisher": item.get("publisher"),
        "place": item.get("publisher-place"),
    }
    squeezed = _squeezed(text)
    gold = {
        name: value
        for name, value in gold.items()
        if value and _squeezed(value.split("-")[0]) in squeezed
    }
    for ours, theirs in (("authors", "author"), ("editors", "editor")):
        names = [n for n in item.get(theirs, ()) if _squeezed(n["family"]) in squeezed]
        if names:
            gold[ours] = names
    if not ("title" in gold or "container" in gold):
        return None
    record = {"source": source.split(":")[0], "doc": source, "raw": text, "gold": gold}
    found = labelled_from_values(record, loose=True)
    while found is None and len(gold.get("authors", ())) > 1:
        gold["authors"] = gold["authors"][:-1]  # "et al." stands for the others
        found = labelled_from_values(record, loose=True)
    if found is None or len(text) < 20:
        return None
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


# -- templates -----------------------------------------------------------------------

_ARTICLES = (
    "{A}. {t}. {c}. {y};{v}({i}):{p}.{d}",
    "{A}. {t}. {c} {y};{v}:{p}.{d}",
    "{A}: {t}. {c} {v}: {p}, {y}.{d}",
    "{A} ({y}) {t}. {c} {v}({i}): {p}.{d}",
    "{A} ({y}). {t}. {c}, {v}({i}), {p}.{d}",
    "{A}, {y}. {t}. {c} {v}, {p}.{d}",
    "{A}. {y}. {t}. {c}, {v}({i}):{p}.",
    "{A}, “{t},” {c}, vol. {v}, no. {i}, pp. {p}, {m} {y}.{d}",
    "{A}. \"{t}.\" {c} {v}.{i} ({y}): {p}.",
    "{A}. “{t}.” {c} {v}, no. {i} ({y}): {p}.{d}",
    "{A}, {t}, {c} {v} ({y}) {p}.{d}",
    "{A}, {c} {v}, {p} ({y}).",
    "{A}. {t}. {c}. {v}, {p} ({y}).",
    "{A}. {t}. {c}, v. {v}, n. {i}, p. {p}, {m} {y}.",
    "{A}. {t}. {c}, {o}, v. {v}, n. {i}, p. {p}, {y}. Disponível em: {u}. Acesso em: "
    "{a}.",
    "{A}. {t}. {c} [Internet]. {y} [cited {a}];{v}({i}):{p}. Available from: {u}",
    "{A}: {t}. In: {c} {v} ({y}), H. {i}, S. {p}.",
    "{A} ({y}): {t}. In: {c}, Jg. {v}, Nr. {i}, S. {p}.",
    "{A}, « {t} », {c}, vol. {v}, n° {i}, {y}, p. {p}.",
    "{A}. {t}. {c}. {y} {m}; {v}({i}): {p}. PMID: {n}.",
    "{A}. {t}. {c} {y}; {v} (suppl {i}): {p}.",
    "{A}. {t}. {c}. {y};{v}(Suppl. {i}):S{p}.",
    "{A}. {y}. “{t}.” {c} {v} ({i}): {p}.{d}",
    "{A}, '{t}', {c}, {v}/{i} ({y}), {p}.",
    "{A}. {c}. {y};{v}:{p}.",
    "{A}. {t}. {c}. {m} {y}. doi:10.{n}/{x}",
    "{A}. {t}. {c}. Published online {m} {k}, {y}. doi:10.{n}/{x}",
    "{A}. {t}. {c}, ahead of print ({y}).",
)  # fmt: skip
_BOOKS = (
    "{A}. {t}. {o}: {P}; {y}.",
    "{A}. {t}. {e} ed. {o}: {P}; {y}. {n} p.",
    "{A} ({y}). {t} ({e} ed.). {P}.",
    "{A}. {t}. {o}: {P}, {y}.",
    "{A}. {t}. {e}. ed. {o}: {P}, {y}. {n} p.",
    "{A}, {t} ({o}: {P}, {y}), {p}.",
    "{A} ({y}) {t}. {P}, {o}, pp. {p}.",
    "{A}: {t}. {e}. Aufl., {o}: {P}, {y}.",
    "{A}, {t}, {P}, {o}, {y}.",
    "{A} (Eds.). ({y}). {t}. {o}: {P}.",
    "{A}, eds. {t}. {P}; {y}.",
    "{A}. {t} [PhD thesis]. {o}: {P}; {y}.",
    "{A}. {t}. {y}. Tese (Doutorado) – {P}, {o}, {y}.",
)  # fmt: skip
_CHAPTERS = (
    "{A}. {t}. In: {E}, eds. {b}. {P}; {y}:{p}.",
    "{A}. {t}. In: {E}, editors. {b}. {o}: {P}; {y}. p. {p}.",
    "{A} ({y}). {t}. In {E} (Eds.), {b} (pp. {p}). {P}.",
    "{A} ({y}) {t}. In: {E} (eds) {b}. {P}, {o}, pp {p}.",
    "{A}. {t}. In: {E} (org.). {b}. {o}: {P}, {y}. p. {p}.",
    "{A}, “{t},” in {b}, {E}, Eds. {o}: {P}, {y}, pp. {p}.",
    "{A}. “{t}.” In {b}, edited by {E}, {p}. {o}: {P}, {y}.",
    "{A}: {t}. In: {E} (Hrsg.): {b}. {o}: {P}, {y}, S. {p}.",
    "{A}, « {t} », dans {E} (dir.), {b}, {o}, {P}, {y}, p. {p}.",
    "{A}. {t}. In: {b}. {P}; {y}: {p}.",
    "{A}, {y}, ‘{t}’, in {E} (eds.), {b}, pp. {p}, {P}, {o}.",
)  # fmt: skip
_PAGES = (
    "{s}. {g}.",
    "{s}. {g}. {u}",
    "{g}. {s}. {u}",
    "{g}. {s}.",
    "{g}. {s}. Accessed {a}. {u}",
    "{g}. {s}. Published {m} {k}, {y}. Accessed {a}. {u}",
    "{g}. ({y}). {s}. Retrieved {a}, from {u}",
    "{g} ({y}) {s}. Available at: {u} (Accessed: {a}).",
    "{g}. {s} [Internet]. {o}: {g2}; {y} [cited {a}]. Available from: {u}",
    "{s}. {g}. Updated {m} {k}, {y}. Accessed {a}. {u}",
    "“{s}.” {g}, {k} {m} {y}, {u}.",
    "{A}. {s}. {g}. {m} {k}, {y}. {u}",
    "{A}. ({y}, {m} {k}). {s}. {g}. {u}",
)  # fmt: skip
_MONTHS = (
    "January", "Feb", "March", "Apr", "May", "June", "Jul", "August", "September",
    "Oct", "November", "Dec", "fev", "maio", "März", "octobre", "enero",
)  # fmt: skip


def in_templates(material: Stock, seed: int) -> Iterator[Labelled]:
    """Yield references filled into the templates, with varied punctuation."""
    rng = random.Random(seed)
    by_type: dict[str, list[Csl]] = {}
    for item in material.items:
        by_type.setdefault(item["type"], []).append(item)
    made = 0
    while made < FROM_TEMPLATES:
        shelf, templates = rng.choices(
            (
                ("article-journal", _ARTICLES),
                ("book", _BOOKS),
                ("chapter", _CHAPTERS),
                ("article-journal", _PAGES),
            ),
            weights=(55, 14, 18, 13),
        )[0]
        item = _varied(rng.choice(by_type[shelf]), rng, material, full=True)
        labelled = _filled(item, rng.choice(templates), rng, material)
        made += 1
        if labelled is not None:
            yield labelled


_GOLD_OF = {
    "c": "container", "b": "container", "v": "volume", "i": "issue", "p": "pages",
    "P": "publisher",
}  # fmt: skip


def _filled(
    item: Csl, template: str, rng: random.Random, material: Stock
) -> Labelled | None:
    year = str(item["issued"]["date-parts"][0][0])
    form = rng.choice(_NAME_FORMS)
    title = item["title"]
    words = title.split(":")[0].split()
    short = " ".join(words[: rng.randint(3, 7)]).strip(",;:")
    group = rng.choice(material.organisations)
    values = {
        "A": _list(item["author"], form, rng),
        "E": _list(item.get("editor", [])[:4], rng.choice(_NAME_FORMS[:6]), rng),
        "t": title, "c": item.get("container-title", ""), "y": year,
        "b": item.get("container-title", ""), "v": item.get("volume", ""),
        "i": item.get("issue", ""), "p": item.get("page", ""),
        "P": item.get("publisher", ""),
        "o": item.get("publisher-place") or rng.choice(material.places),
        "e": f"{rng.randint(2, 9)}{rng.choice(('nd', 'th', 'a', 'ª', ''))}",
        "m": rng.choice(_MONTHS), "k": str(rng.randint(1, 28)),
        "n": str(rng.randint(1000, 99999)),
        "x": f"j.{words[0].lower()}.{year}.{rng.randint(1, 99):02d}"
        f".{rng.randint(1, 999):03d}",
        "s": short, "g": group, "g2": group,
        "a": f"{rng.choice(_MONTHS)} {rng.randint(1, 28)}, {rng.randint(2005, 2024)}",
        "u": f"https://www.{_squeezed(group)[:12]}.org/{'-'.join(words[:4]).lower()}",
        "d": rng.choice(("", "", f" doi: {item['DOI']}" if "DOI" in item else "",
                         f" https://doi.org/{item['DOI']}" if "DOI" in item else "")),
    }  # fmt: skip
    for key in "AEtcbvipP":
        if "{" + key + "}" in template and not values[key]:
            return None
    text = re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)], template)
    text = text.replace("..", ".").replace("?.", "?")
    if rng.random() < 0.1:
        text = text.replace("–", "-")
    gold: dict[str, Any] = {"year": year} if "{y}" in template else {}
    page = template in _PAGES
    gold["title"] = short if page else title
    if page:
        if template.startswith(("{s}. {g}", "“{s}", "{A}")):
            gold["container"] = group
        else:
            gold["authors"] = [{"family": group}]
    else:
        for key, name in _GOLD_OF.items():
            if "{" + key + "}" in template:
                gold[name] = values[key]
    if "{t}" not in template and not page:
        del gold["title"]
    if "{A}" in template:
        is_editor = "eds. {t}" in template or "(Eds.). (" in template
        gold["editors" if is_editor else "authors"] = item["author"]
    if "{E}" in template:
        gold["editors"] = item["editor"][:4]
    if "{o}" in template:
        gold["place"] = values["o"]
    if re.search(r"suppl\W+\{i\}", template, re.IGNORECASE):
        gold["issue"] = "suppl" + values["i"]
    if "S{p}" in template:
        gold["pages"] = "S" + values["p"]
    record = {"source": "template", "doc": "template", "raw": text, "gold": gold}
    found = labelled_from_values(record, loose=True)
    while found is None and len(gold.get("authors", ())) > 1:
        gold["authors"] = gold["authors"][:-1]
        found = labelled_from_values(record, loose=True)
    return found


_NAME_FORMS = ("Smith JE", "Smith, J. E.", "Smith, J.E.", "J. E. Smith", "J.E. Smith",
               "SMITH, J. E.", "Smith J.E.", "Smith J. E.", "Smith, John E.",
               "John E. Smith", "SMITH JE", "John E. Smith")  # fmt: skip


def _list(names: list[dict[str, str]], form: str, rng: random.Random) -> str:
    most = rng.choice((3, 6, 6, 10, 50))
    written = [_one(name, form) for name in names[:most]]
    if len(names) > most:
        return ", ".join(written) + rng.choice(
            (", et al", " et al", " et al.", "; et al")
        )
    separator = rng.choice((", ", ", ", "; ")) if "," in form else ", "
    last = rng.choice(
        (separator, separator.rstrip() + " and ", " and ", " & ", ", & ", " e ")
    )
    if len(written) < 2:
        return "".join(written)
    return separator.join(written[:-1]) + last + written[-1]


def _one(name: dict[str, str], form: str) -> str:
    family = name["family"].upper() if form.startswith("SMITH") else name["family"]
    given = name.get("given", "")
    letters = [word[0] for word in re.findall(r"[^\W\d_]+", given)]
    match form:
        case "Smith JE" | "SMITH JE":
            return f"{family} {''.join(letters)}".strip()
        case "Smith, J. E." | "SMITH, J. E.":
            return f"{family}, {' '.join(x + '.' for x in letters)}".strip(", ")
        case "Smith, J.E.":
            return f"{family}, {''.join(x + '.' for x in letters)}".strip(", ")
        case "Smith J.E.":
            return f"{family} {''.join(x + '.' for x in letters)}".strip()
        case "Smith J. E.":
            return f"{family} {' '.join(x + '.' for x in letters)}".strip()
        case "J. E. Smith":
            return f"{' '.join(x + '.' for x in letters)} {family}".strip()
        case "J.E. Smith":
            return f"{''.join(x + '.' for x in letters)} {family}".strip()
        case "Smith, John E.":
            return f"{family}, {given}".strip(", ")
        case _:
            return f"{given} {family}".strip()
