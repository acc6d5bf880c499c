"""Pages, article numbers and e-locators, compared as readers write them."""

import re
from dataclasses import dataclass

from evidencekit.normalize import folded

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00ad]|--+")
_LABEL = re.compile(r"\b(?:pages?|pp?|art(?:icle)?(?: (?:no|number|id))?)\b[.:]?\s*")
# A locator: an optional letter prefix (S, L, CD, e …), digits, an optional suffix.
_LOCATOR = re.compile(r"[a-z]{0,12}\.?\d[\d.a-z]*|[ivxlcdm]+\b")
_RANGE = re.compile(
    rf"(?P<first>{_LOCATOR.pattern})(?:\s*-\s*(?P<last>{_LOCATOR.pattern}))?"
)
# "1100-1113.e12": pages that only the online version has.
_ONLINE_ONLY = re.compile(r"(?<=\d)\.e\d+(?:\s*-\s*e?\d+)?(?![\d.])")
_PARTS = re.compile(r"([a-z]*)\.?0*(\d*)(.*)")


@dataclass(frozen=True, slots=True)
class Pages:
    """The first and, where there is one, the last page, without zeros and "e"."""

    first: str
    last: str | None = None


def pages(text: str) -> Pages | None:
    """Return the pages that `text` names first, None if it names none.

    An abbreviated last page is completed: "580-91" ends on 591.
    """
    plain = _LABEL.sub("", _DASHES.sub("-", folded(text)))
    match = _RANGE.search(_ONLINE_ONLY.sub("", plain))
    if match is None:
        return None
    first, last = bare(match["first"]), match["last"]
    if last is None:
        return Pages(first)
    return Pages(first, _completed(first, bare(last)))


def bare(locator: str) -> str:
    """Return a locator without leading zeros and "e": "e0204925" is "204925".

    PLOS printed article numbers without their zeros (e33693), Crossref and PubMed keep
    them; some lists drop the "e", others add one.
    """
    match = _PARTS.fullmatch(folded(locator))
    if match is None:
        return locator
    prefix, number, suffix = match.groups()
    if not number:
        return prefix + suffix
    return ("" if prefix in ("e", "article") else prefix) + number + suffix.rstrip(".")


def same_pages(printed: str, registered: str) -> bool:
    """Say whether both name the same pages, as far as both say."""
    left, right = pages(printed), pages(registered)
    if left is None or right is None:
        return folded(printed) == folded(registered)
    if left.first != right.first:
        return _same_but_for_prefix(left, right)
    # "373-373" is also how publishers register an article of which they only know
    # where it begins.
    if left.last is None or right.last in (None, right.first):
        return True
    return left.last == right.last


def _same_but_for_prefix(left: Pages, right: Pages) -> bool:
    """Say whether two ranges differ only in the letter that one of them lacks.

    "1178-1186" is "D1178-D1186"; a single "12" and "S12" are two pages.
    """
    if left.last is None or right.last is None:
        return False
    first, last = _split(left.first), _split(left.last)
    other_first, other_last = _split(right.first), _split(right.last)
    return (
        "" in (first[0], other_first[0])
        and first[1:] == other_first[1:]
        and last[1:] == other_last[1:]
    )


def _completed(first: str, last: str) -> str | None:
    start, end = _split(first), _split(last)
    if start[1] and end[1] and (not end[0] or end[0] == start[0]):
        missing = len(start[1]) - len(end[1])
        digits = start[1][:missing] + end[1] if missing > 0 else end[1]
        return f"{start[0]}{digits}{end[2]}"
    # Nature's "357-U54" leads to a page of the online supplement.
    return None if end[0] == "u" and start[0] != "u" else last


def _split(locator: str) -> tuple[str, str, str]:
    match = _PARTS.fullmatch(locator)
    return (match[1], match[2], match[3]) if match else (locator, "", "")
