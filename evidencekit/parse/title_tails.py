"""Puts right where a title ends: what places and editors took of it, or it of them."""

import re

from evidencekit.parse.borders import SENTENCE_END
from evidencekit.parse.tokens import Tokens

_TRANSLATED = re.compile(
    r"(?i)transl?|trad|translat(?:ed|ion|or)|tradu\w{2,6}|übers\w*"
)
_DEGREE = re.compile(r"(?i)thesis|dissertation|tese|disserta[çc][ãa]o|tesis|thèse")
_LONGEST_DEGREE = 4  # words: "unpublished master's thesis"
_QUOTED = re.compile(r"[”’\"»]\s")
_STOP = re.compile(r"[.?!]\s|[’”],")


def words_of_the_place(cut: Tokens, labels: list[str]) -> None:
    """Give a title the end of its sentence, where a place took it.

    "Cinema and Technology: Image | , Sound, Colour. London: …"
    """
    for start in range(1, len(labels)):
        if labels[start - 1 : start + 1] != ["title", "place"]:
            continue
        if cut.gaps[start] not in (", ", " "):
            return
        for end in range(start + 1, len(labels)):
            if labels[end] != "place":
                return
            if SENTENCE_END.search(cut.gaps[end]) and len(cut.words[end - 1]) > 3:
                labels[start:end] = ["title"] * (end - start)
                return


def words_behind_quotation(cut: Tokens, labels: list[str]) -> None:
    """Give a title the rest of its sentence behind words in quotation marks.

    "Living “high-low” | altitude training improves …. J Appl Physiol. 2001;91:1-5"
    """
    at = labels.index("container") if "container" in labels else 0
    if at > 1 and labels[at - 1] == "other" and cut.words[at - 1] == "in":
        at -= 1
    if not at or labels[at - 1] != "title" or not _QUOTED.match(cut.gaps[at]):
        return
    if not cut.words[at][0].islower() or ":" in cut.gaps[at + 1]:
        return
    for end in range(at + 1, len(labels)):
        if labels[end] != "container":
            return
        if _STOP.search(cut.gaps[end]):
            labels[at:end] = ["title"] * (end - at)
            return


def leave_translation(cut: Tokens, labels: list[str]) -> None:
    """Take from a title's end the word that says who translated the work."""
    for at in range(2, len(labels) - 1):
        if (
            labels[at - 1 : at + 1] == ["title", "title"]
            and _TRANSLATED.fullmatch(cut.words[at])
            and cut.gaps[at].strip()
            and labels[at + 1] in ("editor", "other", "author")
        ):
            labels[at] = "other"
            return


def leave_degree(cut: Tokens, labels: list[str]) -> None:
    """Take from a title's end what says that it is a thesis: "[dissertation]"."""
    last = len(labels) - 1 - labels[::-1].index("title") if "title" in labels else 0
    if (
        not last
        or "]" not in cut.gaps[last + 1]
        or not _DEGREE.fullmatch(cut.words[last])
    ):
        return
    for start in range(last, max(0, last - _LONGEST_DEGREE), -1):
        if "[" in cut.gaps[start] and labels[start - 1] == "title":
            labels[start : last + 1] = ["other"] * (last + 1 - start)
            return


def title_of_the_whole(cut: Tokens, labels: list[str]) -> None:
    """Take "of Collected Works" behind a volume for what the volume is of."""
    if "title" not in labels or "volume" not in labels:
        return
    volume = labels.index("volume")
    if labels.index("title") > volume:
        return
    for at in range(volume + 1, len(labels)):
        if labels[at] == "title" and labels[at - 1] == "volume":
            if not cut.words[at][0].islower() or cut.gaps[at].strip():
                return
            end = at
            while end < len(labels) and labels[end] == "title":
                labels[end] = "container"
                end += 1
            labels[at] = "other"
            return


TAILS = (
    words_of_the_place,
    words_behind_quotation,
    leave_translation,
    leave_degree,
    title_of_the_whole,
)
