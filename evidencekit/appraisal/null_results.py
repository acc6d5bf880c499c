"""Where an abstract reports that something made no difference.

The unit is the part of a sentence: "improved sleep but did not lower blood pressure"
says one thing of sleep and another of blood pressure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from evidencekit.appraisal.short_forms import short_forms, spelled_out
from evidencekit.claims.sentences import sentences
from evidencekit.normalize import plain

# What a longer text has more of is seldom about its result.
_LONGEST = 5_000


class Way(Enum):
    """Which way an outcome is said to go; ANY where a word tells of no direction."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    ANY = "any"


_VERBS = {
    Way.UP: r"increas\w*|rais(?:es?|ed|ing)|rise|enhanc\w*|boost\w*|elevat\w*"
    r"|prolong\w*|promot\w*|strengthen\w*",
    Way.DOWN: r"reduc\w*|lower\w*|decreas\w*|prevent\w*|reliev\w*|alleviat\w*"
    r"|eas(?:es?|ed|ing)|protect\w*|shorten\w*|slow(?:s|ed|ing)?"
    r"|delay\w*|lessen\w*|fights?|stops?|cur(?:es|ed|ing)|treat(?:s|ed|ing)?|lose",
    Way.BETTER: r"improv\w*|help(?:s|ed|ing|ful)?|benefi\w*|effective(?:ly)?"
    r"|ameliorat\w*|superior|better|works?|faster|quicker",
}
_NEUTRAL = (
    r"effects?|impacts?|influenc\w*|affect\w*|differ\w*|chang\w*|variations?|alter\w*"
    r"|modif\w*|associat(?:ions?|ed with)|relat(?:ions?|ionships?|ed (?:to|with))"
    r"|correlat\w*|link(?:s|ed)?|predict(?:s|ed)?"
)
_WAYS = "|".join([*_VERBS.values(), _NEUTRAL])
_SURE = (
    r"(?:statistically|clinically|significant(?:ly)?|meaningful(?:ly)?|supporting"
    r"|substantial(?:ly)?|consistent(?:ly)?|clear(?:ly)?|overall|additional|positive"
    r"|appreciabl[ey]|noticeabl[ey]|worthwhile|practical|beneficial|favou?rable"
    r"|independent(?:ly)?|detectable|apparent|major|relevant|strong)"
)
_FOUND = (
    r"find|observe|detect|notice|show|reveal|have|promote|induce|produce|give|cause"
    r"|lead to|result in"
)
_NOT = (
    r"(?:(?:did|does|do|has|have|had|was|were|is|are|could) (?:also )?not"
    r"|(?:did|does|do|was|were|is|are)n['’]t|fail(?:s|ed)? to|unable to|not able to)"
)
_NULLS = (
    # no significant effect, no clear evidence of a benefit
    rf"no (?:{_SURE},? (?:and |or )?){{0,3}}(?:evidence (?:of|for|that) )?"
    rf"(?:an? |any |the )?(?:{_SURE} )?(?:[\w-]+ ){{0,2}}?(?P<noun>{_WAYS})",
    # no evidence that those who took it improved
    rf"no (?:{_SURE} )?evidence (?:of|for|that) (?:[\w-]+ ){{0,8}}?(?P<that>{_WAYS})",
    # does not support its use
    r"not support (?:the |an? )?(?P<support>use|efficacy|effectiveness|benefits?)",
    # did not improve, do not significantly differ, failed to show any change
    rf"{_NOT} (?:(?:be|been|also|found to|shown to|seen to|appear to|seem to"
    rf"|(?:{_FOUND})(?: an?| any)?|{_SURE},?(?: and| or)?) ){{0,3}}(?P<verb>{_WAYS})",
    # the difference was not significant, was non-significant, was not observed
    rf"(?P<subject>{_WAYS})\b(?: [^\s,;(]+){{0,8}}? (?:(?:was|were|is|are|did"
    r"|remained) )?(?:also |either )?(?:not (?:reach )?(?:statistically |clinically )?"
    r"significan\w+|(?:non-?|in)significant|not (?:seen|found|observed|detected))",
    # a non-significant reduction
    rf"(?:non-?|in)significant (?:[\w-]+ ){{0,2}}?(?P<small>{_WAYS})",
    # neither diet affected, nor did it reduce
    rf"(?:neither|nor) (?:[\w-]+ ){{0,5}}?(?P<nor>{_WAYS})",
    # little or no effect, without an effect
    rf"(?:little(?: or no)?|without (?:an?|any)) (?:{_SURE} )?(?P<little>{_WAYS})",
)
_NULL = re.compile(rf"\b(?:{'|'.join(_NULLS)})\b", re.IGNORECASE)
# What is said of how the groups were made, of harms, of methods, or of a plan: a null
# there is good news, or none.
_ASIDE = re.compile(
    r"\b(?:(?:at|from|in) baseline|baseline (?:features|characteristics|data|values)"
    r"|adverse|safety|side[- ]effects?|toxic(?:it\w*)?|tolerab\w*|complications?"
    r"|harm(?:s|ful)?|bleeding|heterogeneity|publication bias|demographic\w*|compliance"
    r"|attrition|drop-?outs?|withdrawals|superscripts?|same letters?|will be"
    r"|hypothes[ei]\w*|whether|not only|aim(?:s|ed)?|we (?:tested|assess|compare)|if"
    r"|might|would|designed|non-?inferior\w*|equivalen\w+|in the absence|negatively"
    r"|further increase|no (?:studies|trials|reports?|data|information))\b",
    re.IGNORECASE,
)
# "No difference" refutes a benefit only where one side had nothing, or a dummy.
_UNTREATED = re.compile(
    r"\b(?:placebo|controls?|sham|usual care|standard care|wait(?:ing)?[- ]?list"
    r"|untreated|no (?:treatment|intervention|exercise|supplement\w*)|non-?users?"
    r"|dummy|without|unexposed|never)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:differ\w*|superior|better)\b", re.IGNORECASE)
