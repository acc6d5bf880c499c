"""Puts right what a chain of labels cannot see: where sentences and numbers lie."""

import re

from evidencekit.parse.tokens import Tokens

_STRONG = re.compile(r"[.?!”\"»]\s|[.?!]\Z")
_WEAK = re.compile(r"[:;,)]\s")
# How far a border may be moved to the nearest punctuation.
_REACH = 4
_CONJUNCTIONS = frozenset({"and", "of", "for", "et", "und", "der", "y", "e", "de"})
_BORDERS = {
    ("author", "title"), ("title", "container"), ("author", "container"),
    ("author", "date"),
}  # fmt: skip


# How often numbers in a common form are what they seem (dev, 2026-11-23).
_SURE = 0.99


def repaired(
    text: str, cut: Tokens, labels: list[str], probabilities: list[float]
) -> tuple[list[str], list[float]]:
    """Return the labels with borders at punctuation, and title and container apart.

    With them come the probabilities, higher where punctuation leaves no doubt.
    """
    labels, probabilities = list(labels), list(probabilities)
    for i in label_numbers(text, cut, labels):
        probabilities[i] = max(probabilities[i], _SURE)
    _move_borders(cut, labels)
    _join_container(cut, labels)
    _heed_quotes(cut, labels)
    _date_beside_title(cut, labels)
    _title_before_in(cut, labels)
    _part_chapter(cut, labels)
    part_title(cut, labels)
    _part_web_page(cut, labels)
    return labels, probabilities


def _move_borders(cut: Tokens, labels: list[str]) -> None:
    """Move a border that lies between two words back to the punctuation before."""
    for i in range(1, len(labels)):
        pair = (labels[i - 1], labels[i])
        if pair == ("title", "container") and _goes_on(cut, i):
            _finish_title(cut, labels, i)
            continue
        if pair not in _BORDERS or not _runs_on(cut.gaps[i], pair):
            continue
        # "… Resource Management | and Knowledge Bulletin" has lost its beginning.
        reach = 3 * _REACH if cut.words[i] in _CONJUNCTIONS else _REACH
        for sign in (_STRONG, _WEAK):
            at = next(
                (
                    j
                    for j in range(i - 1, max(0, i - reach), -1)
                    if labels[j] == pair[0] == labels[j - 1]
                    and sign.search(cut.gaps[j])
                ),
                None,
            )
            if at is not None and pair[1] != "date":
                labels[at:i] = [pair[1]] * (i - at)
                break
        else:
            if pair == ("author", "title"):
                _finish_name(cut, labels, i)
            elif pair == ("title", "container"):
                _finish_title(cut, labels, i)


def _runs_on(gap: str, pair: tuple[str, str]) -> bool:
    """Say whether nothing in the gap parts what stands around it."""
    # A bracket ends no title: "Pleurotus ostreatus (Jacq.) Kummer".
    return not (gap.strip(" )") if pair == ("title", "container") else gap.strip())


def _goes_on(cut: Tokens, i: int) -> bool:
    """Say whether a title goes on at i: after a colon, or the number of a part."""
    return ":" in cut.gaps[i] or _PART.fullmatch(cut.words[i - 1]) is not None


_PART = re.compile(r"[IVX]{1,4}")


def _finish_name(cut: Tokens, labels: list[str], start: int) -> None:
    """Let a name go on to the end of its sentence: "Australian Bureau | of …"."""
    if not cut.words[start].islower():
        return
    for j in range(start + 1, min(len(labels), start + 2 * _REACH)):
        if labels[j] != "title":
            return
        if _STRONG.search(cut.gaps[j]):
            labels[start:j] = ["author"] * (j - start)
            return


def _join_container(cut: Tokens, labels: list[str]) -> None:
    """Take words that nothing parts from a journal's name for the name's beginning."""
    if "volume" not in labels or "container" not in labels:
        return
    start = labels.index("container")
    while (
        start > 0
        and labels[start - 1] in ("publisher", "series")
        and not cut.gaps[start].strip()
    ):
        start -= 1
        labels[start] = "container"


def _finish_title(cut: Tokens, labels: list[str], start: int) -> None:
    """Let a title go on to the end of its sentence, if a container is left then."""
    for j in range(start + 1, len(labels)):
        if labels[j] != "container":
            return
        if _STRONG.search(cut.gaps[j]) and len(cut.words[j - 1]) > 4:
            labels[start:j] = ["title"] * (j - start)
            return


