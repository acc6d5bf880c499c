"""Measures how well reference lists are cut and found."""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evidencekit.parse.segment import split_references

SHARED = Path(__file__).parents[2] / "shared"


def main() -> None:
    """Print the table of the development lists, by source and by mode."""
    held = SHARED / "data" / "parse" / "segments_dev.jsonl.gz"
    lists = [json.loads(line) for line in gzip.open(held, "rt", encoding="utf-8")]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        with gold.open("w") as out:
            out.writelines(json.dumps(record) + "\n" for record in lists)
        with pred.open("w") as out:
            for record in lists:
                spans = [
                    [entry.span.start, entry.span.end]
                    for entry in split_references(record["text"])
                ]
                out.write(json.dumps({"id": record["id"], "spans": spans}) + "\n")
        seconds = time.perf_counter() - started
        scorer = SHARED / "tools" / "score_parse.py"
        command = [sys.executable, str(scorer), "seg", str(gold), str(pred)]
        subprocess.run([*command, "--by", "source,mode"], check=True)
    count = sum(len(record["spans"]) for record in lists)
    print(f"{count} references in {seconds:.1f} s: {count / seconds:.0f} a second")


if __name__ == "__main__":
    main()
