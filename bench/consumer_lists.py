"""Source lists as health pages for the public print them: cut apart, and parsed.

    python -m bench.consumer_lists [--lists N] [--examples N]

Articles of the development references and web pages, in the ways of seven kinds of
sites: an entry a line, its address on a line of its own, all in one line, and glued by
scraping.
"""

import argparse
import gzip
import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencekit import parse_reference
from evidencekit.normalize import folded
from evidencekit.parse.segment import split_references

FIELDS = Path(__file__).parents[2] / "shared/data/parse/fields_dev.jsonl.gz"
_FIELDS = ("title", "author", "year", "DOI", "web")
_LAYOUTS = ("lines", "address below", "one line", "glued")
_MONTHS = ("Jan. 4", "March 12", "May 30", "Sept. 14", "Nov. 2", "July 21")


@dataclass(frozen=True)
class Source:
    """What an entry names: a work, or a web page, which has a body for an author."""

    title: str
    year: str | None
    url: str
    family: str = ""
    initials: str = ""
    container: str = ""
    doi: str | None = None
    body: str = ""


_PAGES = tuple(
    Source(title, year, url, body=body)
    for body, url, title, year in (
        ("Sleep Foundation", "sleepfoundation.org/insomnia", "Insomnia", "2021"),
        ("Kidney Care UK Staff", "kidneycareuk.org/living-well/diet-tips/45379",
         "Eating well: 6 steps to a kidney-friendly plate", None),
        ("National Kidney Foundation", "kidney.org/kidney-topics/index.html",
         "About chronic kidney disease", "2024"),
        ("Linus Pauling Institute", "lpi.oregonstate.edu/mic/minerals/zinc",
         "Zinc", None),
        ("European Food Safety Authority", "efsa.europa.eu/en/topics/caffeine",
         "Caffeine and energy drinks", "2015"),
        ("American College of Obstetricians and Gynecologists",
         "acog.org/womens-health/Morning-Sickness/",
         "Morning sickness: Nausea and vomiting of pregnancy", "2022"),
        ("American Lung Association", "lung.org/quit-smoking/benefits",
         "Benefits of quitting for smokers and families", "2018"),
        ("Diabetes UK", "my.diabetes.org.uk/guide/9490-hypos", "Night hypos", "2023"),
        ("Merck Manual", "merckmanuals.com/home/766.htm", "Tinnitus", None),
        ("Cancer Research UK", "cancerresearchuk.org/about/bowel-prevention-pdq",
         "Bowel cancer prevention (PDQ)", "2020"),
        ("U.S. Preventive Services Task Force", "uspstf.org/app.html#/topic/173944/",
         "Lentils, cooked", "2019"),
        ("National Psoriasis Foundation", "psoriasis.org/about/types",
         "Psoriasis types: Plaque psoriasis overview", None),
        ("Better Health Channel", "betterhealth.vic.gov.au/sugar-and-your-teeth",
         "Sugar and your teeth", "2010"),
        ("RNIB", "rnib.org.uk/eye-health/vitamin-k/", "Vitamin K", "2020"),
        ("Alzheimer’s Association", "alz.org/10_signs", "Early signs and symptoms",
         None),
    )
)  # fmt: skip


def _named(source: Source) -> str:
    return f"{source.family} {source.initials}, et al."


def _bare(source: Source, rng: random.Random) -> str:
    year = source.year or "n.d."
    if source.body:
        author = f"{source.body}. ({year}). {source.title}. "
        titled = f"{source.title}. ({year}). "
        return rng.choice((author, titled)) + source.url
    address = rng.choice((f"DOI: {source.doi}", f"doi.org/{source.doi}", source.url))
    return (
        f"{source.family} {source.initials}, et al. ({year}). {source.title}. {address}"
    )


def _linked(source: Source, rng: random.Random) -> str:
    year = source.year or "n.d."
    if source.body:
        return f"{source.title}. ({year}). https://www.{source.url}"
    given = " ".join(f"{letter}." for letter in source.initials)
    address = rng.choice((f"https://doi.org/{source.doi}", f"https://{source.url}"))
    return f"{source.family}, {given}, et al. ({year}). {source.title}. {address}"


