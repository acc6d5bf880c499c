"""A claim of benefit against the abstract behind it, where that found no effect."""

import re
from dataclasses import dataclass
from functools import cache

from evidencekit.appraisal.null_results import (
    NullResult,
    Way,
    is_null,
    null_results,
    parts_of,
    way_of,
)
from evidencekit.claims.kindred import shipped_kindred
from evidencekit.claims.terms import stems, word_rarity
from evidencekit.normalize import plain

_VERBS = (
    *("improve", "reduce", "prevent", "relieve", "alleviate", "ease", "lessen", "cure"),
    *("treat", "boost", "increase", "decrease", "enhance", "promote", "strengthen"),
    *("shorten", "prolong", "delay", "slow", "stop", "fight", "raise", "soothe"),
)
_FORMS = "|".join(f"{verb.removesuffix('e')}(?:e|es|s|ed|ing)?" for verb in _VERBS)
# "A lower risk" and "the intention-to-treat population" state no effect.
_BENEFIT = re.compile(
    rf"(?<![-\w])(?:{_FORMS}|lower(?:s|ed|ing)|(?<=to )lower|(?<=can )lower"
    r"|(?<=may )lower|(?<=help )lower|(?<=helps )lower|protects? (?:against|from)"
    r"|help(?:s|ed|ing|ful)?|benefi(?:ts?|cial)|lifts?|works? (?:for|against|well)"
    r"|effective (?:in|for|against|at|treatment)|good for)(?![-\w])",
    re.IGNORECASE,
)
# A claim that says so itself, or that says several things at once, or that tells of one
# figure or table.
_OPEN = re.compile(
    r"\b(?:not|no|never|without|neither|nor|fail\w*|little|unclear|unknown|whether"
    r"|mixed|inconsistent|conflicting|limited|equivocal|tested?|but|although|though"
    r"|however|while|whereas|unless|only|rather than|less effective|no more"
    r"|fig(?:ure)?|table)\b|\bp\s?[=<>]|n['’]t\b|\?",
    re.IGNORECASE,
)
# Words of any study and any claim: to share them tells nothing.
_COMMON = frozenset(
    stems(
        "people patients participants adults women men children group groups treatment"
        " treatments study studies research evidence trial trials review analysis level"
        " levels rate rates risk effect effects symptoms health healthy disease therapy"
        " condition conditions intervention outcome outcomes body years weeks months"
        " daily day time use using used consume taking take regular regularly high"
        " higher low lower different significant significantly better effective benefit"
        " improve improves improved reduce reduces reduced increase increased decrease"
        " decreased prevent help helps show shows shown found finding results"
        " difference differences change changes compared control controls reported"
        " known according every each enough getting eating drinking keep make makes"
        " also among may can many most often more"
    )
)
# Cause and outcome stand next to the verb.
_NEAR = 9  # words
# How much of each the record has to name. Behind the outcome whom it is good for may
# follow, which the sentence of an abstract need not repeat.
_CAUSE, _OUTCOME = 0.5, 0.3
# From this on (0..1) the table of kindred words takes two words for the same thing.
_KIN = 0.6
# Letters in which words that mean the same thing begin alike.
_ROOT = 6
_CHANGED = re.compile(
    r"\b(?:improv(?:ed|es|ements?)|reduc(?:ed|es|tions?|ing)|lower(?:ed|s|ing)?"
    r"|decreas(?:ed|es?)|increas(?:ed|es?)|raised|higher|greater|better|fewer|less|more"
    r"|relieved|alleviated|eased|promoted|inhibit(?:ed|ion)|prevented|effective(?:ly)?"
    r"|beneficial|benefit(?:s|ed)?"
    r"|superior|significant(?:ly)?|ameliorated|enhanced|shortened|prolonged|faster"
    r"|slower|associated|promising)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|nor|neither|non-?\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Benefit:
    """What a claim says is done, what that does something to, and which way."""

    cause: frozenset[str]
    outcome: frozenset[str]
    way: Way


def contradiction(claim: str, title: str, abstract: str) -> str | None:
    """Return the sentence of the abstract that found none of what the claim states.

    The part of it that reports no effect names the outcome of the claim, that part or
    the title what is done; the ways fit; and no other part of the abstract reports that
    the outcome did change.
    """
    said = _benefit(claim)
    if said is None or not abstract:
        return None
    titled = frozenset(stems(title))
    told = titled | frozenset(stems(plain(abstract)))
    for null in null_results(abstract):
        about = frozenset(stems(null.part))
        outcome = _met(about - _COMMON, said.outcome)
        if _share(said.outcome, about) < _OUTCOME or not _denies(null, said.way):
            continue
        if not _met(said.cause, (about | titled) - outcome):
            continue
        if _share(said.cause, told - outcome) < _CAUSE:
            continue
        if not _changed(outcome, abstract):
            return null.sentence
    return None


def claims_benefit(claim: str) -> bool:
    """Say whether the claim states what something does to something, and no less."""
    return _benefit(claim) is not None


def _benefit(claim: str) -> _Benefit | None:
    found = list(_BENEFIT.finditer(claim))
    if not found or _OPEN.search(claim):
        return None
    before = claim[: found[0].start()].split()[-_NEAR:]
    behind = claim[found[-1].end() :].split()[:_NEAR]
    cause = frozenset(stems(" ".join(before))) - _COMMON
    outcome = frozenset(stems(" ".join(behind))) - _COMMON
    if not cause or not outcome:
        return None
    # "Helps to reduce": the second verb says which way.
    ways = [way_of(match[0]) for match in found]
    way = next((way for way in ways if way is not Way.BETTER), Way.BETTER)
    return _Benefit(cause, outcome, way)


def _denies(null: NullResult, said: Way) -> bool:
    """Say whether a null of its way denies a claim of this way.

    "Did not raise blood pressure" does not deny that something lowers it.
    """
    if null.way in (Way.ANY, Way.BETTER, said):
        return True
    return said is Way.BETTER and null.way is Way.DOWN


def _share(said: frozenset[str], written: frozenset[str]) -> float:
    """Return how much of what is said is written (0..1), rare words before common."""
    total = sum(map(word_rarity, said)) or 1.0
    return sum(map(word_rarity, _met(said, written))) / total


def _met(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return those of `words` that are among `others`, be it in a kindred word."""
    roots = {_root(other) for other in others}
    return frozenset(
        word
        for word in words
        if word in others or _root(word) in roots or _kin(word) & others
    )


def _root(stem: str) -> str:
    """Return how a stem begins: "prostate" and "prostatic" begin alike."""
    return stem.removesuffix("e")[:_ROOT]


@cache
def _kin(stem: str) -> frozenset[str]:
    kindred = shipped_kindred().of(stem)
    return frozenset(other for other, likeness in kindred if likeness >= _KIN)


def _changed(outcome: frozenset[str], abstract: str) -> bool:
    """Say whether some part of the abstract reports that the outcome did change."""
    return any(
        _CHANGED.search(part)
        and not is_null(part)
        and not _DENIED.search(part)
        and outcome <= frozenset(stems(part))
        for _, part in parts_of(abstract)
    )
