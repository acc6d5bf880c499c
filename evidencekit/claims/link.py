"""Links the sentences of an article to the references that they rest on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidencekit.claims.citing import alone
from evidencekit.claims.detect import check_worthy
from evidencekit.claims.embedding import Embedder
from evidencekit.claims.headings import is_heading
from evidencekit.claims.language import is_foreign
from evidencekit.claims.likeness import Candidate
from evidencekit.claims.markers import by_alphabet, outside_references
from evidencekit.claims.probabilities import (
    Scores,
    Weights,
    belonging,
    scores,
    shipped_weights,
)
from evidencekit.claims.quotes import bearing_on
from evidencekit.claims.sentences import sentences
from evidencekit.claims.terms import stems
from evidencekit.model import Claim, Document, Link, Reference, Span, Work
from evidencekit.normalize import plain

# Of unseen articles' links in introductions_dev and articles_dev, those from LINKED on
# are right in 85 of 100 cases or more; from WEAK on F1 is best (`python -m
# train.unseen`, 2026-11-28).
WEAK, LINKED = 0.22, 0.78
# Markers of the styles of articles_dev resolve rightly in 98 of 100 cases
# (`python -m bench.claims`, 2026-11-23).
OF_A_MARKER = 0.98
# Pairs of sentence and reference that are scored: about 200 MB and 20 s. Beyond, only
# the sentences that are likeliest to cite something are looked at.
MOST_PAIRS = 2_000_000
_LONGEST_SENTENCE = 2_000
# Chance of belonging, and words of a title that can tell. Of the own references of the
# articles below, 3 in 1,000 are strangers by these, of those put into their lists from
# other articles more than half (`python -m bench.linking`, 2026-11-28).
_STRANGE, _TELLING = 0.01, 5
# Less than this is not worth naming as the runner-up.
_RUNNER_UP = 0.02


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the body and the references that its markers name."""

    text: str
    span: Span
    marked: tuple[str, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class _Linked:
    """The sentences of a body and what is known of their links."""

    body: Sequence[_Sentence]
    abstracts: Mapping[str, str] = field(default_factory=dict)
    ids: Sequence[str] = ()
    found: Scores = field(default_factory=lambda: Scores([], []))
    rows: Mapping[int, int] = field(default_factory=dict)

    def links(self, place: int, least: float) -> tuple[Link, ...]:
        """Return the links of a sentence that are at least as probable as `least`."""
        return (*_by_marker(self.body[place]), *self._by_fit(place, least))

    def _by_fit(self, place: int, least: float) -> list[Link]:
        if place not in self.rows:
            return []
        row = self.rows[place]
        content, probabilities = self.found.content[row], self.found.link[row]
        best = max(content)
        order = sorted(range(len(self.ids)), key=lambda j: -probabilities[j])
        return [
            Link(
                self.ids[j],
                "content" if content[j] > 0 or content[j] == best else "order",
                round(probabilities[j], 4),
                _level(probabilities[j]),
            )
            for j in order
            if probabilities[j] >= least
        ]

    def claim(self, place: int, links: tuple[Link, ...]) -> Claim:
        """Return the sentence with those links that are shown, and the runner-up."""
        sentence = self.body[place]
        shown = tuple(self._quoted(link, sentence) for link in links if link.level)
        others = (link for link in links if not link.level)
        return replace(
            _bare(place, sentence), links=shown, runner_up=next(others, None)
        )

    def _quoted(self, link: Link, sentence: _Sentence) -> Link:
        abstract = self.abstracts.get(link.reference)
        if not abstract:
            return link
        return replace(link, quote=bearing_on(sentence.text, abstract))


def link_claims(
    document: Document,
    works: Mapping[str, Work] | None = None,
    embedder: Embedder | None = None,
) -> Document:
    """Return the document with its claims: what is check-worthy or rests on something.

    A heading is no claim.

    Args:
        document: as a reader returns it; its citations are trusted where it has them.
        works: the registered works by reference id, as far as they are known; their
            titles and abstracts say more than what is printed.
        embedder: a language model, as `claims.embedding.installed` returns it; without
            one, links rest on words alone.
    """
    linked = _linked(document, works or {}, embedder)
    claims = [
        linked.claim(place, linked.links(place, _RUNNER_UP))
        for place in range(len(linked.body))
    ]
    kept = [
        claim
        for claim, sentence in zip(claims, linked.body, strict=True)
        if claim.check_worthy or (claim.links and not sentence.is_heading)
    ]
    numbered = (replace(claim, id=f"c{n}") for n, claim in enumerate(kept, 1))
    return replace(document, claims=tuple(numbered))


def rankings(
    document: Document,
    works: Mapping[str, Work] | None = None,
    embedder: Embedder | None = None,
    weights: Weights | None = None,
) -> tuple[Claim, ...]:
    """Return every sentence of the body with all its references, likeliest first.

    Links that would not be shown have no level. `weights` stand in for those of the
    package: training measures itself by them.
    """
    linked = _linked(document, works or {}, embedder, weights)
    return tuple(
        replace(_bare(place, sentence), links=linked.links(place, 0.0))
        for place, sentence in enumerate(linked.body)
    )


def strangers(
    document: Document, works: Mapping[str, Work] | None = None
) -> tuple[str, ...]:
    """Return the ids of references that seem to have nothing to do with the text.

    Short titles and those in another language than English are left out: they have few
    words that the text could have.
    """
    texts = [sentence.text[:_LONGEST_SENTENCE] for sentence in _body(document)]
    works = works or {}
    listed = [_candidate(r, works.get(r.id), "") for r in document.references]
    if not texts or not listed:
        return ()
    chances = belonging(texts, listed, shipped_weights())
    return tuple(
        reference.id
        for reference, entry, chance in zip(
            document.references, listed, chances, strict=True
        )
        if chance < _STRANGE
        and len(stems(entry.title)) >= _TELLING
        and not is_foreign(entry.title)
    )


def _bare(place: int, sentence: _Sentence) -> Claim:
    is_worthy = not sentence.is_heading and check_worthy(sentence.text)
    return Claim(f"s{place + 1}", sentence.text, sentence.span, is_worthy)


def _level(probability: float) -> str | None:
    if probability >= LINKED:
        return "linked"
    return "weak" if probability >= WEAK else None


def _linked(
    document: Document,
    works: Mapping[str, Work],
    embedder: Embedder | None,
    weights: Weights | None = None,
) -> _Linked:
    if not document.has_prose:
        return _Linked(())
    body = _body(document)
    marked = {id for sentence in body for id in sentence.marked}
    # Where most references have a marker, one that has none is uncited, not unmarked.
    sought = () if 2 * len(marked) >= len(document.references) else document.references
    references = [r for r in sought if r.id not in marked][:MOST_PAIRS]
    abstracts = {id: _abstract(work) for id, work in works.items()}
    if not body or not references:
        return _Linked(body, abstracts)
    texts = [sentence.text[:_LONGEST_SENTENCE] for sentence in body]
    places = _likeliest(texts, max(1, MOST_PAIRS // len(references)))
    found = scores(
        [texts[i] for i in places],
        [_candidate(r, works.get(r.id), abstracts.get(r.id, "")) for r in references],
        not by_alphabet(references),
        embedder,
        weights,
    )
    rows = {place: row for row, place in enumerate(places)}
    return _Linked(body, abstracts, [r.id for r in references], found, rows)


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
        _Sentence(
            span.of(document.text),
            span,
            tuple(named.get(i, ())),
            is_heading(document.text, span),
        )
        for i, span in enumerate(spans)
    ]


def _by_marker(sentence: _Sentence) -> tuple[Link, ...]:
    return tuple(Link(id, "marker", OF_A_MARKER, "linked") for id in sentence.marked)


def _likeliest(texts: Sequence[str], most: int) -> list[int]:
    """Return the places of the sentences to look at, in order."""
    if len(texts) <= most:
        return list(range(len(texts)))
    weights = shipped_weights()
    nothing = [0.0] * len(texts)
    logits = alone(texts, nothing, weights.citing, weights.citing_words)
    return sorted(sorted(range(len(texts)), key=lambda i: -logits[i])[:most])


def _abstract(work: Work) -> str:
    return plain(work.abstract or "")[:5_000]


def _candidate(reference: Reference, work: Work | None, abstract: str) -> Candidate:
    item = reference.item
    title = work.item.title if work is not None else None
    title = title or item.title or reference.text
    families = [name.family or name.literal or "" for name in item.author]
    named = tuple(family for family in families if len(family) > 2)
    return Candidate(plain(title)[:1_000], named[:6], item.year, abstract)
