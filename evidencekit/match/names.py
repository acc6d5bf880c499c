"""Author lists compared: who is another, who is missing, whose name is misspelt."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from evidencekit.and_others import AND_OTHERS
from evidencekit.match.groups import is_group
from evidencekit.match.people import are_comparable, family_words, name_words
from evidencekit.match.people import same_person as same_person
from evidencekit.model import Item, Name
from evidencekit.normalize import folded

# What "et al." and "u. a." become where they are taken for names.
_NOBODY = frozenset({"al", "others", "et", "u", "a", "etal", "otros", "cols"})
# What stands between words where a name was taken out.
_GAP = ""
# The first year of which a journal's record with one author is held to be complete.
_RECENT = 2010
# Beyond this many pairs only names in the same place are compared letter by letter.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that is wrong, missing or too many.

    `kind` is "first-author", "author", "misspelt", "dropped-author", "added-author" or
    "moved-author" (in another place of the list than registered).
    """

    kind: str
    printed: str | None
    registered: str | None


def name_changes(printed: Item, registered: Item, text: str) -> tuple[NameChange, ...]:
    """Return how the authors of `printed` differ from those of `registered`.

    `text` is the printed reference; a name that stands there is not missing, however
    the list was parsed. Organisations and study groups are named in too many ways,
    and left out too often, for a difference to be an error.
    """
    theirs = [name for name in registered.author if _is_registered_person(name)]
    ours, cut = _people(printed, text)
    if not theirs or not ours or not _are_comparable(ours, theirs):
        return ()
    pairs = _pairs(ours, theirs)
    pairs |= _reread(ours, theirs, pairs, text)
    if not pairs and all(name.literal for name in ours):
        return ()
    met = [(ours[our], theirs[their]) for our, their in pairs.items()]
    lists = _Lists(
        ours,
        theirs,
        pairs,
        cut,
        len(theirs) > 1 or (_is_recent(registered) and 0 in pairs.values()),
        cache(lambda: _unexplained(text, met)),
    )
    return tuple(_changes(lists, _record_words(registered)))


def same_first_author(printed: Item, registered: Item) -> bool | None:
    """Say whether both name the same first author; None where that cannot be said."""
    if not printed.author or not registered.author:
        return None
    ours, theirs = printed.author[0], registered.author[0]
    return same_person(ours, theirs) if are_comparable(ours, theirs) else None


@dataclass(frozen=True, slots=True)
class _Lists:
    """Both lists, who is who (`pairs`: our index, theirs), and what is left to read.

    `cut` says that the printed list goes on, `whole` that the registered one is known
    to be complete; `rest` gives the words of the printed
    reference without the names that have found their person. Few lists need it.
    """

    ours: Sequence[Name]
    theirs: Sequence[Name]
    pairs: dict[int, int]
    cut: bool
    whole: bool
    rest: Callable[[], list[str]]

    def is_printed(self, their: int) -> bool:
        """Say whether a registered name stands somewhere in the text."""
        return _found(self.theirs[their], self.rest()) is not None


def _is_recent(registered: Item) -> bool:
    """Say whether a record is likely to name all authors, were it only one.

    In the back files of some publishers only the first author was registered.
    """
    return registered.type == "article-journal" and (registered.year or 0) >= _RECENT


