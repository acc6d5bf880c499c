"""Parts a printed list of names, and says whether it goes on."""

import re
from dataclasses import dataclass

from evidencekit import and_others
from evidencekit.model import Name
from evidencekit.parse.name_forms import FAMILY_FIRST, GIVEN_FIRST, SUFFIX, is_initials
from evidencekit.parse.one_name import one_name
from evidencekit.parse.organisations import has_word_of_organisation, is_organisation

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
_PLAIN = re.compile(r"[^\W\d_]\D{1,40} [A-Z]{1,4}\Z")
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,30}"
_CHAIN = re.compile(
    rf"\b({_CAPITALISED}(?:[-\s](?![A-Z]{{1,4}}\b){_CAPITALISED}){{0,2}}) "
    r"([A-Z]{1,4})(?=[\s.:]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list, and whether "et al." says that there are more."""

    names: tuple[Name, ...]
    et_al: bool


def names(text: str) -> Names:
    """Return the names printed in `text`, each split as far as its form tells."""
    text = " ".join(text.replace("&amp;", "&").split())
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
    # "CHEN, Zhao" is one, and not two.
    alone = _IN_CAPITALS.fullmatch(text)
    found = map(one_name, [text] if alone else _parts(text))
    return Names(tuple(name for name in found if name is not None), cut > 0)


_IN_CAPITALS = re.compile(r"([^\W\d_a-zß-ÿ]{2,}), ([^\W\d_a-zß-ÿ][a-zß-ÿ]+)\W*")


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


def _is_inverted(parts: list[str]) -> bool:
    """Say whether the parts are one name, as in "Carroll, Joseph" (and suffix)."""
    if len(parts) == 1 or len(parts) > 3:
        return False
    family, given = parts[0], parts[1]
    return (
        (is_initials(given) or _is_given(given))
        and not is_initials(family)
        and (FAMILY_FIRST.match(family) is None or family.isupper())
        and GIVEN_FIRST.match(family) is None
        and (len(parts) == 2 or SUFFIX.match(parts[2]) is not None)
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
        and not has_word_of_organisation(part)
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
        if result and (SUFFIX.match(part) or (is_initials(part) and len(part) < 3)):
            result[-1] += (" " if is_initials(part) else ", ") + part
        elif following and _wants_given(part, following, first=inverted and i == 0):
            result.append(f"{part}, {following}")
            i += 1
        else:
            result.append(part)
        i += 1
    return result


def _wants_given(part: str, following: str, *, first: bool) -> bool:
    if is_initials(part) and len(part) < 4:
        return False
    if is_initials(following):
        return part.isupper() or " " not in part or not FAMILY_FIRST.match(part)
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
        and not is_initials(part)
        and FAMILY_FIRST.match(part) is None
        and GIVEN_FIRST.match(part) is None
        and _is_given(following)
        and len(following.split()) < 3
    )


def _unchained(parts: list[str]) -> list[str]:
    """Part "Modahl", "C. Green", "L. Fein", "D." at the names instead of the commas."""
    if len(parts) < 3 or is_initials(parts[0]) or not is_initials(parts[-1]):
        return parts
    if FAMILY_FIRST.match(parts[0]):
        return parts
    result = [parts[0]]
    for part in parts[1:-1]:
        match = GIVEN_FIRST.match(part)
        if match is None:
            return parts
        result += [match.group("given").strip(), match.group("family")]
    return [*result, parts[-1]]
