"""Volume, issue and page of a printed reference, where they stand in a row."""

import re
from collections import Counter
from dataclasses import replace

from evidencekit.match.numbers import same_issue
from evidencekit.match.pages import pages
from evidencekit.match.registered import is_at, registered_pages, registered_years
from evidencekit.model import Item, Work

# "1971Jun7": so some reference managers glue the date.
YEAR = re.compile(
    r"(?<![\w\-–/.])(?:1[5-9]|20)\d\d"
    r"(?=[a-z]?(?![\w/]|\.\d|[-–]\d)|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec))"
)
DIGITS = re.compile(r"\d+")
# What stands between the numbers of a row: marks, and what they are labelled with.
_GAP = (
    r"[\W_]{0,4}(?:\b(?:issue|iss|nos?|nr|n|heft|pages|pp?|ss?|seiten?|art|article)\b"
    r"[\W_]{0,3})?"
)


def in_a_row(item: Item, work: Work, text: str) -> Item:
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
        if not _holds_all(row, item, work):
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


def _holds_all(row: re.Match[str], item: Item, work: Work) -> bool:
    """Say whether the row holds every number that was parsed, each in a right place.

    The "11(1" of "11(1):2-10" leaves the printed pages out, and in "2011;2101:1-3" the
    printed volume stands where an issue would.
    """
    between = (row["issue"] or "").strip("() ")
    if YEAR.fullmatch(between) or (
        between == item.volume and not same_issue(between, work.item.issue or "0")
    ):
        return False
    parsed = " ".join(filter(None, (item.volume, item.issue, item.page)))
    left = Counter(DIGITS.findall(parsed)) - Counter(DIGITS.findall(row.group()))
    return not left.keys() - {str(item.year), *map(str, registered_years(work))}
