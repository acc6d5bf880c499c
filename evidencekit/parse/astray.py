"""Puts right the beginnings of entries that were found a few words astray."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from evidencekit.parse.boundaries import MONTH, PARTICLES, Facts, Tokens
from evidencekit.parse.enclosed import enclosed
from evidencekit.parse.imprints import behind_imprint
from evidencekit.parse.likeness import begins_with_people
from evidencekit.parse.lines import HALF_A_DOI

# No entry ends in one of these: what follows goes on.
_GO_ON = PARTICLES | frozenset(
    (
        *("and", "&", "et", "und", "e", "y", "och", "en", "em", "on", "of", "the"),
        *("in", "for", "to", "from", "by", "with", "a", "an", "no", "na", "für"),
        *("im", "am", "au", "à", "le", "pp", "vol", "acesso", "accessed", "cited"),
        *("citado", "retrieved", "abgerufen", "consulté", "consultado"),
    )
)
# No entry begins like this: how the work was read, how long it is, where it stands.
_NEVER = re.compile(
    r"\[(?:internet|on-?line|electronic|s\.\s?[ln]\.)|\d{1,4}\s?(?:pp?|f|fls?|h|págs?)\.\s"
    r"|(?:reprinted|reimpress[ãa]o|disponível|disponible|available|recuperado"
    r"|verfügbar)\b|(?:in|em|dans|anais):?\s\[?\.{3}|(?:in|em|en|dans):\s"
    # an issue and its pages, the number of a law, the year of a date
    r"|\((?!1[5-9]\d\d|20\d\d)\d[^()\s]{0,12}\)\s?(?:[:,]|pp?\.)"
    r"|n[or°º]\.?[°º]?\s\d|de\s(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
# Editors stand behind it or before it, and the entry goes on: of 1,175 in the training
# references 2 end theirs (fields_train, 2026-11-28).
_EDITORS = frozenset(
    ("ed", "eds", "edited", "hrsg", "hg", "orgs", "coords", "dir", "dirs")
)
# "2nd ed.": an edition ends an entry as often as not.
_EDITION = re.compile(r".*\d.*|rev|revised|enl|nd|rd|th|st", re.IGNORECASE)
_BEFORE_YEAR = re.compile(r"In|[Tt]he")
# A PubMed number behind a DOI ends an entry.
_LONG_NUMBER = re.compile(r"\d{5,9}")
# How many words before a beginning the true one may stand.
_REACH = 6
# "[WHO] World Health Organization": what is short for the name behind it.
_SHORT_NAME = re.compile(
    r"[(\[](?!PubMed|Cross|Medline|Google|Link|Inter|Online)([^\W\d_a-zß-ÿ])[^\W\d_]+[)\]]"
    r"\s+\1"
)
_DASHES = frozenset("-‐‑–—−")
_ENDS = frozenset(".)]0")


def put_right(tokens: Tokens, starts: Iterable[int]) -> set[int]:
    """Return `starts`, offsets in the text, where entries do begin.

    One that stands behind a particle ("van der | Meer"), within a list of names or
    behind the first word of a name moves to where that begins; one that nothing can
    begin at, or that stands within brackets or quotation marks, is left out.
    """
    places = sorted(bisect_left(tokens.starts, start) for start in starts)
    lone = _lone_words(tokens, places)
    inside = enclosed(tokens)
    kept = set(places)
    right: set[int] = set()
    for place in places:
        if place in inside:
            continue
        moved = _moved(tokens, place, lone) if place else place
        if moved is None or moved in inside:
            continue
        if moved == place or moved not in kept:
            right.add(tokens.starts[moved])
    return right


def _moved(tokens: Tokens, place: int, lone: frozenset[int]) -> int | None:
    """Return the token at which the entry begins that was found at `place`."""
    before = tokens.facts[place - 1]
    if HALF_A_DOI.search(tokens.text, tokens.starts[place - 1], tokens.ends[place - 1]):
        return None
    if _NEVER.match(tokens.text, tokens.starts[place]):
        return None
    if place in lone:
        return place - 1
    if _in_date(tokens, place):
        return None
    if _LONG_NUMBER.fullmatch(tokens.text, tokens.starts[place], tokens.ends[place]):
        return place + 1 if place + 1 < len(tokens.starts) else None
    behind = behind_imprint(tokens, place)
    if behind != place:
        return behind
    if _names_editors(tokens, place - 1):
        return None
    if goes_on(before) or (before.tail == ";" and not before.address):
        return _first_of_names(tokens, place)
    return place


def _in_date(tokens: Tokens, place: int) -> bool:
    """Say whether `place` is within "2010 Feb 3", or behind the year of "In 2010"."""
    facts = tokens.facts
    if not (facts[place - 1].year and facts[place - 1].tail == "0"):
        return False
    if place > 1 and _BEFORE_YEAR.fullmatch(
        tokens.text, tokens.starts[place - 2], tokens.ends[place - 2]
    ):
        return True
    return (
        MONTH.fullmatch(facts[place].word) is not None
        and place + 1 < len(facts)
        and facts[place + 1].shape[0] == "0"
    )


def goes_on(before: Facts) -> bool:
    """Say whether the word `before` a place tells that nothing ends with it."""
    return before.tail in _DASHES or (before.tail == "a" and before.word in _GO_ON)


def _names_editors(tokens: Tokens, place: int) -> bool:
    """Say whether the word at `place` says that someone edited a book."""
    if tokens.facts[place].word not in _EDITORS or tokens.on_new_line(place + 1):
        return False
    return not place or not _EDITION.fullmatch(tokens.facts[place - 1].word)


def _first_of_names(tokens: Tokens, place: int) -> int | None:
    """Return where the names begin in the midst of which `place` stands."""
    for at in range(place - 1, max(0, place - _REACH), -1):
        if tokens.facts[at - 1].tail in _ENDS and tokens.facts[at].opening:
            return at if begins_with_people(tokens.text, tokens.starts[at]) else None
    return None


def _lone_words(tokens: Tokens, places: list[int]) -> frozenset[int]:
    """Return the places that stand behind the first word of an entry.

    "… 2016; 16: 12. Tolentino | Ede S, …", "… 2016; 16: 12. [WHO] | World Health": the
    word ends nothing in this list, and with it the names are names.
    """
    facts = tokens.facts
    behind = [
        p
        for p in places
        if p > 1 and (facts[p - 1].tail == "a" or _is_short_name(tokens, p - 1))
    ]
    words = Counter(facts[p - 1].word for p in behind)
    return frozenset(
        p
        for p in behind
        if words[facts[p - 1].word] == 1
        and (facts[p - 2].tail in _ENDS or facts[p - 2].address)
        and facts[p - 1].opening
        and (
            _is_short_name(tokens, p - 1)
            or begins_with_people(tokens.text, tokens.starts[p - 1])
        )
    )


def _is_short_name(tokens: Tokens, place: int) -> bool:
    """Say whether the word at `place` is a short name in brackets."""
    return _SHORT_NAME.match(tokens.text, tokens.starts[place]) is not None
