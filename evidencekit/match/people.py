"""Can two names be one person's?"""

import re
from functools import lru_cache

from evidencekit.match.groups import is_group, same_group
from evidencekit.match.scripts import is_readable, latin, same_romanised
from evidencekit.model import Name
from evidencekit.normalize import folded, plain

_WORD = re.compile(r"(?:[^\W_]|\ufffd)+")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICLE_WORDS = """
    da das de dei del della den der des di do dos du e el la las le lo los of ten ter
    van vom von y zu zum zur af av ibn bin al abu san st saint
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "dr", "2nd", "3rd"})
# "ue" for "ü" and its like, on both sides of a comparison, and "aa" for "å".
_UMLAUT = re.compile("(?<=[aou])e|(?<=a)a")
_LOST = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_SHORT_FORMS = {
    "bill": "w", "bob": "r", "rob": "r", "dick": "r", "peggy": "m", "betty": "e",
    "beth": "e", "liz": "e", "lisa": "e", "tony": "a", "toni": "a", "ted": "et",
    "ned": "e", "sasha": "a", "sandy": "a", "pepe": "j", "paco": "f", "nacho": "i",
    "kate": "c", "kathy": "c", "cathy": "k", "tina": "c", "trish": "p", "jack": "j",
    "nick": "n", "drew": "a", "gene": "e", "hal": "h", "polly": "m", "sally": "s",
}  # fmt: skip
# First letters that romanisations of one Slavic or Greek name begin with.
_LETTER_SCHEMES = tuple(
    map(frozenset, ("eyij", "hgk", "kcq", "vw", "ft", "szc", "jz", "ct", "hx"))
)
_LONGEST_INITIALS = 4


@lru_cache(maxsize=65536)
def same_person(left: Name, right: Name) -> bool:
    """Say whether both can be the name of one person or organisation.

    Family names agree in any spelling, and given names in at least one initial.
    """
    if left.literal or right.literal:
        return _same_with_literal(left, right)
    if not (_is_readable(left) and _is_readable(right)):
        return "".join(name_words(str(left))) == "".join(name_words(str(right)))
    if _same_family(left, right):
        return _initials_agree(left, right)
    return (
        _compound(left, right)
        or _swapped(left, right)
        or _swapped(right, left)
        or _halves(left, right)
    )


@lru_cache(maxsize=16384)
def family_words(name: Name) -> tuple[str, ...]:
    """Return the folded words of the family name without particles and suffixes."""
    words = name_words(name.family or name.literal or name.given or "")
    names = tuple(w for w in words if w not in PARTICLES and w not in _SUFFIXES)
    # "B. D. Martin" may have been taken for a family name.
    return tuple(w for w in names if len(w) > 1) or names or words


@lru_cache(maxsize=16384)
def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a part of a name, apostrophes closed."""
    bare = folded(_LOST.sub("\ufffd", text)).replace("'", "").replace("’", "")
    return tuple(_WORD.findall(bare))


def _same_with_literal(left: Name, right: Name) -> bool:
    if left.literal and right.literal and same_group(left.literal, right.literal):
        return True
    if is_group(left) or is_group(right):
        return same_group(str(left), str(right))
    person, literal = (right, left) if left.literal else (left, right)
    words = list(name_words(literal.literal or ""))
    family = family_words(person)
    if not set(family) <= set(words):
        return same_group(str(left), str(right))
    rest = Name(family=" ".join(family), given=_without(literal.literal or "", family))
    return _initials_agree(rest, person)


def _without(text: str, words: tuple[str, ...]) -> str:
    kept = [word for word in text.split() if not set(name_words(word)) & set(words)]
    return " ".join(kept)


def are_comparable(left: Name, right: Name) -> bool:
    """Say whether both are in scripts that can be put into each other's letters."""
    return _is_readable(left) == _is_readable(right)


@lru_cache(maxsize=16384)
def _is_readable(name: Name) -> bool:
    return is_readable(str(name))