_PARTS = re.compile(
    r";\s|,? (?:but|although|though|whereas|while|however|yet|except)\b,?|\. ",
    re.IGNORECASE,
)
# "Although neither helped alone, both together did."
_CONCEDED = re.compile(r"^((?:although|though|while|whereas)\b[^,]*),", re.IGNORECASE)
_WAY = {
    way: re.compile(rf"(?:{verbs})$", re.IGNORECASE) for way, verbs in _VERBS.items()
}


@dataclass(frozen=True, slots=True)
class NullResult:
    """A sentence that reports no effect, the part that does, and which way."""

    sentence: str
    part: str
    way: Way


def null_results(abstract: str) -> Iterator[NullResult]:
    """Yield the parts of an abstract that report that something made no difference.

    That two treatments did not differ is left out where nothing in the abstract was
    left untreated.
    """
    has_untreated = _UNTREATED.search(abstract) is not None
    for sentence, part in parts_of(abstract):
        word = _null_word(part)
        if word and (has_untreated or not _COMPARED.fullmatch(word)):
            yield NullResult(sentence, part, way_of(word))


def is_null(part: str) -> bool:
    """Say whether a part of a sentence reports that something made no difference."""
    return _null_word(part) is not None


# Many claims may rest on one work, and both questions are asked of each.
@lru_cache(maxsize=256)
def parts_of(abstract: str) -> tuple[tuple[str, str], ...]:
    """Return the sentences and their parts that may say different things.

    Short forms are written out in the parts.
    """
    return tuple(_parts(plain(abstract)[:_LONGEST]))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    forms = short_forms(text)
    for span in sentences(text):
        sentence = span.of(text)
        for part in filter(str.strip, _PARTS.split(_CONCEDED.sub(r"\1;", sentence))):
            yield sentence, spelled_out(part, forms)


def way_of(word: str) -> Way:
    """Return which way a verb or its noun says that an outcome goes."""
    return next((way for way, verbs in _WAY.items() if verbs.match(word)), Way.ANY)


def _null_word(part: str) -> str | None:
    """Return the word for what there was none of; None where nothing is reported."""
    found = _NULL.search(part)
    if found is None or _ASIDE.search(part):
        return None
    return str(found[found.lastgroup or 0])
