"""Whom a claim and the studies behind it are about: women or men, children or adults.

Only where a text says "in women", "among children" and the like, and of one group
alone: a word by itself ("childhood", "men's rights") does not tell who was studied.
"""

import re
from collections.abc import Mapping, Sequence

from evidencekit.appraisal import wording
from evidencekit.appraisal.doubts import Doubt
from evidencekit.appraisal.subjects import subjects
from evidencekit.appraisal.support import Support

_OTHERS = r"(?:(?!favou?r\b)[\w-]+,? ){0,3}?"
# "Ten weeks of pregnancy" and "in favour of men" tell of no people studied.
_WHO = r"(?<!weeks )\b(?:in|among|amongst|for|of|with)(?: both)? "
_SEXES = {
    "women": r"(?:women|girls|mothers|females|pregnant|pregnancy|(?:post|peri|pre)-?"
    r"menopausal)\b",
    "men": r"(?:men|boys|fathers|males)\b",
}
_AGES = {
    "children": r"(?:children|infants|toddlers|newborns|neonates|babies|adolescents"
    r"|teenagers|preschoolers|pupils|schoolchildren|boys|girls)\b",
    "adults": r"(?:adults|elderly|seniors|centenarians|(?:middle-aged|older)"
    r" (?:people|persons|men|women|patients|individuals))\b",
}
# Any word for the other group, wherever it stands, is one group too many.
_ANY = {
    "women": r"\b(?:wom[ae]n|girls?|mothers?|maternal|females?|pregnan\w+"
    r"|\w*menopaus\w+|sex(?:es)?|gender)\b",
    "men": r"\b(?:m[ae]n|boys?|fathers?|paternal|males?|sex(?:es)?|gender)\b",
    "children": r"\b(?:child\w*|infan\w+|toddlers?|newborns?|neonat\w+|bab(?:y|ies)"
    r"|adolescen\w+|under-?fives|teen\w*|youth\w*|young|preschool\w*|school\w*|pupils?|students?"
    r"|p(?:a)?ediatric\w*|juvenile|boys?|girls?|all ages|early life|matern\w+"
    r"|mothers?|famil\w+|parent\w*)\b",
    "adults": r"\b(?:adult\w*|elderly|old(?:er)?|seniors?|ag(?:ing|eing)|geriatric"
    r"|middle-aged|wom[ae]n|m[ae]n|mothers?|fathers?|life ?span|lifelong"
    r"|all ages|parent\w*)\b",
}
OTHER = {"women": "men", "men": "women", "children": "adults", "adults": "children"}
_PEOPLE = re.compile(
    rf"{_WHO}{_OTHERS}(?:patients|people|humans|volunteers|persons|individuals)\b",
    re.IGNORECASE,
)


def _compiled(
    patterns: Mapping[str, str], before: str = ""
) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(before + pattern, re.IGNORECASE)
        for name, pattern in patterns.items()
    }


_NAMED = _compiled(_SEXES | _AGES, _WHO + _OTHERS)
_MENTIONED = _compiled(_ANY)


def populations(text: str) -> dict[str, str]:
    """Return the groups that `text` is about, with the words for each.

    At most one of "women" and "men", and one of "children" and "adults": where both are
    spoken of, neither is.
    """
    named = {name: pattern.search(text) for name, pattern in _NAMED.items()}
    return {
        name: said[0]
        for name, said in named.items()
        if said and not _MENTIONED[OTHER[name]].search(text)
    }


def other_population(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """Return that all studies behind a claim looked at others than it speaks of."""
    named = {} if wording.of_animals(claim) else populations(claim)
    for name, said in named.items():
        found = [_studied(support, OTHER[name]) for support in supports]
        if all(found) and found[0]:
            field, words, whom = found[0]
            return Doubt(
                f"the claim says “{said}”; {_named(supports)} says “{whom}”: "
                "name those who were studied",
                supports[0],
                field,
                words,
            )
    return _of_no_people(claim, supports)


def _studied(support: Support, group: str) -> tuple[str, str, str] | None:
    """Return the field, its words and the group's, where a study is of this group."""
    looked_at = subjects(support.abstract)
    passages = [("title", support.title)]
    if looked_at is not None:
        passages.append(("abstract", looked_at.sentence))
    for field, words in passages:
        found = populations(words)
        if group in found:
            return field, words, found[group]
        if OTHER[group] in found:
            return None
    return None


def _of_no_people(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """Return that a claim on people rests on animals or cells alone.

    What EK603 says of an effect that is stated as a fact is not said again.
    """
    said = [*populations(claim).values()]
    said += [found[0]] if (found := _PEOPLE.search(claim)) else []
    if not said or wording.causal(claim):
        return None
    if wording.of_animals(claim) or wording.of_cells(claim):
        return None
    traits = [set(s.design.traits) if s.design else set() for s in supports]
    if not all(found & {"animals", "cells"} for found in traits):
        return None
    design = supports[0].design
    assert design is not None
    return Doubt(
        f"the claim says “{said[0]}”; {_named(supports)} is a {design}: "
        "name those who were studied",
        supports[0],
        design.field,
        design.words,
    )


def _named(supports: Sequence[Support]) -> str:
    return f"reference {supports[0].reference.id}"
