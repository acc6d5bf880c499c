"""Which references a claim is said to rest on, and why."""

import random
import string
import time
from dataclasses import replace

import pytest

from evidencekit.claims import link_claims, rankings
from evidencekit.claims.link import is_ordered
from evidencekit.claims.markers import find_citations
from evidencekit.claims.order import BINS, first_uses
from evidencekit.model import Citation, Document, Item, Span, Work
from tests.claims.articles import SLEEP, SLEEP_REFERENCES, article, reference


def best_sentences(document: Document) -> dict[str, str]:
    best: dict[str, tuple[float, str]] = {}
    for claim in rankings(document):
        for link in claim.links:
            if link.probability > best.get(link.reference, (0.0, ""))[0]:
                best[link.reference] = (link.probability, claim.text)
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
        [(link.reference, link.basis, link.level) for link in claim.links]
        for claim in link_claims(marked).claims
    ] == [
        [("2", "marker", "linked")],
        [("1", "marker", "linked")],
        [("3", "marker", "linked")],
    ]


def test_one_stray_marker_does_not_silence_the_content() -> None:
    document = article(SLEEP, *SLEEP_REFERENCES)
    marked = replace(document, citations=(Citation(Span(3, 5), ("1",)),))

    bases = {link.basis for claim in rankings(marked) for link in claim.links}
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


def _work(title: str, abstract: str) -> Work:
    item = Item(title=title)
    return Work(item, "stand-in", "http://127.0.0.1/", "2026-01-01", abstract=abstract)


def _probability(document: Document, key: str) -> float:
    first = rankings(document)[0]
    return next(link.probability for link in first.links if link.reference == key)


def test_first_uses_run_forward() -> None:
    steps = [1 / len(BINS)] * len(BINS)
    # Both references fit the first and the last sentence; only one order is forward.
    odds = [[1.0, 0.01, 0.9], [0.9, 0.01, 1.0]]

    first, second = first_uses(odds, [1.0, 1.0, 1.0], steps)

    assert first.index(max(first)) == 0
    assert second.index(max(second)) == 2
    assert sum(first) == pytest.approx(1.0)


def test_a_list_in_the_order_of_the_alphabet_has_no_order_of_use() -> None:
    alphabetical = [reference(str(i), "T", f"{c}son") for i, c in enumerate("ABCDEFG")]

    assert not is_ordered(alphabetical)
    assert is_ordered(SLEEP_REFERENCES)


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


def test_a_long_article_with_many_references_is_capped() -> None:
    many = [reference(str(n), f"Effect {n} of exercise", f"N{n}") for n in range(200)]
    body = " ".join(f"Exercise number {n} lowers risk {n % 7}." for n in range(1_000))
    document = article(body, *many)
    began = time.process_time()

    claims = rankings(document)

    assert len(claims) == 1_000
    assert sum(len(claim.links) for claim in claims) <= 100_000
    assert time.process_time() - began < 30
