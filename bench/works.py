"""Measures how Crossref's real records and replies are read.

Run as `python -m bench.works`; needs the development data in ../shared.
"""

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from evidencekit.model import Found, Work
from evidencekit.services.answers import from_json, to_json
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.outcome import Answer, Failure, Reply, crossref_outcome

CROSSREF = Path(__file__).parents[2] / "shared" / "data" / "crossref"


def main() -> None:
    """Print what became of every record and of every recorded exchange."""
    messages = [line["work"] for line in _lines("works.jsonl.gz")]
    started = time.perf_counter()
    works = [work_from_message(m, "url", "2026-11-23T00:00:00Z") for m in messages]
    seconds = time.perf_counter() - started
    print(
        f"{len(works)} records in {seconds:.2f} s, {len(works) / seconds:.0f} a second"
    )
    same = sum(from_json(to_json(Found(work))) == Found(work) for work in works)
    print(f"{same} come back from the cache's form as they were\n")
    _print_kinds(works)
    _print_outcomes()


def _print_kinds(works: list[Work]) -> None:
    columns = ("title", "author", "container_title", "issued", "volume", "page")
    print(f"{'kind':22}{'works':>7}" + "".join(f"{c:>17}" for c in columns))
    for kind, count in Counter(work.kind for work in works).most_common():
        items = [work.item for work in works if work.kind == kind]
        given = [sum(bool(getattr(item, c)) for item in items) for c in columns]
        print(f"{kind:22}{count:>7}" + "".join(f"{number:>17}" for number in given))
    further = {
        "subtitle": sum(work.subtitle is not None for work in works),
        "several dates": sum(len(work.dates) > 1 for work in works),
        "article number": sum(work.article_number is not None for work in works),
        "updates": sum(bool(work.updates) for work in works),
        "updated by": sum(bool(work.updated_by) for work in works),
        "relations": sum(bool(work.relations) for work in works),
    }
    print("\n" + ", ".join(f"{name}: {count}" for name, count in further.items()))


def _print_outcomes() -> None:
    outcomes: Counter[str] = Counter()
    for exchange in _lines("responses.jsonl.gz"):
        path = urlsplit(exchange["uri"] or "").path
        wanted = "work" if path.startswith("/works/") else "work-list"
        headers = {name.lower(): value for name, value in exchange["headers"].items()}
        body = (exchange["body"] or "").encode()
        reply = Reply(exchange["status"], headers, body)
        match crossref_outcome(reply, wanted):
            case Answer():
                outcomes["answer"] += 1
            case Failure(reason):
                outcomes[f"failure: {reason[:70]}"] += 1
            case _:
                outcomes["absent"] += 1
    print(f"\n{outcomes.total()} recorded exchanges")
    for outcome, count in outcomes.most_common():
        print(f"{count:>5}  {outcome}")


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(CROSSREF / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
