"""Where the entries of a list begin, once tags, numbers and repairs are weighed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set

from evidencekit.parse.astray import put_right
from evidencekit.parse.boundaries import Tokens
from evidencekit.parse.likeness import begins_with_people
from evidencekit.parse.lines import (
    after_short_lines,
    at_bullets,
    on_lines_of_their_own,
)
from evidencekit.parse.numbering import Label
from evidencekit.parse.second_look import second_look

# Within a numbered list only this much certainty cuts an entry that has no number; on
# the development lists .8 is better by 5 entries than .9 (2026-11-23, bench.segment).
_SURE = 0.8
# It begins with a letter, as in "(b) Smith", and with no other kind of number.
_UNNUMBERED = re.compile(r"[(\[\"“‘«„'—–-]?\s?[^\W\d_]")
# What may follow an address within one reference.
_NOTE = re.compile(
    r"[\[(]|PM[Ii][Dd]|PMC|WOS|Pub|Epub|Acc?es|Acedid|Consult|Zugriff|Abgerufen|Retriev|Avail|"
    r"Last|Google|Cross|Cited|Updated|ISBN|ISSN|doi|DOI|URL|arXiv|https?:|www|Art|"
    r"Reference|and\b"
)
# What a publisher's page prints behind an entry; the next one begins after it.
_LINKS = re.compile(
    r"(?:(?:Reference Source|Cross\s?Ref|Med-?\s?line|PubMed(?: Abstract)?|Scopus|"
    r"(?:Publisher |Free )?Full Text|Google Scholar|Web of Science)\s+)+(?=\w)"
)
_ENDS = frozenset(".)]0123456789")
# A DOI that is not broken off. Of 21,835 training references with a DOI, 5 go on after
# it with a capital and none of the notes above (fields_train, 2026-11-23).
_DOI = re.compile(r"10\.\d{4,9}/\S*\w[.,;)\]]?$")
# "…, 97, 082004 (2006); A. Messina, …": a second work under one number. Of 14 such
# places in GROBID's training lists of PDFs, 12 begin a work of their own.
_SECOND_WORK = re.compile(
    r"(?<=[\d)]);\s+(?=(?:[A-Z]\.[\s-]?){1,3}\s?[A-Z][^\W\d_]*[a-z])"
)
# "———. 1999." stands for the author of the entry before.
_SAME_AUTHOR = re.compile(r"(?:[—―]+|[-–_]{2,})[.,:;]?$")
_MOST = 0.7  # of the entries must have a year for those without to be doubted
_UNDATED = frozenset(("s.d", "n.d", "19--", "20--", "prelo", "press", "forthcoming"))
_CERTAIN = 0.97
_PURE = 0.15  # how often words must end an entry to be its ending
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
    by_place = {
        tokens.starts[i]: tag for i, tag in zip(tokens.candidates, tags, strict=True)
    }
    numbers = {label.start for label in labels}
    lines = on_lines_of_their_own(tokens, by_place, tagged, bool(labels))
    if lines:
        return sorted(lines), tuple(label for label in labels if label.start in lines)
    bullets = at_bullets(tokens, tagged)
    if bullets and not numbers & tagged.keys():
        return sorted(bullets), ()
    if 2 * len(numbers & tagged.keys()) < len(tagged):
        # Numbers of volumes or pages that happen to follow each other.
        starts = {*tagged, *_after_addresses(tokens, tags, tagged.keys())}
        starts |= after_short_lines(tokens, tagged)
        starts |= _same_authors(tokens) | _after_endings(tokens, starts)
        starts = _behind_sections(tokens, starts)
        starts = {_behind_links(tokens.text, start) for start in starts}
        starts = put_right(tokens, starts | _after_links(tokens.text))
        kept = _without_fragments(sorted(starts), tagged)
        kept = _with_years(tokens, kept, tagged)
        others = {
            tokens.starts[i]: probability
            for i, tag, probability in zip(
                tokens.candidates, tags, probabilities, strict=True
            )
            if tag not in "BO"
        }
        return sorted(second_look(tokens, kept, others)), ()
    first = min(numbers, default=0)
    starts = {
        start
        for start, probability in tagged.items()
        if start < first
        or (probability >= _SURE and _may_be_second(tokens.text, start))
    }
    starts = {_behind_links(tokens.text, start) for start in starts} | numbers
    if labels:
        starts |= {found.end() for found in _SECOND_WORK.finditer(tokens.text, first)}
    return sorted(starts - {label.content for label in labels}), labels


def _may_be_second(text: str, start: int) -> bool:
    """Say whether a second work under one number may begin at `start`.

    After a full stop in the same line it must name people: an organisation that goes
    on there is the publisher.
    """
    if not _UNNUMBERED.match(text, start):
        return False
    before = text[max(0, start - 2) : start]
    return before != ". " or begins_with_people(text, start)


def _after_addresses(tokens: Tokens, tags: Sequence[str], starts: Set[int]) -> set[int]:
    """Return where entries go on after an address in a list whose entries end in one.

    A web page without author or year shows nothing else of where it begins.
    """
    ended = 0
    found: set[int] = set()
    certain: set[int] = set()
    for i, tag in zip(tokens.candidates, tags, strict=True):
        if not i or not tokens.facts[i - 1].address or tokens.facts[i - 1].label:
            continue
        start = tokens.starts[i]
        if start in starts:
            ended += 1
        elif (
            tag != "O"
            and tokens.facts[i].shape[0] == "X"
            and not _NOTE.match(tokens.text, start)
        ):
            before = tokens.text[tokens.starts[i - 1] : tokens.ends[i - 1]]
            (certain if _DOI.search(before) else found).add(start)
    if ended < 2 or ended < len(found):
        return certain
    if ended < 3 * len(found):
        found = {start for start in found if begins_with_people(tokens.text, start)}
    return found | certain


def _after_endings(tokens: Tokens, starts: Set[int]) -> set[int]:
    """Return what follows two words with which this list is wont to end its entries.

    Publishers' pages end each entry alike: "Reference Source", "CrossRef Medline".
    """
    begun: Counter[tuple[str, str]] = Counter()
    met: dict[tuple[str, str], list[int]] = {}
    for i in tokens.candidates:
        if i < 2 or tokens.facts[i].shape[0] != "X" or tokens.facts[i - 1].tail != "a":
            continue
        ending = (tokens.facts[i - 2].word, tokens.facts[i - 1].word)
        if "".join(ending).isalpha():
            met.setdefault(ending, []).append(tokens.starts[i])
            begun[ending] += tokens.starts[i] in starts
    return {
        start
        for ending, found in met.items()
        if begun[ending] >= 3 and begun[ending] >= _PURE * len(found)
        for start in found
    }


def _behind_sections(tokens: Tokens, starts: Set[int]) -> set[int]:
    """Return `starts`, moved behind what ends other entries after their year.

    A newspaper's section ("2017. Politics.") looks like a title to begin with. It is
    an ending where entries of this list are known to begin behind it.
    """
    behind: dict[int, tuple[tuple[str, ...], int]] = {}
    ends: Counter[tuple[str, ...]] = Counter()
    facts = tokens.facts
    for i in tokens.candidates:
        if i and facts[i - 1].year and facts[i - 1].tail == ".":
            last = next(
                (
                    k
                    for k in range(i, min(i + 4, len(facts) - 1))
                    if facts[k].tail == "."
                ),
                None,
            )
            if last is not None:
                words = tuple(fact.word for fact in facts[i : last + 1])
                after = tokens.starts[last + 1]
                behind[tokens.starts[i]] = words, after
                ends[words] += after in starts
    return {
        behind[start][1] if start in behind and ends[behind[start][0]] >= 2 else start
        for start in starts
    }


def _behind_links(text: str, start: int) -> int:
    """Return where an entry begins that was cut before the links of the last one."""
    links = _LINKS.match(text, start, start + 200)
    return links.end() if links else start


def _after_links(text: str) -> set[int]:
    """Return where an entry begins behind links that follow the end of another."""
    return {
        links.end()
        for links in _LINKS.finditer(text)
        if text[max(0, links.start() - 3) : links.start()].rstrip()[-1:] in _ENDS
        and text[links.end()].isupper()
        and not _NOTE.match(text, links.end())
    }


def _same_authors(tokens: Tokens) -> set[int]:
    """Return the dashes at the beginning of lines that stand for an author."""
    return {
        tokens.starts[i]
        for i in tokens.candidates
        if tokens.on_new_line(i)
        and _SAME_AUTHOR.match(tokens.text, tokens.starts[i], tokens.ends[i])
    }


def _with_years(
    tokens: Tokens, starts: list[int], tagged: dict[int, float]
) -> list[int]:
    """Return `starts` without those that leave the entry before without its year.

    In a list whose entries are dated, an entry without year and address has been cut
    too early, unless the next one begins with great certainty.
    """
    dated = [False] * len(starts)
    for i, fact in enumerate(tokens.facts):
        if fact.year or fact.address or fact.word in _UNDATED:
            place = bisect_right(starts, tokens.starts[i]) - 1
            if place >= 0:
                dated[place] = True
    if sum(dated) < _MOST * len(starts):
        return starts
    return [
        start
        for place, start in enumerate(starts)
        if not place or dated[place - 1] or tagged.get(start, 1.0) >= _CERTAIN
    ]


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
