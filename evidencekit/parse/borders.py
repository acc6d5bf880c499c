"""Moves the borders between fields to the punctuation that parts them."""

import re

from evidencekit.parse.tokens import Tokens

SENTENCE_END = re.compile(r"[.?!”\"»]\s|[.?!]\Z")
_WEAK = re.compile(r"[:;,)]\s")
# How far a border may be moved to the nearest punctuation.
REACH = 4
_CONJUNCTIONS = frozenset({"and", "of", "for", "et", "und", "der", "y", "e", "de"})
_BORDERS = {
    ("author", "title"), ("title", "container"), ("author", "container"),
    ("author", "date"),
}  # fmt: skip


def move_borders(cut: Tokens, labels: list[str]) -> None:
    """Move a border that lies between two words back to the punctuation before."""
    for i in range(1, len(labels)):
        pair = (labels[i - 1], labels[i])
        if pair == ("title", "container") and _goes_on(cut, i):
            _finish_title(cut, labels, i)
            continue
        if pair not in _BORDERS or not _runs_on(cut.gaps[i], pair):
            continue
        # "… Resource Management | and Knowledge Bulletin" has lost its beginning.
        reach = 3 * REACH if cut.words[i] in _CONJUNCTIONS else REACH
        for sign in (SENTENCE_END, _WEAK):
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
    for j in range(start + 1, min(len(labels), start + 2 * REACH)):
        if labels[j] != "title":
            return
        if SENTENCE_END.search(cut.gaps[j]):
            labels[start:j] = ["author"] * (j - start)
            return


def join_container(cut: Tokens, labels: list[str]) -> None:
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
        if SENTENCE_END.search(cut.gaps[j]) and len(cut.words[j - 1]) > 4:
            labels[start:j] = ["title"] * (j - start)
            return
