"""`evidencekit parse`: printed references to CSL-JSON, BibTeX or RIS."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from evidencekit.commands.options import option
from evidencekit.commands.terminal import print_text
from evidencekit.inert import json_text
from evidencekit.model import Item
from evidencekit.normalize import words
from evidencekit.parse import find_references, parse_reference, split_references
from evidencekit.readers.encoding import decoded
from evidencekit.readers.files import file_bytes, refuse_known_binary
from evidencekit.reports.items import to_bibtex, to_ris


@click.command()
@click.argument("file", default="-")
@option(
    "--to",
    type=click.Choice(["csl", "bibtex", "ris"]),
    default="csl",
    show_default=True,
    help="What to write: CSL-JSON (one object a line), BibTeX or RIS.",
)
@option(
    "--split",
    is_flag=True,
    help="Cut a reference list apart first, however its lines run.",
)
def command(file: str, to: str, split: bool) -> None:
    """Turn printed references into data.

    FILE has one reference a line; - or no FILE is standard input.
    """
    text = _text(file)
    references = _entries(text) if split else text.splitlines()
    items = (parse_reference(r.strip()).item for r in references if r.strip())
    write = _WRITERS[to]
    seen: Counter[str] = Counter()
    for item in items:
        print_text(write(item, _key(item, seen)))


def _text(file: str) -> str:
    data = sys.stdin.buffer.read() if file == "-" else file_bytes(Path(file))
    name = "<stdin>" if file == "-" else file
    refuse_known_binary(name, data)
    return decoded(name, data).text


def _entries(text: str) -> Iterable[str]:
    """Return the references of a list, or of the list in an article.

    A heading counts where it stands before the references: "Notes" or "Literature"
    inside a list is a word of a title.
    """
    entries = split_references(text)
    found = find_references(text)
    if found and found.heading:
        heading = found.heading.start
        # One: prose that passes for a reference.
        if sum(entry.span.start < heading for entry in entries) <= 1:
            entries = found.entries
    return (entry.span.of(text) for entry in entries)


def _key(item: Item, seen: Counter[str]) -> str:
    """Return a citation key: first author and year, with a letter from the second."""
    author = item.author[0] if item.author else None
    name = (author.family or str(author)) if author else item.title or ""
    key = f"{next(_ascii_words(name), 'reference')}{item.year or ''}"
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def _ascii_words(text: str) -> Iterator[str]:
    return (word for word in words(text) if word.isascii())


def _csl(item: Item, key: str) -> str:
    return json_text({"id": key, **item.to_csl()}) + "\n"


def _ris(item: Item, _: str) -> str:
    return to_ris(item) + "\n"


def _bibtex(item: Item, key: str) -> str:
    return to_bibtex(item, key) + "\n"


_WRITERS: dict[str, Callable[[Item, str], str]] = {
    "csl": _csl,
    "bibtex": _bibtex,
    "ris": _ris,
}
