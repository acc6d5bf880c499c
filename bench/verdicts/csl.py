"""The styles of the Citation Style Language project, rendered by citeproc-py.

They are none of the tables' styles, and nobody here chose what they print.
"""

import re
import tarfile
import warnings
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evidencekit.model import Item

ARCHIVE = Path(__file__).parents[3] / "shared/data/parse/csl_styles.tar.gz"
# What a numbered style prints before its only entry.
_LABEL = re.compile(r"^(?:\[\d+\]|\(\d+\)|\d+[.)]?)\s*(?=[^\W\d])")
# Of the kinds that Crossref has, those that the styles know by another name.
_TYPES = {"entry": "entry-encyclopedia", "document": "article", "standard": "report"}


class CslStyle:
    """One style, of the text of its file."""

    label = ""

    def __init__(self, name: str, text: bytes) -> None:
        self.name = name
        self._text = text

    def printed(self, item: Item) -> str:
        """Return `item` as an entry of this style.

        It is "" where citeproc-py cannot render it, or prints what nobody would.
        """
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc import formatter as formats
        from citeproc.source.json import CiteProcJSON

        csl = item.to_csl()
        csl |= {"id": "one", "type": _TYPES.get(item.type, item.type)}
        csl.pop("custom", None)
        if item.container_title_short:
            csl["journalAbbreviation"] = item.container_title_short
        try:
            source = CiteProcJSON([csl])
            pages = CitationStylesBibliography(self._loaded, source, formats.plain)
            pages.register(Citation([CitationItem("one")]))
            (entry,) = pages.bibliography()
        # citeproc-py raises unrelated types on what it does not support.
        except Exception:
            return ""
        text = _LABEL.sub("", " ".join(str(entry).split()))
        return text if _is_right(text, item) else ""

    @cached_property
    def _loaded(self) -> Any:
        from citeproc import CitationStylesStyle

        with TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = Path(folder) / "style.csl"
            path.write_bytes(self._text)
            return CitationStylesStyle(str(path), validate=False)


def _is_right(text: str, item: Item) -> bool:
    """Say whether citeproc-py did what the style asks for.

    It prints the title twice in some styles where there is no author, makes "1–1" of
    the pages 1–11, and loses the year where it stands with another field.
    """
    if item.title and text.count(item.title) > 1:
        return False
    bare = re.sub(r"\S*10\.\d{4,9}/\S+", "", text)
    if item.issued and str(item.issued.year) not in bare:
        return False
    pages = re.fullmatch(r"(\d+)-(\d+)", item.page or "")
    if not pages or len(pages[1]) == len(pages[2]):
        return True
    return not re.search(rf"\b{pages[1]}\W+(?!{pages[2]}){pages[2][1:]}\b", text)


@cache
def csl_styles() -> dict[str, CslStyle]:
    """Return the styles of the archive by name."""
    with tarfile.open(ARCHIVE) as tar:
        files = {
            Path(member.name).stem: tar.extractfile(member)
            for member in tar.getmembers()
            if member.name.endswith(".csl")
        }
        return {
            name: CslStyle(name, file.read())
            for name, file in sorted(files.items())
            if file is not None
        }
