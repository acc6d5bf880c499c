"""Splits a printed list of names into persons and organisations."""

import re
from dataclasses import dataclass

from evidencekit import and_others
from evidencekit.model import Name

_ET_AL = re.compile(
    rf"[\s,;]{{0,3}}\(?(?:\b(?:and|&)\s+)?{and_others.PHRASES}\)?[\s,;.]{{0,3}}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*[(\[]\s*(?:eds?|editors?|hrsg|hgg?|orgs?|organi[sz]ador\w*|coords?|dirs?|éds?"
    r"|comps?|trans|translators?|author|a cura di)\s*\.?\s*[)\]]\.?"
    r"|,\s*(?:eds?\.?|editors?|hrsg\.|orgs?\.|coords?\.|éds?\.)\s*\Z",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?i)(?:(?:in|by|and|with|edited by|for the|on behalf of(?: the)?|&|von|par)\s+)+"
    r"(?=[^\W\d_])(?-i:(?=[A-ZÀ-Þ]))"
)
_AND = re.compile(r"\s*[,;]?\s+(?:and|und|et|och|og|en)\s+|\s*[,;]?\s*&\s*")
# One of these, white space being single, is in all that the two match.
_ANDS = (" and ", " und ", " et ", " och ", " og ", " en ", "&", " e ", " y ")
_ROMANCE_AND = re.compile(r"\s*[,;]?\s+[ey]\s+(?=[A-ZÀ-Þ])")
# One printed initial: "J.", "Ch.", "J", or some together: "JE", "J.-P."
_INITIAL = (
    r"(?:[^\W\d_]\.|[A-Z][a-z]{1,2}\."
    r"|[A-ZÀ-ÖØ-Þ]{1,4}(?![^\W_]|\.\s?[^\W\d_])|[A-Z](?:Mc|Mac)[A-Z]\b)"
)
# Only one way to read each gap, or long lists would take exponential time.
_JOINT = r"(?:\s?[-‐‑–]\s?|\s?)"
_INITIALS_THEN = (
    rf"{_INITIAL}(?:{_JOINT}{_INITIAL}|-[a-z]\.?)*(?:\.?\s[a-z](?![^\W_]))?\.?"
)
_TAIL_PARTICLE = (
    r"(?:\s(?:d[aeo]s?|del|della|di|van|von|vom|der|den|de\sla|ter|le|la|e|y|af|zu))"
)
_PARTICLE = re.compile(
    r"(?i)(?:d[aeou]s?|d'|del|della|dello|di|van|von|vom|zu|zur|zum|der|den|het|ter|ten"
    r"|te|la|le|lo|las|los|el|al|bin|ibn|af|av|st\.?|mac|o')\Z"
)
_SUFFIX = re.compile(
    r"(?i)(?:jr|sr|jnr|junior|júnior|filho|neto|sobrinho|2nd|3rd|4th|i{2,3}|iv)\.?\Z"
)
_TRAILING_SUFFIX = re.compile(r"[\s,]{1,3}((?:Jr|Sr|Jnr|2nd|3rd|4th|II|III|IV)\.?)\Z")
_ONLY_INITIALS = re.compile(rf"{_INITIALS_THEN}{_TAIL_PARTICLE}{{0,3}}\Z")
_FAMILY_FIRST = re.compile(
    rf"(?P<family>[^\d.;]{{1,50}}?[^\s.;])\s+"
    rf"(?P<given>{_INITIALS_THEN}{_TAIL_PARTICLE}{{0,3}}(?:\s[A-Z]\.?){{0,2}}"
    rf"|[A-Z]{{1,3}}(?:d[aeo]s?[A-Z]{{1,2}}))\Z"
)
_GIVEN_FIRST = re.compile(
    r"(?P<given>(?:(?:[^\W\d_]\.|[A-Z][a-z]{1,2}\.)[\s-]?){1,5}"
    r"|[A-Z]{1,3}\s|[A-Z]\.?-[A-Z]\.?\s?|[^\W\d_][^\W\d_]+(?:\s[A-Z]\.)+\s)\s?"
    r"(?P<family>(?:[^\W\d_]{1,3}['’.\s]\s?){0,3}[^\W\d_a-z][^\W\d_].*)\Z"
)
_PLAIN = re.compile(r"[^\W\d_]\D{1,40} [A-Z]{1,4}\Z")
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,30}"
_CHAIN = re.compile(
    rf"\b({_CAPITALISED}(?:[-\s](?![A-Z]{{1,4}}\b){_CAPITALISED}){{0,2}}) "
    r"([A-Z]{1,4})(?=[\s.:]|\Z)"
)
_ORGANISATION = re.compile(
    r"(?i)\b(?:universi\w*|institut\w*|minist[eéè]\w+|group|grupo|team|committee"
    r"|consortium|collaborat\w*|association|society|organi[sz]a\w+|agenc\w+|cent(?:er|re)s?"
    r"|centro|department|departamento|council|commission|foundation|bureau|office"
    r"|federation|union|academy|college|network|investigators|panel|force|program(?:me)?"
    r"|board|project|company|corporation|corp|inc|ltd|llc|gmbh|hospital|services?|nations"
    r"|secretar\w+|govern\w+|associação|sociedade|fundação|conselho|agência|european"
    r"|national|nacional|international|world|initiative|authority|trust|study|trial|task"
    r"|working|statistics|library|museum|museu|laborator\w+|parliament|congress|empresa"
    r"|administration|clinic|editors|developers?|health|republic|states|kingdom|bank|embrapa|of|for"
    r"|the|para|für)\b"
)


