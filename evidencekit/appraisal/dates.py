"""What a claim says of its own time, against the years of the works behind it."""

import re
from collections.abc import Iterator, Sequence

OLD = 10  # years; our own choice
_RECENT = re.compile(
    r"\b(?:recent(?:ly)?,? (?:\w+ )?(?:studies|research|evidence|investigations|trials"
    r"|reviews?|work|findings|advances|discover(?:y|ies)|years|data|estimates?|surveys?"
    r"|reports?)|recently,|in recent years|(?:over|in|during) the (?:past|last) (?:few"
    r" years|decade)|latest (?:research|studies|data|evidence|estimates?|figures)"
    r"|newest (?:research|studies|data|evidence))",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:currently|nowadays|today|at present|presently)\b", re.IGNORECASE
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|exists?|affects?|lives?|lacks?|remains?)\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?:in|as of|by|during|until) (?:the year )?((?:19|20)\d\d)\b(?![-–/]\d)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|expected|estimated to|project\w*|predict\w*|forecast\w*|target\w*"
    r"|goals?|plan\w*|aims?)\b",
    re.IGNORECASE,
)

# The time may be that of the half of the sentence that the works have no part in.
_HALVED = re.compile(
    r"\b(?:but|although|whereas|unpublished|personal communication)\b", re.IGNORECASE
)


def out_of_date(
    claim: str, years: Sequence[int], written: int | None
) -> Iterator[tuple[str, str]]:
    """Yield what the claim says of a time that is later than the works' `years`.

    There is one year or more; with what is said comes what to do about it.

    `written` is the year of the article, None where it states none: then only a year
    that the claim names is held against the works.
    """
    newest = max(years)
    said = _RECENT.search(claim) or (_PRESENT.search(claim) and _NOW.search(claim))
    if _HALVED.search(claim):
        said = None
    if said and written is not None and written - newest >= OLD:
        yield f"“{said[0].strip(',')}” is said in {written}", "look for newer work"
    told = [] if _AHEAD.search(claim) else [int(y) for y in _YEAR.findall(claim)]
    later = [y for y in told if y > newest and (written is None or y <= written)]
    if later:
        yield f"the claim speaks of {later[0]}", "look for the source of this"
