"""Finds the title of a reference where none was seen."""

import re

from evidencekit.parse.borders import SENTENCE_END
from evidencekit.parse.tokens import Tokens

_IMPRINT = ("place", "publisher")
_EDITORS = re.compile(r"(?i)eds?|editors?|orgs?|hrsg|dir|coords?")
# Words that begin what is no title: where a page is, what a patent or a part is.
_NO_TITLE = re.compile(
    r"(?i)available|dispon\w+|retrieved|accessed|acesso|in|u|patent|vol|pp?|no|eds?|"
    r"falta|access|from|url|https?|n|arxiv|doi|epub|published|unpublished|submitted|"
    r"forthcoming|manuscript|press|method|see|personal|volume|part|chapter|supra"
)


def book_taken_for_container(cut: Tokens, labels: list[str]) -> None:
    """Take a name that goes on with its place of publication for a book's title.

    "Klein N. | Law and Scripture | (Prague: 2009), 43-58"
    """
    if "title" in labels or "container" not in labels or "issue" in labels:
        return
    start = labels.index("container")
    end = start
    while end < len(labels) and labels[end] == "container":
        end += 1
    behind = start and labels[start - 1] in ("author", "date", "other")
    if behind and end < len(labels) and labels[end] in _IMPRINT:
        if labels[start - 1] == "other" and not cut.gaps[start].strip():
            start -= 1  # "The" of "The Geology of Astroblemes"
        labels[start:end] = ["title"] * (end - start)


def sentence_in_no_field(cut: Tokens, labels: list[str]) -> None:
    """Take for the title the first sentence behind authors and date, of no field yet.

    "WHO (2017). | Diabetes. | Available online at …"
    """
    if {"title", "container"} & set(labels):
        return
    for start in range(1, len(labels)):
        if labels[start] == "other" and labels[start - 1] in ("author", "date"):
            break
    else:
        return
    word = cut.words[start]
    if (
        not SENTENCE_END.search(cut.gaps[start])
        or not word[0].isupper()
        or _NO_TITLE.fullmatch(word)
    ):
        return
    end = start + 1
    while (
        end < len(labels)
        and labels[end] == "other"
        and not SENTENCE_END.search(cut.gaps[end])
        and cut.words[end].lower() != "in"
    ):
        end += 1
    if any(character.islower() for character in "".join(cut.words[start:end])):
        labels[start:end] = ["title"] * (end - start)
        _name_book(cut, labels, end)


def _name_book(cut: Tokens, labels: list[str], start: int) -> None:
    """Take for the book what stands between its editors and its place."""
    for at in range(start, len(labels) - 2):
        if labels[at] == "other" and _EDITORS.fullmatch(cut.words[at]):
            end = at + 1
            while end < len(labels) and labels[end] == "other":
                end += 1
            if end < len(labels) and labels[end] in _IMPRINT and end > at + 2:
                labels[at + 1 : end] = ["container"] * (end - at - 1)
            return


MISSING = (
    book_taken_for_container,
    sentence_in_no_field,
)
