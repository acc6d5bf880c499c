"""Pages of our own that say in plain words what titles say in terms.

`pages_in_plain_words/` holds consumer pages, written for this project, about works that
exist. Each marker stands behind the sentence that was written to rest on the work, and
the list is numbered by first use: the links are known by construction.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidencekit.claims.sentences import sentences
from evidencekit.parse import parse_reference

FOLDER = Path(__file__).with_name("pages_in_plain_words")
_LIST = "\n## References\n"
_MARKER = re.compile(r"\s*\[(\d+)\]")


def plain_pages() -> Iterator[dict[str, Any]]:
    """Yield the pages in the form of the development sets, by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        body, entries = path.read_text("utf-8").split(_LIST)
        yield {
            "id": path.stem,
            "sentences": list(_sentences(body)),
            "references": [_reference(line) for line in entries.splitlines()],
        }


def _sentences(body: str) -> Iterator[dict[str, Any]]:
    paragraphs = [line.lstrip("# ") for line in body.splitlines()]
    for number, paragraph in enumerate(paragraphs):
        for span in sentences(paragraph):
            marked = span.of(paragraph)
            yield {
                "para": number,
                "text_without_markers": _MARKER.sub("", marked),
                "text_with_markers": marked,
                "refs": [int(found) - 1 for found in _MARKER.findall(marked)],
            }


def _reference(line: str) -> dict[str, Any]:
    raw = line.partition(" ")[2]
    item = parse_reference(raw).item
    names = [
        f"{name.family or name.literal} {name.given or ''}" for name in item.author
    ]
    return {
        "raw": raw,
        "title": item.title,
        "authors": [name.strip() for name in names],
        "year": str(item.year or ""),
    }