def _heed_quotes(cut: Tokens, labels: list[str]) -> None:
    """Let a title in quotation marks begin and end with them, if they are one pair.

    Marks around a few words of a title are none of its borders: nothing closes a
    sentence there.
    """
    opening = [i for i, gap in enumerate(cut.gaps) if "“" in gap]
    closing = [i for i, gap in enumerate(cut.gaps) if "”" in gap]
    if len(opening) != 1 or len(closing) != 1 or "title" not in labels:
        return
    start, end = opening[0], closing[0]
    follower = cut.words[end].lower() if end < len(cut.words) else ""
    if not _CLOSING_QUOTE.search(cut.gaps[end]) and follower not in _IN:
        return
    first = labels.index("title")
    if first < start < end and start - first <= 2 * _REACH and first > 0:
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


def _date_beside_title(cut: Tokens, labels: list[str]) -> None:
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
    if _YEAR.fullmatch(cut.words[last]) and _STRONG.search(cut.gaps[last]):
        labels[last] = "date"


def _title_before_in(cut: Tokens, labels: list[str]) -> None:
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
                (j for j in range(i - 1, 0, -1) if _STRONG.search(cut.gaps[j])), i
            )
            labels[start:i] = ["title"] * (i - start)
            return


_WHOLES = ("title", "container")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?")


def _part_chapter(cut: Tokens, labels: list[str]) -> None:
    """Take what a title's own "In" and editors part from it for its book."""
    if "container" in labels or "editor" not in labels or "title" not in labels:
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


def _part_web_page(cut: Tokens, labels: list[str]) -> None:
    """Part "Title. Name of the Site.", which is all that some web pages print."""
    if set(labels) - {"title", "other"} or "title" not in labels:
        return
    start = labels.index("title")
    end = len(labels) - labels[::-1].index("title")
    breaks = [i for i in range(start + 2, end) if _STRONG.search(cut.gaps[i])]
    if len(breaks) == 1 and "other" not in labels[start:end]:
        labels[breaks[0] : end] = ["container"] * (end - breaks[0])


def _last_sentence(cut: Tokens, start: int, end: int) -> int | None:
    """Return where the last sentence of a run begins, if what precedes is a title."""
    for at in range(end - 1, start + 2, -1):
        before = cut.words[at - 1]
        if (
            _STRONG.search(cut.gaps[at])
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


# -- numbers whose punctuation alone tells what they are -------------------------------

_PAGES = (
    r"(?P<page>[A-Za-z]{0,3}\d+[A-Za-z]?"
    r"(?:\s?[-–—−‐‑]{1,2}\s?[A-Za-z]{0,3}\d+[A-Za-z]?)?)"
)
_ISSUE = (
    r"(?P<issue>(?:\d{1,4}|(?i:suppl?\.?|pt\.?|spec\.?)[^():;]{0,14})"
    r"(?:[-–/]\d{1,4})?(?:\s(?i:suppl?|pt)\.?(?:\s\w{1,3})?)?)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "2011;18(3):362-370", "2005 Mar 9;293(10):1204-11", "2015;15:180"
        r"(?<!\d)(?P<date>(?:1[6-9]|20)\d\d(?:\s[^\W\d_]{3,9}\.?(?:\s\d{1,2})?)?)\s?;\s?"
        rf"(?P<volume>\d{{1,4}}[A-Z]?)\s?(?:\({_ISSUE}\)\s?)?:\s?{_PAGES}(?![\w(])",
        # "18(3): 362-370", "113(52), E8443-E8452"
        rf"(?<![\w.(])(?P<volume>\d{{1,4}}[A-Z]?)\s?\({_ISSUE}\)\s?[:,]\s?"
        rf"(?:pp?\.\s?)?{_PAGES}(?![\w(])",
        # "vol. 12, no. 3, pp. 4-9", "v. 12, n. 3, p. 4-9"
        r"(?i)\bv(?:ol)?\.\s?(?P<volume>\d{1,4})\s?,\s?"
        r"(?:n[or]?\.|iss(?:ue)?\.?|n[º°])\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\s?,\s?"
        rf"pp?\.\s?{_PAGES}(?![\w(])",
    )
)


def label_numbers(text: str, cut: Tokens, labels: list[str]) -> list[int]:
    """Label the last volume, issue and pages that are printed in a common form.

    Returns the places of the tokens in that form.
    """
    for pattern in _PATTERNS:
        match = None
        for match in pattern.finditer(text):  # noqa: B007 - the last one is wanted
            pass
        if match is None:
            continue
        start, end = match.span()
        if any(
            start < cut.ends[i] and cut.starts[i] < end and cut.words[i][0] == "<"
            for i in range(len(labels))
        ):
            continue
        groups = {name: match.span(name) for name in match.groupdict()}
        if re.fullmatch(r"(?:1[6-9]|20)\d\d", match.group("issue") or ""):
            groups["date"] = groups.pop("issue")  # "119 (2006): 1224–35"
        for name, (first, last) in groups.items():
            for i in range(len(labels)):
                if first <= cut.starts[i] < last:
                    labels[i] = name
        return [i for i in range(len(labels)) if start <= cut.starts[i] < end]
    return []
