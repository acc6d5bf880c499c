"""How often what a DOI codes agrees with what is registered and what is printed.

    python -m bench.doi_scheme --works works.jsonl.gz --references fields_train.jsonl.gz

`--works` are Crossref records, `--references` printed references with their fields.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidencekit.match.doi_scheme import coded
from evidencekit.model import Item, PartialDate
from evidencekit.normalize import canonical_doi


def main() -> None:
    """Print, per scheme, how many DOIs it reads and how many fields contradict it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=Path)
    parser.add_argument("--references", type=Path)
    options = parser.parse_args()
    if options.works:
        _table("registered", _registered(options.works))
    if options.references:
        _table("printed", _printed(options.references))


def _table(title: str, pairs: Iterator[tuple[str, Item, str]]) -> None:
    read: Counter[str] = Counter()
    against: Counter[str] = Counter()
    examples = []
    for doi, item, text in set(pairs):
        code = coded(doi)
        if code is None:
            continue
        read[code.scheme] += 1
        found = code.contradictions(item, text)
        if found:
            against[code.scheme] += 1
            examples.append((code.scheme, doi, found))
    print(f"{title:<42} read  contradicted")
    for scheme, count in read.most_common():
        print(f"{scheme:<42}{count:>5}{against[scheme]:>8}")
    for example in sorted(examples, key=str):
        print("  ", *example)


def _registered(path: Path) -> Iterator[tuple[str, Item, str]]:
    for record in _lines(path):
        work = record["work"]
        if not work.get("volume") and not work.get("page"):
            continue
        dates = [
            parts[0]
            for name in ("published-print", "issued", "published-online")
            if (parts := (work.get(name) or {}).get("date-parts", [[None]])[0])
            and parts[0]
        ]
        item = Item(
            volume=work.get("volume"),
            issue=work.get("issue"),
            page=work.get("page") or work.get("article-number"),
            issued=PartialDate(dates[0]) if dates else None,
        )
        yield work["DOI"].lower(), item, ""


def _printed(path: Path) -> Iterator[tuple[str, Item, str]]:
    for record in _lines(path):
        gold = record["gold"]
        doi = canonical_doi(gold.get("doi") or "")
        if doi is None:
            continue
        year = str(gold.get("year") or "")[:4]
        item = Item(
            volume=gold.get("volume"),
            issue=gold.get("issue"),
            page=gold.get("pages"),
            issued=PartialDate(int(year)) if year.isdigit() else None,
        )
        yield doi, item, record["raw"]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
