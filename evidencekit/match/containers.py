"""Is a printed container, abbreviated or not, the registered one?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from evidencekit.match.abbreviations import stands_for
from evidencekit.match.meetings import same_meeting
from evidencekit.normalize import folded

# Words that ISO 4 leaves out of an abbreviated title.
_STOP_WORDS = """
    a an and the of for in on to at by from with de la le les du des l d el los las
    del y e et der die das den dem des und fur im i il lo gli della dello degli delle
    di da do dos das o os as em no na nos nas te per och for av van het een en u
    voor au aux sur pour par sobre para con sul nel alla ed ou i v po za w z dla pri
"""
_STOP = frozenset(_STOP_WORDS.split())
_PART = frozenset({"part", "section", "series", "sect", "ser", "pt", "sec", "teil"})
# Where journals are kept apart by country only by cataloguers: "Science (New York)".
_COUNTRY = re.compile(
    r"\b(?:of the )?(?:united states(?: of america)?|u\.? ?s\.? ?a\.?)\s*$"
)
# "(Bethesda, Md.)", "[Internet]", and a bracket that was never closed.
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\((?=[^()]*$).*|\[(?=[^\[\]]*$).*")
_ONLINE = re.compile(r"\[(?:internet|online|electronic resource|serial online)\].*")
_MEDIUM = re.compile(r"\s(?:online|print|internet|(?:electronic )?edition|volume)\s*$")
# "The Royal Society" has been "of London" at times.
_OF_LONDON = re.compile(r"(?<=\bsoc)(iety)?[.,]? (?:of )?lond(?:on)?\b")
# Societies that stand before the title of their journals in old lists only.
_SOCIETY = re.compile(r"^(?:crc|a\.? ?m\.? ?a\.?(?= archives| arch)) ")
_WORD = re.compile(r"[^\W_](?:[^\W_]|\ufffd)*")
_ELISION = re.compile(r"\b(?:d|l|dell|nell|all|sull|un)['’]")
# How a subtitle begins that only describes what stands before it.
_DESCRIBES = re.compile(
    r"(?:an? |the |une? |el |la |die |das )?(?:official|open|inter\w*|j(?:ournal)?\b"
    r"|revist\w*|revue|rivista|zeitschrift|boletin|bulletin|cuadernos|publication"
    r"|multidisciplin\w*|interdisciplin\w*|quarterly|for )"
)
_LONGEST_STOP = max(map(len, _STOP))
_SHORTEST_HEAD, _NAMES_A_JOURNAL = 4, 4
_SHORTEST_RUN, _LONGEST_RUN = 2, 5
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to read a container's title; `section` is what follows "Part", "Ser."."""

    words: tuple[str, ...]
    section: int | None = None


def same_container(printed: str, registered: Iterable[str]) -> bool:
    """Say whether `printed` is one of the `registered` forms or abbreviates one."""
    return any(_same(printed, form) for form in registered)


@lru_cache(maxsize=16384)
def _same(printed: str, registered: str) -> bool:
    ours, theirs = _forms(printed), _forms(registered)
    if any(left.words == right.words for left in ours for right in theirs):
        return bool(ours and ours[0].words)
    if _agree(ours, theirs):
        return True
    # A subtitle counts where both have one: "JGR: Oceans" is not "JGR: Atmospheres".
    if _agree(_heads(printed), theirs) or _agree(ours, _heads(registered)):
        return True
    return same_meeting(printed, registered)


def _agree(ours: Iterable[_Form], theirs: Iterable[_Form]) -> bool:
    return any(
        _abbreviates(left, right) or _abbreviates(right, left)
        for left in ours
        for right in theirs
        if left.words and right.words
    )


@lru_cache(maxsize=8192)
def _forms(text: str) -> tuple[_Form, ...]:
    """Return the ways to read a container: with and without what is set apart."""
    bare = _folded(text)
    forms = [bare, _NOTE.sub(" ", bare)]
    for ornament in (_COUNTRY, _ONLINE, _MEDIUM, _SOCIETY):
        forms += [ornament.sub(" ", form) for form in forms if ornament.search(form)]
    forms += [note[1:-1] for note in _NOTE.findall(bare) if _is_initialism(note, text)]
    return tuple(dict.fromkeys(_form(form) for form in forms))


def _is_initialism(note: str, text: str) -> bool:
    inner = note[1:-1].strip()
    return len(inner) >= 3 and inner.isalpha() and inner.upper() in text


@lru_cache(maxsize=8192)
def _heads(text: str) -> tuple[_Form, ...]:
    """Return the title before its subtitle or parallel title.

    One word is no title of its own ("Circulation: Heart Failure" is not "Circulation"),
    unless what follows only describes it or spells it out.
    """
    return tuple(_form(head) for head in _cut_heads(_folded(text)))


