"""Capitals that a BibTeX style would print small are kept by braces."""

import pytest

from evidencekit.bibliography.capitals import protected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sleep in the elderly", "Sleep in the elderly"),
        ("The role of DNA repair", "The role of {DNA} repair"),
        ("Vitamin D and mood", "Vitamin {D} and mood"),
        (
            "Walking in Berlin and in rural areas",
            "Walking in {Berlin} and in rural areas",
        ),
        (
            "Effects of Sleep on the Moods of Men",
            "Effects of Sleep on the Moods of Men",
        ),
        ("iPhone use: A review of studies", "{iPhone} use: A review of studies"),
        ("A TITLE ALL IN CAPITALS", "A TITLE ALL IN CAPITALS"),
        ("Costs & benefits of mRNA", "Costs \\& benefits of {mRNA}"),
    ],
)
def test_words_whose_capitals_matter_stand_in_braces(title: str, expected: str) -> None:
    assert protected(title) == expected
