"""References beside the works that they may be: their own, and what looks like it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bench.verdicts import relatives
from bench.verdicts.defects import DEFECTS, Around, Defect
from bench.verdicts.lists import Case, lists, printed
from bench.verdicts.works import Registry, work_of
from evidencekit.match.notices import notice
from evidencekit.match.preprints import is_preprint
from evidencekit.match.reading import read_as
from evidencekit.match.score import Score, score
from evidencekit.match.search import search_text
from evidencekit.model import Reference, Work

# Defects that leave it the same work, and those that make it no work at all.
_SAME = frozenset(
    name
    for name in (defect.name for defect in DEFECTS)
    if not any(word in name for word in ("DOI", "invented", "chimera"))
) | {"subtitle invented", "none"}
_NONE = frozenset({"invented"})
_SECOND = frozenset({"year ±1", "year ±5", "volume", "issue", "first page",
                     "misspelt author", "word misspelt", "container"})  # fmt: skip
_TWICE = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference and a work: what their fields say, and the truth."""

    score: Score
    by_doi: bool
    same: bool


def pairs(
    cases: Sequence[Case], registry: Registry, works: Sequence[Work], seed: int = 1
) -> Iterator[Pair]:
    """Yield each case with its own work and others, by DOI and by search."""
    dice = random.Random(seed)
    around = Around(dice, works, registry)
    usable = [
        _spoilt_again(case, around)
        for case in cases
        if case.defect.name in _SAME | _NONE
    ]
    for group in lists(usable):
        _, entries = printed(group, dice, 0.3)
        for entry in entries:
            if len(entry.references) == 1:
                reference = entry.references[0]
                yield from _by_doi(entry.case, reference, works, dice)
                yield from _by_search(entry.case, reference, registry)


def _spoilt_again(case: Case, around: Around) -> Case:
    """Return a case with, at times, a second defect: slips seldom come alone."""
    if not _is_real(case.defect) or around.dice.random() > _TWICE:
        return case
    second = around.dice.choice([d for d in DEFECTS if d.name in _SECOND])
    draft = second.spoil(case.draft, around)
    return replace(case, draft=draft) if draft else case


def _by_doi(
    case: Case, reference: Reference, works: Sequence[Work], dice: random.Random
) -> Iterator[Pair]:
    """Yield the own work under the DOI, and as often another."""
    draft = case.draft
    if _is_real(case.defect):
        yield _pair(reference, draft.work, by_doi=True, same=True)
    other = dice.choice(works)
    match dice.randrange(3):
        case 0 if draft.work.kind == "journal-article":
            other = work_of(relatives.sequel(draft.message, dice))
        case 1 if draft.work.kind == "journal-article":
            title = relatives.mixed([draft.message, {"title": [other.item.title]}])
            other = work_of(relatives.sibling(draft.message, title, dice))
    if other.item.doi != draft.work.item.doi:
        yield _pair(reference, other, by_doi=True, same=False)


def _by_search(case: Case, reference: Reference, registry: Registry) -> Iterator[Pair]:
    text = search_text(reference)
    if text is None:
        return
    for work in registry.search(text):
        if notice(work) is None and not is_preprint(work):
            same = work.item.doi == case.draft.work.item.doi
            same = same and _is_real(case.defect)
            yield _pair(reference, work, by_doi=False, same=same)


def _is_real(defect: Defect) -> bool:
    return defect.name in _SAME


def _pair(reference: Reference, work: Work, *, by_doi: bool, same: bool) -> Pair:
    return Pair(score(read_as(reference, work), work), by_doi, same)
