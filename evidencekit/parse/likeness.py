"""How much a piece of text looks like a reference, and where page furniture begins."""

import re

from evidencekit.parse.boundaries import manner

_SIGNS = (
    re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    re.compile(r"10\.\d{4,9}/|https?://|www\.|\bPMID\b|\bPMC\d|\bISBN\b|arXiv", re.I),
    re.compile(r"\d\s?\(\d+[^)]{0,12}\)|\d\s?[:,]\s?(?:pp?\.\s?)?\w?\d+[-–—]\w?\d+|"
               r"\bvol\b|\bpp?\.\s?\d", re.I),
    re.compile(r"\bet al\b|\beds?\.|\bIn:|\bUniversity\b|\bPress\b", re.I),
)  # fmt: skip
# How people are printed at the beginning of a reference (`boundaries.manner`).
PEOPLE = frozenset(
    (
        "comma-dotted",
        "caps-comma",
        "ama",
        "dotted-first",
        "dotted-caps",
        "dotted-last",
        "comma-plain",
        "plain-spaced",
        "comma-given",
    )
)
# "National Heart, Lung, and Blood Institute: “What is sleep apnea?”"
_NAMED = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.’'&-]*|and|&)"
    r"(?:,? (?:[^\W\d_a-zß-ÿ][\w.’'&-]*|of|the|and|for|in|on|&)){0,11}:\s+[“\"]\S"
)
_PROSE = re.compile(
    r"\b(?:you|your|we|our|us|this|these|is|are|was|were|has|have|been|can|may|"
    r"should|will|who|her|his|she|he|they|their)\b",
    re.I,
)
# What pages print after a list: who wrote them, what to click, what to read next.
_FURNITURE = re.compile(
    r"(?:(?<=[.\d/)\]»”\"a-z])\s+|\A|\n[ \t]*)"
    r"(?:(?:By|Written by|Reviewed by|Edited by|Fact[- ]checked by|"
    r"(?:Medically|Clinically|Expert) reviewed(?: by)?)\s+(?:Dr\.? )?"
    r"[^\W\d_a-zß-ÿ][\w'’.-]+\s[^\W\d_a-zß-ÿ]|"
    r"Was this (?:page|article|helpful)|Share(?: this| on|\s+Feedback|$)|"
    r"(?:See|Read) [Oo]ur [Ee]ditorial|Meet [Oo]ur|Thanks for your feedback|"
    r"About the [Aa]uthors?|Authors?['’]? (?:contributions|information|details|"
    r"affiliations|biograph(?:y|ies)|bios?|notes?)\b|"
    r"Acknowledge?ments?\b|Conflicts? of interest|"
    r"Competing interests|Funding\b|Supplementary (?:material|information)|"
    r"(?:Table|Figure|Fig\.) \d{1,2}[.:] [A-Z]|(?:Figure|Table) (?:legends|captions)|"
    r"Appendix(?:\s+[A-Z0-9])?\b|Rights and permissions|Additional information|"
    r"(?:©|Copyright)(?:\s|\Z)|All rights reserved|Privacy Policy|"
    r"Terms of (?:Use|Service)|Cookie|"
    r"Related (?:articles|stories|content|topics|Associated)|Read (?:more|next)|"
    r"More from|You might also like|Subscribe|Sign up|(?:Get the n|N)ewsletter|"
    r"Advertisement|"
    r"Our experts continually|(?:Last|Medically) (?:updated|reviewed|modified)|"
    r"Current [Vv]ersion|News from|Advertis(?:e|ing) |Products and services|"
    r"External links|Retrieved from \"|Categories?:|See also\b|Follow us)"
)
# From this likeness on, a piece is a reference without doubt.
CERTAIN = 2.0


def likeness(piece: str) -> float:
    """Return how many kinds of signs of a reference `piece` shows, less prose.

    From `CERTAIN` on it is one; below 0 it is prose.
    """
    signs = sum(pattern.search(piece) is not None for pattern in _SIGNS)
    signs += 2 * (_NAMED.match(piece) is not None)
    people = begins_with_people(piece)
    words = len(piece.split()) or 1
    prose = len(_PROSE.findall(piece)) / words
    return signs + people - (2.0 if prose > 0.08 and words > 12 else 0.0)


def begins_with_people(text: str, start: int = 0) -> bool:
    """Say whether people are named at `start` in a manner of references."""
    return manner(text, start) in PEOPLE


def furniture_start(piece: str) -> int | None:
    """Return the offset in `piece` where page furniture begins; None if nowhere."""
    match = _FURNITURE.search(piece)
    return match.start() if match else None
