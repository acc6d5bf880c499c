"""Reference lists of one style, read as the command reads them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.verdicts import bibtex
from bench.verdicts.csl import CslStyle, csl_styles
from bench.verdicts.defects import Defect, Draft
from bench.verdicts.slips import slipped
from bench.verdicts.styles import STYLES, Style
from evidencekit.model import Document, Item, Reference
from evidencekit.readers import read

_BIBTEX = {"BibTeX, LaTeX": bibtex.latex, "BibTeX, exported": bibtex.exported}
_STYLES = {style.name: style for style in STYLES}
# As many entries as a list of an article has.
LENGTH = 30


def style_names(*, csl: bool = False) -> tuple[str, ...]:
    """Return the names of the styles of the tables, or of the CSL project."""
    return tuple(csl_styles()) if csl else (*_STYLES, *_BIBTEX)


def _style(name: str) -> Style | CslStyle:
    return _STYLES.get(name) or csl_styles()[name]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft in a style with its defect; `number` tells it from all others."""

    number: int
    draft: Draft
    defect: Defect
    style: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was read where a case stands: one reference unless it was cut wrongly."""

    case: Case
    references: tuple[Reference, ...]


def shows(style: str, spoilt: Draft, right: Draft) -> bool:
    """Say whether the defect can be seen in what `style` prints, or in the records."""
    if style in _BIBTEX:
        return True
    printed, doi = _style(style).printed(spoilt.item), spoilt.item.doi
    if doi != right.item.doi and (doi or "") not in printed:
        return False
    if spoilt.item == right.item:
        return bool(printed)
    return printed not in ("", _style(style).printed(right.item))


def lists(cases: Sequence[Case]) -> Iterator[tuple[Case, ...]]:
    """Yield the cases in lists of one style, each work once in a list."""
    waiting = sorted(cases, key=lambda case: case.style)
    while waiting:
        style, works = waiting[0].style, set()
        taken: list[Case] = []
        rest: list[Case] = []
        for case in waiting:
            doi = case.draft.work.item.doi
            if len(taken) < LENGTH and case.style == style and doi not in works:
                taken.append(case)
                works.add(doi)
            else:
                rest.append(case)
        waiting = rest
        yield tuple(taken)


def printed(
    cases: Sequence[Case], dice: random.Random, slips: float
) -> tuple[Document, tuple[Entry, ...]]:
    """Return the document that holds the cases' references, and where each stands."""
    if cases[0].style in _BIBTEX:
        return _bibliography(cases, dice)
    return _text(cases, dice, slips)


def _bibliography(
    cases: Sequence[Case], dice: random.Random
) -> tuple[Document, tuple[Entry, ...]]:
    write = _BIBTEX[cases[0].style]
    parts, ends = [], []
    for case in cases:
        part = write(case.draft.item, f"r{case.number}", dice)
        if case.draft.again:
            part += "\n\n" + bibtex.exported(case.draft.again, f"s{case.number}", dice)
        parts.append(part)
        ends.append(len("\n\n".join(parts)) + 1)
    document = read("list.bib", data="\n\n".join(parts).encode())
    return document, _entries(document, cases, ends)


def _text(
    cases: Sequence[Case], dice: random.Random, slips: float
) -> tuple[Document, tuple[Entry, ...]]:
    style = _style(cases[0].style)
    text, number, ends = "References\n\n", 0, []
    for case in cases:
        for item, form in _printings(case, style, dice):
            number += 1
            line = form.printed(item)
            write = case.defect.write
            line = write(line, dice) if write else slipped(line, dice, slips)
            text += style.label.format(number).translate(_BRACKETS) + line + "\n"
        ends.append(len(text))
    document = read("list.txt", data=text.encode())
    return document, _entries(document, cases, ends)


_BRACKETS = str.maketrans("⟦⟧", "[]")


def _printings(
    case: Case, style: Style | CslStyle, dice: random.Random
) -> Iterator[tuple[Item, Style | CslStyle]]:
    yield case.draft.item, style
    if case.draft.again:
        others = [s for s in STYLES if s is not style and "no titles" not in s.name]
        yield case.draft.again, dice.choice(others)


def _entries(
    document: Document, cases: Sequence[Case], ends: Sequence[int]
) -> tuple[Entry, ...]:
    entries, start = [], 0
    for case, end in zip(cases, ends, strict=True):
        here = [r for r in document.references if start <= r.span.start < end]
        entries.append(Entry(case, tuple(here)))
        start = end
    return tuple(entries)
