"""`evidencekit parse`: printed references to CSL-JSON, BibTeX, RIS or text."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from evidencekit.bibliography import FORMATS, Entry, written
from evidencekit.commands.options import option
from evidencekit.commands.terminal import print_text
from evidencekit.parse import find_references, parse_reference, split_references
from evidencekit.readers.encoding import decoded
from evidencekit.readers.files import file_bytes, refuse_known_binary


@click.command()
@click.argument("file", default="-")
@option(
    "--to",
    type=click.Choice(FORMATS),
    default="csl",
    show_default=True,
    help="What to write: csl is CSL-JSON with an object a line, csl-json one array.",
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
    for piece in written(map(Entry, items), to):
        print_text(piece)


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
