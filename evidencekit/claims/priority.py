"""What makes a claim one to look at first if nothing supports it."""

import re
from collections.abc import Iterable

from evidencekit.model import Claim

_NUMBER = re.compile(
    r"\d\s?%|\b\d[\d.,]{0,15}(?:st|nd|rd|th)?\b(?!\s*(?:steps?|ways|tips)\b)"
    r"|\b(?:percent|per cent|half of|one in (?:two|three|four|five|ten)|twice|double)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|nearly one|one and a half)"
    r" (?:hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    r"\b(?:cause[sd]?|causing|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in"
    r"|prevent(?:s|ed|ing)?|cure[sd]?|reduc(?:es?|ed|ing)|increas(?:es?|ed|ing)"
    r"|lower(?:s|ed|ing)?|rais(?:es?|ed|ing)|boost(?:s|ed|ing)?|improv(?:es?|ed|ing)"
    r"|reliev(?:es?|ed|ing)|eas(?:es|ed|ing)|trigger(?:s|ed|ing)?|worsen(?:s|ed|ing)?"
    r"|protect(?:s|ed|ing|ive)?|stimulat(?:es?|ed|ing)|inhibit(?:s|ed|ing)?"
    r"|promot(?:es?|ed|ing)|because of|due to|associated with|linked (?:to|with)"
    r"|risk (?:of|factors?))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:most (?!likely|of\b|people)\w+|best|worst|highest|lowest|largest|greatest"
    r"|strongest|safest|fastest|leading (?:cause|reason)|always|never|proven|gold"
    r" standard|the only|number one|no evidence)\b",
    re.IGNORECASE,
)
_HEALTH_ADVICE = re.compile(
    r"\b(?:should|must|recommend(?:s|ed)?|advis(?:es?|ed)|avoid|try|take|safe(?:ly)?"
    r"|dos(?:e|es|age)|treatments?|therap(?:y|ies)|medications?|supplements?|diets?"
    r"|vaccin\w+)\b.{0,80}\b(?:symptoms?|disease|disorders?|depress\w+|anxiety|pain|cancer"
    r"|diabet\w+|infections?|blood|heart|weight|sleep|pregnan\w+|health|patients?)\b",
    re.IGNORECASE,
)
# Of the claims without a link whose nearest reference is less likely than this, 45 of
# 713 do cite something, of all without a link 180 of 1,238 (26 articles of articles_dev
# without their markers, 2026-11-28).
_NEAR = 0.05
_REASONS = (
    (_NUMBER, "a number"),
    (_CAUSAL, "cause and effect"),
    (_SUPERLATIVE, "a superlative"),
    (_HEALTH_ADVICE, "health advice"),
)


def reasons_to_check(sentence: str) -> tuple[str, ...]:
    """Return what the sentence states that an editor should see supported, if any."""
    return tuple(said for pattern, said in _REASONS if pattern.search(sentence))


def to_check_first(claims: Iterable[Claim]) -> list[tuple[Claim, tuple[str, ...]]]:
    """Return the claims that no listed reference is near to, with what they state.

    Those that state most come first; claims that state none of it are left out.
    """
    bare = [c for c in claims if c.check_worthy and not c.links and not _is_near(c)]
    found = [(claim, reasons_to_check(claim.text)) for claim in bare]
    return sorted((f for f in found if f[1]), key=lambda f: -len(f[1]))


def _is_near(claim: Claim) -> bool:
    nearest = claim.runner_up
    return nearest is not None and nearest.probability >= _NEAR
