"""The numbers of a printed reference, read again in the light of its record.

Where volume and year look alike ("Adv. Math. Phys. 2013 (2018)") a parser guesses; the
record says which of them is registered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencekit.match.pages import pages, same_pages
from evidencekit.match.registered import is_at, registered_pages, registered_years
from evidencekit.model import Item, PartialDate, Work

# "1971Jun7": so some reference managers glue the date.
_YEAR = re.compile(
    r"(?<![\w\-–/.])(?:1[5-9]|20)\d\d"
    r"(?=[a-z]?(?![\w/]|\.\d|[-–]\d)|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec))"
)
_BRACKETED = re.compile(r"\((?:[^\W\d_]{3,10}\.?\s)?((?:1[5-9]|20)\d\d)[a-z]?\)")
_RANGE = re.compile(
    r"(?<![\w./])([A-Za-z]?\d+)\s?[-\u2010-\u2015]\s?([A-Za-z]?\d+)(?!\w|\.\w)"
)
# "169(14), 1657" and its like.
_NUMBERS = re.compile(
    r"[\s.,;:]*(?:(?:vol(?:ume)?|v|bd)\b\.?\s*)?(?P<volume>\d{1,4}|[IVXLC]+\b)"
    r"(?:\s?\([^()]{1,12}\))?(?:\s?[,:]\s?(?P<page>[A-Za-z]?\d+)(?!\w))?"
)
_TWO = re.compile(r"(\d+), ?(\d+)")
_ISSUE = re.compile(
    r"\b(?:no|nos|nr|num|núm|n|issue|iss|heft|h)\b\.?\s*°?\s?(\d+)(?![\w/])|№\s?(\d+)",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w./-])[A-Za-z]?\d+(?![\w/])")
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|abgerufen|zugriff|acesso|consult\w+)\b.*", re.I | re.S
)


def with_numbers(item: Item, work: Work, text: str) -> Item:
    """Return `item` with year, volume and pages as they stand in `text`.

    `text` is what is printed outside title and addresses.
    """
    text = _ACCESSED.sub("", text)
    item = _without_others_numbers(item, text)
    item = _in_a_row(_with_volume_alone(item, work), work, text)
    item = _with_issue(_with_year(item, work, text), work, text)
    item = _after_container(_with_pages(item, work, text), work, text)
    item = _with_issue(item, work, text)
    # What stands there once was taken for the issue.
    if (
        item.issue in (item.volume, item.page, str(item.year))
        and _NUMBER.findall(text).count(item.issue or "") < 2
    ):
        return replace(item, issue=None)
    return item


def _without_others_numbers(item: Item, text: str) -> Item:
    """Return the item without numbers that are a container's or a date's.

    "Pro jQuery 2.0" has no issue 0, nor "PLOS ONE 10 (14 augustus 2015)" an issue 14.
    """
    if item.issue and f"{item.volume}.{item.issue}" in (item.container_title or ""):
        return replace(item, volume=None, issue=None)
    if item.issue and item.issue.isdigit():
        day = rf"(?<!\w){item.issue}\.?\s+(?:de\s+)?[^\W\d_]{{3,10}}\.?\s+(?:de\s+)?"
        if re.search(rf"{day}{item.year}", text):
            return replace(item, issue=None)
    return item


# What stands between the numbers of a row: marks, and what they are labelled with.
_GAP = (
    r"[\W_]{0,4}(?:\b(?:issue|iss|nos?|nr|n|heft|pages|pp?|ss?|seiten?|art|article)\b"
    r"[\W_]{0,3})?"
)


def _in_a_row(item: Item, work: Work, text: str) -> Item:
    """Return the item with the registered volume and page if they stand in a row.

    The issue may stand between them: "L (21), 1710", "16 190, 301", or nothing where a
    volume in bold was all that parted them: "237112235".
    """
    volume = work.item.volume or ""
    for value in registered_pages(work):
        if not volume or pages(value) is None or is_at(item, work):
            continue
        first = re.escape(re.split(r"\s*[-\u2010-\u2015]", value, maxsplit=1)[0])
        row = re.search(
            rf"(?<![\w.]){re.escape(volume)}"
            rf"(?:{_GAP}(?P<issue>\(?[\w/ -]{{1,9}}\)?)(?=[\W_]))??"
            rf"{_GAP}(?P<page>{first}(?:\s?[-\u2010-\u2015]\s?\w+)?)(?!\w)",
            text,
            re.I,
        )
        if row is None or not _heads_a_row(text[: row.start()], work):
            continue
        issue = item.issue
        if issue in (None, volume, item.volume, item.page, value):
            issue = (row["issue"] or "").strip("() ") or None
        return replace(item, volume=volume, issue=issue, page=row["page"])
    return item


def _heads_a_row(before: str, work: Work) -> bool:
    """Say whether no number but a year stands right before."""
    number = re.search(r"(\d+)[\W_]{0,3}\Z", before)
    return number is None or number[1] in map(str, registered_years(work))


def _with_volume_alone(item: Item, work: Work) -> Item:
    """Return the item with a volume of its own: "1 (2021)" is page and year.

    "6, 4" is volume and issue, or "190, 301" issue and page, where an issue is
    registered.
    """
    if not item.issue and work.item.issue:
        if two := _TWO.fullmatch(item.volume or ""):
            return replace(item, volume=two[1], issue=two[2])
        if two := _TWO.fullmatch(item.page or ""):
            return replace(item, issue=two[1], page=two[2])
    cut = _BRACKETED.search(item.volume or "")
    if cut is None or _BRACKETED.search(work.item.volume or ""):
        return item
    return replace(item, volume=None)


def _with_year(item: Item, work: Work, text: str) -> Item:
    years = list(dict.fromkeys(_YEAR.findall(text)))
    doubtful = item.year is None or str(item.year) not in years
    volume = work.item.volume or ""
    if _YEAR.fullmatch(volume) and len(years) == 2 and volume in years:
        # One of the two is the volume: the one that is registered as it.
        year = _year_beside(item, years, volume, text)
        other = next(y for y in years if y != year)
        return _dated(replace(item, volume=other), year)
    if not doubtful or not years:
        return item
    registered = [y for y in years if int(y) in registered_years(work)]
    left = registered or [y for y in years if y != item.volume]
    return _dated(item, left[0]) if len(left) == 1 else item


def _year_beside(item: Item, years: Sequence[str], volume: str, text: str) -> str:
    """Return which of two years is the year, and not the volume."""
    one, other = years
    for first, second in ((one, other), (other, one)):
        if re.search(rf"{first}\s?[;,，]\s?{second}\s?[:：(]", text):
            return first
    bracketed = _BRACKETED.findall(text)
    if len(set(bracketed)) == 1:
        return str(bracketed[0])
    if item.volume in years:
        return next(y for y in years if y != item.volume)
    if item.year and str(item.year) in years:
        return str(item.year)
    return next(y for y in years if y != volume)


def _dated(item: Item, year: str) -> Item:
    issue = None if item.issue == year else item.issue
    issued = item.issued
    if issued is None or issued.year != int(year):
        issued = PartialDate(int(year))
    return replace(item, issued=issued, issue=issue)


def _after_container(item: Item, work: Work, text: str) -> Item:
    """Return `item` with the volume and page that stand right behind its container."""
    container = item.container_title or ""
    place = text.rfind(container)
    if not container or place < 0 or (item.volume and item.page):
        return item
    found = _NUMBERS.match(text, place + len(container))
    if found is None or found["volume"] == str(item.year):
        return item
    volume, page = item.volume, item.page
    if not volume and work.item.volume and found["volume"] != page:
        volume = found["volume"]
    if not page and registered_pages(work) and volume == found["volume"]:
        page = found["page"]
    return replace(item, volume=volume, page=page)


def _with_issue(item: Item, work: Work, text: str) -> Item:
    if item.issue or not work.item.issue:
        return item
    found = {one or other for one, other in _ISSUE.findall(text)} - {item.volume}
    if not found and item.volume:
        # "32, 3 (Dec. 2024), 287": between volume and date.
        found = set(
            re.findall(
                rf"(?<![\w.]){re.escape(item.volume)},?\s(\d{{1,4}}(?:[-–/]\d+)?)\s?"
                rf"\((?:[^()]{{0,20}}\W)?{item.year}\)",
                text,
            )
        )
    return replace(item, issue=found.pop()) if len(found) == 1 else item


def _with_pages(item: Item, work: Work, text: str) -> Item:
    if item.page or not registered_pages(work):
        return item
    ranges = {f"{first}-{last}" for first, last in _RANGE.findall(text)}
    ranges -= {item.issue, item.volume}
    if len(ranges) == 1:
        return replace(item, page=ranges.pop())
    known = {item.volume, item.issue, str(item.year)}
    left = [n for n in dict.fromkeys(_NUMBER.findall(text)) if n not in known]
    found = [n for n in left if any(same_pages(n, p) for p in registered_pages(work))]
    return replace(item, page=found[0]) if found else item
