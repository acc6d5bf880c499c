"""The numbers of a printed reference, read again in the light of its record.

Where volume and year look alike ("Adv. Math. Phys. 2013 (2018)") a parser guesses; the
record says which of them is registered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencekit.match.pages import same_pages
from evidencekit.match.reading.row import DIGITS, YEAR, in_a_row
from evidencekit.match.reading.text import ACCESSED
from evidencekit.match.registered import registered_pages, registered_years
from evidencekit.model import Item, PartialDate, Work

_BRACKETED = re.compile(r"\((?:[^\W\d_]{3,10}\.?\s)?((?:1[5-9]|20)\d\d)[a-z]?\)")
_RANGE = re.compile(
    r"(?<![\w./])([A-Za-z]?\d+)\s?[-\u2010-\u2015]\s?([A-Za-z]?\d+)(?!\w|\.\w)"
)
# "169(14), 1657" and its like.
_NUMBERS = re.compile(
    r"[\s.,;:]*(?:(?:vol(?:ume)?|v|bd)\b\.?\s*)?(?P<volume>\d{1,4}|[IVXLC]+\b)"
    r"(?:\s?\((?P<issue>[^()]{1,12})\))?(?:\s?[,:]\s?(?P<page>[A-Za-z]?\d+)(?!\w))?"
)
# "revistaph:171", in a journal without volumes.
_PAGE_ALONE = re.compile(r":\s?([A-Za-z]?\d+(?:\s?[-\u2010-\u2015]\s?\d+)?)(?!\w)")
_PAGE_LABELLED = re.compile(
    r"(?<![\w.])(?:pp?|pages?|s|seiten?|стр|с)\.\s?([A-Za-z]?\d+)(?!\w)", re.I
)
_VOLUME_LABEL = r"\b(?:v|vol(?:ume)?|vols|bd|band|jg|т|том)\b[.:]?\s*"
_DATED_VOLUME = re.compile(
    r"(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?;\s?(\d{1,4})(?![\w-])"
)
_SHORT_NUMBER = re.compile(r"\d{1,3}(?:[-–/]\d{1,3})?")
_BEHIND_VOLUME = re.compile(r"(?<=\w)[\W_]+(?:№|n[or]?\.?\s?(?=\d)).*", re.I)
_TWO = re.compile(r"(\d+), ?(\d+)")
_ISSUE = re.compile(
    r"\b(?:no|nos|nr|num|núm|n|issue|iss|heft|h)\b\.?\s*°?\s?(\d+(?:[-–/]\d+)?)"
    r"(?![\w/])|№\s?(\d+(?:[-–/]\d+)?)",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w./-])[A-Za-z]?\d+(?![\w/])")


def with_numbers(item: Item, work: Work, text: str) -> Item:
    """Return `item` with year, volume and pages as they stand in `text`.

    `text` is what is printed outside title and addresses.
    """
    text = ACCESSED.sub("", text)
    item = _before_brackets(item, work, text)
    item = _without_others_numbers(item, text)
    item = in_a_row(_with_volume_alone(item, work), work, text)
    item = _with_volume(item, work, text)
    item = _with_issue(_with_year(item, work, text), work, text)
    item = _after_container(_with_pages(item, work, text), work, text)
    item = _with_issue(item, work, text)
    return _without_borrowed_issue(item, text)


def _without_borrowed_issue(item: Item, text: str) -> Item:
    """Return the item without an issue that is printed once, as another number."""
    wanted = DIGITS.findall(item.issue or "")
    others = (item.volume, item.page, str(item.year))
    if not wanted or wanted not in [DIGITS.findall(other or "") for other in others]:
        return item
    printed = r"\D+".join(wanted)
    count = len(re.findall(rf"(?<!\d){printed}(?!\d)", text))
    return item if count > 1 else replace(item, issue=None)


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


def _before_brackets(item: Item, work: Work, text: str) -> Item:
    """Return the item without pages that are the volume or the issue beside it.

    A reference that prints no pages ends in "177 (1-4)", "32 (2)" or "№ 4".
    """
    page = re.escape(item.page or "")
    if not page or not (work.item.volume and work.item.issue):
        return item
    if not item.issue and re.search(rf"\d\s?\({page}\)\W*\Z", text):
        return replace(item, page=None, issue=item.page)
    if not item.volume and re.search(rf"(?<!\w){page}\s?\([^()]+\)\W*\Z", text):
        return replace(item, page=None, volume=item.page)
    if not item.issue and item.page in _labelled_issues(text) - set(
        _PAGE_LABELLED.findall(text)
    ):
        return replace(item, page=None, issue=item.page)
    return item


def _labelled_issues(text: str) -> set[str]:
    return {one or other for one, other in _ISSUE.findall(text)}


def _with_volume_alone(item: Item, work: Work) -> Item:
    """Return the item with a volume of its own: "1 (2021)" is page and year.

    "6, 4" is volume and issue, or "190, 301" issue and page, where an issue is
    registered.
    """
    if item.volume and (cut := _BEHIND_VOLUME.search(item.volume)):
        item = replace(item, volume=item.volume[: cut.start()])
    if not item.issue and work.item.issue:
        if two := _TWO.fullmatch(item.volume or ""):
            return replace(item, volume=two[1], issue=two[2])
        if two := _TWO.fullmatch(item.page or ""):
            return replace(item, issue=two[1], page=two[2])
    cut = _BRACKETED.search(item.volume or "")
    if cut is None or _BRACKETED.search(work.item.volume or ""):
        return item
    return replace(item, volume=None)


def _with_volume(item: Item, work: Work, text: str) -> Item:
    """Return the item with the volume behind its date: "2017 Oct 10;18."."""
    if item.volume or not work.item.volume:
        return item
    found = _DATED_VOLUME.findall(text)
    return replace(item, volume=found[0]) if len(found) == 1 else item


def _with_year(item: Item, work: Work, text: str) -> Item:
    years = list(dict.fromkeys(YEAR.findall(text)))
    alone = item.volume if item.year is None and not work.item.volume else None
    if alone and alone in years:
        return _dated(replace(item, volume=None), alone)
    doubtful = item.year is None or str(item.year) not in years
    volume = work.item.volume or ""
    if YEAR.fullmatch(volume) and len(years) == 2 and volume in years:
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
    pairs = ((one, other), (other, one))
    for form in (_VOLUME_LABEL + "{1}", r"{0}\s?[;,，]\s?{1}\s?(?:[:：(]|,\s?\d)"):
        for year, second in pairs:
            if re.search(form.format(year, second), text, re.I):
                return year
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
    end = place + len(container)
    if not (item.volume or item.page or work.item.volume):
        alone = _PAGE_ALONE.match(text, end)
        return replace(item, page=alone[1]) if alone else item
    found = _NUMBERS.match(text, end)
    if found and found["volume"] == str(item.year) and text.count(str(item.year)) < 2:
        # "Protein Expression 1991, 3 (5-6), 444" prints the year first.
        found = _NUMBERS.match(text, found.end("volume"))
    if found is None or found["volume"] == str(item.year):
        return item
    volume, page = item.volume, item.page
    if not volume and work.item.volume and found["volume"] != page:
        volume = found["volume"]
    once = text.count(str(item.year)) < 2
    if not page and registered_pages(work) and volume == found["volume"]:
        page = None if once and found["page"] == str(item.year) else found["page"]
    issue = item.issue
    if not issue and work.item.issue and volume == found["volume"]:
        short = _SHORT_NUMBER.fullmatch(found["issue"] or "")
        issue = short.group() if short else None
    return replace(item, volume=volume, issue=issue, page=page)


def _with_issue(item: Item, work: Work, text: str) -> Item:
    if item.issue or not work.item.issue:
        return item
    found = _labelled_issues(text)
    if item.volume in found and not work.item.volume:
        return replace(item, volume=None, issue=item.volume)
    found -= {item.volume}
    if not found and item.volume:
        # "32, 3 (Dec. 2024), 287": between volume and date.
        found = set(
            re.findall(
                rf"(?<![\w.]){re.escape(item.volume)},?\s(\d{{1,4}}(?:[-–/]\d+)?)\s?"
                rf"\((?:[^()]{{0,20}}\W)?{item.year}\)",
                text,
            )
        )
    # "2017 Aug 15;(62):19", in a journal without volumes.
    found = found or set(re.findall(r";\s?\((\d{1,4})\)", text))
    return replace(item, issue=found.pop()) if len(found) == 1 else item


def _with_pages(item: Item, work: Work, text: str) -> Item:
    if item.page or not registered_pages(work):
        return item
    for value in registered_pages(work):
        if re.search(rf"(?<![\w.-]){re.escape(value)}(?![\w-])", text):
            return replace(item, page=value)
    ranges = {f"{first}-{last}" for first, last in _RANGE.findall(text)}
    ranges -= {item.issue, item.volume}
    if len(ranges) == 1:
        return replace(item, page=ranges.pop())
    known = {item.volume, item.issue, str(item.year)}
    left = [n for n in dict.fromkeys(_NUMBER.findall(text)) if n not in known]
    found = [n for n in left if any(same_pages(n, p) for p in registered_pages(work))]
    found = found or [n for n in _PAGE_LABELLED.findall(text) if n in left]
    return replace(item, page=found[0]) if found else item
