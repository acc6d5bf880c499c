"""Author lists compared: who is another, who is missing, whose name is misspelt."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from evidencekit.model import Item, Name
from evidencekit.normalize import folded

_WORD = re.compile(r"[^\W_]+")
_PARTICLE_WORDS = """
    da das de dei del della den der des di do dos du e el la las le lo los of ten ter
    van vom von y zu zum zur af av ibn bin al abu san st saint
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "dr", "2nd", "3rd"})
# "ue" for "ü" and its like, on both sides of a comparison.
_UMLAUT = re.compile("(?<=[aou])e")
_ET_AL = re.compile(
    r"\bet\.? ?al\b|\band others\b|\bu\. ?a\b|\b[ey] (?:cols|otros|outros)\b"
    r"|\bet coll\b|…|\.\.\.",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that is wrong, missing or too many.

    `kind` is "first-author", "author", "misspelt", "dropped-author" or "added-author".
    """

    kind: str
    printed: str | None
    registered: str | None


def name_changes(printed: Item, registered: Item, text: str) -> tuple[NameChange, ...]:
    """Return how the authors of `printed` differ from those of `registered`.

    `text` is the printed reference; a name that stands there is not missing, however
    the list was parsed.
    """
    theirs = [name for name in registered.author if _family(name)]
    ours = [name for name in printed.author if _family(name)]
    if not theirs or not ours:
        return ()
    pairs = _pairs(ours, theirs)
    cut = printed.et_al or bool(_ET_AL.search(text))
    met = [(ours[o], theirs[t]) for o, t in pairs.items()]
    # Few lists need it, and a pattern for each name is most of a comparison's time.
    rest = cache(lambda: _unexplained(text, met))
    return tuple(_changes(ours, theirs, pairs, cut, rest))


def same_first_author(printed: Item, registered: Item) -> bool | None:
    """Say whether both name the same first author; None where either names nobody."""
    if not printed.author or not registered.author:
        return None
    return same_person(printed.author[0], registered.author[0])


def same_person(left: Name, right: Name) -> bool:
    """Say whether both can be the name of one person or organisation."""
    if bool(left.literal) != bool(right.literal):
        return _same_organisation(str(left), str(right)) or _mentions(left, right)
    if left.literal and right.literal:
        return _same_organisation(left.literal, right.literal)
    ours, theirs = _family(left), _family(right)
    if "".join(ours) == "".join(theirs) or _compound(left, right):
        return True
    if _plain_umlauts(ours) == _plain_umlauts(theirs):
        return True
    return _swapped(left, right) or _swapped(right, left)


def _changes(
    ours: Sequence[Name],
    theirs: Sequence[Name],
    pairs: dict[int, int],
    cut: bool,
    text: Callable[[], str],
) -> Iterator[NameChange]:
    partners = {their: our for our, their in pairs.items()}
    misspelt = dict(_misspelt(ours, theirs, pairs))
    for our, name in enumerate(ours):
        if our in pairs or name.literal:
            continue
        if our in misspelt:
            their = misspelt[our]
            partners[their] = our
            if not _stands_in(theirs[their], text()):
                kind = "first-author" if our == their == 0 else "misspelt"
                yield NameChange(kind, str(name), str(theirs[their]))
        elif our < len(theirs) and our not in partners:
            partners[our] = our
            if not _stands_in(theirs[our], text()):
                kind = "first-author" if our == 0 else "author"
                yield NameChange(kind, str(name), str(theirs[our]))
        # Four words are an affiliation or a study group that was taken for a name.
        elif 1 < len(theirs) < len(ours) and len(str(name).split()) < 4:
            yield NameChange("added-author", str(name), None)
    if pairs.get(0, 0) != 0 and not _stands_in(theirs[0], text()):
        yield NameChange("first-author", str(ours[0]), str(theirs[0]))
        partners.setdefault(0, 0)
    yield from _dropped(ours, theirs, partners, cut, text)


def _unexplained(text: str, pairs: Iterable[tuple[Name, Name]]) -> str:
    """Return the folded text without the names that have found their person.

    Of two authors called Li, the one who is printed does not stand for the other, and
    neither does a given name.
    """
    rest = folded(text)
    for printed, registered in pairs:
        given = set(_words(printed.given or "")) & set(_words(registered.given or ""))
        for part in (printed, *(Name(word) for word in given if len(word) > 2)):
            rest = re.sub(_pattern(part), " ", rest, count=1)
    return rest


def _dropped(
    ours: Sequence[Name],
    theirs: Sequence[Name],
    partners: dict[int, int],
    cut: bool,
    text: Callable[[], str],
) -> Iterator[NameChange]:
    # A list that goes on ("et al.") can only lack names before its last one; APA puts
    # the work's last author after the dots.
    met = sorted(partners)
    end = len(theirs)
    if cut:
        end = met[-2] if len(met) > 1 and met[-1] == len(theirs) - 1 else met[-1]
    for their in range(end):
        name = theirs[their]
        if their in partners or name.literal or _stands_in(name, text()):
            continue
        yield NameChange("dropped-author", None, str(name))


def _pairs(ours: Sequence[Name], theirs: Sequence[Name]) -> dict[int, int]:
    """Return which registered name each printed one is, best in the same place."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for our, name in enumerate(ours):
        order = sorted(range(len(theirs)), key=lambda their: abs(their - our))
        for their in order:
            if their not in taken and same_person(name, theirs[their]):
                pairs[our] = their
                taken.add(their)
                break
    return pairs


def _misspelt(
    ours: Sequence[Name], theirs: Sequence[Name], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    free = set(range(len(theirs))) - set(pairs.values())
    for our, name in enumerate(ours):
        if our in pairs or name.literal:
            continue
        for their in sorted(free, key=lambda their: abs(their - our)):
            if _close("".join(_family(name)), "".join(_family(theirs[their]))):
                free.discard(their)
                yield our, their
                break


def _close(left: str, right: str) -> bool:
    length = max(len(left), len(right))
    return DamerauLevenshtein.distance(left, right) <= (1 if length < 8 else 2)


@lru_cache(maxsize=8192)
def _family(name: Name) -> tuple[str, ...]:
    """Return the words of the family name without particles and suffixes."""
    words = _words(name.family or name.literal or name.given or "")
    kept = tuple(w for w in words if w not in _PARTICLES and w not in _SUFFIXES)
    return kept or tuple(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text).replace("'", "").replace("’", ""))


def _compound(left: Name, right: Name) -> bool:
    """One gives a part of the other's surname: "Fleck" and "de Almeida Fleck"."""
    for one, other in ((left, right), (right, left)):
        family = set(_family(one))
        if any(len(w) > 2 for w in family) and family < set(_family(other)):
            return True
        # A middle name may be the first half of the surname, or the reverse.
        given = {w for w in _words(other.given or "") if len(w) > 2}
        rest = family - set(_family(other))
        if family and rest and rest != family and rest <= given:
            return True
    return False


def _swapped(left: Name, right: Name) -> bool:
    """The given name of `right` is the family name of `left`, and initials agree."""
    given = [w for w in _words(right.given or "") if w not in _PARTICLES]
    if not given or "".join(_family(left)) != "".join(given):
        return False
    initials = _words(left.given or "")
    family = "".join(_family(right))
    return not initials or initials[0][0] == family[:1]


def _plain_umlauts(words: tuple[str, ...]) -> str:
    return _UMLAUT.sub("", "".join(words))


def _same_organisation(left: str, right: str) -> bool:
    ours, theirs = set(_words(left)), set(_words(right))
    initials = "".join(w[0] for w in _words(right) if w not in _PARTICLES | {"the"})
    if len(left) > 2 and folded(left).replace(".", "") == initials:
        return True
    shorter = min(len(ours), len(theirs))
    return bool(shorter) and len(ours & theirs) >= max(1, 0.7 * shorter)


def _mentions(left: Name, right: Name) -> bool:
    person, literal = (right, left) if left.literal else (left, right)
    return set(_family(person)) <= set(_words(literal.literal or ""))


def _stands_in(name: Name, text: str) -> bool:
    return _place(name, text) >= 0


def _place(name: Name, text: str) -> int:
    match = re.search(_pattern(name), text)
    return match.start() if match else -1


def _pattern(name: Name) -> str:
    words = (r"['’]?".join(map(re.escape, word)) for word in _family(name))
    return rf"(?<![^\W_]){r'[^0-9a-z]*'.join(words)}(?![^\W_])"
