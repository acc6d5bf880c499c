"""Canonical and folded forms, so that spelling habits do not count as differences."""

import html
import re
import unicodedata
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Letters that Unicode does not decompose, so that NFKD leaves them as they are.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
     "ħ": "h", "ı": "i", "ŋ": "n"}
)  # fmt: skip


def canonical_doi(text: str) -> str | None:
    """Return the DOI in `text` lower-cased and bare, or None if there is none.

    Resolver prefixes, "doi:", percent escapes and trailing punctuation go; a closing
    bracket stays where it closes one inside the DOI.
    """
    match = _DOI.search(unquote(text.strip()))
    if match is None:
        return None
    doi = match.group().lower()
    while doi and (
        doi[-1] in ".,;:'\"”’"
        or (doi[-1] in ")]}>" and doi.count(doi[-1]) > doi.count(_OPENING[doi[-1]]))
    ):
        doi = doi[:-1]
    return doi


_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}


def plain(text: str) -> str:
    """Return `text` without mark-up, entities and repeated white space."""
    for _ in range(2):  # Crossref holds "&amp;amp;" as well as "&amp;"
        text = html.unescape(text)
    return " ".join(_TAG.sub("", text).split())


def folded(text: str) -> str:
    """Return `text` in lower case, without mark-up and diacritics."""
    decomposed = unicodedata.normalize("NFKD", plain(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_UNDECOMPOSED)


def words(text: str) -> list[str]:
    """Return the folded words of `text`; "&" counts as "and"."""
    found = _WORD.findall(folded(text).replace("&", " and "))
    return [word.replace("’", "").replace("'", "") for word in found]