def _are_comparable(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    return all(are_comparable(ours[0], name) for name in (*ours, *theirs))


def _is_registered_person(name: Name) -> bool:
    # "WHO" and "IRGSP"; there are people with one name too.
    initialism = bool(name.literal) and str(name.literal).isupper()
    return bool(family_words(name)) and not initialism and not is_group(name)


def _people(printed: Item, text: str) -> tuple[list[Name], bool]:
    """Return the printed persons, and whether their list goes on."""
    cut = printed.et_al or bool(AND_OTHERS.search(text))
    people = []
    for name in printed.author:
        words = set(name_words(str(name)))
        if words & _NOBODY and (words <= _NOBODY or _ends_in_u(name)):
            cut = True
        if words and not words <= _NOBODY and not is_group(name):
            people.append(name)
    return people, cut


def _ends_in_u(name: Name) -> bool:
    return (name.given or "").rstrip(".").endswith(" u") or name.family == "u"


def _changes(lists: _Lists, known: frozenset[str]) -> Iterator[NameChange]:
    ours, theirs = lists.ours, lists.theirs
    partners = {their: our for our, their in lists.pairs.items()}
    misspelt = dict(_misspelt(lists)) if len(lists.pairs) < len(ours) else {}
    for our, name in enumerate(ours):
        if our in lists.pairs or name.literal or _is_explained(name, known):
            continue
        place = _place(our, lists)
        if our in misspelt:
            their, kind = misspelt[our], "misspelt"
        elif place is not None and place not in partners:
            their, kind = place, "author"
        else:
            if (lists.whole and len(theirs) < len(ours)) or _is_between(our, lists):
                yield NameChange("added-author", str(name), None)
            continue
        partners[their] = our
        if not lists.is_printed(their):
            kind = "first-author" if our == their == 0 else kind
            yield NameChange(kind, str(name), str(theirs[their]))
    if lists.pairs.get(0, 0) != 0 and 0 not in partners and not lists.is_printed(0):
        # Whoever stands first is somebody else who belongs to the work.
        yield NameChange("first-author", str(ours[0]), str(theirs[0]))
        partners[0] = 0
    else:
        yield from _moved(lists)
    yield from _dropped(lists, partners)


def _place(our: int, lists: _Lists) -> int | None:
    """Return where a printed name would stand among the registered ones."""
    before = [o for o in lists.pairs if o < our]
    if before:
        nearest = max(before)
        our += lists.pairs[nearest] - nearest
    return our if 0 <= our < len(lists.theirs) else None


def _is_between(our: int, lists: _Lists) -> bool:
    """Say whether the names before and after are registered one after the other."""
    after = lists.pairs.get(our + 1, -1)
    return our > 0 and after > 0 and after - 1 == lists.pairs.get(our - 1)


def _moved(lists: _Lists) -> Iterator[NameChange]:
    """Yield the first name that stands before one that it should follow."""
    if lists.pairs.get(0, 0) and 0 in lists.pairs.values():
        yield NameChange("first-author", str(lists.ours[0]), str(lists.theirs[0]))
        return
    for (our, their), (_, following) in pairwise(sorted(lists.pairs.items())):
        if their > following:
            printed, registered = lists.ours[our], lists.theirs[following]
            yield NameChange("moved-author", str(printed), str(registered))
            return


def _dropped(lists: _Lists, partners: dict[int, int]) -> Iterator[NameChange]:
    # A list that goes on ("et al.") can only lack names before its last one; APA puts
    # the work's last author after the dots.
    met = sorted(lists.pairs.values() if lists.cut else partners)
    end = len(lists.theirs)
    if lists.cut and met:
        end = met[-2] if len(met) > 1 and met[-1] == end - 1 else met[-1]
    elif lists.cut:
        end = 0
    for their in range(end):
        if their in partners or lists.theirs[their].literal:
            continue
        if not lists.is_printed(their):
            yield NameChange("dropped-author", None, str(lists.theirs[their]))


def _is_explained(name: Name, known: frozenset[str]) -> bool:
    """Say whether a name that is nobody's was parsed out of something else.

    "LEE, H. J." makes an author "H. J.", and "and J. Lei, J. Oncol." a "J. Oncol.".
    """
    words = name_words(str(name))
    return all(
        len(word) == 1 or any(one.startswith(word) for one in known) for word in words
    )


def _record_words(registered: Item) -> frozenset[str]:
    """Return the words of the record that a list of authors can run into.

    Of names the given ones only: another person's family name is a defect.
    """
    parts = [registered.title, registered.container_title, registered.publisher]
    parts += [name.given for name in registered.author]
    return frozenset(word for part in parts if part for word in name_words(part))


def _unexplained(text: str, met: Iterable[tuple[Name, Name]]) -> list[str]:
    """Return the words of the text without the names that have found their person.

    Of two authors called Li, the one who is printed does not stand for the other, and
    neither does a given name.
    """
    words = list(name_words(text))
    for printed, registered in met:
        given = set(name_words(printed.given or ""))
        given &= set(name_words(registered.given or ""))
        for part in (printed, *(Name(word) for word in given if len(word) > 2)):
            place = _found(part, words)
            if place is not None:
                words[place] = [_GAP]
    return words


def _pairs(ours: Sequence[Name], theirs: Sequence[Name]) -> dict[int, int]:
    """Return which registered name each printed one is, best in the same place."""
    pairs: dict[int, int] = {}
    free = set(range(len(theirs)))
    for our, name in enumerate(ours):
        if our in free and same_person(name, theirs[our]):
            pairs[our] = our
            free.discard(our)
    left = [our for our in range(len(ours)) if our not in pairs]
    if len(left) * len(free) > _MOST_PAIRS:
        left, free = _named_alike(left, free, ours, theirs)
    for our in left:
        for their in sorted(free, key=lambda their: abs(their - our)):
            if same_person(ours[our], theirs[their]):
                pairs[our] = their
                free.discard(their)
                break
    return pairs


def _reread(
    ours: Sequence[Name], theirs: Sequence[Name], pairs: dict[int, int], text: str
) -> dict[int, int]:
    """Return the pairs that agree in the text: initials were cut off with a neighbour.

    "V. DeLuna, T. Howard" makes "DeLuna, V." or "DeLuna, T.".
    """
    free = {
        family_words(name): their
        for their, name in enumerate(theirs)
        if their not in pairs.values()
    }
    found = {}
    for our, name in enumerate(ours):
        their = free.get(family_words(name)) if our not in pairs and text else None
        if their is not None and _stands_with_initial(theirs[their], text):
            found[our] = their
    return found


def _stands_with_initial(name: Name, text: str) -> bool:
    initial = "".join(name_words(name.given or ""))[:1]
    if not initial:
        return True
    family, start = _pattern(name), rf"(?<![^\W_]){initial}[^\W_]*"
    given = rf"{start}(?:[^\w,;]+[^\W_]+){{0,3}}"
    return bool(re.search(rf"{given}[^\w,;]+{family}|{family}\W+{start}", folded(text)))


def _named_alike(
    left: list[int], free: set[int], ours: Sequence[Name], theirs: Sequence[Name]
) -> tuple[list[int], set[int]]:
    """Return the indexes whose family names stand in both lists, letter by letter."""
    printed = {family_words(ours[our]) for our in left}
    registered = {family_words(theirs[their]) for their in free}
    both = printed & registered
    return (
        [our for our in left if family_words(ours[our]) in both][:100],
        {their for their in free if family_words(theirs[their]) in both},
    )


def _misspelt(lists: _Lists) -> Iterator[tuple[int, int]]:
    free = set(range(len(lists.theirs))) - set(lists.pairs.values())
    left = [our for our, n in enumerate(lists.ours) if our not in lists.pairs]
    if len(left) * len(free) > _MOST_PAIRS:
        return
    for our in left:
        family = "".join(family_words(lists.ours[our]))
        for their in sorted(free, key=lambda their: abs(their - our)):
            if _close(family, "".join(family_words(lists.theirs[their]))):
                free.discard(their)
                yield our, their
                break


def _close(left: str, right: str) -> bool:
    length = max(len(left), len(right))
    allowed = 1 if length < 8 else 2
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed


def _found(name: Name, words: Sequence[str]) -> slice | None:
    """Return where a family name stands among words, in one piece or in several."""
    family = family_words(name)
    whole = "".join(family)
    for start, word in enumerate(words):
        if word == whole:
            return slice(start, start + 1)
        end = start + len(family)
        if word == family[0] and tuple(words[start:end]) == family:
            return slice(start, end)
    return None


def _pattern(name: Name) -> str:
    words = (r"['’]?".join(map(re.escape, word)) for word in family_words(name))
    return rf"(?<![^\W_]){r'[^0-9a-z]*'.join(words)}(?![^\W_])"
