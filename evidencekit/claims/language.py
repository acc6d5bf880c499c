"""Whether a title is in English, by its closed-class words."""

import re

from evidencekit.claims.words import word_set

_ENGLISH = word_set(
    "the of and in on for with to from by a an as is are at or between among after",
    "during its their",
)
# German, Spanish, French, Italian, Portuguese, Dutch and the Nordic languages.
_OTHER = word_set(
    "der die das und des dem den ein eine einer von zur zum im mit für bei als",
    "el la los las y en del de un una por para con le les du et au aux sur dans",
    "il lo gli di della nel e o da do dos em na no uma het van een och og",
)


def is_foreign(title: str) -> bool:
    """Say whether small words of other languages outnumber the English ones.

    A title in another alphabet is foreign, too; a Greek letter is none.
    """
    words = re.findall(r"[^\W\d_]+", title.lower())
    if any(len(word) > 2 and min(word) > "\u024f" for word in words):
        return True
    return sum(w in _OTHER for w in words) > sum(w in _ENGLISH for w in words)
