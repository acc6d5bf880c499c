"""BibTeX's name lists to `Name`s, surviving the ones that are not quite BibTeX."""

import re
from dataclasses import dataclass

from evidencekit.model import Name
from evidencekit.readers.latex import plain_text

_VANCOUVER = re.compile(r"[^\s,{}]+(?: [^\s,{}]+){0,3} [A-Z]{1,4}")
_GIVEN = re.compile(r"(?:[A-Z][\w'’]*\.?[\s-]*){1,4}")
_INITIALS = re.compile(r"[A-Z]{1,4}")
_LAST_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
# Words that no family name holds: an organisation without braces is read as one person.
_ORGANISATION = re.compile(
    r"\b(?:Agency|Association|Authority|Cent(?:er|re)|Collaborat(?:ion|ive|ors)|"
    r"College|Commission|Committee|Consortium|Council|Department|Foundation|Group|"
    r"Initiative|Institutes?|Investigators|Ministry|Network|Organi[sz]ation|"
    r"Programme|Society|Team|Trust|University)\b"
)


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a field; `et_al` where it ends in "and others".

    `oddity` says what is wrong with the list, None where nothing is.
    """

    names: tuple[Name, ...] = ()
    et_al: bool = False
    oddity: str | None = None


def name_list(value: str) -> NameList:
    """Return the names in a field's value, its LaTeX still in it."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    listed = split_multiple_persons_names(" ".join(value.split()))
    parts = [name for part in listed for name in _separated(part)]
    oddity = None if parts == listed else "the names are not joined by “and”"
    et_al = bool(parts) and _is_others(parts[-1])
    names = tuple(_name(part) for part in parts if not _is_others(part))
    return NameList(tuple(n for n in names if n != Name()), et_al, oddity)


def _is_others(part: str) -> bool:
    return part.strip("{} .").lower() in ("others", "et al")


def _separated(part: str) -> list[str]:
    """Return the names of a list that is not joined by "and"."""
    if "{" in part:
        return [part]
    pieces = [_LAST_AND.sub("", p.strip()) for p in part.split(",")]
    pieces = [p for p in pieces if p]
    if ";" in part:
        return [p.strip() for p in part.split(";") if p.strip()]
    if len(pieces) > 1 and all(
        _VANCOUVER.fullmatch(p) or _is_others(p) for p in pieces
    ):
        return pieces
    givens = pieces[1::2]
    in_pairs = len(pieces) > 3 and len(pieces) % 2 == 0
    if in_pairs and all(_GIVEN.fullmatch(given) for given in givens):
        pairs = zip(pieces[::2], givens, strict=True)
        return [f"{family}, {given}" for family, given in pairs]
    return [part]


def _name(part: str) -> Name:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if part.startswith("{") and _closes_at_end(part):
        return Name(literal=plain_text(part) or None)
    if "," not in part and _ORGANISATION.search(part):
        return Name(literal=plain_text(part))
    parsed = parse_single_name_into_parts(part, strict=False)
    family, given = _joined(parsed.last), _joined(parsed.first)
    if "," not in part and given and family and _INITIALS.fullmatch(family):
        # "Smith J": Vancouver order, where BibTeX takes J for the family name
        family, given = given, family
    return Name(
        family=family,
        given=given,
        particle=_joined(parsed.von),
        suffix=_joined(parsed.jr),
    )


def _joined(words: list[str]) -> str | None:
    return plain_text(" ".join(words)) or None


def _closes_at_end(part: str) -> bool:
    """Say whether the brace that opens `part` is closed by its last character."""
    depth = 0
    for position, character in enumerate(part):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return position == len(part) - 1
    return False
