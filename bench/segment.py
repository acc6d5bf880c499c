"""Measures how well reference lists are cut and found."""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.pages import Page, pages, pages_without_list
from evidencekit.parse.find_list import find_references
from evidencekit.parse.segment import split_references

SHARED = Path(__file__).parents[2] / "shared"


# Widths at which lists are wrapped once more; 0 is one line, None one line in which no
# white space parts the entries.
WIDTHS = (None, 0, 60, 80, 110)


def main() -> None:
    """Print the tables of the development lists, then that of whole pages."""
    split_table()
    rewrapped_table()
    pages_table()


def split_table() -> None:
    """Print how well the development lists are cut, by source and by mode."""
    lists = _development_lists()
    started = time.perf_counter()
    _score(lists, "source,mode")
    seconds = time.perf_counter() - started
    count = sum(len(record["spans"]) for record in lists)
    print(f"{count} references in {seconds:.1f} s: {count / seconds:.0f} a second\n")


def rewrapped_table() -> None:
    """Print how well the lists of articles are cut without numbers, at other widths.

    The lists of PDFs are left out: their lines break words.
    """
    lists = [
        _rewrapped(record, width)
        for width in WIDTHS
        for record in _development_lists()
        if record["source"] != "grobid_refseg"
    ]
    print("the same without numbers, in one line and wrapped at other widths")
    _score(lists, "source,mode")
    print()


def _development_lists() -> list[dict[str, Any]]:
    held = SHARED / "data" / "parse" / "segments_dev.jsonl.gz"
    with gzip.open(held, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _rewrapped(record: dict[str, Any], width: int | None) -> dict[str, Any]:
    """Return the list in one line, or wrapped without regard to its entries."""
    begun = record.get("content") or [start for start, _ in record["spans"]]
    ends = [end for _, end in record["spans"]]
    words = [record["text"][a:b].split() for a, b in zip(begun, ends, strict=True)]
    text, line = "", 0
    spans: list[tuple[int, int]] = []
    for entry in words:
        first = len(text) + (bool(text) and width is not None)
        for place, word in enumerate(entry):
            if text and (place or width is not None):
                full = width and len(text) + 1 + len(word) - line > width
                text += "\n" if full else " "
                line = len(text) if full else line
            text += word
        spans.append((first, len(text)))
    modes = {None: "glued", 0: "one line"}
    mode = modes.get(width, f"wrapped at {width}")
    return {
        "id": f"{record['id']}@{width}",
        "source": record["source"],
        "mode": mode,
        "text": text,
        "spans": spans,
    }


def _score(lists: list[dict[str, Any]], by: str) -> None:
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
        scorer = SHARED / "tools" / "score_parse.py"
        command = [sys.executable, str(scorer), "seg", str(gold), str(pred)]
        subprocess.run([*command, "--by", by], check=True)


def pages_table(count: int = 210) -> None:
    """Print how well the lists of composed pages are found, by kind and layout."""
    groups: dict[str, list[tuple[bool, ...]]] = {}
    for page in pages(count):
        outcome = _outcome(page)
        for group in ("all", page.kind, page.layout):
            groups.setdefault(group, []).append(outcome)
    print(
        f"{'pages':<14}{'n':>5}{'found':>8}{'start':>8}{'end':>8}{'heading':>8}{'whole':>8}"
    )
    for group, outcomes in groups.items():
        shares = (sum(column) / len(outcomes) for column in zip(*outcomes, strict=True))
        print(f"{group:<14}{len(outcomes):>5}" + "".join(f"{s:8.3f}" for s in shares))
    without = list(pages_without_list(100))
    alarms = sum(find_references(text) is not None for text in without)
    print(f"pages without a list: {alarms} of {len(without)} false alarms")


def _outcome(page: Page) -> tuple[bool, ...]:
    """Say whether list, start, end and heading were found, and all entries exactly."""
    found = find_references(page.text)
    if found is None:
        return (False,) * 5
    entries = tuple(entry.span.of(page.text) for entry in found.entries)
    heading = found.heading.of(page.text).lstrip("# ") if found.heading else None
    return (
        True,
        entries[0] == page.entries[0],
        entries[-1] == page.entries[-1],
        heading == page.heading,
        entries == page.entries,
    )


if __name__ == "__main__":
    main()
