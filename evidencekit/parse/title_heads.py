"""Puts right where a title begins: what names and dates took of it, or it of them."""

import re

from evidencekit.parse.borders import SENTENCE_END
from evidencekit.parse.tokens import Tokens

_INITIALS = re.compile(r"[A-ZÀ-Þ]{1,4}")
# What stands behind initials in Brazil: "Sousa DT de", "Morais OL No".
_TAIL = re.compile(r"(?i)d[aeo]s?|e|jr|no|nto|fo|fho|sob")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_OTHER_THAN_MONTH = re.compile(r"(?![A-ZÀ-Þ][a-zç]{2}\b)[^\W\d_]{4,}")
_AFTER_DATE = re.compile(r"[‘“«]|\.\s")
_LONGEST_NAME = 5  # words of a last name with its initials and what follows them


def last_name_of_title(cut: Tokens, labels: list[str]) -> None:
    """Give the authors their last name, where a title begins with it.

    "Costa EM, Guimarães DB, | Sousa DT de. Diferenciais de rendimentos …"
    """
    first = _title_behind(labels, "author")
    if not first or "," not in cut.gaps[first]:
        return
    for end in range(first + 3, min(first + _LONGEST_NAME, len(labels) - 1) + 1):
        if SENTENCE_END.search(cut.gaps[end]):
            *family, initials, tail = cut.words[first:end]
            named = family[0][0].isupper() and _INITIALS.fullmatch(initials)
            if named and _TAIL.fullmatch(tail) and labels[end] == "title":
                labels[first:end] = ["author"] * (end - first)
            return


def body_in_capitals(cut: Tokens, labels: list[str]) -> None:
    """Give a body printed in capitals its whole name, up to the end of the sentence.

    "INSTITUTO NACIONAL DE ESTUDOS E | PESQUISAS – INEP. Sinopse estatística …"
    """
    first = _title_behind(labels, "author")
    if not first or cut.gaps[first].strip() or not cut.words[first - 1].isupper():
        return
    for end in range(first, len(labels)):
        if labels[end] != "title":
            return
        if end > first and SENTENCE_END.search(cut.gaps[end]):
            labels[first:end] = ["author"] * (end - first)
            return
        if not cut.words[end].isupper():
            return


def word_of_the_authors(cut: Tokens, labels: list[str]) -> None:
    """Give a title its first word, where a comma parts it from the rest.

    "LOURO, G. L. Gênero, | história e educação": no name follows initials so.
    """
    first = _title_behind(labels, "author")
    if first < 3 or cut.gaps[first] != ", " or not cut.words[first][0].islower():
        return
    word, before = cut.words[first - 1], cut.words[first - 2]
    if (
        word[0].isupper()
        and not word.isupper()
        and len(before) == 1
        and SENTENCE_END.search(cut.gaps[first - 1])
    ):
        labels[first - 1] = "title"


def words_of_the_date(cut: Tokens, labels: list[str]) -> None:
    """Give a title what a date took of it: "(2001 | ) Social taboos: “Invisible” …"."""
    if "date" not in labels or "title" not in labels:
        return
    start = labels.index("date")
    end = start
    while end < len(labels) and labels[end] == "date":
        end += 1
    if (
        end == len(labels)
        or labels[end] != "title"
        or not _YEAR.fullmatch(cut.words[start])
    ):
        return
    own = start + 1
    if own == end:
        return
    words = cut.words[own:end]
    long = len(words) > 1 and any(map(_OTHER_THAN_MONTH.fullmatch, words))
    if ")" in cut.gaps[own] or (long and _AFTER_DATE.search(cut.gaps[own])):
        labels[own:end] = ["title"] * (end - own)


def word_before_title(cut: Tokens, labels: list[str]) -> None:
    """Give a title the words that nothing parts from it, but which are in no field.

    "(2003). | Approved | Methods of …", "et al. | Pesquisa Nacional no | Brasil: …"
    """
    if "title" not in labels:
        return
    first = labels.index("title")
    start = first
    while (
        start
        and labels[start - 1] in ("other", "container")
        and not cut.gaps[start].strip()
    ):
        start -= 1
    if (
        0 < start < first
        and labels[start - 1] in ("author", "date")
        and cut.words[start][0].isupper()
        and SENTENCE_END.search(cut.gaps[start])
    ):
        labels[start:first] = ["title"] * (first - start)


def _title_behind(labels: list[str], label: str) -> int:
    """Return where the title begins, if that is right behind a `label`; 0 if not."""
    first = labels.index("title") if "title" in labels else 0
    return first if first and labels[first - 1] == label else 0


HEADS = (
    last_name_of_title,
    body_in_capitals,
    word_of_the_authors,
    words_of_the_date,
    word_before_title,
)
