"""Is a printed container, abbreviated or not, the registered one?"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from evidencekit.normalize import folded

# Words that ISO 4 leaves out of an abbreviated title.
_STOP_WORDS = """
    a an and the of for in on to at by from with de la le les du des l d el los las "
    "del y e et der die das den dem des und fur im i il lo gli della dello degli delle
    di da do dos das o os as em no na nos nas te per och for av van het een en
"""
_STOP = frozenset(_STOP_WORDS.split())
_PART = frozenset({"part", "section", "series", "sect", "ser", "pt", "sec", "teil"})
# Where journals are kept apart by country only by cataloguers: "Science (New York)".
_COUNTRY = re.compile(
    r"\b(?:of the )?(?:united states(?: of america)?|u\.? ?s\.? ?a\.?)\s*$"
)
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"\b(?:d|l|dell|nell|all|sull|un)['’]")
# Abbreviations that drop letters inside the word, from the ISSN centre's list of
# title word abbreviations (LTWA) and from MEDLINE's habits.
_CONTRACTIONS = {
    "natl": "national", "intl": "international", "dtsch": "deutsch", "jpn": "japan",
    "wkly": "weekly", "mon": "monthly", "q": "quarterly", "qtly": "quarterly",
    "hlth": "health", "transl": "translational", "vlaams": "vlaamse",
    "tech": "technique", "pract": "practice", "commun": "communications",
    "assn": "association", "dept": "department", "educ": "education",
    "mgmt": "management", "mgt": "management", "govt": "government",
    "rept": "report", "lett": "letters", "z": "zeitschrift", "zh": "zhurnal",
    "tidsskr": "tidsskrift", "ned": "nederlands", "tijdschr": "tijdschrift",
    "wochenschr": "wochenschrift", "ztg": "zeitung", "schweiz": "schweizerisch",
    "osterr": "osterreichisch", "vestn": "vestnik", "abh": "abhandlungen",
    "geneesk": "geneeskunde", "engl": "england", "engn": "engineering",
}  # fmt: skip


def same_container(printed: str, registered: Iterable[str]) -> bool:
    """Say whether `printed` is one of the `registered` forms or abbreviates one."""
    shorter = list(_forms(printed))
    return any(
        _abbreviates(left, right) or _abbreviates(right, left)
        for form in registered
        for right in _forms(form)
        for left in shorter
        if left and right
    )


@lru_cache(maxsize=4096)
def _forms(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a container: with and without what is set apart."""
    bare = folded(text).replace("&", " and ")
    forms = [bare, _NOTE.sub(" ", bare)]
    forms += [_COUNTRY.sub(" ", form) for form in forms]
    forms += list(_heads(bare))
    return tuple(dict.fromkeys(_words(form) for form in forms))


def _heads(bare: str) -> Iterator[str]:
    """The title before its subtitle or parallel title.

    One word is no title of its own: "Circulation: Heart Failure" is not "Circulation".
    """
    for mark in (":", "=", "/", " - ", "."):
        for part in bare.split(mark):
            if len(_words(part)) >= 2 and mark in bare:
                yield part
                break


def _words(text: str) -> tuple[str, ...]:
    bare = _ELISION.sub(" ", text).replace("'", "").replace("’", "")
    words = _WORD.findall(bare)
    # "Part A", but not the "Part." of "Laser Part. Beams".
    return tuple(
        word
        for word, after in zip(words, [*words[1:], "--"], strict=False)
        if word not in _PART or len(after) > 1
    )


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether each significant word of `full` is abbreviated in `short`, in order.

    Both may drop stop words; nothing else may be left over on either side.
    """
    if "".join(short) == "".join(full) or _is_acronym(short, full):
        return True
    return _aligned(short, full, 0, 0)


def _aligned(short: tuple[str, ...], full: tuple[str, ...], i: int, j: int) -> bool:
    if i == len(short):
        return all(_is_stop(full, k) for k in range(j, len(full)))
    if j == len(full):
        return all(_is_stop(short, k) for k in range(i, len(short)))
    if _stands_for(short[i], full[j]) and _aligned(short, full, i + 1, j + 1):
        return True
    if _is_stop(full, j) and _aligned(short, full, i, j + 1):
        return True
    if _is_stop(short, i) and _aligned(short, full, i + 1, j):
        return True
    if i + 1 < len(short) and full[j].startswith(short[i] + short[i + 1]):
        return _aligned(short, full, i + 2, j + 1)  # "Bio Medical", "Biomedical"
    run = len(short[i])  # "NY" for "New York"
    return (
        run in (2, 3)
        and len(short) > 1
        and short[i] == "".join(word[0] for word in full[j : j + run])
        and _aligned(short, full, i + 1, j + run)
    )


def _is_stop(words: tuple[str, ...], index: int) -> bool:
    # A letter at the end is a section: "Physical Review E".
    word = words[index]
    return word in _STOP and (len(word) > 1 or index < len(words) - 1)


def _stands_for(short: str, full: str) -> bool:
    if short == full:
        return True
    if short.isdigit() or full.isdigit() or short in _STOP or len(full) == 1:
        return False
    if full.startswith(short):
        return True
    known = _CONTRACTIONS.get(short)
    if known and full.startswith(known[: max(5, len(known) - 3)]):
        return True
    # "Behavioural" and "Behavioral", "Gynecology" and "Gynaecology".
    left, right = (_one_spelling(word) for word in (short, full))
    return right.startswith(left) or _same_stem(left, right)


def _same_stem(left: str, right: str) -> bool:
    """One word in two forms: "Review" and "Reviews", "Science" and "Sciences"."""
    stem = min(len(left), len(right))
    return (
        stem >= 4
        and left[: stem - 1] == right[: stem - 1]
        and abs(len(left) - len(right)) <= 1
        and left.rstrip("s") == right.rstrip("s")
    )


def _one_spelling(word: str) -> str:
    return word.replace("ae", "e").replace("oe", "e").replace("our", "or")


def _is_acronym(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) != 1 or not 3 <= len(short[0]) <= 6:
        return False
    initials = "".join(word[0] for word in full if word not in _STOP)
    return initials == short[0]
