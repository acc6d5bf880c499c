"""What a watch costs: requests and seconds for many references.

    python -m bench.watch [NUMBER] [--latency SECONDS]

runs `watch_documents` twice over NUMBER (default 5,000) made-up works, against the
stand-in on loopback that enforces Crossref's polite limits (429 above them): first
nothing is remembered, then one work in a hundred has a notice since.
"""

import argparse
import time

from evidencekit.api_watch import watch_documents
from evidencekit.config import Config
from evidencekit.model import Document, Item, Reference, Span
from evidencekit.watching.memory import Memory, written
from evidencekit.watching.outcome import Watched
from tests.standin.limits import REAL_LIMITS
from tests.standin.records import Record, record
from tests.standin.server import StandIn

_ONE_IN = 100  # Of these, one has a correction at the second run.


def main() -> None:
    """Print a line for each of the two runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=5000)
    parser.add_argument("--latency", type=float, default=0.3, help="seconds per answer")
    options = parser.parse_args()
    records = _records(options.number)
    document = _document(list(records))
    with StandIn(records, limits=REAL_LIMITS, latency_s=options.latency) as standin:
        print(
            f"{options.number} references, {options.latency} s latency, polite limits"
        )
        first = _timed("first run", standin, document, None)
        for number, doi in enumerate(list(records)):
            if number % _ONE_IN == 0:
                records[doi]["updated-by"] = [_correction(number)]
        _timed("second run", standin, document, first.memory)
    size = len(written(first.memory).encode())
    print(f"state file {size / 1000:.0f} kB")


def _timed(
    name: str, standin: StandIn, document: Document, memory: Memory | None
) -> Watched:
    config = Config(
        mailto="editor@example.org",
        crossref_url=standin.url,
        doi_url=standin.url,
        no_cache=True,
    )
    gate = standin.gates["polite", "list"]
    before, refused, started = standin.requests, gate.refused, time.perf_counter()
    outcome = watch_documents([document], memory, config)
    seconds = time.perf_counter() - started
    print(
        f"{name}: {standin.requests - before} requests, {gate.refused - refused} of "
        f"them above the limit, {seconds:.1f} s, {len(outcome.news)} news, "
        f"{len(outcome.unchecked)} unchecked"
    )
    return outcome


def _records(number: int) -> dict[str, Record]:
    facts: list[Record] = [
        {
            "doi": f"10.5555/{n:06}",
            "type": "journal-article",
            "title": f"Of the tides at station {n}",
            "container": "Tides",
            "author": [["Example", "Ada"], ["Standin", "Bo"]],
            "volume": str(n % 90),
            "print": [2000 + n % 25],
        }
        for n in range(number)
    ]
    return {fact["doi"]: record(fact) for fact in facts}


def _document(dois: list[str]) -> Document:
    references = (
        Reference(str(n), doi, Span(n, n), Item(doi=doi)) for n, doi in enumerate(dois)
    )
    return Document("many.bib", "text/x-bibtex", "", tuple(references), has_prose=False)


def _correction(number: int) -> Record:
    return {
        "DOI": f"10.5555/{number:06}.c",
        "type": "correction",
        "source": "publisher",
        "updated": {"date-parts": [[2026, 11, 2]]},
    }


if __name__ == "__main__":
    main()
