"""Does one word of a container's title abbreviate the other?

ISO 4 takes the abbreviation of a word from the ISSN centre's list, MEDLINE from its own
habits. Both cut a word off, or contract its ending in one of a few ways: these rules
give 98 % of the English, French, Spanish, Italian and Portuguese abbreviations on the
list (LTWA of 2021-07-02, single words), so that the list itself need not be carried.
"""

import re
from functools import lru_cache

# Endings that are contracted rather than cut off.
_ENDINGS = (
    ("national", "natl"), ("kunde", "kd"), ("kundig", "kd"), ("kundliche", "kdl"),
    ("zeitung", "ztg"), ("burgh", "bg"), ("burger", "bg"), ("bourg", "bg"),
    ("borough", "bgh"), ("teil", "tl"), ("deutsche", "dtsch"), ("deutsch", "dtsch"),
    ("weekly", "wkly"), ("field", "fld"), ("mountain", "mt"), ("mount", "mt"),
    ("mont", "mt"), ("station", "stn"), ("proefstation", "proefstn"),
    ("burg", "bg"), ("ship", "sh"), ("airport", "airpt"), ("aeroport", "aeropt"),
)  # fmt: skip
# Words whose abbreviation drops letters inside the word, some of them by habit only.
_CONTRACTIONS = {
    "intl": "international", "jpn": "japan", "mon": "monthly", "q": "quarterly",
    "qtly": "quarterly", "dly": "daily", "yrly": "yearly", "hlth": "health",
    "transl": "translational", "vlaams": "vlaamse", "tech": "technique",
    "pract": "practice", "commun": "communications", "assn": "association",
    "dept": "department", "mgmt": "management", "mgt": "management",
    "govt": "government", "rept": "report", "rpt": "report", "rpts": "reports",
    "lett": "letters", "ltrs": "letters", "z": "zeitschrift", "zh": "zhurnal",
    "tidsskr": "tidsskrift", "ned": "nederlands", "tijdschr": "tijdschrift",
    "wochenschr": "wochenschrift", "wschr": "wochenschrift", "schr": "schrift",
    "schweiz": "schweizerisch", "osterr": "osterreichisch", "vestn": "vestnik",
    "abh": "abhandlungen", "engl": "england", "engn": "engineering",
    "engng": "engineering", "eng": "england", "cie": "compagnie", "db": "database",
    "soz": "sozial",
    "cty": "county", "ctry": "country", "gt": "great", "jt": "joint", "dr": "doctor",
    "meml": "memorial", "ltd": "limited", "st": "saint", "yb": "yearbook",
    "yrbk": "yearbook", "jnl": "journal", "jl": "journal", "bltn": "bulletin",
    "mtg": "meeting", "wkshp": "workshop", "wksp": "workshop",
}  # fmt: skip
# What a cut-off word is not, though it begins so: ISO 4 keeps these words apart.
_APART = {
    "phys": ("physio",), "gen": ("genet", "genom"), "chem": ("chemoth",),
    "mat": ("math", "matern"), "int": ("intestin",), "am": ("amat",),
    "sci": ("scint",), "res": ("resist", "resid", "resus"), "rev": ("revol",),
    "med": ("media", "mediev", "medit"), "mol": ("mold", "mollus"),
}  # fmt: skip
_SHORTEST_STEM = 4


@lru_cache(maxsize=65536)
def stands_for(short: str, full: str) -> bool:
    """Say whether `short` is `full`, cut off, contracted, or spelt another way."""
    if short == full:
        return True
    if "\ufffd" in short + full:
        return _same_but_for_lost_letters(short, full)
    if short.isdigit() or full.isdigit() or len(full) == 1:
        return False
    if full.startswith(short):
        return not full.startswith(_APART.get(short, ()))
    if _contracts(short, full):
        return True
    # "Behavioural" and "Behavioral", "Gynecology" and "Gynaecology".
    left, right = _one_spelling(short), _one_spelling(full)
    return right.startswith(left) or _same_stem(left, right)


def _contracts(short: str, full: str) -> bool:
    known = _CONTRACTIONS.get(short)
    if known and full.startswith(known[: max(5, len(known) - 3)]):
        return True
    return any(
        short.endswith(brief) and full.startswith(short[: -len(brief)] + ending)
        for ending, brief in _ENDINGS
    )


def _same_stem(left: str, right: str) -> bool:
    """One word in two forms: "Review" and "Reviews", "Science" and "Sciences"."""
    stem = min(len(left), len(right))
    return (
        stem >= _SHORTEST_STEM
        and left[: stem - 1] == right[: stem - 1]
        and abs(len(left) - len(right)) <= 1
        and left.rstrip("s") == right.rstrip("s")
    )


def _one_spelling(word: str) -> str:
    return word.replace("ae", "e").replace("oe", "e").replace("our", "or")


def _same_but_for_lost_letters(short: str, full: str) -> bool:
    """U+FFFD stands for one letter or two that a conversion lost."""
    for broken, whole in ((short, full), (full, short)):
        if "\ufffd" in broken:
            pattern = re.escape(broken).replace("\ufffd", r"\w{1,2}")
            return re.fullmatch(pattern, whole) is not None
    return False
