"""Which formats there are, and how one is told from another."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, Protocol

from evidencekit.errors import ReadError
from evidencekit.model import Document


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its suffixes and the module that reads it.

    The module has `looks_like(text)`, which is asked where the suffix decides nothing,
    and `read(name, text)`. It is imported when it is needed: parsing prose costs a run
    over a bibliography 90 ms otherwise.
    """

    suffixes: tuple[str, ...]
    module: str

    def looks_like(self, text: str) -> bool:
        """Say whether `text` looks like this format inside."""
        return bool(self._module().looks_like(text))

    def read(self, name: str, text: str) -> Document:
        """Return the document that `text` holds."""
        return self._module().read(name, text)

    def _module(self) -> "_Reader":
        # A module name cannot be typed; that it has both functions is tested.
        module: Any = import_module(f"evidencekit.readers.{self.module}")
        reader: _Reader = module
        return reader


class _Reader(Protocol):
    def looks_like(self, text: str, /) -> bool: ...

    def read(self, name: str, text: str, /) -> Document: ...


# In the order in which content is looked at; the last takes whatever is left.
FORMATS = (
    Format((".html", ".htm", ".xhtml"), "html"),
    Format((".xml", ".nxml"), "jats"),
    Format((".bib", ".bibtex"), "bibtex"),
    Format((".md", ".markdown", ".mkd"), "markdown"),
    Format((".txt", ".text"), "plain_text"),
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
    found = next(known for known in FORMATS if known.looks_like(text))
    if found is FORMATS[-1] and text[:1000].lstrip().startswith("<?xml"):
        raise ReadError(
            f"{name}: is XML, but no article in JATS; save it as a page, text or "
            "Markdown"
        )
    return found