def _same_family(left: Name, right: Name) -> bool:
    ours, theirs = "".join(family_words(left)), "".join(family_words(right))
    if ours == theirs or _whole(left) == _whole(right):
        return True
    # "Agüero" has an "e" of its own behind the one that "ü" may be written with.
    if {ours, _UMLAUT.sub("", ours)} & {theirs, _UMLAUT.sub("", theirs)}:
        return True
    if "\ufffd" in ours + theirs:
        return _same_but_for_lost_letters(ours, theirs)
    return same_romanised(ours, theirs)


def _whole(name: Name) -> str:
    """The family name with its particles: "deLemos" and "de Lemos"."""
    text = f"{name.particle or ''} {name.family or name.given or ''}"
    return "".join(name_words(text))


def _same_but_for_lost_letters(left: str, right: str) -> bool:
    return any(
        re.fullmatch(re.escape(one).replace("\ufffd", r"\w{1,2}"), other)
        for one, other in ((left, right), (right, left))
    )


def _initials_agree(left: Name, right: Name) -> bool:
    """Say whether an initial is common to both, as far as both have any.

    Of 3,223 pairs of names in two lists with the DOI of one work, 16 had none in
    common, and none of those was one person's (training references, 2026-11-23).
    """
    ours, theirs = _initials(left), _initials(right)
    if not ours or not theirs or ours & theirs:
        return True
    if not (ours | theirs) <= _ALPHABET:
        return True
    for one, others in ((left, theirs), (right, ours)):
        first = next(iter(name_words(one.given or "")), "")
        if set(_SHORT_FORMS.get(first, "")) & others:
            return True
    both = "".join(family_words(left)), "".join(family_words(right))
    return same_romanised(*both) and any(
        ours & scheme and theirs & scheme for scheme in _LETTER_SCHEMES
    )


_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")


@lru_cache(maxsize=16384)
def _initials(name: Name) -> frozenset[str]:
    """Return the first letters of the given names: "JH", "Jeong-Ho" and "JeongHo"."""
    found: set[str] = set()
    alone = [word for word in name_words(name.family or "") if len(word) == 1]
    for word in (*_LETTERS.findall(plain(name.given or "")), *alone):
        if word.isupper():
            found |= set(word) if len(word) <= _LONGEST_INITIALS else {word[0]}
        elif word.lower() not in PARTICLES:
            found |= {word[0], *(letter for letter in word[1:] if letter.isupper())}
    return frozenset(latin(folded(letter))[:1] for letter in found)


def _compound(left: Name, right: Name) -> bool:
    """One gives a part of the other's surname: "Fleck" and "de Almeida Fleck"."""
    for one, other in ((left, right), (right, left)):
        family, others = set(family_words(one)), set(family_words(other))
        if any(len(w) > 2 for w in family) and family < others:
            spare = " ".join(others - family)
            wider = Name(other.family, f"{other.given or ''} {spare.title()}")
            return not other.given or _initials_agree(one, wider)
        # A middle name may be the first half of the surname, or the reverse.
        given = {w for w in name_words(other.given or "") if len(w) > 2}
        rest = family - others
        if family and rest and rest != family and rest <= given:
            return True
    return False


def _swapped(left: Name, right: Name) -> bool:
    """The given name of `right` is the family name of `left`, and initials agree."""
    given = [w for w in name_words(right.given or "") if w not in PARTICLES]
    if not given or "".join(family_words(left)) != "".join(given):
        return False
    initials = name_words(left.given or "")
    family = "".join(family_words(right))
    return not initials or initials[0][0] == family[:1]


def _halves(left: Name, right: Name) -> bool:
    """Each gives the other's family name as an initial.

    "Fernández Honaine, M." is "Honaine MF" in one list and "Fernández HM" in another,
    "Wang Hui" is "Wang H" and "Hui W".
    """
    ours, theirs = family_words(left), family_words(right)
    if len(ours) != 1 or len(theirs) != 1 or ours[0][0] == theirs[0][0]:
        return False
    if not all(name.given and name.given.isupper() for name in (left, right)):
        return False
    mine, other = _initials(left), _initials(right)
    crossed = theirs[0][0] in mine and ours[0][0] in other
    spare, others = mine - {theirs[0][0]}, other - {ours[0][0]}
    return crossed and bool(spare & others or not spare | others)
