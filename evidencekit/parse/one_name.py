"""Reads one printed name: a person's, as far as its form tells, or a body's."""

import re

from evidencekit.model import Name
from evidencekit.parse.name_forms import FAMILY_FIRST, GIVEN_FIRST
from evidencekit.parse.organisations import (
    has_word_of_organisation,
    is_company,
    is_organisation,
    is_word_of_organisation,
)

_PARTICLE = re.compile(
    r"(?i)(?:d[aeou]s?|d'|del|della|dello|di|van|von|vom|zu|zur|zum|der|den|het|ter|ten"
    r"|te|la|le|lo|las|los|el|al|bin|ibn|af|av|st\.?|mac|o')\Z"
)
_TRAILING_SUFFIX = re.compile(r"[\s,]{1,3}((?:Jr|Sr|Jnr|2nd|3rd|4th|II|III|IV)\.?)\Z")
# "Smith J", "O'Neil-Jones AB", as most lists print them.
_COMMON = re.compile(
    r"(?P<family>[^\W\d_]+(?:['’-][^\W\d_]+)?) (?P<given>(?!I[IV])[A-Z]{1,2})\Z"
)


def one_name(part: str) -> Name | None:
    """Return the name that `part` prints; None where it prints none.

    `part` is "Family, Given", "Given Family", "Family GI" or an organisation.
    """
    if (match := _COMMON.match(part)) is not None:
        return Name(family=match["family"], given=match["given"])
    part = part.strip(' ,;:·•*†‡"“”')
    if part.count("(") != part.count(")"):
        part = part.replace("(", "").replace(")", "").strip()
    if not any(c.isalpha() for c in part):
        return None
    suffix = None
    if (match := _TRAILING_SUFFIX.search(part)) is not None and match.start() > 1:
        suffix, part = match.group(1), part[: match.start()]
    if "," in part:
        return _inverted(part, suffix)
    return _undivided(part, suffix)


def _inverted(part: str, suffix: str | None) -> Name:
    family, given = (piece.strip() for piece in part.split(",", 1))
    if "," in given:
        given, tail = (piece.strip() for piece in given.rsplit(",", 1))
        suffix = suffix or tail
    if is_organisation(part):
        return Name(literal=part.rstrip("."))
    return Name(family=family.rstrip("."), given=_given(given) or None, suffix=suffix)


def _given(text: str) -> str:
    """Return given names without a full stop that closes the sentence only."""
    if text.endswith(".") and (
        text.count(".") == 1 and not re.search(r"(?:\A|[\s-])[^\W\d_]{1,2}\.\Z", text)
    ):
        return text[:-1]
    return text.strip()


def _undivided(part: str, suffix: str | None) -> Name:
    if (match := FAMILY_FIRST.match(part)) is not None:
        family, given = match.group("family", "given")
        person = len(family.split()) < 3 and not re.search(r"\b(?:of|the)\b", family)
        if len(given) > 2 and is_word_of_organisation(family):
            return Name(literal=part)  # "Grupo ICV"
        if not is_company(part) and (person or not has_word_of_organisation(part)):
            return Name(family=family, given=_given(given), suffix=suffix)
    if (
        (match := GIVEN_FIRST.match(part)) is not None
        and not part.isupper()
        and not has_word_of_organisation(part)
    ):
        given, family = match.group("given", "family")
        return Name(family=family.rstrip("."), given=given.strip(), suffix=suffix)
    part = part.rstrip(".")
    words = part.split()
    if (
        len(words) == 1
        or len(words) > 5
        or has_word_of_organisation(part)
        or any(c.isdigit() or c in "()/&" for c in part)
        or " - " in part
    ):
        return Name(literal=part)
    return _western(words, suffix)


def _western(words: list[str], suffix: str | None) -> Name:
    """Split "Given Middle van Family"; a particle opens the family name."""
    for i in range(1, len(words) - 1):
        if _PARTICLE.match(words[i]):
            return Name(
                family=" ".join(words[i:]), given=" ".join(words[:i]), suffix=suffix
            )
    if _PARTICLE.match(words[0]) and len(words) < 4:  # "van Zonneveld"
        return Name(literal=" ".join(words), suffix=suffix)
    return Name(family=words[-1], given=" ".join(words[:-1]), suffix=suffix)
