"""Cuts the text of a reference list into its entries."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from evidencekit.model import Span
from evidencekit.parse.boundaries import Facts, Tokens, tokens_of
from evidencekit.parse.boundary_features import rows, token_features
from evidencekit.parse.crf import Model
from evidencekit.parse.memo import Memo
from evidencekit.parse.numbering import Label, label_sequence


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
    return _cut(text, furniture=False)


def split_page(text: str) -> tuple[Entry, ...]:
    """Return the references of `text`, which may begin or end with something else."""
    return _cut(text, furniture=True)


def _cut(text: str, furniture: bool) -> tuple[Entry, ...]:
    tokens = tokens_of(text)
    if not tokens.starts:
        return ()
    labels = label_sequence(text)
    numbers = frozenset(label.start for label in labels)
    tagging = Model.load("segments").tag(list(rows(tokens, numbers, *_known_rows())))
    starts, labels = _starts(tokens, tagging.labels, tagging.probabilities, labels)
    if not labels:
        starts = sorted({*starts, *_after_addresses(tokens, starts)})
    if not starts and not furniture:
        starts = [tokens.starts[0]]
    outside = _outside(tokens, tagging.labels, furniture)
    return tuple(_entries(tokens, starts, labels, outside))


@cache
def _known_rows() -> tuple[Memo[Facts, list[int]], Memo[str, int]]:
    """Return the rows of tokens and of features, which come again and again."""
    model = Model.load("segments")

    def of_token(fact: Facts) -> list[int]:
        return [model.row(added) for added in token_features(fact)]

    return Memo(of_token), Memo(lambda feature: model.row((feature,)))


def _starts(
    tokens: Tokens,
    tags: list[str],
    probabilities: list[float],
    labels: tuple[Label, ...],
) -> tuple[list[int], tuple[Label, ...]]:
    """Return where entries begin, and the labels that count."""
    tagged = [
        (tokens.starts[i], probability)
        for i, tag, probability in zip(
            tokens.candidates, tags, probabilities, strict=True
        )
        if tag == "B"
    ]
    numbers = {label.start for label in labels}
    if 2 * sum(start in numbers for start, _ in tagged) < len(tagged):
        labels = ()  # numbers of volumes or pages that happen to follow each other
    if not labels:
        return [start for start, _ in tagged], ()
    starts = set(numbers)
    for start, probability in tagged:
        if start < labels[0].start or probability >= _SURE:
            starts.add(start)
    contents = {label.content for label in labels}
    return sorted(starts - contents), labels


# Within a numbered list only this much certainty cuts an entry that has no number.
_SURE = 0.97


# A bullet, or Wikipedia's "^ a b c" that leads back to where the work is cited.
_BULLET = re.compile(r"(?:[•▪◦·*^↑–-]\s+)+(?:[a-z]\s+){0,8}(?=\S\S)")
# What may follow an address within one reference.
_NOTE = re.compile(
    r"[\[(]|PMID|PMC|PubMed|Pub|Epub|Access|Retriev|Available|Last|Google|Cross|Cited|"
    r"Published|Updated|ISBN|ISSN|doi|DOI|URL|arXiv|https?:|www|Art|Reference|and\b"
)


def _after_addresses(tokens: Tokens, starts: list[int]) -> list[int]:
    """Return where entries go on after an address in a list whose entries end in one.

    A web page without author or year shows nothing else of where it begins.
    """
    ended = inside = 0
    found: list[int] = []
    firsts = set(starts)
    for i in tokens.candidates[1:]:
        if not tokens.facts[i - 1].address or tokens.facts[i - 1].label:
            continue
        start = tokens.starts[i]
        if start in firsts:
            ended += 1
        elif not _NOTE.match(tokens.text, start) and tokens.facts[i].shape[0] == "X":
            inside += 1
            found.append(start)
    return found if ended >= 3 and ended >= 4 * inside else []


def _entries(
    tokens: Tokens, starts: list[int], labels: tuple[Label, ...], outside: list[bool]
) -> list[Entry]:
    label_at = {label.start: label for label in labels}
    entries = []
    ends = [*starts[1:], len(tokens.text)][: len(starts)]
    for start, following in zip(starts, ends, strict=True):
        label = label_at.get(start)
        content = label.content if label else start
        bullet = _BULLET.match(tokens.text, content, content + 30)
        content = bullet.end() if bullet else content
        end = _end(tokens, content, following, outside)
        if end > content:
            entries.append(Entry(Span(content, end), label.text if label else None))
    return entries


def _end(tokens: Tokens, start: int, limit: int, outside: list[bool]) -> int:
    """Return where the entry ends, without what is tagged as no part of it."""
    last = bisect_left(tokens.starts, limit) - 1
    while last >= 0 and tokens.starts[last] > start and outside[last]:
        last -= 1
    return min(limit, tokens.ends[last]) if last >= 0 else start


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
