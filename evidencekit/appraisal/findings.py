"""What the abstract of a work found, where it speaks of no effect."""

import re

from evidencekit.appraisal import wording
from evidencekit.appraisal.support import Support
from evidencekit.claims.sentences import sentences
from evidencekit.claims.terms import stems
from evidencekit.normalize import plain

_NONE = re.compile(
    r"\bno (?:statistically )?(?:significant|clear|consistent"
    r"|meaningful) (?:[\w-]+ ){0,3}?"
    r"(?:effects?|differences?|improvements?|reductions?|changes?|benefits?"
    r"|associations?|relationships?|correlations?)\b"
    r"|\bno (?:effects?|differences?|benefits?|associations?|evidence (?:of|for"
    r"|that))\b"
    r"|\b(?:did|does|do) not (?:statistically |significantly ){0,2}(?:improve|reduce"
    r"|lower|increase|affect|alter|differ|prevent|decrease|change|influence)\b"
    r"|\b(?:was|were) not (?:statistically |significantly )(?:different|associated"
    r"|better"
    r"|reduced|improved|lower|superior)\b"
    r"|\b(?:non-?significant|not (?:statistically )?significant)\b",
    re.IGNORECASE,
)
# "No differences in age at the start" is what a good trial says of its groups.
_OF_THE_GROUPS = re.compile(
    r"\b(?:baseline|adverse|safety|side effects?|heterogeneity|publication bias|groups"
    r" were (?:similar|comparable)|demographic|compliance|attrition)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:help(?:s|ed|ful)?|reduc(?:es?|ed|ing)|improv(?:es?|ed|ing)|lower(?:s|ed"
    r"|ing)?"
    r"|reliev(?:es?|ed|ing)|alleviat(?:es?|ed|ing)|eas(?:es|ed|ing)|effective|benefi\w*"
    r"|prevent(?:s|ed|ing)?|protect(?:s|ed|ing)?|treat(?:s|ed|ing)?|works? for|boost\w*"
    r"|decreas(?:es?|ed|ing)|increas(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|without|neither|nor|fail\w*)\b|n['’]t\b", re.I)
# Stems that the claim and the sentence of the abstract have to share: the treatment or
# the outcome, and one thing more.
_SHARED = 2


def contrary_finding(claim: str, support: Support) -> str | None:
    """Return the sentence of the abstract that found none of what the claim states."""
    if not _BENEFIT.search(claim) or _DENIED.search(claim) or wording.attributed(claim):
        return None
    abstract = plain(support.abstract)[:5_000]
    said, title = set(stems(claim)), set(stems(support.title))
    for span in sentences(abstract):
        sentence = span.of(abstract)
        if not _NONE.search(sentence) or _OF_THE_GROUPS.search(sentence):
            continue
        if len(said & (set(stems(sentence)) | title)) >= _SHARED + 1 and (
            said & set(stems(sentence))
        ):
            return sentence
    return None
