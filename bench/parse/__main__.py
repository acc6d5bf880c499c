"""Prints the accuracy, speed, start-up cost, size and reliability of the parser."""

import argparse
import gzip
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.parse.scoring import SCORER, SHARED, all_right, predicted
from evidencekit.model import Reference
from evidencekit.parse import parse_reference

GOLD = SHARED / "data" / "parse" / "fields_dev.jsonl.gz"
WEIGHTS = Path(__file__).parents[2] / "evidencekit" / "parse" / "weights"
_STARTUP = """
import time
from evidencekit.parse import parse_reference
begun = time.perf_counter()
from evidencekit.parse.crf import Model
from evidencekit.parse.phrases import Phrases
Model.load("fields"), Phrases.load("containers")
print(f"{1000 * (time.perf_counter() - begun):.0f} ms to load the weights")
parse_reference("Smith J. On things. Nature. 2001;1(2):3-4.")
print(f"{1000 * (time.perf_counter() - begun):.0f} ms to the first reference")
"""


def scored(records: list[dict[str, Any]], references: list[Reference], by: str) -> None:
    """Print the shared scorer's table."""
    with TemporaryDirectory() as directory:
        gold = Path(directory) / "gold.jsonl"
        gold.write_bytes(gzip.decompress(GOLD.read_bytes()))
        target = Path(directory) / "predictions.jsonl"
        target.write_text(
            "".join(
                json.dumps({"id": record["id"], "pred": predicted(reference.item)})
                + "\n"
                for record, reference in zip(records, references, strict=True)
            )
        )
        command = [sys.executable, str(SCORER), "fields", str(gold), str(target)]
        subprocess.run([*command, "--by", by], check=True)


def reliability(records: list[dict[str, Any]], references: list[Reference]) -> None:
    """Print how many references of each confidence are wholly right."""
    rights: dict[int, list[bool]] = {}
    for record, reference in zip(records, references, strict=True):
        right = all_right(record["gold"], reference.item)
        rights.setdefault(min(9, int(10 * reference.confidence)), []).append(right)
    print("confidence   references   wholly right")
    for tenth, found in sorted(rights.items()):
        share = sum(found) / len(found)
        print(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}{len(found):12}{share:14.3f}")


def main() -> None:
    """Run the bench on the development set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--by", default="source", choices=("source", "style"))
    options = parser.parse_args()
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    subprocess.run([sys.executable, "-c", _STARTUP], check=True)
    parse_reference("Smith J. On things. Nature. 2001;1(2):3-4.")
    for run in ("first", "second"):
        begun = time.process_time()
        references = [parse_reference(record["raw"]) for record in records]
        speed = len(records) / (time.process_time() - begun)
        print(f"{speed:.0f} references a second, {run} time, one core")
    sizes = {path.name: path.stat().st_size for path in sorted(WEIGHTS.iterdir())}
    print("bytes shipped:", sizes)
    scored(records, references, options.by)
    reliability(records, references)


if __name__ == "__main__":
    main()
