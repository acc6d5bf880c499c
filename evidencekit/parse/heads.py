"""Puts right what stands around the names at the head of a reference."""

import re

from evidencekit.and_others import AND_OTHERS, HINTS
from evidencekit.parse.organisations import is_organisation
from evidencekit.parse.tokens import Tokens

_WORD = re.compile(r"[^\W\d_]{3,}")
_FEW_WORDS = 3
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_IN_BRACKETS = re.compile(r"(?i)press|verlag|publish\w+|books|éditions|edit[ao]r\w+")
_DASH = re.compile(r"\s?[-\u2010-\u2015]\s?")


def others_are_authors(text: str, cut: Tokens, labels: list[str]) -> None:
    """Let "u. a." and "et al" end the names they follow, not begin the title."""
    low = text.lower()
    if "author" not in labels or not any(map(low.__contains__, HINTS)):
        return
    for found in AND_OTHERS.finditer(text):
        inside = [
            i for i, at in enumerate(cut.starts) if found.start() <= at < found.end()
        ]
        if inside and inside[0] and labels[inside[0] - 1] == "author":
            for i in inside:
                labels[i] = "author"
            return


def publisher_in_brackets(cut: Tokens, labels: list[str]) -> None:
    """Take for the publisher what closes a reference in brackets: "(Owl Press)"."""
    if "title" not in labels or labels[-1] != "title":
        return
    start = labels.index("title")
    named = _IN_BRACKETS.fullmatch(cut.words[-1])
    enclosed = cut.gaps[start].endswith("(") and cut.gaps[-1].startswith(")")
    if start and named and enclosed and set(labels[start:]) == {"title"}:
        labels[start:] = ["publisher"] * (len(labels) - start)


def title_before_publisher(cut: Tokens, labels: list[str]) -> None:
    """Take the few words that open a reference for its title, if all else is imprint.

    "Geofacts. Oxford University Press; 2022." was written by nobody.
    """
    if {"title", "container", "volume", "page"} & set(labels):
        return
    if "publisher" not in labels or labels[0] != "author":
        return
    end = next(i for i, own in enumerate(labels) if own != "author")
    words = cut.words[:end]
    named = end > _FEW_WORDS or any("," in gap for gap in cut.gaps[1:end])
    if "author" in labels[end:] or named or is_organisation(" ".join(words)):
        return
    if not any(len(word) < 3 or word.isupper() for word in words):
        labels[:end] = ["title"] * end


def volume_like_a_year(cut: Tokens, labels: list[str]) -> None:
    """Take the first of two years for the volume in "J. Math. 2021, 1001 (2021)"."""
    for i in range(1, len(labels) - 2):
        if labels[i] != "date" or cut.gaps[i + 1] != ", " or "date" in labels[:i]:
            continue
        end = i + 2
        while end < len(labels) - 1 and _DASH.fullmatch(cut.gaps[end]):
            end += 1
        if (
            labels[end] in ("date", "volume")
            and _YEAR.fullmatch(cut.words[end])
            and cut.words[i].isdigit()
            and cut.gaps[end] == " ("
            and cut.gaps[end + 1].startswith(")")
        ):
            labels[i : end + 1] = ["volume", *["page"] * (end - i - 1), "date"]
            return


def container_behind_names(cut: Tokens, labels: list[str]) -> None:
    """Take for the container what stands between the last comma and a volume.

    Styles without titles print "S. Yi, J. Pathogens 2022, 1 (2022)", or the year alone:
    a number follows no name.
    """
    if {"title", "container"} & set(labels):
        return
    end = _first_number(cut, labels)
    start = end
    while start and labels[start - 1] in ("author", "other"):
        start -= 1
        if cut.gaps[start] == ", ":
            break
    if start < 2 or cut.gaps[start] != ", ":
        return
    named = any(map(_WORD.fullmatch, cut.words[start:end]))
    if labels[start - 1] == "author" and named:
        labels[start:end] = ["container"] * (end - start)


def initial_of_container(cut: Tokens, labels: list[str]) -> None:
    """Give a container its first letter: no author is a mere initial.

    "S. Yi, | J. | Pathogens 2022, 1"
    """
    if "title" in labels or "container" not in labels:
        return
    at = labels.index("container") - 1
    if (
        at > 1
        and labels[at - 1 : at + 1] == ["author", "author"]
        and (cut.gaps[at], cut.gaps[at + 1]) == (", ", ". ")
        and len(cut.words[at]) == 1
    ):
        labels[at] = "container"


def _first_number(cut: Tokens, labels: list[str]) -> int:
    """Return the place of the volume, or of the year that closes a reference."""
    if "volume" in labels:
        end = labels.index("volume")
        return end if cut.gaps[end] in (" ", ". ") else 0
    if "date" in labels:
        end = labels.index("date")
        closes = all(word.startswith("<") for word in cut.words[end + 1 :])
        return end if closes and cut.gaps[end] == " (" else 0
    return 0
