"""Is it the same meeting? Proceedings are printed in many ways, and seldom in full."""

import re

from evidencekit.match.abbreviations import stands_for
from evidencekit.normalize import folded, plain

# "Proceedings" alone are a journal's or a society's as well.
_MEETING = re.compile(
    r"\b(?:conf(?:erence)?|symp(?:osium)?|workshops?|congress|meeting|colloquium"
    r"|kongress|tagung|congreso|congresso|simposio)\b",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’](\d\d)\b")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th|\.)(?=\s)")
_INITIALISM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_WORD = re.compile(r"[^\W\d_]+")
# What every such title has, whichever meeting it names.
_COMMON_WORDS = """
    proceedings proc of the on in at a an and for conference conf symposium symp
    workshop workshops congress meeting international int intl annual joint acm ieee
    usenix aaai
    siam world european national first second third fourth fifth sixth seventh eighth
    ninth tenth th st nd rd to companion adjunct record technical digest papers
"""
_COMMON = frozenset(_COMMON_WORDS.split())
# The share of the longer title's own words that the shorter one must have in order.
_ENOUGH = 0.6


def same_meeting(printed: str, registered: str) -> bool:
    """Say whether both name one meeting, or one series of meetings.

    Two years or two numbers are two meetings, whatever else the titles share.
    """
    if not (_MEETING.search(printed) or _MEETING.search(registered)):
        return False
    ours, theirs = plain(printed), plain(registered)
    if any(_differ(number(ours), number(theirs)) for number in (_years, _ordinals)):
        return False
    if _initialisms(ours) & _initialisms(theirs):
        return True
    left, right = _own_words(ours), _own_words(theirs)
    if len(left) > len(right):
        left, right = right, left
    return bool(left) and _in_order(left, right) >= _ENOUGH * len(right)


def _differ(left: set[str], right: set[str]) -> bool:
    return bool(left and right and not left & right)


def _years(text: str) -> set[str]:
    return {(full or short)[-2:] for full, short in _YEAR.findall(text)}


def _ordinals(text: str) -> set[str]:
    return set(_ORDINAL.findall(text.lower()))


def _initialisms(text: str) -> set[str]:
    if text.isupper():
        return set()
    found = {word.upper() for word in _INITIALISM.findall(text) if len(word) >= 3}
    return {word for word in found if word.lower() not in _COMMON}


def _own_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(folded(text)) if word not in _COMMON]


def _in_order(short: list[str], full: list[str]) -> int:
    """Return how many words of `full` `short` has, 0 if one of its own is not there."""
    place = 0
    for word in short:
        while place < len(full) and not (
            stands_for(word, full[place]) or stands_for(full[place], word)
        ):
            place += 1
        if place == len(full):
            return 0
        place += 1
    return len(short)
