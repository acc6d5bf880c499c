"""Whom a study looked at, and how many of them, as its title and abstract say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencekit.claims.sentences import sentences
from evidencekit.normalize import plain

_UNITS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_UNITS, 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_COUNT = (
    rf"(?P<count>\d{{1,3}}(?:[,\u2009\u202f ]\d{{3}})+|\d{{1,6}}"
    rf"|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)})"
)
_WHO = (
    r"(?:patients|participants|volunteers|subjects|men|women|males|females|adults"
    r"|children|adolescents|infants|individuals|people|persons|students|athletes|boys"
    r"|girls|respondents|mothers|players|runners|nurses|swimmers|cyclists|skaters"
    r"|smokers|donors|twins|cases)"
)
_TAKEN = re.compile(
    r"\b(?:enrol\w+|recruit\w+|includ\w+|randomi[sz]\w+|assign\w+|allocat\w+|complet\w+"
    r"|participat\w+|stud(?:ied|y)|examin\w+|investigat\w+|sample|cohort|surveyed"
    r"|interviewed|treat\w+|underwent|consum\w+|assess\w+|measured|evaluated"
    r"|analy[sz]ed|performed|tested|followed|trial|took part|asked|review(?:ed|ing)"
    r"|receiv\w*|referred"
    r"|report(?:ed)?|describe[ds]?)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"(?<![\w.,/-]){_COUNT}\s(?!of\b|to\b)"
    rf"(?P<kind>(?:(?!(?:of|in|to|and|with|from|for|by"
    rf"|were|was|had|the|per|weeks?|days?|months?"
    rf"|years?)\b)[\w-]+,?\s){{0,4}}?{_WHO})\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"\b(?:hundred|thousand|dozens?)\b", re.IGNORECASE)
_EQUALS = re.compile(r"\b[nN]\s?=\s?(?P<count>\d{1,6}(?:,\d{3})*)")
_HEALTHY = re.compile(
    rf"(?<!previously )\bhealthy (?:[\w-]+,? ){{0,3}}(?:volunteers|{_WHO})\b",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"\b(?:patients|controls?|cases|compared (?:with|to)|versus|vs)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """How many took part, and the sentence that says so; `count` is at least 1."""

    count: int
    sentence: str


def subjects(abstract: str) -> Subjects | None:
    """Return the largest number of people that the abstract says it looked at.

    The largest, since groups are parts of a whole. None where it gives no number, or
    gives one in words that are not understood ("one hundred and two").
    """
    if _UNREAD.search(abstract):
        return None
    found = [s for sentence in _sentences(abstract) for s in _counted(sentence)]
    return max(found, key=lambda s: s.count, default=None)


def healthy(title: str, abstract: str) -> str | None:
    """Return the sentence by which all subjects were healthy; None if none says so.

    Where patients or controls are spoken of, the healthy ones are only for comparison.
    """
    taken = (s for s in _sentences(abstract) if _TAKEN.search(s))
    for sentence in (plain(title), *taken):
        if _HEALTHY.search(sentence) and not _CONTROLS.search(sentence):
            return sentence
    return None


def _sentences(abstract: str) -> Iterator[str]:
    text = plain(abstract)[:5_000]
    return (span.of(text) for span in sentences(text))


def _counted(sentence: str) -> Iterator[Subjects]:
    if not _TAKEN.search(sentence):
        return
    values = [_value(match["count"]) for match in _PEOPLE.finditer(sentence)]
    # Groups may be given one by one: rather too many people than too few.
    values.append(sum(_value(match["count"]) for match in _EQUALS.finditer(sentence)))
    yield from (Subjects(value, sentence) for value in values if value)


def _value(words: str) -> int:
    digits = re.sub(r"[,\s]", "", words)
    if digits.isdigit():
        return int(digits)
    return sum(_VALUES.get(part, 0) for part in re.split(r"[- ]", words.casefold()))
