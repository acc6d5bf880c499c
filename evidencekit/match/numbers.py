"""Volumes and issues compared as readers write them."""

import re

from evidencekit.normalize import folded

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LABEL = re.compile(
    r"\b(?:(?:vol(?:ume)?s?|v|bd|band|tome?|jg|issues?|nos?|nr|num(?:ber)?|n|heft|h|iss|pt"
    r"|part)\b|no(?=\d))[.:°º]?\s*"
)
_SUPPLEMENT = re.compile(r"\b(?:s(?:up+l?(?:ement(?:o|um)?)?)?)(?=[\W_]|\d|$)[\W_]*")
_NUMBER = re.compile(r"[a-z]?\d+[a-z]?")
_BETWEEN = re.compile(r"(?<!\d)(\d{1,5})\s*[-/\u2010-\u2015&+]\s*(\d{1,5})(?!\d)")
_LONGEST_RANGE = 12
_DATE = re.compile(
    r"\(?(?:\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?)?"
    r"\b(?:jan|feb|fev|mars?\b|marz|march|apr|abr|avr|ma[iy]\b|mayo|maio|jun|juin|jul|juil"
    r"|aug|agosto|aout|sep|setemb|o[ck]t|outubro|nov|de[cz]|dic)[a-z]*\b\.?"
    r"(?:\s+\d{1,2}\b(?!\d))?(?:,?\s+(?:de\s+)?\d{4})?\)?"
)


def same_volume(printed: str, registered: str) -> bool:
    """Say whether both name the same volume; "XXX" is 30, "11 Suppl 2" is 11."""
    left, right = _volumes(printed), _volumes(registered)
    if not left or not right:
        return folded(printed) == folded(registered)
    if left & right:
        return True
    # "66B", "66-B" and "66": the letter of the part may be left out.
    for bare, lettered in ((left, right), (right, left)):
        if all(n.isdigit() for n in bare) and bare & set(map(_digits, lettered)):
            return True
    return False


def same_issue(printed: str, registered: str) -> bool:
    """Say whether both name the same issue; "Suppl 1" is "S1", "3-4" includes 3.

    A date in the place of the issue ("June 1937", "8. Januar") says nothing of it.
    """
    if not _DATE.search(folded(registered)):
        printed = _DATE.sub(" ", folded(printed))
    left, right = _issues(printed), _issues(registered)
    supplement = is_supplement(printed) or is_supplement(registered)
    if not left or not right:
        # "suppl" without a number, or a season: nothing to compare.
        return True
    if supplement:
        left, right = ({n.lstrip("s") for n in side} for side in (left, right))
    # "3 Pt 1" is issue 3, but "4 Pt 1" is not "3 Pt 1".
    return left <= right or right <= left


def _volumes(text: str) -> set[str]:
    """Return the volumes that `text` names: one, or the two ends of "55-56"."""
    found = numbers(text)
    several = _BETWEEN.search(_flat(text))
    return set(found[:2] if several else found[:1])


def _issues(text: str) -> set[str]:
    """Return the issues that `text` names, with those between the ends of "1-4"."""
    found = set(numbers(text))
    for first, last in _BETWEEN.findall(_flat(text)):
        if 0 < int(last) - int(first) <= _LONGEST_RANGE:
            found |= {str(number) for number in range(int(first), int(last))}
    return found


def _digits(number: str) -> str:
    return number.strip("abcdefghijklmnopqrstuvwxyz")


def is_supplement(text: str) -> bool:
    """Say whether an issue is printed as a supplement."""
    return bool(_SUPPLEMENT.search(_flat(text)))


def numbers(text: str) -> list[str]:
    """Return the numbers in `text`, without zeros in front, Roman ones in digits."""
    flat = _LABEL.sub(" ", _flat(text))
    found = [_bare(n) for n in _NUMBER.findall(flat)]
    if not found:
        # The label of "v. 12" is the whole of "V".
        words = re.findall(r"[a-z]+", flat) or re.findall(r"[a-z]+", _flat(text))[-1:]
        found = [str(_arabic(word)) for word in words if _is_roman(word)]
    return found


def _flat(text: str) -> str:
    return folded(text).replace("_", " ")


def _bare(number: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def _is_roman(word: str) -> bool:
    return bool(_ROMAN.fullmatch(word))


def _arabic(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(
        -v if v < after else v for v, after in zip(values, following, strict=True)
    )
