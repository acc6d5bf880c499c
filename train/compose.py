"""Reference lists composed from single references, in many layouts."""

import random
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from train.batches import Batch, Part, Raw, parts_around_title, titles
from train.pages import head, tail, web_page
from train.variety import in_capitals, unstopped, with_authorless

MODES = (
    "flat",
    "flat",
    "flat",
    "flat",
    "flow",
    "flow",
    "flow",
    "flow",
    "lines",
    "wrapped",
    "wrapped",
    "hanging",
    "flat_num",
    "wrapped_num",
    "lines_num",
)
# How many of the lists hold newspaper items, laws, reports and pages.
_AUTHORLESS = 0.35
# How many print families in capitals, which the documents seldom do.
_IN_CAPITALS = 0.12
# How many end no entry in a full stop.
_UNSTOPPED = 0.12
_LABELS = (
    "{}. ",
    "{}. ",
    "[{}] ",
    "[{}] ",
    "({}) ",
    "{}) ",
    "{}.\n",
    "{} ",
    "• ",
    "- ",
    "* ",
    "^ ",
    "{}. ^ ",
)
# What publishers' pages link to after an entry.
_LINKS = (
    "CrossRef",
    "Medline",
    "PubMed",
    "CrossRef Medline",
    "[CrossRef]",
    "Google Scholar",
    "[PubMed] [Google Scholar]",
    "Reference Source",
    "View Article",
    "Full Text",
    "View Article PubMed/NCBI Google Scholar",
    "Article CAS PubMed Google Scholar",
    "[Crossref], [Web of Science ®], [Google Scholar]",
    "Abstract/FREE Full Text",
)
_HEADERS = (
    "{n}",
    "Page {n}",
    "{journal}",
    "{n} | {journal}",
    "{journal} {year}; {n}",
    "{author} et al. {journal}",
    "{author} et al. / {journal} {v} ({year}) {n}–{m}",
    "J. {author} et al.\n{n}",
    "Downloaded from https://example.org by guest on {n} May {year}",
    "This content downloaded from 192.0.2.{m} on Mon, {n} May {year} 14:05:08 UTC\n"
    "All use subject to the terms of use of the archive",
    "www.example.org/journal",
    "{journal} | www.example.org {n} May {year} | Volume {v}",
    "Copyright © {year} The Authors",
    "REFERENCES {n}",
    "{n} of {m}",
    "doi: 10.1000/{n}.{m}",
)


@dataclass(frozen=True, slots=True)
class GoldEntry:
    """A reference in a composed text: where it stands and where its phases begin."""

    start: int
    content: int
    end: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class GoldList:
    """A text with the references that it lists."""

    id: str
    text: str
    entries: tuple[GoldEntry, ...]
    phased: bool = True


