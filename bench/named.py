"""Articles that cite by number, rewritten to cite by authors and year.

    python -m bench.named [N]      needs ../shared beside the checkout

With N, only every N-th article is read.

Every number in brackets becomes names and year in the way of a style, the list is put
in the order of the alphabet with a letter behind the years that need one, and the whole
is read as a plain text.
"""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bench.claims import DATA, document, item, records
from bench.markers import Count
from evidencekit.model import Document, Span
from evidencekit.readers import read

Article = dict[str, Any]
_MARKER = re.compile(r" ?\[(?P<list>\d{1,3}(?:\s?[,;‐-–-]\s?\d{1,3})*)\]")
_PART = re.compile(r"(\d+)(?:\s?[‐-–-]\s?(\d+))?")


@dataclass(frozen=True, slots=True)
class Cited:
    """A work as a marker names it: families, year, the letter behind it, initials."""

    families: tuple[str, ...]
    year: str
    letter: str = ""
    initials: str = ""

    @property
    def date(self) -> str:
        """Return the year with its letter."""
        return self.year + self.letter


Names = Callable[[Cited], str]
Frame = Callable[[Sequence[Cited], Names], str]


@dataclass(frozen=True, slots=True)
class Style:
    """How works are named: up to `most` authors, what joins them, and the frame."""

    name: str
    frame: Frame
    join: str = " & "
    most: int = 2
    others: str = " et al."
    upper: bool = False
    initials: bool = False

    def names(self, work: Cited) -> str:
        """Return the names as the style prints them."""
        families = work.families
        if self.initials:
            families = (f"{work.initials} {families[0]}", *families[1:])
        if self.upper:
            families = tuple(family.upper() for family in families)
        if len(families) > self.most:
            return families[0] + self.others
        if len(families) < 2:
            return families[0]
        comma = "," if len(families) > 2 and self.join != "; " else ""
        separator = self.join if self.join == "; " else ", "
        return separator.join(families[:-1]) + comma + self.join + families[-1]


def _group(
    form: str, between: str = "; ", brackets: str = "()", each: str = ""
) -> Frame:
    """Return a frame: each work by `form`, all within brackets."""

    def framed(works: Sequence[Cited], names: Names) -> str:
        parts = [form.format(n=names(work), y=work.date) for work in works]
        return f" {brackets[0]}{each}{between.join(parts)}{brackets[1]}"

    return framed


def _by_author(works: Sequence[Cited], names: Names) -> str:
    """Put the years of the same authors together: "Doe 2001a, b, 2004; Roe 1999"."""
    parts = []
    for said, group in groupby(sorted(works, key=names), key=names):
        dates = []
        for year, same in groupby(
            sorted(group, key=lambda w: w.date), lambda w: w.year
        ):
            letters = [work.letter for work in same]
            dates.append(year + ", ".join(letters))
        parts.append(f"{said} {', '.join(dates)}")
    return f" ({'; '.join(parts)})"


def _told(form: str, joined: str) -> Frame:
    """Return a frame that names the works in the sentence."""

    def framed(works: Sequence[Cited], names: Names) -> str:
        said = [form.format(n=names(work), y=work.date) for work in works]
        return f", as {joined.join(said)} reported"

    return framed


STYLES = (
    Style("(A & B, 2001)", _group("{n}, {y}")),
    Style("(A, B, & C, 2001)", _group("{n}, {y}"), most=5),
    Style("(A and B 2001)", _group("{n} {y}"), join=" and "),
    Style("(A, B, and C 2001)", _group("{n} {y}"), join=" and ", most=3),
    Style("(A 2001a, b, 2003)", _by_author, join=" and "),
    Style("(A and B 2001, C 2002)", _group("{n} {y}", ", "), join=" and "),
    Style("(A et al., 2001, p. 5)", _group("{n}, {y}, p. 5")),
    Style("(A et al. 2001: 23–25)", _group("{n} {y}: 23–25"), join=" and "),
    Style("(e.g., A, 2001)", _group("{n}, {y}", each="e.g., ")),
    Style("(see also A, 2001)", _group("{n}, {y}", each="see also ")),
    Style("(vgl. A und B, 2001, S. 5)", _group("{n}, {y}, S. 5", each="vgl. "),
          join=" und "),
    Style("(A und B 2001) u. a.", _group("{n} {y}"), join=" und ", others=" u. a."),
    Style("(A y B, 2001)", _group("{n}, {y}"), join=" y ", others=" y otros"),
    Style("(A et B, 2001 ; C)", _group("{n}, {y}", " ; "), join=" et ",
          others=" et coll."),
    Style("(A; B, 2001) capitals", _group("{n}, {y}"), join="; ", upper=True),
    Style("(A E B, 2001) capitals", _group("{n}, {y}"), join=" E ", upper=True),
    Style("[A and B, 2001]", _group("{n}, {y}", brackets="[]"), join=" and "),
    Style("[A et al. 2001]", _group("{n} {y}", brackets="[]"), join=" and "),
    Style("(J. A & B, 2001)", _group("{n}, {y}"), initials=True),
    Style("(A and colleagues, 2001)", _group("{n}, {y}"), others=" and colleagues"),
    Style("A and B (2001)", _told("{n} ({y})", ", "), join=" and "),
    Style("A and B’s (2001)", _told("{n}’s ({y})", " and "), join=" and "),
    Style("A & B [2001]", _told("{n} [{y}]", ", ")),
    Style("A et al. 2001, in no brackets", _told("{n} {y}", ", "), join=" and "),
    Style("A et al., 2001, in no brackets", _told("{n}, {y}", "; "), join=" and "),
)  # fmt: skip


