"""Reference lists composed from single references, and lists taken from real PDFs."""

import html
import random
import re
import tarfile
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencekit.parse.boundaries import manner
from train.pages import head, tail, web_page
from train.references import AUTHOR, EDITOR, TITLE, Labelled, records

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
    "www.example.org/journal",
    "{journal} | www.example.org {n} May {year} | Volume {v}",
    "Copyright © {year} The Authors",
    "REFERENCES {n}",
    "{n} of {m}",
    "doi: 10.1000/{n}.{m}",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a reference and its phase: A(uthors), T(itle) or C(ontainer, …)."""

    start: int
    phase: str


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


@dataclass(frozen=True, slots=True)
class Raw:
    """One reference: its text, without line breaks, and where its phases begin."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """References of one document, or of one manner, in which a list may print them."""

    id: str
    references: tuple[Raw, ...]


def batches(labelled: Sequence[Labelled]) -> Iterator[Batch]:
    """Yield the references of the shared set by document, and `labelled` by style.

    References that came one by one are put together by the manner in which they
    begin, as a list keeps to one style.
    """
    found: dict[str, list[Raw]] = {}
    for record in records("fields_train"):
        source = str(record["source"])
        if source in ("anystyle_core", "anystyle_good", "anystyle_ugly"):
            continue
        raw = from_values(record)
        key = f"{source}:{record['doc']}"
        if source == "anystyle_gold":
            key = f"{source}:{manner(raw.text, 0)}"
        found.setdefault(key, []).append(raw)
    for reference in labelled:
        raw = from_labels(reference)
        key = f"{reference.source}:{reference.document}"
        if not reference.source.startswith("csl"):
            key = f"{reference.source}:{manner(raw.text, 0)}"
        found.setdefault(key, []).append(raw)
    for key, raws in found.items():
        for first in range(0, len(raws), 60):
            part = [raw for raw in raws[first : first + 60] if raw.text]
            if key.startswith(("any", "csl", "template")) and first % 120 == 0:
                part.sort(key=lambda raw: raw.text)
            if len(part) >= 5:
                yield Batch(f"{key}:{first}", tuple(part))


def composed_lists(labelled: Sequence[Labelled], seed: int) -> Iterator[GoldList]:
    """Yield lists composed of the references of one batch each, in many modes."""
    rng = random.Random(seed)
    for batch in batches(labelled):
        frontiers = batch.id.startswith("pmc_frontiers")
        if frontiers and rng.random() < 0.7:
            continue  # two fifths of the references, all in one style
        for mode in rng.sample(MODES, 1 + (len(batch.references) + 10) // 25):
            yield composed(batch, mode, rng)


def from_labels(reference: Labelled) -> Raw:
    """Return a labelled reference with its phases."""
    text = re.sub(r"\s", " ", reference.text)
    parts: list[Part] = []
    for start, label in zip(reference.tokens.starts, reference.labels, strict=True):
        phase = "T" if label == TITLE else "C"
        if label in (AUTHOR, EDITOR) and (not parts or parts[-1].phase == "A"):
            phase = "A"
        if not parts or parts[-1].phase != phase:
            parts.append(Part(start, phase))
    return Raw(text.strip(), tuple(parts)) if text[:1].strip() else Raw("", ())


def from_values(record: dict[str, Any]) -> Raw:
    """Return a reference whose fields are given as values, with its phases."""
    raw = " ".join(re.sub(r"<[^<>]{1,30}>", "", str(record["raw"])).split())
    title = str(record["gold"].get("title") or "")
    title = " ".join(re.sub(r"<[^<>]{1,30}>", "", title).split())
    start = raw.find(title) if title else -1
    if start < 0 and title:
        start = raw.lower().find(title.lower()[:30])
    if start < 0:
        year = re.search(r"(?<!\d)(1[5-9]|20)\d\d", raw)
        cut = year.end() if year and year.start() < len(raw) / 2 else len(raw) // 3
        return Raw(raw, (Part(0, "A"), Part(cut, "C")))
    return Raw(raw, _parts(raw, start, len(title)))


def _parts(raw: str, start: int, length: int) -> tuple[Part, ...]:
    title = Part(start if start > 3 else 0, "T")
    rest = Part(min(len(raw), start + length), "C")
    return (Part(0, "A"), title, rest) if start > 3 else (title, rest)


def composed(batch: Batch, mode: str, rng: random.Random) -> GoldList:
    """Return references of a batch as one text in the given mode."""
    first = rng.randrange(0, max(1, len(batch.references) - 30))
    references = batch.references[first : first + rng.randint(4, 45)]
    style = "apa" if "apa" in batch.id else "ama"
    label = rng.choice(_LABELS) if mode.endswith("_num") else ""
    if mode == "flat_num":
        label = (
            label.replace("\n", " ") if label[:3] not in ("{} ", "- ", "* ") else "{}. "
        )
    width = rng.choice((60, 72, 80, 95, 110))
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
    gold = GoldList(f"{batch.id}:{mode}", text, _entries(marks))
    if mode == "flow":
        gold = flowed(gold, width, rng)
    if mode in ("flow", "wrapped", "wrapped_num", "lines") and rng.random() < 0.25:
        gold = with_headers(gold, rng)
    return gold


def _references(
    references: Sequence[Raw], style: str, rng: random.Random
) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield the references, in some lists with links after them or web pages "
    "between."""
    links = rng.choice(_LINKS) if rng.random() < 0.18 else ""
    pages = rng.choice((0.1, 0.3, 0.5)) if rng.random() < 0.15 else 0.0
    for reference in references:
        text, parts = reference.text, reference.parts
        if rng.random() < pages:
            text, title = web_page(rng, style)
            parts = _parts(text, text.find(title), len(title))
        elif links and rng.random() < 0.8:
            text += " " + links
        yield text, parts


def _entries(
    marks: Sequence[tuple[int, int, int, tuple[Part, ...]]],
) -> tuple[GoldEntry, ...]:
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


def pdf_lists(path: Path, without: frozenset[str]) -> Iterator[GoldList]:
    """Yield GROBID's lists with their line breaks, but for the documents `without`."""
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            name = Path(member.name).name.split(".training")[0]
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is None or name in without:
                continue
            gold = _pdf_list(name, stream.read().decode("utf-8"))
            if len(gold.entries) >= 4:
                yield gold
                yield moved(gold, " ".join(gold.text.split()))


_BIBL = re.compile(r"<bibl\b[^>]*>(.*?)</bibl>", re.S)


def _pdf_list(name: str, tei: str) -> GoldList:
    body = tei.partition("<listBibl>")[2].partition("</listBibl>")[0]
    marks: list[tuple[int, int, int, tuple[Part, ...]]] = []
    text = ""
    end = 0
    for match in _BIBL.finditer(body):
        between = _plain(body[end : match.start()]).strip()
        if between:
            text += between + "\n"
        end = match.end()
        label, closed, rest = match[1].rpartition("</label>")
        content = _plain(rest)
        head = _plain(label).strip() + (" " if closed else "")
        content = content.strip()
        marks.append((len(text), len(text + head), len(text + head + content), ()))
        text += head + content + "\n"
    return GoldList(name, text, _entries(marks), phased=False)


def _plain(tei: str) -> str:
    tei = re.sub(r"\s*\n\s*", "", tei)
    tei = re.sub(r"<lb\s*/>\s*", "\n", tei)
    return html.unescape(re.sub(r"<[^>]+>", "", tei))
