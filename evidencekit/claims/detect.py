"""Tells a sentence that states a checkable fact from advice, headings and furniture."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

_EVIDENCE = re.compile(
    r"\b(?:research|stud(?:y|ies)|trials?|evidence|meta-analys[ie]s|reviews?|surveys?"
    r"|researchers|scientists|data|findings?|experts? (?:say|agree))\b"
    r"|\b(?:has|have|was|were|been) "
    r"(?:shown|found|linked|associated|reported|proven)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:caus|increas|decreas|reduc|improv|lower|rais|prevent|promot|protect|affect"
    r"|influenc|enhanc|worsen|trigger|stimulat|inhibit|boost|reliev|alleviat|contribut"
    r"|lead(?:s|ing)? to|result(?:s|ed|ing)? in|work(?:s|ed)? on|associat|correlat|link"
    r"|risks?\b|effective|more likely|less likely|benefi|predict|depend(?:s|ed)? on"
    r"|symptom|treat(?:s|ed|ment of)|help(?:s|ed|ful)? (?:to |with |reduce|improve"
    r"|prevent|for )|factors?\b|create)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b\d[\d.,]{0,15}\s?(?:percent|per cent|mg|g|kg|mcg|µg|kcal|million|billion|people"
    r"|adults|patients|participants|women|men|children|times|fold|years?|weeks?|hours?)\b"
    r"|\d\s?%",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:most|many|majority|half|one in|third|rates?|prevalence|incidence"
    r"|average)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\b(?:is|are|refers? to|relates? to|means?|occurs? when|known as|defined as) "
    r"(?:an? |the |one |when |also |both |all )?\w",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|can|could|often|usually|tends? to|appears?)\b", re.I
)
_READER = re.compile(r"\b(?:you(?:['’](?:re|ve|ll|d))?|yours?|yourself)\b", re.I)
_SPEAKER = re.compile(
    r"\b(?:I|I['’]m|my|we|our|us|let['’]s|I think|I believe|in my opinion)\b"
)
_ADVICE = re.compile(
    r"^(?:[“\"(]?)(?:try|be|make|take|talk|ask|see|read|learn|find|call|visit|keep|start"
    r"|consider|remember|avoid|click|check|get|use|eat|drink|don['’]?t|do not|please"
    r"|seek|speak|contact|sign|subscribe|share|print|note|reach|look|join|search|below"
    r"|here['’]?s?|thanks?|was this|need)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:medically reviewed|fact[- ]checked|editorial (?:process|team|policy)|cookie"
    r"|privacy policy|newsletter|subscribe|sign up|updated on|published on|getty|photo"
    r"|table of contents|all rights reserved|advertis|board[- ]certified"
    r"|master's degree"
    r"|review board|is an? (?:\w+ ){0,4}(?:writer|author|editor|journalist|therapist)"
    r"|non-profit|nonprofit|support groups?|offers?|hosts?|website|subreddit"
    r"|log ?in)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:good news|exciting|worth a try|probably|best way|should|have to|need to"
    r"|important to (?:remember|know)|hopeless|feel(?:ing)? like|absolute)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|could|might|does|do|did|will|would"
    r"|\w+(?:s|ed|es))\b"
)
# Set by hand on 60 sentences of our own (tests/claims/test_detect.py holds a part):
# evidence, effect and quantity speak for a claim, address and advice against it.
_WEIGHTS = (
    (_EVIDENCE, 1.6),
    (_EFFECT, 1.5),
    (_NUMBER, 1.4),
    (_QUANTITY, 0.7),
    (_DEFINITION, 0.7),
    (_HEDGE, 0.2),
    (_READER, -1.5),
    (_SPEAKER, -0.6),
    (_ADVICE, -2.0),
    (_FURNITURE, -2.4),
    (_OPINION, -0.9),
)
_BIAS = -1.2
_SHORTEST, _LONGEST = 4, 120


def worthiness(sentence: str) -> float:
    """Return how likely the sentence states a checkable fact, in [0, 1]."""
    words = sentence.split()
    if not _SHORTEST <= len(words) <= _LONGEST or sentence.rstrip("”\"') ").endswith(
        "?"
    ):
        return 0.0
    if not _VERB.search(sentence) or _is_title(words):
        return 0.0
    signs = zip(_signs(sentence), _WEIGHTS, strict=True)
    score = _BIAS + sum(weight for seen, (_, weight) in signs if seen)
    return 1.0 / (1.0 + math.exp(-2.0 * score))


# Each sentence is asked several times: what it is, whether it cites, how it is doubted.
@lru_cache(maxsize=1 << 12)
def _signs(sentence: str) -> tuple[bool, ...]:
    """Return which of the patterns of `_WEIGHTS` the sentence has."""
    return tuple(bool(pattern.search(sentence)) for pattern, _ in _WEIGHTS)


def check_worthy(sentence: str) -> bool:
    """Say whether the sentence states a fact that somebody could check."""
    return worthiness(sentence) >= 0.5


def _is_title(words: Sequence[str]) -> bool:
    """Say whether nearly all longer words are capitalised, as in a heading."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 2 and capitals >= 0.8 * len(long)


_SHARED = [
    [pattern for pattern, _ in _WEIGHTS].index(pattern)
    for pattern in (
        *(_EVIDENCE, _EFFECT, _NUMBER, _QUANTITY, _DEFINITION, _HEDGE, _READER),
        *(_SPEAKER, _OPINION),
    )
]
_MARKS = (
    re.compile(r"\b(?:previous|recent|earlier|reported|demonstrated|suggest|described"
               r"|according to|known|proposed|showed|found that|et al)\b", re.I),
    re.compile(r"\b(?:this (?:study|paper|work|trial)|our|we|were (?:performed|measured"
               r"|collected|analy[sz]ed|used|calculated)|table|figs?|figure|p ?[<=>])",
               re.I),
    re.compile(r"\bet al\b"),
    re.compile(r"\b(?:method|protocol|using the|as described|guideline"
               r"|according)\b", re.I),
)  # fmt: skip


def citing_features(sentence: str, place: float) -> list[float]:
    """Return what speaks for or against a sentence citing anything.

    `place` is where it stands in the text, 0 at the beginning and 1 at the end.
    """
    count = len(sentence.split())
    signs = _signs(sentence)
    marks = [float(signs[sign]) for sign in _SHARED]
    marks += [float(bool(mark.search(sentence))) for mark in _MARKS]
    return [*marks, min(count, 60) / 30, float(count < 7), place, place * place]
