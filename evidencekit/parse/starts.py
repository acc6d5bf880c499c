"""Where the entries of a list begin, once tags, numbers and repairs are weighed."""

import re
from collections.abc import Sequence, Set

from evidencekit.parse.boundaries import Tokens
from evidencekit.parse.numbering import Label

# Within a numbered list only this much certainty cuts an entry that has no number:
# between .8 and .95 the development set (2026-11-23, python -m bench.segment) is even.
_SURE = 0.9
# What may follow an address within one reference.
_NOTE = re.compile(
    r"[\[(]|PMID|PMC|Pub|Epub|Acc?es|Acedid|Consult|Zugriff|Abgerufen|Retriev|Avail|"
    r"Last|Google|Cross|Cited|Updated|ISBN|ISSN|doi|DOI|URL|arXiv|https?:|www|Art|"
    r"Reference|and\b"
)
# "———. 1999." stands for the author of the entry before.
_SAME_AUTHOR = re.compile(r"(?:[—―]+|[-–_]{2,})[.,:;]?$")
_FRAGMENT = 12  # characters: no reference is as short


def entry_starts(
    tokens: Tokens,
    tags: Sequence[str],
    probabilities: Sequence[float],
    labels: tuple[Label, ...],
) -> tuple[list[int], tuple[Label, ...]]:
    """Return the offsets at which entries begin, and the labels that count.

    `tags` and `probabilities` are those of the candidates of `tokens`.
    """
    tagged = {
        tokens.starts[i]: probability
        for i, tag, probability in zip(
            tokens.candidates, tags, probabilities, strict=True
        )
        if tag == "B"
    }
    numbers = {label.start for label in labels}
    if 2 * len(numbers & tagged.keys()) < len(tagged):
        # Numbers of volumes or pages that happen to follow each other.
        starts = {*tagged, *_after_addresses(tokens, tagged.keys())}
        starts |= _same_authors(tokens)
        return _without_fragments(sorted(starts), tagged), ()
    first = min(numbers, default=0)
    starts = {s for s, p in tagged.items() if s < first or p >= _SURE} | numbers
    return sorted(starts - {label.content for label in labels}), labels


def _after_addresses(tokens: Tokens, starts: Set[int]) -> set[int]:
    """Return where entries go on after an address in a list whose entries end in one.

    A web page without author or year shows nothing else of where it begins.
    """
    ended = 0
    found: set[int] = set()
    for i in tokens.candidates[1:]:
        if not tokens.facts[i - 1].address or tokens.facts[i - 1].label:
            continue
        start = tokens.starts[i]
        if start in starts:
            ended += 1
        elif not _NOTE.match(tokens.text, start) and tokens.facts[i].shape[0] == "X":
            found.add(start)
    return found if ended >= 3 and ended >= 4 * len(found) else set()


def _same_authors(tokens: Tokens) -> set[int]:
    """Return the dashes at the beginning of lines that stand for an author."""
    return {
        tokens.starts[i]
        for i in tokens.candidates
        if tokens.on_new_line(i)
        and _SAME_AUTHOR.match(tokens.text, tokens.starts[i], tokens.ends[i])
    }


def _without_fragments(starts: list[int], tagged: dict[int, float]) -> list[int]:
    """Return `starts` without the less likely end of each piece too short to be one."""
    kept: list[int] = []
    for start in starts:
        if kept and start - kept[-1] < _FRAGMENT:
            if tagged.get(start, 1.0) > tagged.get(kept[-1], 1.0) and len(kept) > 1:
                kept[-1] = start
        else:
            kept.append(start)
    return kept