def numbers(printed: str) -> list[int]:
    """Return the numbers of a list in brackets."""
    found: list[int] = []
    for first, last in _PART.findall(printed):
        found += range(int(first), int(last or first) + 1)
    return found


def works_of(article: Article, style: Style) -> dict[int, Cited]:
    """Return the works that can be named, by number, with letters where needed."""
    works: dict[int, Cited] = {}
    for number, entry in enumerate(article["references"], 1):
        fields = item(entry)
        families = tuple(name.family or "" for name in fields.author)
        if all(families) and families and fields.year and fields.title:
            first = (fields.author[0].given or "X")[0]
            works[number] = Cited(families, str(fields.year), initials=f"{first}.")
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(works, key=lambda n: _sort_key(article, n)):
        alike[style.names(works[number]).lower(), works[number].year].append(number)
    for group in alike.values():
        for place, number in enumerate(group if len(group) > 1 else ()):
            work = works[number]
            works[number] = Cited(
                work.families, work.year, "abcdefgh"[place % 8], work.initials
            )
    return works


def _sort_key(article: Article, number: int) -> tuple[str, str]:
    entry = article["references"][number - 1]
    return " ".join(entry["authors"]).lower() or entry["raw"].lower(), entry["title"]


def as_printed(entry: Article, work: Cited | None) -> str:
    """Return the entry as it is, with the letter behind its year."""
    raw = " ".join(entry["raw"].split())
    if work is None or not work.letter:
        return raw
    start = max(0, raw.find(entry["title"])) + len(entry["title"])
    place = raw.find(work.year, start)
    place = place if place >= 0 else raw.find(work.year)
    end = place + len(work.year)
    return raw[:end] + work.letter + raw[end:] if place >= 0 else raw


def with_year_first(entry: Article, work: Cited | None) -> str:
    """Return the entry with the year behind the names, in parentheses."""
    if work is None:
        return " ".join(entry["raw"].split())
    names = []
    for name in item(entry).author:
        initials = ". ".join(re.findall(r"[^\W\d_]", name.given or "")) + "."
        names.append(f"{name.family}, {initials}" if name.given else f"{name.family}")
    told = names[0] if len(names) < 2 else f"{', '.join(names[:-1])}, & {names[-1]}"
    journal = f" {entry['journal']}." if entry["journal"] else ""
    return f"{told} ({work.date}). {entry['title'].rstrip('.')}.{journal}"


LISTS = {"as printed": as_printed, "year first": with_year_first}


def rewritten(
    article: Article, style: Style, printed: Callable[[Article, Cited | None], str]
) -> tuple[str, list[Span], list[set[int]], list[tuple[int, Span]]]:
    """Return text, its sentences, the works each names, and where entries stand."""
    works = works_of(article, style)
    gold: list[set[int]] = []
    sentences = []
    for sentence in article["sentences"]:
        named: set[int] = set()

        def marker(match: re.Match[str], named: set[int] = named) -> str:
            known = [n for n in numbers(match["list"]) if n in works]
            named.update(known)
            cited = [works[n] for n in dict.fromkeys(known)]
            return style.frame(cited, style.names) if cited else ""

        text = _MARKER.sub(marker, sentence["text_with_markers"])
        sentences.append({**sentence, "text_with_markers": text})
        gold.append(named)
    page, spans = document({**article, "sentences": sentences}, "text_with_markers")
    assert page.list_span is not None
    text = page.text[: page.list_span.start] + "References\n"
    places = []
    for number in sorted(
        range(1, len(article["references"]) + 1), key=lambda n: _sort_key(article, n)
    ):
        entry = printed(article["references"][number - 1], works.get(number))
        places.append((number, Span(len(text), len(text) + len(entry))))
        text += entry + "\n"
    return text, spans, gold, places


def by_sentence(
    page: Document, spans: Sequence[Span], places: Sequence[tuple[int, Span]]
) -> list[set[int]]:
    """Return the numbers of the works that each sentence's markers name."""
    ids: Mapping[str, int] = {
        reference.id: number
        for reference in page.references
        for number, span in places
        if span.start <= (reference.span.start + reference.span.end) // 2 < span.end
    }
    starts = [span.start for span in spans]
    found: list[set[int]] = [set() for _ in spans]
    for citation in page.citations:
        place = bisect_right(starts, citation.span.start) - 1
        if citation.span.start < places[0][1].start:
            found[place].update(ids.get(name, 0) for name in citation.reference_ids)
    return found


def main() -> None:
    """Print the share of citing sentences with exactly their works, by style."""
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    articles = [a for a in records("articles") if a["style"] == "bracket"][
        :: int(sys.argv[1]) if sys.argv[1:] else 1
    ]
    for name, printed in LISTS.items():
        print(f"list {name}")
        for style in STYLES:
            count = Count()
            for article in articles:
                text, spans, gold, places = rewritten(article, style, printed)
                page = read("article.txt", data=text.encode())
                for found, named in zip(
                    by_sentence(page, spans, places), gold, strict=True
                ):
                    count.add(found, named)
            print(f"  {style.name:<32} {count}", flush=True)


if __name__ == "__main__":
    main()
