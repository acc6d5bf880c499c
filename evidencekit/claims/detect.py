"""Tells a sentence that states a checkable fact from advice, headings and furniture."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from evidencekit.claims.terms import words

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
_SIGNS = (
    *(_EVIDENCE, _EFFECT, _NUMBER, _QUANTITY, _DEFINITION, _HEDGE, _READER),
    *(_SPEAKER, _ADVICE, _FURNITURE, _OPINION),
)
_PAST = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s")
_SHORTEST, _LONGEST = 4, 120


# Each sentence is asked several times: whether it is worth a check, how it is doubted.
@lru_cache(maxsize=1 << 12)
def worthiness(sentence: str) -> float:
    """Return the probability that the sentence states a checkable fact, in [0, 1].

    Questions, headings and fragments never do.
    """
    if not may_state(sentence):
        return 0.0
    of_signs, of_words = _shipped_weights()
    signs = worth_features(sentence, of_words)
    logit = sum(map(float.__mul__, of_signs, signs), of_signs[-1])
    return 1.0 / (1.0 + math.exp(-max(-30.0, logit)))


def may_state(sentence: str) -> bool:
    """Say whether this is a statement at all: a whole sentence, and no question."""
    said = sentence.split()
    if not _SHORTEST <= len(said) <= _LONGEST or _HEADING.match(sentence):
        return False
    asks = sentence.rstrip("”\"') ").endswith("?")
    return not asks and bool(_VERB.search(sentence)) and not _is_title(said)


def worth_features(sentence: str, of_words: Mapping[str, float]) -> list[float]:
    """Return what speaks for a statement that somebody could check.

    `of_words` are the log-odds that each word stem adds for a sentence that cites.
    """
    said = sentence.split()
    return [
        *_signs(sentence),
        *_marks(sentence),
        float(_PAST.search(sentence) is not None),
        # A short sentence seldom states a fact, unless it names an effect.
        float(len(said) < 7 and _EFFECT.search(sentence) is None),
        sum(len(word) > 8 for word in said) / len(said),
        sum(sorted(of_words.get(word, 0.0) for word in words(sentence))),
    ]


@cache
def _shipped_weights() -> tuple[tuple[float, ...], dict[str, float]]:
    """Return the weights of the features, the bias last, and those of words."""
    file = files("evidencekit.claims").joinpath("weights", "worth.json")
    data = json.loads(file.read_text("utf-8"))
    return tuple(data["signs"]), data["words"]


@lru_cache(maxsize=1 << 12)
def _signs(sentence: str) -> tuple[float, ...]:
    """Return which of the patterns of `_SIGNS` the sentence has."""
    return tuple(float(pattern.search(sentence) is not None) for pattern in _SIGNS)


def check_worthy(sentence: str) -> bool:
    """Say whether the sentence states a fact that somebody could check."""
    return worthiness(sentence) >= 0.5


def _is_title(said: Sequence[str]) -> bool:
    """Say whether nearly all longer words are capitalised, as in a heading."""
    long = [word for word in said if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 2 and capitals >= 0.8 * len(long)


_SHARED = [
    _SIGNS.index(pattern)
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


@lru_cache(maxsize=1 << 12)
def _marks(sentence: str) -> tuple[float, ...]:
    """Return which of the patterns of `_MARKS` the sentence has."""
    return tuple(float(mark.search(sentence) is not None) for mark in _MARKS)


def citing_features(sentence: str, place: float) -> list[float]:
    """Return what speaks for or against a sentence citing anything.

    `place` is where it stands in the text, 0 at the beginning and 1 at the end.
    """
    count = len(sentence.split())
    signs = _signs(sentence)
    shared = (signs[sign] for sign in _SHARED)
    return [
        *shared,
        *_marks(sentence),
        min(count, 60) / 30,
        float(count < 7),
        place,
        place * place,
    ]
