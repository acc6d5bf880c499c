"""Canonical and folded forms, so that spelling habits do not count as differences."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf|html)/|[\s:.]{0,3}(?:preprint\s{0,2})?"
    r"(?:arxiv\s?:\s{0,2})?)"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})(?!\d)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# UTF-8 read as Windows-1252: a leading octet of Latin letters or punctuation, or two of
# Greek or Cyrillic, and what Windows-1252 has for the octets 80 to BF.
_TRAILING = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MOJIBAKE = re.compile(
    rf"[\u00c2-\u00c5][{_TRAILING}]|[\u00e2\u00ef][{_TRAILING}]{{2}}"
    rf"|(?:[\u00ce-\u00d1][{_TRAILING}]){{2,}}"
    # One small Greek letter: "TNF-Î±".
    r"|\u00ce[\u00b1-\u00bf]|\u00cf[\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030]"
)
# Accents that a PDF prints beside their letter: "Andr´e", "Mu¨ller".
_SPACING = re.compile(
    r"(?<=[^\W\d_])[\u00a8\u00b4\u02c6\u02c7\u02d8-\u02dd\u00b8`](?=[^\W\d_])"
)
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


def arxiv_doi(text: str) -> str | None:
    """Return the DOI of the arXiv identifier in `text`, None if there is none.

    arXiv has registered one for every identifier; a version has none of its own.
    """
    match = _ARXIV.search(text)
    return f"10.48550/arxiv.{match[1].lower()}" if match else None


def plain(text: str) -> str:
    """Return `text` without mark-up, entities, mojibake and repeated white space."""
    if "&" in text:
        for _ in range(2):  # Crossref holds "&amp;amp;" as well as "&amp;"
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _MOJIBAKE.sub(_reread, text)
    return " ".join(text.split())


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Return `text` in lower case, without mark-up and diacritics."""
    bare = plain(text)
    if bare.isascii():
        return bare.lower()
    decomposed = unicodedata.normalize("NFKD", _SPACING.sub("", bare).casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    # "™" decomposes into capitals.
    return letters.translate(_UNDECOMPOSED).lower()


def _reread(match: re.Match[str]) -> str:
    """Return UTF-8 that was read as Windows-1252 as what it was: "Ã©" is "é"."""
    try:
        octets = b"".join(_octet(character) for character in match.group())
        return octets.decode()
    except UnicodeError:
        return match.group()


def _octet(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")  # five octets that Windows-1252 lacks


def words(text: str) -> list[str]:
    """Return the folded words of `text`; "&" counts as "and"."""
    found = _WORD.findall(folded(text).replace("&", " and "))
    return [word.replace("’", "").replace("'", "") for word in found]
