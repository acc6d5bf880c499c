"""Run the stand-in by hand: `python -m tests.standin --port 8099`."""

import argparse
import sys
from pathlib import Path

from tests.standin.faults import Fault
from tests.standin.limits import GENEROUS_LIMITS, REAL_LIMITS
from tests.standin.records import CorrectionCase, records
from tests.standin.server import StandIn


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin", description=__doc__
    )
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--fault", choices=[f.value for f in Fault])
    parser.add_argument("--doi-fault", choices=[f.value for f in Fault])
    parser.add_argument("--times", type=int, help="how many requests the fault hits")
    parser.add_argument(
        "--correction-case",
        choices=[c.value for c in CorrectionCase],
        default=CorrectionCase.NOTICE.value,
        help="what 10.1371/journal.pone.0216631 is",
    )
    parser.add_argument("--works", type=Path, help="a works.jsonl.gz to serve as well")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per answer")
    parser.add_argument(
        "--generous", action="store_true", help="announce and enforce no real limit"
    )
    options = parser.parse_args()
    found = records(CorrectionCase(options.correction_case), options.works)
    limits = GENEROUS_LIMITS if options.generous else REAL_LIMITS
    with StandIn(found, options.port, limits, options.latency) as standin:
        standin.crossref_fault = Fault(options.fault) if options.fault else None
        standin.doi_fault = Fault(options.doi_fault) if options.doi_fault else None
        standin.times = options.times
        print(
            f"{len(found)} works at {standin.url}; set EVIDENCEKIT_CROSSREF_URL, "
            "EVIDENCEKIT_DOI_URL and EVIDENCEKIT_DATACITE_URL to it, and "
            f"EVIDENCEKIT_PUBMED_URL to {standin.url}/entrez/eutils",
            file=sys.stderr,
        )
        standin.join()


if __name__ == "__main__":
    main()
