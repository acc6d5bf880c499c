"""Which formats there are, and how one is told from another."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from evidencekit.errors import ReadError
from evidencekit.model import Document
from evidencekit.readers import bibtex, markdown, plain_text


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its suffixes, how it looks inside, and its reader.

    `looks_like` is asked where the suffix decides nothing; `read` takes the name of
    the document and its text.
    """

    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[str, str], Document]


# In the order in which content is looked at; the last takes whatever is left.
FORMATS = (
    Format((".bib", ".bibtex"), bibtex.looks_like, bibtex.read),
    Format((".md", ".markdown", ".mkd"), markdown.looks_like, markdown.read),
    Format((".txt", ".text"), plain_text.looks_like, plain_text.read),
)


def format_of(name: str, text: str) -> Format:
    """Return the format of a document, by its suffix or else by its content.

    Raises:
        ReadError: the content is in a format that has no reader.
    """
    suffix = PurePath(name).suffix.lower()
    for known in FORMATS:
        if suffix in known.suffixes:
            return known
    head = text[:1000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")):
        raise ReadError(f"{name}: is a page with mark-up; save it as text or Markdown")
    return next(known for known in FORMATS if known.looks_like(text))
