"""How long the command takes and how much memory it holds, beside an empty Python.

    python -m bench.speed [ARTICLE] [--runs N]

Runs the installed command in processes of its own: `--version`, and a check of the
article (the example, unless another is named) against the stand-in of the tests,
with an empty cache and again with a full one. Prints the median wall-clock time, its
ratio to `python -c pass` in the same run, and the largest resident memory.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.standin.records import records
from tests.standin.server import StandIn

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description="Time the command and weigh it, beside an empty Python."
    )
    parser.add_argument(
        "article", nargs="?", default=str(ROOT / "examples/article.txt")
    )
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()

    with tempfile.TemporaryDirectory() as cache, StandIn(records()) as standin:
        services = {
            "EVIDENCEKIT_CROSSREF_URL": standin.url,
            "EVIDENCEKIT_DOI_URL": standin.url,
            "EVIDENCEKIT_CACHE_DIR": cache,
        }
        check = [sys.executable, "-m", "evidencekit", "check", chosen.article]
        empty = seconds([sys.executable, "-c", "pass"], {}, chosen.runs)
        version = seconds(["evidencekit", "--version"], {}, chosen.runs)
        rows = [("python -c pass", empty), ("evidencekit --version", version)]
        rows.append(("check, empty cache", seconds(check, services, 1)))
        cold = standin.requests
        rows.append(("check, full cache", seconds(check, services, chosen.runs)))
        warm = standin.requests - cold
    for name, wall in rows:
        print(f"{name:<24}{wall:8.3f} s{wall / empty:8.1f} ×")
    print(f"requests: {cold} with an empty cache, {warm} with a full one")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest resident memory of any of these: {largest:.0f} MB")


def seconds(command: Sequence[str], settings: dict[str, str], runs: int) -> float:
    """Return the median wall-clock time of `runs` runs, in seconds."""
    environment = {**os.environ, **settings}
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
