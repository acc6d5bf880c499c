"""Which claims an editor should see supported first."""

import pytest

from evidencekit.claims.priority import reasons_to_check, to_check_first
from evidencekit.model import Claim, Link, Span


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        ("Half of all adults sleep badly.", ("a number",)),
        ("Only 12% of patients recover.", ("a number",)),
        ("Short nights raise the pulse and cause stress.", ("cause and effect",)),
        ("It is the most effective of all.", ("a superlative",)),
        ("Patients with depression should walk daily.", ()),
        ("You should avoid coffee if you have anxiety.", ("health advice",)),
        ("Food and mood influence each other.", ()),
    ],
)
def test_what_a_sentence_states(sentence: str, reasons: tuple[str, ...]) -> None:
    assert reasons_to_check(sentence) == reasons


def test_the_claim_that_states_most_comes_first_and_supported_ones_do_not() -> None:
    number = _claim("c1", "Half of all adults sleep badly.")
    both = _claim("c2", "Coffee causes 3 in 10 of the worst nights.")
    advice = _claim("c3", "Try 5 breaths.", worthy=False)
    weak = _claim("c4", "Tea prevents 12% of it.", Link("1", "order", 0.3, "weak"))

    assert to_check_first([number, both, advice, weak]) == [
        (both, ("a number", "cause and effect", "a superlative")),
        (number, ("a number",)),
    ]


def _claim(key: str, text: str, *links: Link, worthy: bool = True) -> Claim:
    return Claim(key, text, Span(0, len(text)), worthy, links)
