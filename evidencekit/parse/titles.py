"""Parts a title from its container, its book and its date."""

import re

from evidencekit.parse.borders import REACH, SENTENCE_END
from evidencekit.parse.tokens import Tokens


def heed_quotes(cut: Tokens, labels: list[str]) -> None:
    """Let a title in quotation marks begin and end with them, if they are one pair.

    Marks around a few words of a title are none of its borders: nothing closes a
    sentence there.
    """
    if "title" not in labels or "“" not in "".join(cut.gaps):
        return
    opening = [i for i, gap in enumerate(cut.gaps) if "“" in gap]
    closing = [i for i, gap in enumerate(cut.gaps) if "”" in gap]
    if len(opening) != 1 or len(closing) != 1:
        return
    start, end = opening[0], closing[0]
    follower = cut.words[end].lower() if end < len(cut.words) else ""
    if not _CLOSING_QUOTE.search(cut.gaps[end]) and follower not in _IN:
        return
    first = labels.index("title")
    if first < start < end and start - first <= 2 * REACH and first > 0:
        labels[first:start] = [labels[first - 1]] * (start - first)
    if end < len(labels) and labels[end] == labels[end - 1] == "title":
        after = end
        while after < len(labels) and labels[after] == "title":
            labels[after] = "container"
            after += 1
        if follower in _IN:
            labels[end] = "other"


# A quotation that a sign closes, within it or behind it, but for a colon.
_CLOSING_QUOTE = re.compile(r"[.,;?!]\s*”|”[^:]*[.,;(]|”\s*\Z")
_IN = frozenset({"in", "dans"})


def date_beside_title(cut: Tokens, labels: list[str]) -> None:
    """Take for its date the years in brackets before a title or the one behind it."""
    if "date" in labels or "title" not in labels:
        return
    start = end = labels.index("title")
    while end < len(labels) and _YEAR.fullmatch(cut.words[end]):
        end += 1
    if start < end < len(labels) and "(" in cut.gaps[start] and ")" in cut.gaps[end]:
        labels[start:end] = ["date"] * (end - start)
        return
    last = len(labels) - 1 - labels[::-1].index("title")
    if _YEAR.fullmatch(cut.words[last]) and SENTENCE_END.search(cut.gaps[last]):
        labels[last] = "date"


def year_of_title(cut: Tokens, labels: list[str]) -> None:
    """Leave to a title the year that it ends with, where the numbers have their own.

    "… in São Paulo, 2006. Cad Saude Publica. 2008;24(2):1-8"
    """
    dates = [
        i
        for i, own in enumerate(labels)
        if own == "date" and labels[i - 1] != "date" and i
    ]
    if len(dates) < 2 or not any(_heads_numbers(labels, i) for i in dates):
        return
    for i in dates:
        alone = i + 1 == len(labels) or labels[i + 1] != "date"
        if (
            alone
            and not _heads_numbers(labels, i)
            and labels[i - 1] not in ("author", "editor", "other")
            and "," in cut.gaps[i]
            and SENTENCE_END.search(cut.gaps[i + 1])
        ):
            start = i
            while start and labels[start - 1] not in ("title", "author", "editor"):
                start -= 1
            if start and labels[start - 1] == "title":
                labels[start : i + 1] = ["title"] * (i + 1 - start)


def _heads_numbers(labels: list[str], i: int) -> bool:
    """Say whether the date at i goes on to a volume."""
    while i < len(labels) and labels[i] == "date":
        i += 1
    return i < len(labels) and labels[i] == "volume"


def title_before_in(cut: Tokens, labels: list[str]) -> None:
    """Take the sentence before "In:" for a chapter's title, where none was seen."""
    book = next((i for i, own in enumerate(labels) if own in _WHOLES), 0)
    if "title" in labels and "container" in labels:
        return
    for i in range(2, book):
        if cut.words[i].lower() in _IN and ":" in cut.gaps[i + 1]:
            labels[book:] = [
                "container" if own == "title" else own for own in labels[book:]
            ]
            start = next(
                (j for j in range(i - 1, 0, -1) if SENTENCE_END.search(cut.gaps[j])), i
            )
            labels[start:i] = ["title"] * (i - start)
            return


_WHOLES = ("title", "container")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?")