def _cut_heads(bare: str) -> Iterator[str]:
    for mark in (":", "=", "/", "|", " - ", " – ", " — "):
        head, found, tail = bare.partition(mark)
        if not found:
            continue
        several = len(_words(head)) >= 2
        if several or (len(head) >= _SHORTEST_HEAD and _DESCRIBES.match(tail.strip())):
            yield head
        if mark in "=/|" and len(_words(tail)) >= 2:
            yield tail
        if _is_acronym(_words(head), _words(tail)):
            yield head
            yield tail
    # "American Journal of Physiology-Heart and Circulatory Physiology".
    head, found, _ = re.sub("[–—]", "-", bare).partition("-")
    if found and len(_words(head)) >= _NAMES_A_JOURNAL:
        yield head
    # In an abbreviated title every word may end in a stop.
    head, found, tail = bare.partition(". ")
    plainly = found and "." not in head + tail and len(head) >= _SHORTEST_HEAD
    if plainly and _DESCRIBES.match(tail):
        yield head


def _folded(text: str) -> str:
    bare = folded(text).replace("&", " and ").strip(" .,;")
    return _OF_LONDON.sub(r"\1", bare)


def _words(text: str) -> tuple[str, ...]:
    bare = _ELISION.sub(" ", text).replace("'", "").replace("’", "")
    return tuple(_WORD.findall(bare))


def _form(text: str) -> _Form:
    """Return the words without the label of a section, and where its letter is.

    "Part A", but not the "Part." of "Laser Part. Beams".
    """
    kept: list[str] = []
    section = None
    words = _words(text)
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        if word in _PART and index and not last and len(words[index + 1]) <= 2:
            section = len(kept)
        else:
            kept.append(word)
    return _Form(tuple(kept), section)


def _abbreviates(short: _Form, full: _Form) -> bool:
    """Say whether each significant word of `full` is abbreviated in `short`, in order.

    Both may drop stop words; nothing else may be left over on either side.
    """
    if "".join(short.words) == "".join(full.words):
        return True
    if _is_acronym(short.words, full.words) or _aligned(short.words, full.words):
        return True
    if full.section is not None:
        return _same_section(short, full, full.section)
    # Section A inherits the records of the time before there was a section B.
    *undivided, letter = full.words
    return letter == "a" and _aligned(short.words, tuple(undivided))


def _same_section(short: _Form, full: _Form, section: int) -> bool:
    """The letter names a section; its name may be dropped, or be another by now."""
    letter = full.words[section]
    if letter not in short.words:
        # "Philos Trans R Soc" is the journal that has its "Series B".
        return _aligned(short.words, full.words[:section])
    head = short.words[: short.words.index(letter)]
    return bool(head) and _aligned(head, full.words[:section])


def _aligned(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether the words stand for each other in order, stop words aside."""
    if max(len(short), len(full)) > _MOST_WORDS:
        return False
    ends, seen, states = (len(short), len(full)), {(0, 0)}, [(0, 0)]
    while states:
        state = states.pop()
        if state == ends:
            return True
        for following in _steps(short, full, *state):
            if following not in seen:
                seen.add(following)
                states.append(following)
    return False


def _steps(
    short: tuple[str, ...], full: tuple[str, ...], i: int, j: int
) -> Iterator[tuple[int, int]]:
    """Yield how far words from `i` and `j` on account for each other."""
    if j < len(full) and _is_stop(full, j):
        yield i, j + 1
    if i < len(short) and _is_stop(short, i):
        yield i + 1, j
    if i == len(short) or j == len(full):
        return
    if i + 1 < len(short) and full[j].startswith(short[i] + short[i + 1]):
        yield i + 2, j + 1  # "Bio Medical", "Biomedical"
    if j + 1 < len(full) and short[i] == full[j] + full[j + 1]:
        yield i + 1, j + 2
    if len(short) > 1:
        for after in _initials(short[i], full, j):
            yield i + 1, after
    if _fits(short, i, full[j]):
        yield i + 1, j + 1


def _fits(short: tuple[str, ...], i: int, full: str) -> bool:
    # A lone "A" is a section, not the beginning of "Acta"; "An." may be "Anais".
    if i and len(short[i]) == 1 and short[i] in _STOP:
        return short[i] == full
    return stands_for(short[i], full)


def _initials(short: str, full: tuple[str, ...], j: int) -> Iterator[int]:
    """Yield where the words end that `short` is the initials of: "NY", "PLoS"."""
    if not _SHORTEST_RUN <= len(short) <= _LONGEST_RUN or full[j] in _STOP:
        return
    if full[j].startswith(short):
        return
    plainly = significant = ""
    for after in range(j, min(len(full), j + 2 * _LONGEST_RUN)):
        plainly += full[after][0]
        significant += "" if full[after] in _STOP else full[after][0]
        if short in (plainly, significant):
            yield after + 1


def _is_stop(words: tuple[str, ...], index: int) -> bool:
    # A letter at the end is a section: "Physical Review E".
    word = words[index]
    if "\ufffd" in word:
        return len(word) <= _LONGEST_STOP
    return word in _STOP and (len(word) > 1 or index < len(words) - 1)


def _is_acronym(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) != 1 or not 3 <= len(short[0]) <= 7 or len(full) < 2:
        return False
    initials = "".join(word[0] for word in full if word not in _STOP)
    return short[0] in (initials, "".join(word[0] for word in full))
