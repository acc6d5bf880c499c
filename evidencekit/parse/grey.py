"""Puts right the labels of what is in no journal: patents, reports, preprints."""

import re

from evidencekit.parse.borders import SENTENCE_END
from evidencekit.parse.kinds import NEWSPAPER, PREPRINT
from evidencekit.parse.organisations import is_organisation
from evidencekit.parse.tokens import Tokens

_OWN_NUMBERS = frozenset({"<patent>", "<report>", "<version>"})
_INVENTOR = frozenset({"inventor", "inventors"})
_ASSIGNEE = frozenset({"assignee", "assignees"})
# Between the inventors and the title stand the assignees, seldom more than these words.
_MOST_BETWEEN = 16
# The name of an organisation that its report follows has so many words.
_FEWEST_WORDS = 3


def leave_own_numbers(cut: Tokens, labels: list[str]) -> list[int]:
    """Keep the number of a patent, report or release out of every other field.

    Returns the places of these numbers.
    """
    if _OWN_NUMBERS.isdisjoint(cut.words):
        return []
    places = [i for i, word in enumerate(cut.words) if word in _OWN_NUMBERS]
    for i in places:
        labels[i] = "other"
    return places


def leave_roles(cut: Tokens, labels: list[str]) -> None:
    """Take "inventors; Acme Corp, assignee" for no part of a title."""
    words = list(map(str.lower, cut.words))
    if _INVENTOR.isdisjoint(words):
        return
    start = next(i for i, word in enumerate(words) if word in _INVENTOR)
    if not start:
        return
    end = start + 1
    for i in range(end, min(len(labels), start + _MOST_BETWEEN)):
        if words[i] in _ASSIGNEE:
            end = i + 1
            break
    labels[start:end] = ["other"] * (end - start)
    if "title" not in labels:
        for i in range(end, len(labels)):
            labels[i] = "title"
            if SENTENCE_END.search(cut.gaps[i + 1]):
                break
    if "author" not in labels:
        for i in range(start - 1, -1, -1):
            if cut.words[i] in _OWN_NUMBERS:
                break
            labels[i] = "author"


_COLLECTIVE = re.compile(
    r"(?i)collaborat(?:ors|ion|ive)|investigators|consortium|group|committee|network"
)
_LONGEST_COLLECTIVE = 16
_JOINING = frozenset(
    ("of", "and", "the", "for", "in", "on", "to", "against", "de", "la")
)


def collective_author(cut: Tokens, labels: list[str]) -> None:
    """Take a collective that opens a reference for its author, whatever it is called.

    The year in "GBD 2019 Mental Disorders Collaborators. Global burden …" is no date.
    """
    for i in range(1, min(len(labels) - 1, _LONGEST_COLLECTIVE)):
        gap, word = cut.gaps[i], cut.words[i]
        if word[0].islower() and word not in _JOINING:
            return
        if "," in gap or ";" in gap or "(" in gap or SENTENCE_END.search(gap):
            return
        closes = SENTENCE_END.search(cut.gaps[i + 1]) or "(" in cut.gaps[i + 1]
        if closes and _COLLECTIVE.fullmatch(word):
            if "author" not in labels[i + 1 :]:
                labels[: i + 1] = ["author"] * (i + 1)
            return


def part_authors(cut: Tokens, labels: list[str]) -> None:
    """Part the title from the authors before it, where both were taken for names."""
    if "title" in labels or "container" in labels or labels[:1] != ["author"]:
        return
    end = next((i for i, own in enumerate(labels) if own != "author"), len(labels))
    # An initial ends no name of an organisation.
    ends = [
        at
        for at in range(1, end)
        if SENTENCE_END.search(cut.gaps[at]) and len(cut.words[at - 1]) > 3
    ]
    if not (_part_page(cut, labels, ends, end) or _part_report(labels, ends, end)):
        _part_short_title(cut, labels, end)


def _part_page(cut: Tokens, labels: list[str], ends: list[int], end: int) -> bool:
    """Part what a page that nobody signed is called from whose it is.

    "Depression. National Institute of Mental Health. Revised 2018"
    """
    at = ends[0] if ends and ends[0] < end - 1 else 0
    if not at or not is_organisation(_joined(cut, at, end)):
        return False
    if is_organisation(_joined(cut, 0, at)):
        return False
    labels[:at] = ["title"] * at
    labels[at:end] = ["container"] * (end - at)
    return True


def _part_report(labels: list[str], ends: list[int], end: int) -> bool:
    """Part an organisation from its report.

    "National Center for Health Statistics. Health, United States, 2019."
    """
    at = next((at for at in ends if at >= _FEWEST_WORDS), 0)
    if not at:
        return False
    labels[at:end] = ["title"] * (end - at)
    return True


def _part_short_title(cut: Tokens, labels: list[str], end: int) -> None:
    """Part a title of a word from people: "Reback J, McKinney W, et al. pandas."."""
    for at in range(1, min(end + 1, len(labels))):
        if SENTENCE_END.search(cut.gaps[at]) and cut.words[at - 1].lower() == "al":
            if labels[at] == "other" and cut.words[at] not in _OWN_NUMBERS:
                end = at + 1
            labels[at:end] = ["title"] * (end - at)


def _joined(cut: Tokens, start: int, end: int) -> str:
    return " ".join(cut.words[start:end])


def name_containers(cut: Tokens, labels: list[str]) -> None:
    """Take a newspaper or a server of preprints for the container where none was seen.

    "Hoffman J. Why Sleep Matters. The Washington Post. 2020 Jan 5"
    """
    if "container" in labels:
        return
    for own, names in (("title", PREPRINT), ("publisher", NEWSPAPER)):
        places = [i for i, label in enumerate(labels) if label == own]
        printed = " ".join(cut.words[i] for i in places)
        if names.fullmatch(re.sub(r"\A[Tt]he ", "", printed)):
            for i in places:
                labels[i] = "container"


def publisher_after_place(cut: Tokens, labels: list[str]) -> None:
    """Take what a colon parts from a place for the publisher: "New York: Viking;"."""
    if "place" not in labels or "publisher" in labels:
        return
    start = len(labels) - labels[::-1].index("place")
    end = start
    while end < len(labels) and labels[end] == "other":
        end += 1
        if any(sign in cut.gaps[end] for sign in ",;.("):
            break
    if start < end and ":" in cut.gaps[start] and cut.words[start][0].isupper():
        labels[start:end] = ["publisher"] * (end - start)