def _quoted(source: Source, rng: random.Random) -> str:
    if source.body:
        return f"{source.body}: “{source.title}.”"
    end = rng.choice((f",” {source.year}.", ".”"))
    return f"{source.container}: “{source.title}{end}"


def _dated(source: Source, rng: random.Random) -> str:
    if source.body:
        date = f" {rng.choice(_MONTHS)}, {source.year}." if source.year else ""
        return f"{source.title}. {source.body}.{date}"
    return (
        f"{source.family} {source.initials} et al. {source.title}. {source.container}. "
        f"{rng.choice(_MONTHS).split()[0]} {source.year}."
    )


def _accessed(source: Source, rng: random.Random) -> str:
    accessed = f"Accessed {rng.choice(_MONTHS)}, {rng.randint(2018, 2024)}."
    if source.body:
        return f"{source.title}. {source.body}. https://www.{source.url}. {accessed}"
    return (
        f"{_named(source)} {source.title}. {source.container}. "
        f"{source.year}; doi:{source.doi}."
    )


def _bracketed(source: Source, rng: random.Random) -> str:
    accessed = f"Accessed {rng.randint(1, 12)}/{rng.randint(1, 28)}/2023."
    if source.body:
        return f"{source.body}. {source.title}. (https://www.{source.url}) {accessed}"
    return (
        f"{source.family} {source.initials}. {source.title}. (https://{source.url}) "
        f"{source.container}. {source.year};12(3):45-52. {accessed}"
    )


def _numbered_style(source: Source, rng: random.Random) -> str:
    if source.body:
        updated = (
            f" Updated {rng.choice(_MONTHS)}, {source.year}." if source.year else ""
        )
        return f"{source.body}. {source.title}.{updated}"
    return (
        f"{_named(source)} {source.title}. {source.container}. "
        f"{source.year};12(3):45-52. doi:{source.doi}"
    )


STYLES: dict[str, Callable[[Source, random.Random], str]] = {
    "author, year, bare address": _bare,
    "author, year, link": _linked,
    "quoted titles": _quoted,
    "month and year": _dated,
    "accessed": _accessed,
    "address in brackets": _bracketed,
    "AMA": _numbered_style,
}


@dataclass(frozen=True)
class SourceList:
    """A printed list: its text, the place of each entry, and what the entries name."""

    style: str
    layout: str
    text: str
    spans: tuple[tuple[int, int], ...]
    sources: tuple[Source, ...]


def lists(count: int, seed: int = 8) -> Iterator[SourceList]:
    """Yield lists in each style and layout by turns."""
    rng = random.Random(seed)
    works = list(_articles())
    for number in range(count):
        style = list(STYLES)[number % len(STYLES)]
        layout = _LAYOUTS[number // len(STYLES) % len(_LAYOUTS)]
        sources = rng.sample(works, rng.randint(3, 12))
        sources += rng.sample(_PAGES, rng.randint(1, 6))
        rng.shuffle(sources)
        yield _printed(style, layout, sources, rng)


def _articles() -> Iterator[Source]:
    """Yield articles of the development references, which nothing is trained on."""
    with gzip.open(FIELDS, "rt", encoding="utf-8") as lines:
        golds: list[dict[str, Any]] = [json.loads(line)["gold"] for line in lines]
    for gold in golds:
        first = (gold.get("authors") or [{}])[0]
        title = " ".join(str(gold.get("title") or "").split()).rstrip(".")
        year = str(gold.get("year") or "")
        if (
            (gold.get("container") and gold.get("volume"))
            and (first.get("given") and not first.get("collab"))
            and (len(title.split()) > 3 and re.fullmatch(r"\d{4}", year))
        ):
            initials = "".join(p[0] for p in first["given"].split() if p[0].isupper())
            number = 3_103_000 + zlib.crc32(title.encode()) % 10**6
            yield Source(
                title=title,
                year=year,
                url=f"ncbi.nlm.nih.gov/pmc/articles/PMC{number}/",
                family=first["family"],
                initials=initials or "A",
                container=str(gold["container"]),
                doi=gold.get("doi") or f"10.1016/j.x.{year}.{number}",
            )


def _printed(
    style: str, layout: str, sources: Sequence[Source], rng: random.Random
) -> SourceList:
    between = {"one line": " ", "glued": ""}.get(layout, "\n")
    text = ""
    spans = []
    for source in sources:
        entry = STYLES[style](source, rng)
        if layout == "address below":
            entry = entry.replace(" http", "\nhttp").replace(
                " " + source.url, "\n" + source.url
            )
        text += between if text else ""
        spans.append((len(text), len(text) + len(entry)))
        text += entry
    return SourceList(style, layout, text, tuple(spans), tuple(sources))


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=280)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    printed = list(lists(options.lists))
    print(f"{'cut':<28}{'lists':>6}{'P':>8}{'R':>8}{'F1':>8}{'whole':>8}")
    for name in (*STYLES, *_LAYOUTS, ""):
        chosen = [p for p in printed if name in ("", p.style, p.layout)]
        print(_cut_row(name or "all", chosen))
    heads = "".join(f"{field:>8}" for field in _FIELDS)
    print(f"\n{'parsed':<28}{'entries':>8}{heads}")
    for name in (*STYLES, ""):
        chosen = [p for p in printed if name in ("", p.style)]
        print(_parsed_row(name or "all", chosen))
    shown = Counter[str]()
    for one in printed:
        _show(one, shown, options.examples)