def composed_lists(parts: Iterable[Batch], seed: int) -> Iterator[GoldList]:
    """Yield lists composed of the references of one batch each, in many modes."""
    rng = random.Random(seed)
    whole = list(parts)
    pool = [title for batch in whole for title in titles(batch.references)]
    for batch in whole:
        frontiers = batch.id.startswith("pmc_frontiers")
        if frontiers and rng.random() < 0.7:
            continue  # two fifths of the references, all in one style
        for mode in rng.sample(MODES, 1 + (len(batch.references) + 10) // 25):
            yield composed(batch, mode, rng, pool)


def composed(
    batch: Batch, mode: str, rng: random.Random, pool: Sequence[str]
) -> GoldList:
    """Return references of a batch as one text in the given mode.

    In some lists references that are made, with titles of the batch or of the `pool`,
    stand in for a part of them.
    """
    first = rng.randrange(0, max(1, len(batch.references) - 30))
    references: Sequence[Raw] = batch.references[first : first + rng.randint(4, 45)]
    if rng.random() < _IN_CAPITALS:
        references = [in_capitals(raw) for raw in references]
    if rng.random() < _UNSTOPPED:
        references = [unstopped(raw) for raw in references]
    if rng.random() < _AUTHORLESS:
        own = titles(batch.references)
        references = with_authorless(
            references, own if len(own) > 9 and rng.random() < 0.7 else pool, rng
        )
    style = "apa" if "apa" in batch.id else "ama"
    label = rng.choice(_LABELS) if mode.endswith("_num") else ""
    if mode == "flat_num":
        label = (
            label.replace("\n", " ") if label[:3] not in ("{} ", "- ", "* ") else "{}. "
        )
    width = rng.randint(48, 125)
    between = " " if mode.startswith("flat") or mode == "flow" else "\n"
    if mode.startswith("lines") and rng.random() < 0.15:
        between = "\n\n"
    marks: list[tuple[int, int, int, tuple[Part, ...]]] = []
    around = rng.random() < 0.3
    text = between.join(head(rng)) + between if around and rng.random() < 0.7 else ""
    for number, (raw, parts) in enumerate(_references(references, style, rng), start=1):
        lead = label.format(number)
        if mode in ("wrapped", "hanging", "wrapped_num"):
            raw, parts = _broken(raw, parts, width, mode == "hanging", rng, len(lead))
        if marks:
            text += between
        marks.append((len(text), len(text) + len(lead), len(text + lead + raw), parts))
        text += lead + raw
    if around:
        text += between + between.join(tail(rng))
    gold = GoldList(f"{batch.id}:{mode}", text, entries_at(marks))
    if mode == "flow":
        gold = flowed(gold, width, rng)
    if mode in ("flow", "wrapped", "wrapped_num", "lines") and rng.random() < 0.25:
        gold = with_headers(gold, rng)
    return gold


def _references(
    references: Sequence[Raw], style: str, rng: random.Random
) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield the references, in some lists with links or web pages between them."""
    links = rng.choice(_LINKS) if rng.random() < 0.18 else ""
    pages = rng.choice((0.1, 0.3, 0.5)) if rng.random() < 0.15 else 0.0
    for reference in references:
        text, parts = reference.text, reference.parts
        if rng.random() < pages:
            text, title = web_page(rng, style)
            parts = parts_around_title(text, text.find(title), len(title))
        elif links and rng.random() < 0.8:
            text += " " + links
        yield text, parts


def entries_at(
    marks: Sequence[tuple[int, int, int, tuple[Part, ...]]],
) -> tuple[GoldEntry, ...]:
    """Return entries by their label, content and end; phases are of the content."""
    return tuple(
        GoldEntry(
            start, content, end, tuple(Part(content + p.start, p.phase) for p in parts)
        )
        for start, content, end, parts in marks
    )


def _broken(
    raw: str,
    parts: tuple[Part, ...],
    width: int,
    hanging: bool,
    rng: random.Random,
    used: int,
) -> tuple[str, tuple[Part, ...]]:
    """Wrap one reference; its phases move with its words."""
    lines = textwrap.wrap(
        raw,
        width,
        initial_indent="x" * min(used, 9),
        break_on_hyphens=True,
        break_long_words=rng.random() < 0.3,
    )
    lines[0] = lines[0][min(used, 9) :]
    if hanging:
        lines = [lines[0], *("    " + line for line in lines[1:])]
    return "\n".join(lines), tuple(
        Part(_moved(raw, "\n".join(lines), p.start), p.phase) for p in parts
    )


def _moved(before: str, after: str, offset: int) -> int:
    """Return where the character at `offset` is after white space was changed."""
    wanted = len("".join(before[:offset].split()))
    seen = 0
    for place, char in enumerate(after):
        if not char.isspace():
            if seen == wanted:
                return place
            seen += 1
    return len(after)


def flowed(gold: GoldList, width: int, rng: random.Random) -> GoldList:
    """Wrap the whole text at a width, without regard to where entries begin."""
    lines = textwrap.wrap(gold.text, width, break_long_words=rng.random() < 0.3)
    return moved(gold, "\n".join(lines))


def moved(gold: GoldList, text: str) -> GoldList:
    """Return `gold` for `text`, which differs from its text in white space alone."""
    places = [i for i, char in enumerate(text) if not char.isspace()]
    counts = [0]
    for char in gold.text:
        counts.append(counts[-1] + (not char.isspace()))

    def at(offset: int) -> int:
        return places[counts[offset]] if counts[offset] < len(places) else len(text)

    entries = tuple(
        GoldEntry(
            at(e.start),
            at(e.content),
            places[counts[e.end] - 1] + 1,
            tuple(Part(at(p.start), p.phase) for p in e.parts),
        )
        for e in gold.entries
    )
    return GoldList(gold.id, text, entries, gold.phased)


def with_headers(gold: GoldList, rng: random.Random) -> GoldList:
    """Put a page header or footer between two lines, every now and then."""
    lines = gold.text.split("\n")
    every = rng.randint(8, 30)
    names = {
        "journal": rng.choice(
            ("Nature Physics", "Acta Medica", "J Clin Oncol", "Review")
        ),
        "author": rng.choice(("Smith", "Garcia", "Li", "Müller")),
        "v": rng.randint(1, 90),
        "year": rng.randint(1990, 2024),
    }
    pattern = rng.choice(_HEADERS)
    inserted: list[tuple[int, int]] = []
    offset = 0
    out: list[str] = []
    for number, line in enumerate(lines):
        if number and number % every == 0:
            page = 200 + number // every
            header = pattern.format(n=page, m=page + 9, **names)
            out.append(header)
            inserted.append((offset, len(header) + 1))
        offset += len(line) + 1
        out.append(line)

    def at(place: int) -> int:
        return place + sum(size for before, size in inserted if before <= place)

    entries = tuple(
        GoldEntry(
            at(e.start),
            at(e.content),
            at(e.end - 1) + 1,
            tuple(Part(at(p.start), p.phase) for p in e.parts),
        )
        for e in gold.entries
    )
    return GoldList(gold.id, "\n".join(out), entries)
