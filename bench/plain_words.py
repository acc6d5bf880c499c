"""Pages of our own that say in plain words what titles say in terms.

`pages_in_plain_words/` holds consumer pages, written for this project, about works that
exist. Each marker stands behind the sentence that was written to rest on the work, and
the list is numbered by first use: the links are known by construction.

`abstracts_in_our_words/` has abstracts for these works as journals print them, written
for this project from the titles, without sight of the pages: what they say of numbers
and results need not be what the real works report.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidencekit.claims.sentences import sentences
from evidencekit.parse import parse_reference

FOLDER = Path(__file__).with_name("pages_in_plain_words")
_ABSTRACTS = Path(__file__).with_name("abstracts_in_our_words")
_LIST = "\n## References\n"
_MARKER = re.compile(r"\s*\[(\d+)\]")


def plain_pages(*, abstracts: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the pages in the form of the development sets, by name.

    With `abstracts`, only those of whose references abstracts have been written, and
    these have them.
    """
    for path in sorted((_ABSTRACTS if abstracts else FOLDER).glob("*.txt")):
        path = FOLDER / path.name
        body, entries = path.read_text("utf-8").split(_LIST)
        references = [_reference(line) for line in entries.splitlines()]
        if abstracts:
            found = _abstracts(_ABSTRACTS / path.name)
            for number, reference in enumerate(references, 1):
                reference["abstract"] = found.get(number)
        yield {
            "id": path.stem,
            "sentences": list(_sentences(body)),
            "references": references,
        }


def _abstracts(path: Path) -> dict[int, str]:
    """Return the abstracts in a file, by the number of the reference."""
    parts = path.read_text("utf-8").split("== ")[1:]
    numbered = (part.partition("\n") for part in parts)
    return {int(number): text.strip() for number, _, text in numbered}


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