def _cut(one: SourceList) -> set[int]:
    return {entry.span.start for entry in split_references(one.text)}


def _cut_row(name: str, chosen: Sequence[SourceList]) -> str:
    found = wanted = right = whole = 0
    for one in chosen:
        gold, cut = {start for start, _ in one.spans[1:]}, _cut(one) - {0}
        found, wanted, right = (
            found + len(cut),
            wanted + len(gold),
            right + len(gold & cut),
        )
        whole += gold == cut
    f1 = 2 * right / (found + wanted)
    return (
        f"{name:<28}{len(chosen):>6}{right / found:8.3f}{right / wanted:8.3f}{f1:8.3f}"
        f"{whole / len(chosen):8.3f}"
    )


def _parsed_row(name: str, chosen: Sequence[SourceList]) -> str:
    hits: dict[str, list[bool]] = {field: [] for field in _FIELDS}
    count = 0
    for one in chosen:
        for (start, end), source in zip(one.spans, one.sources, strict=True):
            count += 1
            for field, hit in _hits(one.text[start:end], source):
                hits[field].append(hit)
    cells = (f"{sum(h) / len(h):8.3f}" if h else f"{'–':>8}" for h in hits.values())
    return f"{name:<28}{count:>8}" + "".join(cells)


def _hits(text: str, source: Source) -> Iterator[tuple[str, bool]]:
    item = parse_reference(text).item
    yield "title", _letters(item.title) == _letters(source.title)
    if source.year and source.year in text:
        yield "year", str(item.year) == source.year
    if source.doi and source.doi in text:
        yield "DOI", item.doi == source.doi.lower()
    if source.family and source.family in text:
        named = item.author[0].family if item.author else None
        forms = (source.family, source.family.split()[-1])
        yield "author", _letters(named) in map(_letters, forms)
    if source.body and source.url in text:
        yield "web", item.url is not None and source.url.rstrip("/") in item.url


def _letters(text: str | None) -> str:
    return "".join(c for c in folded(text or "") if c.isalnum())


def _show(one: SourceList, shown: Counter[str], most: int) -> None:
    gold, cut = {start for start, _ in one.spans[1:]}, _cut(one) - {0}
    for kind, places in (("missed", gold - cut), ("false", cut - gold)):
        for place in sorted(places):
            name = f"{kind} [{one.style}; {one.layout}]"
            shown[name] += 1
            if shown[name] <= most:
                before, behind = one.text[:place][-60:], one.text[place:][:50]
                print(f"{name} {before!r} {behind!r}")


if __name__ == "__main__":
    main()
