"""How often each field comparison is wrong: right values it doubts, defects it misses.

    python -m bench.fields works.jsonl.gz --references fields_train.jsonl.gz

Each registered value is written in ways that are all right (bench/field_variants.py)
and then with one defect. `--references` adds pairs that nobody made up: what two
articles print for one DOI. There the rate is an upper bound, for some of them are
misprints. The DOI's hash puts a work into the half to tune on or the half to report.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.field_variants import DEFECTS, VARIANTS, Pool
from evidencekit.match.containers import same_container
from evidencekit.match.names import name_changes
from evidencekit.match.numbers import same_issue, same_volume
from evidencekit.match.pages import same_pages
from evidencekit.match.titles import changes, dropped_part, title
from evidencekit.model import Item, Name, Work
from evidencekit.normalize import canonical_doi
from evidencekit.services.crossref_work import work_from_message

NOW = "2026-11-23T12:00:00Z"
Comparison = Callable[[Item, Item], bool]


def main() -> None:
    """Print, per field, false alarms per 100 of each variant and recall of defects."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", type=Path)
    parser.add_argument("--references", type=Path)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    works = [w for w in _works(options.works) if _half(w.item.doi) == options.half]
    pool = Pool(works)
    print(f"{len(works)} works, {options.half} half")
    _made(works, pool, options.examples)
    if options.references:
        _printed_twice(options.references, options.half, options.examples)


def _made(works: list[Work], pool: Pool, examples: int) -> None:
    for field, same in SAME.items():
        for name, variant in VARIANTS[field].items():
            rows = list(_written(works, pool, field, variant))
            wrong = [row for row in rows if not same(*row)]
            _line(f"{field}: {name}", len(rows), len(wrong), "doubted")
            _show(field, wrong[:examples])
        for name, defect in DEFECTS[field].items():
            rows = list(_written(works, pool, field, defect))
            missed = [row for row in rows if same(*row)]
            _line(
                f"{field}, defect: {name}", len(rows), len(rows) - len(missed), "found"
            )
            _show(field, missed[:examples])


def _written(
    works: list[Work], pool: Pool, field: str, variant: Any
) -> Iterator[tuple[Item, Item]]:
    dice = random.Random(1)
    for work in works:
        if getattr(work.item, field):
            item = variant(work.item, pool, dice)
            if item is not None:
                yield item, work.item


def _printed_twice(path: Path, half: str, examples: int) -> None:
    groups: dict[str, dict[str, Item]] = defaultdict(dict)
    for record in _lines(path):
        doi = canonical_doi(record["gold"].get("doi") or "")
        if doi and record["doc"] and _half(doi) == half:
            groups[doi].setdefault(record["doc"], _item(record))
    for field, same in SAME.items():
        pairs = {
            (getattr(a, field), getattr(b, field)): (a, b)
            for items in groups.values()
            for a, b in itertools.combinations(items.values(), 2)
            if _one_work(a, b) and getattr(a, field) and getattr(b, field)
        }
        wrong = [p for p in pairs.values() if not (same(*p) or same(*p[::-1]))]
        _line(f"{field}: printed twice", len(pairs), len(wrong), "doubted")
        _show(field, wrong[:examples])


def _one_work(left: Item, right: Item) -> bool:
    """Lists print wrong DOIs too: the titles have to begin alike."""
    a, b = (title(item.title or "").letters for item in (left, right))
    return bool(a) and a[:20] == b[:20]


def _line(name: str, count: int, number: int, word: str) -> None:
    rate = 100 * number / count if count else 0.0
    print(f"{name:<52}{count:>7} {word} {rate:6.2f} %")


def _show(field: str, rows: list[tuple[Item, Item]]) -> None:
    for printed, registered in rows:
        values = (getattr(printed, field), getattr(registered, field))
        print("     ", *(_readable(value) for value in values), sep="  |  ")


def _readable(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(name) for name in value)
    return str(value)


def _same_container(printed: Item, registered: Item) -> bool:
    forms = (registered.container_title, registered.container_title_short)
    return same_container(
        printed.container_title or "", [form for form in forms if form]
    )


def _same_authors(printed: Item, registered: Item) -> bool:
    return not name_changes(printed, registered, "")


def _same_title(printed: Item, registered: Item) -> bool:
    ours, theirs = title(printed.title or ""), title(registered.title or "")
    return not changes(ours, theirs) or bool(dropped_part(theirs, ours))


def _same(field: str, compare: Callable[[str, str], bool]) -> Comparison:
    return lambda printed, registered: compare(
        getattr(printed, field), getattr(registered, field)
    )


SAME: dict[str, Comparison] = {
    "container_title": _same_container,
    "author": _same_authors,
    "title": _same_title,
    "page": _same("page", same_pages),
    "volume": _same("volume", same_volume),
    "issue": _same("issue", same_issue),
}


def _works(path: Path) -> Iterator[Work]:
    for record in _lines(path):
        work = work_from_message(record["work"], "https://api.crossref.org", NOW)
        if work.kind == "journal-article" and work.item.title:
            yield work


def _item(record: dict[str, Any]) -> Item:
    gold = record["gold"]
    return Item(
        title=gold.get("title"),
        author=tuple(
            Name(literal=name["family"])
            if name.get("collab")
            else Name(name.get("family") or None, name.get("given") or None)
            for name in gold.get("authors") or ()
        ),
        container_title=gold.get("container"),
        volume=gold.get("volume"),
        issue=gold.get("issue"),
        page=gold.get("pages"),
        et_al="et al" in record["raw"],
    )


def _half(doi: str | None) -> str:
    digest = hashlib.sha256((doi or "").encode()).digest()
    return "tune" if digest[0] % 2 else "report"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
