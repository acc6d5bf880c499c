"""References with their phases, by document or by the manner of lists they fit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evidencekit.parse.boundaries import manner
from train.judged import letters
from train.references import AUTHOR, EDITOR, TITLE, Labelled, records


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a reference and its phase: A(uthors), T(itle) or C(ontainer, …)."""

    start: int
    phase: str


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


def batches(
    labelled: Sequence[Labelled],
    without: frozenset[str] = frozenset(),
    judged: frozenset[str] = frozenset(),
) -> Iterator[Batch]:
    """Yield the references of the shared set by document, and `labelled` by style.

    None are of the documents `without`, and none has the `letters` of one that is
    `judged`. Those of a document come in the order in which it prints them.
    References that came one by one are put together by the manner in which they
    begin, as a list keeps to one style.
    """
    found: dict[str, list[Raw]] = {}
    for record in sorted(records("fields_train"), key=_printed_place):
        source = str(record["source"])
        if source in ("anystyle_core", "anystyle_good", "anystyle_ugly"):
            continue
        if record["doc"] in without:
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
            part = [
                raw
                for raw in raws[first : first + 60]
                if raw.text and letters(raw.text) not in judged
            ]
            if key.startswith(("any", "csl", "template")) and first % 120 == 0:
                part.sort(key=lambda raw: raw.text)
            if len(part) >= 5:
                yield Batch(f"{key}:{first}", tuple(part))


def _printed_place(record: dict[str, Any]) -> tuple[str, int]:
    """Return a record's document and its place there, which its id tells."""
    number = re.search(r"(\d+)(?:-\d+_\d+)?$", str(record["id"]))
    return f"{record['source']}:{record['doc']}", int(number[1]) if number else 0


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
    return Raw(raw, parts_around_title(raw, start, len(title)))


def parts_around_title(raw: str, start: int, length: int) -> tuple[Part, ...]:
    """Return the phases of a reference whose title is at `start`."""
    title = Part(start if start > 3 else 0, "T")
    rest = Part(min(len(raw), start + length), "C")
    return (Part(0, "A"), title, rest) if start > 3 else (title, rest)


def titles(references: Iterable[Raw]) -> list[str]:
    """Return the titles of the references that have one."""
    return [
        reference.text[title.start : after.start].strip(" .,")
        for reference in references
        for title, after in pairwise(reference.parts)
        if title.phase == "T" and after.start - title.start > 12
    ]
