"""EK103: a printed date that cannot be."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import (
    Document,
    Evidence,
    Found,
    NotFound,
    PartialDate,
    Problem,
    Reference,
    Severity,
)
from evidencekit.rules.registry import document_rule

# Philosophical Transactions, the first journal with articles, began in March 1665.
_FIRST_ARTICLE = 1665
# Gutenberg's first dated print is of 1454; block books are a little older.
_FIRST_PRINT = 1440
_NO_CLOCK = 2100
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + ")"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)"
# Up to 31: "2014 Nov. 67(3)" is a volume.
_DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.,/:-]){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])",
        rf"\b{_YEAR} {_MONTH} {_DAY}(?=[;:])",
        rf"(?<![\d:;,(–-]){_DAY} {_MONTH}\.?,? {_YEAR}\b",
        rf"\b{_MONTH}\.? {_DAY}, {_YEAR}\b",
    )
)
_IDENTIFIER = re.compile(r"(?:https?://|\b10\.\d{4,9}/)\S+")


@document_rule("EK103", "impossible-date", Severity.ERROR)
def impossible_date(
    _: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """The printed date does not exist, lies ahead, or cannot be that of such a work.

    Found are a 13th month and a 31 February, a journal article from before there were
    journals (1665) and a book from before there was printing, a work published years
    after the day on which it was read, and a year that is still to come.

    Why it matters: a wrong year sends the reader to another volume, and is a frequent
    mark of references that were made up.

    What to do: look the work up and print its date.

    When it is wrong: editions of ancient and medieval texts that are cited by the year
    of the original. Today's date is not asked for, so that the same input gives the
    same report: "still to come" is judged by the day on which a service answered, and
    offline only the year 2100 and later is held to be ahead.
    """
    now = _year_of_answers(assessments)
    for assessment in assessments:
        reference = assessment.reference
        seen = set()
        for printed, reason in _impossible(reference, now):
            if reason not in seen:
                seen.add(reason)
                yield Problem(
                    f"{printed} cannot be its date: {reason}",
                    evidence=(Evidence("issued", printed, None),),
                    reference=reference.id,
                )


def _year_of_answers(assessments: Iterable[Assessment]) -> int | None:
    """Return the latest year in which a service answered, None if none did."""
    years = []
    for assessment in assessments:
        match assessment.lookup:
            case Found(work):
                years.append(int(work.retrieved[:4]))
            case NotFound(retrieved=retrieved):
                years.append(int(retrieved[:4]))
        if assessment.candidates:
            years.append(int(assessment.candidates.retrieved[:4]))
    return max(years, default=None)


def _impossible(reference: Reference, now: int | None) -> Iterator[tuple[str, str]]:
    """Yield what is printed and why it cannot be."""
    item = reference.item
    for date in (item.issued, item.accessed, *_printed_dates(reference.text)):
        if date and not _exists(date):
            yield str(date), "there is no such day"
    year = item.year
    if year is None or reference.confidences.get("issued", 1.0) < 0.5:
        return
    if year > (_NO_CLOCK - 1 if now is None else now + 1):
        yield str(year), "that year is still to come"
    elif item.type == "article-journal" and year < _FIRST_ARTICLE:
        yield str(year), f"the first journal appeared in {_FIRST_ARTICLE}"
    elif item.type in ("book", "chapter") and year < _FIRST_PRINT:
        yield str(year), "books were not printed yet"
    # Articles are read online up to a year before the year of their issue.
    elif item.accessed and year > item.accessed.year + 1:
        yield str(year), f"it was read in {item.accessed.year}"


def _exists(date: PartialDate) -> bool:
    if date.month is None:
        return True
    if not 1 <= date.month <= 12:
        return False
    return (
        date.day is None
        or 1 <= date.day <= monthrange(max(date.year, 1), date.month)[1]
    )


def _printed_dates(text: str) -> Iterator[PartialDate]:
    text = _IDENTIFIER.sub(lambda found: "/" * len(found.group()), text)
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = int(parts.get("number") or _number(parts["month"]))
            yield PartialDate(int(parts["year"]), month, int(parts["day"]))


def _number(month: str) -> int:
    starts = [name[:3] for name in _MONTHS]
    return starts.index(month[:3].lower()) + 1
