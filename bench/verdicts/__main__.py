"""Measures the verdicts: false alarms on right references, defects found and missed.

    python -m bench.verdicts [--half tune|report] [--sample N] [--examples N]

Every real work of the chosen half is printed in every style as a right reference, and a
sample of them with one known defect each. The lists are read, looked up in process
(real records, with made notices, preprints, sequels and siblings around them, and a
search that always answers) and judged as the command does it. Thresholds are set on the
half `tune`; `report` is for figures. Needs the development data in ../shared.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.verdicts import tables
from bench.verdicts.check import outcomes
from bench.verdicts.defects import DEFECTS, RIGHT, Around, Defect, Draft
from bench.verdicts.lists import Case, shows, style_names
from bench.verdicts.variants import VARIANTS
from bench.verdicts.works import WORKS, Registry, years
from evidencekit.model import Item, PartialDate, Work
from evidencekit.normalize import plain

# Of right references: how many are printed without their DOI, without their issue, and
# with a harmless slip.
_WITHOUT_DOI, _WITHOUT_ISSUE, _SLIPS = 0.15, 0.3, 0.3


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--works", type=Path, default=WORKS, help="works.jsonl.gz")
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--sample", type=int, default=200, metavar="N",
                        help="cases of each defect")  # fmt: skip
    parser.add_argument("--right", type=int, metavar="N",
                        help="right references in each style, default all")  # fmt: skip
    parser.add_argument("--defect", help="only the defects with this in their name")
    parser.add_argument("--style", help="only the styles with this in their name")
    parser.add_argument("--variants", action="store_true",
                        help="right references in unusual ways")  # fmt: skip
    parser.add_argument("--csl", action="store_true",
                        help="print in the CSL project's styles")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=0, metavar="N",
                        help="show N false alarms and misses of each kind")  # fmt: skip
    chosen = parser.parse_args()

    began = time.perf_counter()
    registry = Registry(chosen.works)
    works = registry.citable(chosen.half)
    print(f"{len(works)} works of the half “{chosen.half}”\n")
    drafts = drafts_of(works, registry)
    cases = list(
        cases_of(
            works,
            drafts,
            registry,
            right=chosen.right,
            sample=chosen.sample,
            defect=chosen.defect,
            style=chosen.style,
            csl=chosen.csl,
            kinds=VARIANTS if chosen.variants else DEFECTS,
            seed=chosen.seed,
        )
    )
    found = list(outcomes(cases, registry, chosen.seed, _SLIPS))
    if chosen.variants:
        tables.print_variants(found)
        tables.print_examples(found, chosen.examples)
        return
    if chosen.defect in (None, "none"):
        tables.print_right(found)
    tables.print_defects(found)
    tables.print_defects_by_style(found)
    tables.print_rules(found)
    tables.print_examples(found, chosen.examples)
    print(f"{len(cases)} references in {time.perf_counter() - began:.0f} s")


def drafts_of(works: Sequence[Work], registry: Registry) -> dict[str, Draft]:
    """Return each work as a careful author prints it, by DOI."""
    messages = {message["DOI"].lower(): message for message in registry.messages}
    return {
        str(w.item.doi): Draft(w, messages[str(w.item.doi)], _item(w)) for w in works
    }


def _item(work: Work) -> Item:
    """Return what a careful author prints of a work."""
    item = work.item
    return Item(
        type=item.type,
        title=plain(item.title or "").rstrip(".").strip(),
        author=item.author,
        editor=item.editor,
        container_title=plain(item.container_title or "") or None,
        container_title_short=item.container_title_short,
        issued=item.issued,
        volume=item.volume,
        issue=item.issue,
        page=item.page,
        doi=item.doi,
        publisher=item.publisher if item.type != "article-journal" else None,
        publisher_place=item.publisher_place,
    )


def cases_of(
    works: Sequence[Work],
    drafts: dict[str, Draft],
    registry: Registry,
    *,
    right: int | None = None,
    sample: int = 200,
    defect: str | None = None,
    style: str | None = None,
    csl: bool = False,
    kinds: Sequence[Defect] = DEFECTS,
    seed: int = 1,
) -> Iterator[Case]:
    """Yield `right` right references in each style and `sample` of each defect.

    `defect` and `style` are parts of the names of those that are wanted.
    """
    dice = random.Random(seed)
    styles = [
        name for name in style_names(csl=csl) if (style or "").lower() in name.lower()
    ]
    number = 0
    if defect in (None, RIGHT.name) and kinds is DEFECTS:
        for each in styles:
            for work in dice.sample(works, min(right or len(works), len(works))):
                number += 1
                draft = _loosened(drafts[str(work.item.doi)], dice)
                if shows(each, draft, draft):
                    yield Case(number, draft, RIGHT, each)
    around = Around(dice, works, registry)
    for kind in kinds:
        if (defect or "").lower() in kind.name.lower():
            for case in _spoilt(kind, drafts, styles, around, sample):
                number += 1
                yield replace(case, number=number)


def _spoilt(
    defect: Defect,
    drafts: dict[str, Draft],
    styles: Sequence[str],
    around: Around,
    count: int,
) -> Iterator[Case]:
    """Yield up to `count` cases of a defect, the styles in turn."""
    works = around.dice.sample(around.works, len(around.works))
    made = turn = 0
    for work in (*works, *works, *works):
        right = drafts[str(work.item.doi)]
        spoilt = defect.spoil(right, around)
        if spoilt:
            style = styles[turn % len(styles)]
            turn += 1
            if shows(style, spoilt, right):
                yield Case(0, spoilt, defect, style)
                made += 1
        if made == count:
            break


def _loosened(draft: Draft, dice: random.Random) -> Draft:
    """Return the reference with what authors leave out or choose among."""
    item = draft.item
    if dice.random() < _WITHOUT_DOI:
        item = replace(item, doi=None)
    if dice.random() < _WITHOUT_ISSUE:
        item = replace(item, issue=None)
    if dice.random() < _WITHOUT_ISSUE:
        item = replace(item, issued=PartialDate(dice.choice(years(draft.work))))
    return replace(draft, item=item)


if __name__ == "__main__":
    main()
