"""Reads printed dates, also those that say when a web page was accessed."""

import re

from evidencekit.model import PartialDate

# The first letters tell the month in English, German, French, Spanish, Portuguese.
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev", "fév"), ("mar", "mär", "mae"),
    ("apr", "abr", "avr"), ("may", "mai", "mag"), ("jun", "juin", "giu"),
    ("jul", "juil", "lug"), ("aug", "ago", "aoû", "aou"), ("sep", "set"),
    ("oct", "okt", "out", "ott"), ("nov",), ("dec", "dez", "dic", "déc"),
)  # fmt: skip
_NAMED = "|".join(
    sorted((start for starts in _MONTHS for start in starts), key=len, reverse=True)
)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_MONTH = re.compile(rf"(?i)(?<![^\W\d_])({_NAMED})[^\W\d_]{{0,8}}\.?(?![^\W\d_])")
_ISO = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_EUROPEAN = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](1[4-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|º|\.)?(?!\d)")
_ACCESSED = re.compile(
    r"(?i)\b(?:accessed|access(?:ed)?\s+(?:date|on)|last\s+accessed|cited|citado|acesso"
    r"|acessado|accedido|retrieved|consulted|consultado|consulté|abgerufen|zugriff"
    r"|zuletzt|viewed|visited|date\s+accessed)\b(?:\s?(?:on|em|el|le|am|in|at|:))?"
    r"[\s:,]{0,3}"
)


def partial_date(text: str) -> PartialDate | None:
    """Return the date in `text`, None if it names no year."""
    if (match := _ISO.search(text)) is not None:
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day) if day else None)
    if (match := _EUROPEAN.search(text)) is not None:
        day, month, year = match.groups()
        return _checked(int(year), int(month), int(day))
    years = _YEAR.findall(text)
    if not years:
        return None
    month_match = _MONTH.search(text)
    if month_match is None:
        return PartialDate(int(years[0]))
    rest = _YEAR.sub(" ", text)
    day_match = _DAY.search(rest)
    return _checked(
        int(years[0]),
        _month(month_match.group(1)),
        int(day_match.group(1)) if day_match else None,
    )


# One of these is in every word that tells of access, and in few references without.
_HINTS = (
    *("cess", "cite", "citado", "acced", "retrieved", "consult"),
    *("abgerufen", "zugriff", "zuletzt", "viewed", "visited"),
)


def accessed(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the date of access with its place in `text`, if one is printed."""
    low = text.lower()
    if not any(map(low.__contains__, _HINTS)):
        return None
    for match in _ACCESSED.finditer(text):
        window = text[match.end() : match.end() + 40]
        stop = re.search(r"[\])]|https?:|;", window)
        window = window[: stop.start()] if stop else window
        year = _YEAR.search(window)
        if year is None:
            continue
        end = year.end()
        if (iso := _ISO.match(window, year.start())) is not None:
            end = iso.end()
        elif (tail := _TAIL.match(window, end)) is not None:
            end = tail.end()
        date = partial_date(window[:end])
        if date is not None:
            return date, match.end(), match.end() + end
    return None


_TAIL = re.compile(rf"(?i)[\s,]{{1,2}}(?:{_NAMED})[a-z]{{0,8}}\.?(?:\s\d{{1,2}}\b)?")


def _month(word: str) -> int:
    low = word.lower()
    best = max(
        (
            (len(start), -number)
            for number, starts in enumerate(_MONTHS, 1)
            for start in starts
            if low.startswith(start)
        )
    )
    return -best[1]


def _checked(year: int, month: int | None, day: int | None) -> PartialDate:
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    if day is None or not 1 <= day <= 31:
        return PartialDate(year, month)
    return PartialDate(year, month, day)