def title_behind_names(cut: Tokens, labels: list[str]) -> None:
    """Take for the title the few words behind the last initials of the authors.

    "Malhi GS, Mann JJ. Depression. Lancet. 2018": a word or two may be a name, but not
    where families stand before initials and no title was seen.
    """
    if "title" in labels or labels[:1] != ["author"] or _INITIALS(cut.words[0]):
        return
    end = next((i for i, own in enumerate(labels) if own != "author"), len(labels))
    if end == len(labels) or not _TITLE_END.search(cut.gaps[end]):
        return
    for at in range(end - 1, max(1, end - 1 - _FEW_WORDS), -1):
        if _INITIALS(cut.words[at]) or _SUFFIX.fullmatch(cut.words[at]):
            return
        if not SENTENCE_END.search(cut.gaps[at]):
            continue
        first = at - 1
        while first and _INITIALS(cut.words[first]):
            first -= 1
        named = cut.words[first][0].isupper() and cut.gaps[first + 1] in (" ", ", ")
        if first < at - 1 and named and "," not in "".join(cut.gaps[at + 1 : end]):
            labels[at:end] = ["title"] * (end - at)
        return


_TITLE_END = re.compile(rf"{SENTENCE_END.pattern}|\[")
_INITIALS = re.compile(r"[A-ZÀ-Þ]{1,3}(?:-[A-ZÀ-Þ])?").fullmatch
_SUFFIX = re.compile(r"(?i)jr|sr|i{2,3}|iv|2nd|3rd|filho|neto|júnior")
# A title of more words is hardly ever taken for a name.
_FEW_WORDS = 4


def part_chapter(cut: Tokens, labels: list[str]) -> None:
    """Take what a title's own "In" and editors part from it for its book."""
    if "editor" not in labels or "title" not in labels:
        return
    editor, start = labels.index("editor"), labels.index("title")
    if not start < editor or "title" not in labels[editor:]:
        return
    between = range(max(start + 1, editor - 2), editor)
    marker = next((i for i in between if cut.words[i].lower() in _IN), None)
    if marker is None:
        return
    labels[marker] = "other"
    labels[editor:] = [
        "container" if own == "title" else own for own in labels[editor:]
    ]


def part_title(cut: Tokens, labels: list[str]) -> None:
    """Part a title from the container that it was taken for, or the reverse."""
    numbered = "volume" in labels or "issue" in labels or "page" in labels
    has_title, has_container = "title" in labels, "container" in labels
    if has_title == has_container:
        _join_subtitle(labels, numbered)
        return
    if has_container and not numbered:
        if "editor" not in labels or labels.index("container") < labels.index("editor"):
            labels[:] = ["title" if own == "container" else own for own in labels]
        return
    if not numbered:
        return
    whole = "title" if has_title else "container"
    start = labels.index(whole)
    end = start
    while end < len(labels) and labels[end] == whole:
        end += 1
    at = _last_sentence(cut, start, end)
    if at is None or (has_title and not _numbers_follow(labels, end)):
        return
    labels[start:at] = ["title"] * (at - start)
    labels[at:end] = ["container"] * (end - at)


def _join_subtitle(labels: list[str], numbered: bool) -> None:
    """Take what follows the title of a book, such as its subtitle, for part of it."""
    if numbered or not {"title", "container", "publisher"} <= set(labels):
        return
    start = labels.index("container")
    if "editor" not in labels and labels[start - 1] == "title":
        labels[start:] = [
            "title" if own == "container" else own for own in labels[start:]
        ]


def part_web_page(cut: Tokens, labels: list[str]) -> None:
    """Part "Title. Name of the Site.", which is all that some web pages print."""
    if set(labels) - {"title", "other"} or "title" not in labels:
        return
    start = labels.index("title")
    end = len(labels) - labels[::-1].index("title")
    breaks = [i for i in range(start + 2, end) if SENTENCE_END.search(cut.gaps[i])]
    if len(breaks) == 1 and "other" not in labels[start:end]:
        labels[breaks[0] : end] = ["container"] * (end - breaks[0])


def _last_sentence(cut: Tokens, start: int, end: int) -> int | None:
    """Return where the last sentence of a run begins, if what precedes is a title."""
    for at in range(end - 1, start + 2, -1):
        before = cut.words[at - 1]
        if (
            SENTENCE_END.search(cut.gaps[at])
            and cut.words[at][0].isupper()
            and (len(before) > 3 or "?" in cut.gaps[at])
            and any(word[0].islower() for word in cut.words[start:at])
        ):
            return at if end - at <= 10 else None
    return None


def _numbers_follow(labels: list[str], end: int) -> bool:
    """Say whether volume, issue or pages come next, but for a date."""
    for own in labels[end : end + 6]:
        if own in ("volume", "issue", "page"):
            return True
        if own not in ("date", "other"):
            return False
    return False
