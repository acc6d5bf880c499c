"""Which references a claim is said to rest on, and why."""

import random
import string
from dataclasses import replace

import pytest

from evidencekit.claims import link, link_claims, rankings
from evidencekit.claims.citing import doubts
from evidencekit.claims.likeness import Candidate, passages_for
from evidencekit.claims.markers import by_alphabet, find_citations
from evidencekit.claims.order import BINS, first_uses
from evidencekit.claims.pairs import FEATURES, MEANT_FEATURES, pair_features
from evidencekit.claims.probabilities import (
    BESIDE_FEATURES,
    belonging,
    calibrated,
    likeness_before,
    shipped_weights,
)
from evidencekit.model import Citation, Document, Item, Span, Work
from tests.claims.articles import SLEEP, SLEEP_REFERENCES, article, reference


def best_sentences(document: Document) -> dict[str, str]:
    best: dict[str, tuple[float, str]] = {}
    for claim in rankings(document):
        for entry in claim.links:
            if entry.probability > best.get(entry.reference, (0.0, ""))[0]:
                best[entry.reference] = (entry.probability, claim.text)
    return {key: text for key, (_, text) in best.items()}


def test_each_reference_reaches_the_sentence_that_says_the_same() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)

    assert {key: text.split()[0] for key, text in best_sentences(document).items()} == {
        "1": "People",
        "2": "Short",
        "3": "Caffeine",
        "4": "Bright",
        "5": "Regular",
    }


def test_claims_are_what_is_worth_a_check_or_rests_on_something() -> None:
    document = link_claims(article(SLEEP, *SLEEP_REFERENCES))

    assert [claim.id for claim in document.claims] == [
        f"c{n}" for n in range(1, len(document.claims) + 1)
    ]
    assert all(claim.check_worthy or claim.links for claim in document.claims)
    assert not any("doctor" in claim.text for claim in document.claims)
    assert [c.span.of(document.text) for c in document.claims] == [
        claim.text for claim in document.claims
    ]


def test_a_marker_decides() -> None:
    body = "Rest lowers pain [2]. Yoga lowers stress [1]. Tea raises focus [3]."
    document = article(body, *SLEEP_REFERENCES[:3])
    marked = replace(
        document,
        citations=find_citations(
            document.text, document.references, document.list_span
        ),
    )

    assert [
        [(entry.reference, entry.basis, entry.level) for entry in claim.links]
        for claim in link_claims(marked).claims
    ] == [
        [("2", "marker", "linked")],
        [("1", "marker", "linked")],
        [("3", "marker", "linked")],
    ]


def test_one_stray_marker_does_not_silence_the_content() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)
    marked = replace(document, citations=(Citation(Span(3, 5), ("1",)),))

    bases = {entry.basis for claim in rankings(marked) for entry in claim.links}
    assert bases == {"marker", "content", "order"}


def test_an_abstract_says_what_the_title_does_not() -> None:
    vague = (reference("1", "A pilot trial", "Kim"), reference("2", "A survey", "Wu"))
    document = article("Ginger tea eases nausea. Cold showers raise alertness.", *vague)
    works = {
        "1": _work("A pilot trial", "Ginger eased nausea in pregnant women."),
        "2": _work("A survey", "Alertness rose after cold showers."),
    }
    first, second = rankings(document, works)

    assert (first.links[0].reference, second.links[0].reference) == ("1", "2")
    assert first.links[0].probability > _probability(document, "1")


def test_an_abstract_is_compared_by_its_sentences_and_whole() -> None:
    trial = Candidate("A trial", abstract="Ginger eased nausea. Mint did not.")

    assert passages_for(10, [trial]) == [
        [
            "A trial",
            "A trial Ginger eased nausea.",
            "A trial Mint did not.",
            "A trial Ginger eased nausea. Mint did not.",
        ]
    ]


def test_for_a_book_titles_alone_are_compared() -> None:
    listed = [Candidate("A pilot trial", abstract="Ginger eased nausea. It did.")] * 10

    counts = [len(passages_for(n, listed)[0]) for n in (10, 100_000, 150_000, 200_000)]

    assert counts == [4, 3, 2, 1]


def _work(title: str, abstract: str) -> Work:
    item = Item(title=title)
    return Work(item, "stand-in", "http://127.0.0.1/", "2026-01-01", abstract=abstract)


def _probability(document: Document, key: str) -> float:
    first = rankings(document)[0]
    return next(entry.probability for entry in first.links if entry.reference == key)


def test_first_uses_run_forward() -> None:
    steps = [[1 / len(BINS)] * len(BINS)] * 2
    # Both references fit the first and the last sentence; only one order is forward.
    odds = [[1.0, 0.01, 0.9], [0.9, 0.01, 1.0]]

    second, first = first_uses(odds, steps)

    assert first.index(max(first)) == 0
    assert second.index(max(second)) == 2
    assert sum(first) == pytest.approx(1.0)


def test_a_list_in_the_order_of_the_alphabet_has_no_order_of_use() -> None:
    alphabetical = [reference(str(i), "T", f"{c}son") for i, c in enumerate("ABCDEFG")]

    assert by_alphabet(alphabetical)
    assert not by_alphabet(SLEEP_REFERENCES)


def test_a_bibliography_has_no_claims() -> None:
    document = replace(article(SLEEP, *SLEEP_REFERENCES), has_prose=False)

    assert link_claims(document) == document
    assert rankings(document) == ()