_COMPANY = re.compile(r"\b(?:LLC|Ltd|LTD|Inc|INC|GmbH|Corp)\b")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list, and whether "et al." says that there are more."""

    names: tuple[Name, ...]
    et_al: bool


def names(text: str) -> Names:
    """Return the names printed in `text`, each split as far as its form tells."""
    text = " ".join(text.split())
    cut = 0
    low = text.lower()
    if any(map(low.__contains__, and_others.HINTS)):
        text, cut = _ET_AL.subn("; " if ";" in text else ", ", text)
    if "(" in text or "[" in text or "," in text:
        text = _ROLE.sub("", text)
    text = text.strip(" ,;:&")
    # the full stop of the sentence, but not that of "Smith, J."
    if text.endswith(".") and text.count(".") == 1 and text[-4:-2] != ", ":
        text = text[:-1]
    if (lead := _LEAD.match(text)) is not None:
        text = text[lead.end() :]
    found = (_name(part) for part in _parts(text))
    return Names(tuple(name for name in found if name is not None), cut > 0)


def _parts(text: str) -> list[str]:
    """Return one string a name: "Family, Given", "Given Family" or "Family GI"."""
    bare = text[:-1] if text.endswith(".") else text
    plain = bare.split(", ")
    if len(plain) > 1 and " and " not in bare and all(map(_PLAIN.match, plain)):
        return plain
    if ";" in text:
        pieces = [piece for part in text.split(";") for piece in _conjoined(part)]
        return [piece.strip(" ,") for piece in pieces if piece.strip(" ,.")]
    if is_organisation(text):
        return [text]
    chunks = [chunk for chunk in _conjoined(text) if chunk.strip(" ,.")]
    commas = [_comma_parts(chunk) for chunk in chunks]
    if not commas:
        return []
    if all(map(_is_inverted, commas)):
        return [", ".join(parts) for parts in commas]
    parts: list[str] = []
    for number, chunk_parts in enumerate(commas):
        if number and len(chunk_parts) == 2 and _is_inverted(chunk_parts):
            parts.append(", ".join(chunk_parts))
        else:
            parts += [piece for part in chunk_parts for piece in _chained(part)]
    return _paired(parts, inverted=len(commas[0]) > 1)


def _comma_parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip(" .")]


def _conjoined(text: str) -> list[str]:
    """Part at "and"; at Romance "e" and "y" only between what are names already."""
    if not any(map(text.__contains__, _ANDS)):
        return [text]
    parts = [piece for piece in _AND.split(text) if piece]
    result: list[str] = []
    for part in parts:
        halves = _ROMANCE_AND.split(part)
        whole = len(halves) > 1 and all(
            "," in half or "." in half or len(half.split()) > 1 for half in halves
        )
        result += halves if whole else [part]
    return result


def _chained(part: str) -> list[str]:
    """Part "Davies W Harnisch J Lucon O", printed without commas, at the initials."""
    if len(part) < 12 or part.isupper():
        return [part]
    found = list(_CHAIN.finditer(part))
    if len(found) < 2 or sum(m.end() - m.start() for m in found) < 0.85 * len(part):
        return [part]
    return [match.group().strip() for match in found]


_STATES = re.compile(r"\bU\.\s?[SK]\.(?:A\.)?\s")


def is_organisation(text: str) -> bool:
    """Say whether `text`, the whole of a list of names, is one organisation's."""
    if "U." in text:
        text = _STATES.sub("", text)
    if ";" in text or re.search(r"\b[A-ZÀ-Þ]{1,3}[,.](?:\s|\Z)|,.*,.*,", text):
        return False
    if " - " in text or " – " in text:
        return True
    found = _ORGANISATION.findall(text)
    return len(found) > 1 or (bool(found) and "," not in text)


