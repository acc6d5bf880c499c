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

from evidencekit.model import Item, Reference
from evidencekit.parse import parse_reference

SHARED = Path(__file__).parents[3] / "shared"


def predicted(item: Item) -> dict[str, Any]:
    """Return an item in the form that the scorer reads."""
    return {
        "authors": [
            {
                "family": name.family,
                "given": name.given,
                "particle": name.particle,
                "suffix": name.suffix,
                "literal": name.literal,
            }
            for name in item.author
        ],
        "title": item.title,
        "container": item.container_title,
        "year": str(item.year) if item.year else None,
        "volume": item.volume,
        "issue": item.issue,
        "pages": item.page,
        "doi": item.doi,
        "url": item.url,
        "publisher": item.publisher,
    }


def parsed(records: list[dict[str, Any]]) -> tuple[list[Reference], float]:
    """Return the parsed references and how many of them a second there were."""
    begun = time.process_time()
    references = [parse_reference(record["raw"]) for record in records]
    return references, len(records) / (time.process_time() - begun)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--by", default="source", choices=("source", "style"))
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    gold = SHARED / "data" / "parse" / "fields_dev.jsonl.gz"
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    begun = time.perf_counter()
    parse_reference("Smith J. On things. Nature. 2001;1(2):3-4.")
    print(f"first reference {1000 * (time.perf_counter() - begun):.0f} ms")
    references, speed = parsed(records)
    with TemporaryDirectory() as directory:
        folder = Path(directory)
        target = options.predictions or folder / "predictions.jsonl"
        with target.open("w", encoding="utf-8") as out:
            for record, reference in zip(records, references, strict=True):
                line = {"id": record["id"], "pred": predicted(reference.item)}
                out.write(json.dumps(line) + "\n")
        plain = folder / "gold.jsonl"
        plain.write_bytes(gzip.decompress(gold.read_bytes()))
        subprocess.run(
            [
                sys.executable,
                str(SHARED / "tools" / "score_parse.py"),
                "fields",
                str(plain),
                str(target),
                "--by",
                options.by,
            ],
            check=True,
        )
    print(f"{speed:.0f} references a second")


if __name__ == "__main__":
    main()
