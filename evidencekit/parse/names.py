"""Splits a printed list of names into persons and organisations."""

import re
from dataclasses import dataclass

from evidencekit.model import Name

_ET_AL = re.compile(
    r"[\s,;]*(?:\(?\b(?:and|&)?\s*(?:et\.?\s*al(?:ii|\b)\.?|et\s+coll?\.|e\s+cols?\.?"
    r"|y\s+cols?\.?|u\.\s?a\.|and\s+others|ve\s+ark\.|i\s+in\.|m\.\s?fl\.)\)?"
    r"|…|\.\.\.)[\s,;.]*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[\s,;]*(?:\s&|\s(?:and|und|et|y|e|och|og|en|with)(?=\s))\s*|\s?&\s?"
)
_UPPER = r"[^\W\d_a-zà-öø-ÿß-ž]"
# "J", "JE", "J.E.", "J.-P.", "Ch.", "Yu. A."
_INITIAL = r"(?:[^\W\d_]\.|[A-Z][a-z]{1,2}\.|(?:[^\W\d_a-z]){1,4}\b(?!['’]))"
_INITIALS = re.compile(rf"{_INITIAL}(?:[\s.]?[-‐‑–]?\s?{_INITIAL})*\.?\Z")
_PARTICLE = (
    r"(?:d[aeou]s?|del|della|dello|di|van|von|vom|zu|zur|zum|der|den|het|ter|ten|te"
    r"|la|le|lo|las|los|el|al|bin|ibn|y|e|af|av|Van|Von|De|Da|Dos|Del|Di|La|Le|St\.?)"
)
_FAMILY_FIRST = re.compile(
    rf"(?P<family>.{{2,60}}?)\s+(?P<given>{_INITIAL}(?:[\s.]{{0,2}}[-‐‑–]?{_INITIAL})*\.?"
    rf"(?:\s(?:d[aeo]s?|del|van|von|der|den|e)\b){{0,3}}(?:\s[A-Z]\.?){{0,2}})\Z"
)
_GIVEN_FIRST = re.compile(
    rf"(?P<given>{_INITIAL}(?:\s?[-‐‑–]?\s?{_INITIAL})*\.?)\s*(?P<family>[^\s].+)\Z"
)
_SUFFIX = re.compile(
    r"(?i)(?:jr|sr|junior|filho|neto|sobrinho|2nd|3rd|4th|i{2,3}|iv)\.?\Z"
)
_TRAILING_SUFFIX = re.compile(r"[\s,]+((?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?)\Z")
_ORGANISATION = re.compile(
    r"(?i)\b(?:universit\w*|institut\w*|minist\w+|group|team|committee|consortium"
    r"|collaborat\w*|association|society|organi[sz]ation|agency|centers?|centres?"
    r"|department|council|commission|foundation|bureau|office|federation|union|academy"
    r"|college|network|investigators|panel|force|program(?:me)?|board|project|company"
    r"|corporation|inc|ltd|gmbh|press|hospital|service|nations|secretaria|governo"
    r"|associação|sociedade|instituto|organização|conselho|agência|brasil|brazil|europe"
    r"an|national|international|world|initiative|authority|trust|society|study|trial"
    r"|task|working|study|statistics|library|museum|laborator\w+|parliament|congress)\b"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list, and whether "et al." says that there are more."""

    names: tuple[Name, ...]
    et_al: bool


def names(text: str) -> Names:
    """Return the names printed in `text`, each split as far as its form tells."""
    text = " ".join(text.split())
    bare, cut = _ET_AL.subn(" ; " if ";" in text else ", ", text)
    parts = _parts(bare.strip(" ,;:"))
    found = [name for part in parts if (name := _name(part)) is not None]
    return Names(tuple(found), cut > 0)


def _parts(text: str) -> list[str]:
    """Return one string a name: "Family, Given", "Given Family" or "Family GI"."""
    if not text:
        return []
    if ";" in text:
        pieces = [piece for part in text.split(";") for piece in _split_and(part)]
        return [piece.strip(" ,") for piece in pieces if piece.strip(" ,.")]
    chunks = [chunk for chunk in _split_and(text) if chunk.strip(" ,.")]
    commas = [
        [p.strip() for p in re.split(r"\s*,\s*", c) if p.strip(" .")] for c in chunks
    ]
    if len(chunks) > 1 and all(_is_inverted(parts) for parts in commas):
        return [", ".join(parts) for parts in commas]
    if len(commas) == 1 and _is_inverted(commas[0]) and len(commas[0]) == 2:
        return [", ".join(commas[0])]
    return _paired([part for parts in commas for part in parts])


def _split_and(text: str) -> list[str]:
    if _ORGANISATION.search(text) and "," not in text:
        return [text]
    return _AND.split(text)


def _is_inverted(parts: list[str]) -> bool:
    """Say whether the parts are one name, as in "Carroll, Joseph" (and suffix)."""
    return (
        len(parts) in (2, 3)
        and not _FAMILY_FIRST.match(parts[0])
        and not _is_initials(parts[0])
        and (_is_initials(parts[1]) or len(parts[1].split()) <= 2 or "." in parts[1])
        and not _GIVEN_FIRST.match(parts[0])
        and not _has_own_initials(parts[1])
        and not _ORGANISATION.search(" ".join(parts))
        and (len(parts) == 2 or _SUFFIX.match(parts[2]) is not None)
    )


def _has_own_initials(part: str) -> bool:
    """Say whether the part is a whole name: "Jones K" or "K. Jones"."""
    if _is_initials(part):
        return False
    if (match := _GIVEN_FIRST.match(part)) is not None:
        return not _is_initials(match.group("family"))
    match = _FAMILY_FIRST.match(part)
    return match is not None and "." not in match.group("given")


def _is_initials(part: str) -> bool:
    return _INITIALS.match(part) is not None


def _paired(parts: list[str]) -> list[str]:
    """Join "Family" with the initials that follow it; leave whole names alone."""
    parts = _unchained(parts)
    result: list[str] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        following = parts[i + 1] if i + 1 < len(parts) else ""
        if _SUFFIX.match(part) and result:
            result[-1] += ", " + part
        elif following and _wants_given(part, following, first=i == 0):
            result.append(f"{part}, {following}")
            i += 1
        else:
            result.append(part)
        i += 1
    return result


def _wants_given(part: str, following: str, *, first: bool) -> bool:
    if _is_initials(part) and len(part) < 3:
        return False
    if _is_initials(following) or re.match(
        rf"{_INITIAL}[\s-]?(?:{_INITIAL})*\s+{_PARTICLE}(?:\s{_PARTICLE})*\Z", following
    ):
        match = _FAMILY_FIRST.match(part)
        return match is None or part.isupper() or "." not in following
    given_like = re.match(r"[^\W\d_]+(?:[-\s][^\W\d_]+)?(?:\s[A-Z]\.?)+\Z", following)
    if given_like and " " not in part.strip() and "." in following:
        return _FAMILY_FIRST.match(part) is None
    return first and _looks_inverted(part, following)


def _looks_inverted(part: str, following: str) -> bool:
    """Say whether a list begins "Carroll, Joseph": two words that make one name."""
    return (
        " " not in part
        and part[:1].isupper()
        and not part.isupper()
        and re.fullmatch(r"[^\W\d_][^\W\d_'’-]+(?:\s[A-Z]\.?)*", following) is not None
    )


def _unchained(parts: list[str]) -> list[str]:
    """Part "Modahl", "C. Green", "L. Fein", "D." at the names instead of the commas."""
    if len(parts) < 3 or _is_initials(parts[0]) or not _is_initials(parts[-1]):
        return parts
    middle = [_GIVEN_FIRST.match(part) for part in parts[1:-1]]
    if not all(middle) or _FAMILY_FIRST.match(parts[0]):
        return parts
    result = [parts[0]]
    for match in middle:
        if match is not None:
            result += [match.group("given"), match.group("family")]
    return [*result, parts[-1]]


def _name(part: str) -> Name | None:
    part = part.strip(" ,;:·•*†‡")
    if part.count("(") != part.count(")"):
        part = part.replace("(", "").replace(")", "").strip()
    if not any(c.isalpha() for c in part):
        return None
    suffix = None
    if (match := _TRAILING_SUFFIX.search(part)) is not None and match.start() > 1:
        suffix, part = match.group(1), part[: match.start()]
    if "," in part:
        family, given = (piece.strip() for piece in part.split(",", 1))
        if "," in given:
            given, tail = (piece.strip() for piece in given.rsplit(",", 1))
            suffix = suffix or tail
        if _ORGANISATION.search(part) and not _is_initials(given):
            return Name(literal=part)
        return Name(family=family, given=given or None, suffix=suffix)
    return _undivided(part, suffix)


def _undivided(part: str, suffix: str | None) -> Name:
    if (match := _FAMILY_FIRST.match(part)) and not _ORGANISATION.search(part):
        family = match.group("family")
        if not _is_initials(family) or family.isupper():
            return Name(
                family=family.rstrip("."), given=match.group("given"), suffix=suffix
            )
    if (match := _GIVEN_FIRST.match(part)) and not part.isupper():
        return Name(
            family=match.group("family").rstrip("."),
            given=match.group("given"),
            suffix=suffix,
        )
    part = part.rstrip(".")
    words = part.split()
    if len(words) == 1 or _ORGANISATION.search(part) or len(words) > 5:
        return Name(literal=part)
    return _western(words, suffix)


def _western(words: list[str], suffix: str | None) -> Name:
    """Split "Given Middle van Family"; a particle opens the family name."""
    for i in range(1, len(words) - 1):
        if re.fullmatch(_PARTICLE, words[i]):
            return Name(
                family=" ".join(words[i:]), given=" ".join(words[:i]), suffix=suffix
            )
    return Name(family=words[-1], given=" ".join(words[:-1]), suffix=suffix)
