"""Cuts the text of a reference list into its entries."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from evidencekit.model import Span
from evidencekit.parse.boundaries import Facts, Tokens, tokens_of
from evidencekit.parse.boundary_features import rows, token_features
from evidencekit.parse.crf import Model
from evidencekit.parse.glued import parted
from evidencekit.parse.labels import Label
from evidencekit.parse.marks import Marked, behind_marks
from evidencekit.parse.memo import Memo
from evidencekit.parse.numbering import label_sequence
from evidencekit.parse.quoted import quoted_entries
from evidencekit.parse.starts import entry_starts

# A first entry that begins within so many characters of the text begins with it.
_ASTRAY = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference of a list: its place, without the label and white space around.

    `label` is what is printed before it ("[12]"), None where nothing is.
    """

    span: Span
    label: str | None = None


def split_references(text: str) -> tuple[Entry, ...]:
    """Return the references of `text`, which is a reference list and nothing else.

    The list may stand in one line or many, with or without labels; page headers
    between entries are left out.
    """
    return _cut_glued(text, furniture=False)


def split_page(text: str) -> tuple[Entry, ...]:
    """Return the references of `text`, which may begin or end with something else."""
    return _cut_glued(text, furniture=True)


def _cut_glued(text: str, furniture: bool) -> tuple[Entry, ...]:
    spaced = parted(text)
    return tuple(
        Entry(spaced.original(entry.span), entry.label)
        for entry in _cut(spaced.text, furniture)
    )


def _cut(text: str, furniture: bool) -> tuple[Entry, ...]:
    tokens = tokens_of(text)
    if not tokens.starts:
        return ()
    labels = label_sequence(text)
    quoted = None if labels else quoted_entries(text)
    if quoted:
        return tuple(Entry(span) for span in quoted)
    numbers = frozenset(label.start for label in labels)
    tagging = Model.load("segments").tag(list(rows(tokens, numbers, *_known_rows())))
    starts, labels = entry_starts(tokens, tagging.labels, tagging.probabilities, labels)
    if not furniture and (not starts or starts[0] - tokens.starts[0] < _ASTRAY):
        starts = [tokens.starts[0], *starts[1:]]
    outside = _outside(tokens, tagging.labels, furniture)
    if furniture and starts:
        end = _end_for_good(tokens, tagging.labels, starts[-1])
        outside[end:] = [True] * (len(outside) - end)
    return tuple(_entries(tokens, starts, labels, outside))


@cache
def _known_rows() -> tuple[Memo[Facts, list[int]], Memo[str, int]]:
    """Return the rows of tokens and of features, which come again and again."""
    model = Model.load("segments")

    def of_token(fact: Facts) -> list[int]:
        return [model.row(added) for added in token_features(fact)]

    return Memo(of_token), Memo(lambda feature: model.row((feature,)))


# A bullet, or Wikipedia's "^ a b c" that leads back to where the work is cited.
_BULLET = re.compile(
    r"(?:[•▪◦·*^↑–-]\s+)+(?:Jump up(?: to)?:?\s+)?(?:[a-z]\s+){0,8}(?=\S\S)"
)


def _entries(
    tokens: Tokens, starts: list[int], labels: tuple[Label, ...], outside: list[bool]
) -> list[Entry]:
    text = tokens.text
    label_at = {label.start: label for label in labels}
    contents = [_content(text, start, label_at.get(start)) for start in starts]
    marked = (None if labels else behind_marks(text, contents)) or [
        Marked(start, content, label_at[start].text if start in label_at else None)
        for start, content in zip(starts, contents, strict=True)
    ]
    ends = [*(mark.start for mark in marked[1:]), len(text)]
    entries = []
    for mark, following in zip(marked, ends, strict=False):
        end = _end(tokens, mark.content, following, outside)
        if end > mark.content:
            entries.append(Entry(Span(mark.content, end), mark.label))
    return entries


def _content(text: str, start: int, label: Label | None) -> int:
    """Return where what is printed behind the label and the bullet begins."""
    content = label.content if label else start
    bullet = _BULLET.match(text, content, content + 30)
    return bullet.end() if bullet else content


def _end(tokens: Tokens, start: int, limit: int, outside: list[bool]) -> int:
    """Return where the entry ends, without what is tagged as no part of it."""
    whole = last = bisect_left(tokens.starts, limit) - 1
    while last >= 0 and tokens.starts[last] > start and outside[last]:
        last -= 1
    if last < whole and _is_left_over(tokens, last):
        last -= 1
    return min(limit, tokens.ends[last]) if last >= 0 else start


def _is_left_over(tokens: Tokens, last: int) -> bool:
    """Say whether a lone capitalised word belongs to the furniture that follows it.

    The tagger may see but at the second word that "By Ada Smith" is no reference.
    """
    if last < 2 or tokens.facts[last].shape != "Xx":
        return False
    before = tokens.facts[last - 1]
    return before.address or before.tail == "."


def _outside(tokens: Tokens, tags: list[str], furniture: bool) -> list[bool]:
    """Say of each token whether it is tagged as no part of a reference.

    Without `furniture` only what begins on a line of its own can be: a page header.
    """
    outside: list[bool] = []
    tag_at = dict(zip(tokens.candidates, tags, strict=True))
    out = False
    for i in range(len(tokens.starts)):
        tag = tag_at.get(i)
        if tag == "O":
            out = out or furniture or tokens.on_new_line(i)
        elif tag is not None:
            out = False
        outside.append(out)
    return outside


def _end_for_good(tokens: Tokens, tags: list[str], start: int) -> int:
    """Return the token at which the last entry, begun at `start`, ends for good.

    What follows the list on a page may look here and there like more of the entry.
    """
    later = [
        (i, tag)
        for i, tag in zip(tokens.candidates, tags, strict=True)
        if tokens.starts[i] > start
    ]
    out = [place for place, (_, tag) in enumerate(later) if tag == "O"]
    if not out or 2 * len(out) <= len(later) - out[0]:
        return len(tokens.starts)
    return later[out[0]][0]