def test_an_article_without_references_keeps_its_claims() -> None:
    document = Document("a.txt", "text/plain", SLEEP)

    claims = link_claims(document).claims
    assert [claim.text.split()[0] for claim in claims if claim.check_worthy] != []
    assert all(claim.links == () for claim in claims)


@pytest.mark.parametrize("seed", range(20))
def test_no_text_raises(seed: int) -> None:
    chance = random.Random(seed)
    letters = string.printable + "éß你¹²’“”…–\u2028\x00"
    body = "".join(chance.choices(letters, k=3_000))
    document = article(body, *SLEEP_REFERENCES, reference("x", "", year=1))
    marked = replace(
        document,
        citations=find_citations(
            document.text, document.references, document.list_span
        ),
    )

    for claim in link_claims(marked).claims:
        assert claim.span.of(marked.text) == claim.text


def test_a_long_article_with_many_references_is_capped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link, "MOST_PAIRS", 1_000)
    many = [reference(str(n), f"Effect {n} of exercise", f"N{n}") for n in range(50)]
    body = " ".join(f"Exercise number {n} lowers risk {n % 7}." for n in range(100))

    claims = rankings(article(body, *many))

    assert len(claims) == 100
    assert sorted({len(claim.links) for claim in claims}) == [0, 50]
    assert sum(len(claim.links) for claim in claims) == 1_000


def test_only_links_that_would_be_shown_have_a_level() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)
    ranked = rankings(document)

    assert all(len(claim.links) == len(SLEEP_REFERENCES) for claim in ranked)
    for ranking in ranked:
        chances = [entry.probability for entry in ranking.links]
        assert chances == sorted(chances, reverse=True)
        assert [entry.level for entry in ranking.links] == [
            "linked" if p >= link.LINKED else "weak" if p >= link.WEAK else None
            for p in chances
        ]


def test_a_claim_is_shown_with_its_links_and_the_nearest_that_is_not_shown() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)
    ranked = {claim.text: claim for claim in rankings(document)}

    for claim in link_claims(document).claims:
        links = ranked[claim.text].links
        shown = tuple(entry for entry in links if entry.level)
        rest = [entry for entry in links if not entry.level]
        assert claim.links == shown
        assert claim.runner_up in (None, *rest[:1])
    assert any(claim.runner_up for claim in link_claims(document).claims)


def test_the_sentence_of_the_abstract_that_bears_on_the_claim_is_quoted() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)
    abstract = (
        "Background: Coffee is drunk everywhere. We enrolled 12 adults. "
        "Caffeine in the evening delayed the onset of sleep by 40 minutes. "
        "More trials are needed."
    )
    works = {"3": _work("Evening caffeine intake and delayed sleep onset", abstract)}

    quotes = {
        (claim.text.split()[0], entry.reference): entry.quote
        for claim in link_claims(document, works).claims
        for entry in claim.links
        if entry.quote
    }
    assert quotes["Caffeine", "3"] == (
        "Caffeine in the evening delayed the onset of sleep by 40 minutes."
    )
    assert {key for _, key in quotes} == {"3"}


def test_a_heading_and_advice_need_better_evidence_than_a_claim() -> None:
    heading, advice, claim = doubts(
        [
            "Sleep And Blood Pressure",
            "Try to keep your bedroom cool and dark.",
            "Short nights raise blood pressure in adults.",
        ]
    )

    assert heading > claim
    assert advice > claim


def test_titles_that_are_alike_are_cited_together() -> None:
    candidates = [
        Candidate("Sleep and obesity in adults"),
        Candidate("Sleep and obesity in children"),
        Candidate("The law of the sea"),
    ]

    first, alike, other = likeness_before(candidates)

    assert first == 0.0
    assert alike > other


def test_the_rarest_word_tells_more_where_all_titles_share_a_subject() -> None:
    depression = [
        Candidate("Exercise in depression"),
        Candidate("Diet in depression"),
        Candidate("Sleep in depression"),
    ]
    text = "A poor diet goes with depression."
    [rows] = pair_features([text], depression)

    local = rows[FEATURES.index("local")]
    assert local is not None
    assert max(range(3), key=local.__getitem__) == 1
    assert local[1] > 3 * max(local[0], local[2])


def test_a_reference_of_another_article_belongs_least() -> None:
    stranger = reference("6", "Tax law and the offshore banks of Panama", "Ruiz")
    document = article(SLEEP, *SLEEP_REFERENCES, stranger)
    texts = [claim.text for claim in rankings(document)]
    listed = [Candidate(r.item.title or "") for r in document.references]

    shares = belonging(texts, listed, shipped_weights())

    assert min(range(6), key=shares.__getitem__) == 5
    assert shares[5] < 0.05
    assert all(share > shares[5] for share in shares[:5])
    assert not any(
        entry.reference == "6"
        for claim in link_claims(document).claims
        for entry in claim.links
    )


@pytest.mark.parametrize("meant", [False, True])
def test_every_feature_has_a_weight(meant: bool) -> None:
    weights = shipped_weights(meant)
    count = len(FEATURES) + meant * len(MEANT_FEATURES)

    assert len(weights.content) == count + 1
    assert len(weights.placing) == count + BESIDE_FEATURES + 1
    for model in (weights.ordered, weights.unordered):
        assert len(model.content) == count
        assert len(model.first) == len(model.uses) + 1
        shares = [share for _, share in model.calibration]
        assert shares == sorted(shares)


def test_a_higher_score_is_a_higher_probability_everywhere() -> None:
    points = shipped_weights().ordered.calibration

    found = [calibrated(step / 4, points) for step in range(-80, 80)]

    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert all(0 < value < 1 for value in found)