def _is_initials(part: str) -> bool:
    return _ONLY_INITIALS.match(part) is not None


def _is_inverted(parts: list[str]) -> bool:
    """Say whether the parts are one name, as in "Carroll, Joseph" (and suffix)."""
    if len(parts) == 1 or len(parts) > 3:
        return False
    family, given = parts[0], parts[1]
    return (
        (_is_initials(given) or _is_given(given))
        and not _is_initials(family)
        and (_FAMILY_FIRST.match(family) is None or family.isupper())
        and _GIVEN_FIRST.match(family) is None
        and (len(parts) == 2 or _SUFFIX.match(parts[2]) is not None)
    )


_GIVEN = re.compile(
    r"[^\W\d_][^\W\d_'’]*(?:[-\s][^\W\d_][^\W\d_'’]*\.?)?(?:\s[A-Z]\.?){0,3}"
    r"(?:\s(?:d[aeo]s?|van|von|der|del))?\.?\Z"
)


def _is_given(part: str) -> bool:
    """Say whether the part may be given names: "Joseph", "Mary K.", "Jean-Luc"."""
    return (
        _GIVEN.match(part) is not None
        and not re.search(r"[^\W\d_]{2}\s[A-Z]{2,3}\Z", part)
        and not _ORGANISATION.search(part)
    )


def _paired(parts: list[str], *, inverted: bool) -> list[str]:
    """Join "Family" with the initials that follow it; leave whole names alone.

    `inverted`: the list may begin "Carroll, Joseph".
    """
    parts = _unchained(parts)
    result: list[str] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        following = parts[i + 1] if i + 1 < len(parts) else ""
        if result and (_SUFFIX.match(part) or (_is_initials(part) and len(part) < 3)):
            result[-1] += (" " if _is_initials(part) else ", ") + part
        elif following and _wants_given(part, following, first=inverted and i == 0):
            result.append(f"{part}, {following}")
            i += 1
        else:
            result.append(part)
        i += 1
    return result


def _wants_given(part: str, following: str, *, first: bool) -> bool:
    if _is_initials(part) and len(part) < 4:
        return False
    if _is_initials(following):
        return part.isupper() or " " not in part or not _FAMILY_FIRST.match(part)
    if (
        "." in following
        and " " not in part
        and re.match(r"[^\W\d_]+(?:[-\s][^\W\d_]+)?(?:\s[A-Z]\.)+\Z", following)
    ):
        return True
    return (
        first
        and len(part.split()) < 3
        and part[:1].isupper()
        and not _is_initials(part)
        and _FAMILY_FIRST.match(part) is None
        and _GIVEN_FIRST.match(part) is None
        and _is_given(following)
        and len(following.split()) < 3
    )


def _unchained(parts: list[str]) -> list[str]:
    """Part "Modahl", "C. Green", "L. Fein", "D." at the names instead of the commas."""
    if len(parts) < 3 or _is_initials(parts[0]) or not _is_initials(parts[-1]):
        return parts
    if _FAMILY_FIRST.match(parts[0]):
        return parts
    result = [parts[0]]
    for part in parts[1:-1]:
        match = _GIVEN_FIRST.match(part)
        if match is None:
            return parts
        result += [match.group("given").strip(), match.group("family")]
    return [*result, parts[-1]]


# "Smith J", "O'Neil-Jones AB", as most lists print them.
_COMMON = re.compile(
    r"(?P<family>[^\W\d_]+(?:['’-][^\W\d_]+)?) (?P<given>(?!I[IV])[A-Z]{1,2})\Z"
)


def _name(part: str) -> Name | None:
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
    if (match := _FAMILY_FIRST.match(part)) is not None:
        family, given = match.group("family", "given")
        person = len(family.split()) < 3 and not re.search(r"\b(?:of|the)\b", family)
        if len(given) > 2 and _ORGANISATION.fullmatch(family):
            return Name(literal=part)  # "Grupo ICV"
        if _COMPANY.search(part) is None and (person or not _ORGANISATION.search(part)):
            return Name(family=family, given=_given(given), suffix=suffix)
    if (
        (match := _GIVEN_FIRST.match(part)) is not None
        and not part.isupper()
        and not _ORGANISATION.search(part)
    ):
        given, family = match.group("given", "family")
        return Name(family=family.rstrip("."), given=given.strip(), suffix=suffix)
    part = part.rstrip(".")
    words = part.split()
    if (
        len(words) == 1
        or len(words) > 5
        or _ORGANISATION.search(part)
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
