"""Links the sentences of an article to the references that they rest on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidencekit.claims.detect import check_worthy
from evidencekit.claims.markers import outside_references
from evidencekit.claims.pairs import Candidate
from evidencekit.claims.probabilities import (
    Scores,
    citing_logits,
    scores,
    shipped_weights,
)
from evidencekit.claims.sentences import sentences
from evidencekit.model import Claim, Document, Link, Reference, Span, Work
from evidencekit.normalize import folded, plain

# Best F1 of the links in a 5-fold cross-validation over introductions_dev and
# articles_dev (.20 in both), and the point from which two in three are right:
# `python -m train.claims --folds`, 2026-11-23.
WEAK, LINKED = 0.20, 0.60
# Markers of the styles of articles_dev resolve rightly in 98 of 100 cases
# (`python -m bench.claims`, 2026-11-23).
OF_A_MARKER = 0.98
# Pairs of sentence and reference that are scored: about 60 MB and 2 s. Beyond, only
# the sentences that are likeliest to cite something are looked at.
MOST_PAIRS = 100_000
# Share of neighbours in the order of the alphabet that makes a list alphabetical.
_ALPHABETICAL = 0.9
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the body and the references that its markers name."""

    text: str
    span: Span
    marked: tuple[str, ...] = ()


def link_claims(
    document: Document, works: Mapping[str, Work] | None = None
) -> Document:
    """Return the document with its claims: what is check-worthy or rests on something.

    Args:
        document: as a reader returns it; its citations are trusted where it has them.
        works: the registered works by reference id, as far as they are known; their
            titles and abstracts say more than what is printed.
    """
    if not document.has_prose:
        return document
    claims = [
        replace(ranked, links=_shown(ranked.links))
        for ranked in rankings(document, works)
    ]
    kept = [claim for claim in claims if claim.check_worthy or claim.links]
    numbered = (replace(claim, id=f"c{n}") for n, claim in enumerate(kept, 1))
    return replace(document, claims=tuple(numbered))


def rankings(
    document: Document, works: Mapping[str, Work] | None = None
) -> tuple[Claim, ...]:
    """Return every sentence of the body with all its references, likeliest first."""
    if not document.has_prose:
        return ()
    body = _body(document)
    marked = {id for sentence in body for id in sentence.marked}
    # Where most references have a marker, one that has none is uncited, not unmarked.
    sought = () if 2 * len(marked) >= len(document.references) else document.references
    links = _found(body, [r for r in sought if r.id not in marked], works or {})
    return tuple(
        Claim(
            f"s{i + 1}",
            sentence.text,
            sentence.span,
            check_worthy(sentence.text),
            (*_by_marker(sentence), *links.get(i, ())),
        )
        for i, sentence in enumerate(body)
    )


def _body(document: Document) -> list[_Sentence]:
    """Return the sentences before the reference list."""
    parts = outside_references(document.text, document.references, document.list_span)
    if document.list_span is not None:
        parts = [part for part in parts if part.end <= document.list_span.start]
    spans = [span for part in parts for span in sentences(document.text, part)]
    named: dict[int, dict[str, None]] = defaultdict(dict)
    place = 0
    for citation in document.citations:
        while place < len(spans) and spans[place].end <= citation.span.start:
            place += 1
        if place < len(spans) and spans[place].start <= citation.span.start:
            named[place].update(dict.fromkeys(citation.reference_ids))
    return [
        _Sentence(span.of(document.text), span, tuple(named.get(i, ())))
        for i, span in enumerate(spans)
    ]


def _by_marker(sentence: _Sentence) -> tuple[Link, ...]:
    return tuple(Link(id, "marker", OF_A_MARKER, "linked") for id in sentence.marked)


def _found(
    body: Sequence[_Sentence],
    references: Sequence[Reference],
    works: Mapping[str, Work],
) -> dict[int, tuple[Link, ...]]:
    """Return the links by content and order, by the place of the sentence."""
    if not body or not references:
        return {}
    texts = [sentence.text[:_LONGEST_SENTENCE] for sentence in body]
    places = _likeliest(texts, max(1, MOST_PAIRS // len(references)))
    references = references[:MOST_PAIRS]
    found = scores(
        [texts[i] for i in places],
        [_candidate(reference, works.get(reference.id)) for reference in references],
        is_ordered(references),
        shipped_weights(),
    )
    ids = [reference.id for reference in references]
    return {place: _links(found, row, ids) for row, place in enumerate(places)}


def _likeliest(texts: Sequence[str], most: int) -> list[int]:
    """Return the places of the sentences to look at, in order."""
    if len(texts) <= most:
        return list(range(len(texts)))
    logits = citing_logits(texts, shipped_weights())
    return sorted(sorted(range(len(texts)), key=lambda i: -logits[i])[:most])


def _links(found: Scores, row: int, ids: Sequence[str]) -> tuple[Link, ...]:
    best_content = max(found.content[row])
    links = [
        Link(
            id,
            "content" if content > 0 or content == best_content else "order",
            round(probability, 4),
            "linked" if probability >= LINKED else "weak",
        )
        for id, content, probability in zip(
            ids, found.content[row], found.link[row], strict=True
        )
    ]
    return tuple(sorted(links, key=lambda link: -link.probability))


def _shown(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.probability >= WEAK)


def is_ordered(references: Sequence[Reference]) -> bool:
    """Say whether a list can be in the order of first use: not if by the alphabet."""
    names = [r.item.author[0] for r in references if r.item.author]
    families = [folded(name.family or str(name)) for name in names]
    steps = [a <= b for a, b in pairwise(families)]
    return len(steps) < 5 or sum(steps) < _ALPHABETICAL * len(steps)


def _candidate(reference: Reference, work: Work | None) -> Candidate:
    item = reference.item
    title = item.title or reference.text
    abstract = ""
    if work is not None:
        abstract = plain(work.abstract or "")[:5_000]
        title = work.item.title or title
    families = [name.family or name.literal or "" for name in item.author]
    named = tuple(family for family in families if len(family) > 2)
    return Candidate(plain(title)[:1_000], named[:6], item.year, abstract)
