"""Plain words reach the titles that say the same in terms."""

from importlib.resources import files

import pytest

from evidencekit.claims.kindred import (
    kin_likeness,
    packed,
    shipped_kindred,
    unpacked,
)
from evidencekit.claims.terms import stem, stems
from tests.claims.articles import article, reference
from tests.claims.test_link import best_sentences


@pytest.mark.parametrize(
    ("plain", "term"),
    [
        ("tired", "fatigue"),
        ("kids", "children"),
        ("medicines", "medication"),
        ("belly", "abdominal"),
        ("seniors", "elderly"),
        ("overweight", "obesity"),
    ],
)
def test_plain_words_are_kin_to_terms(plain: str, term: str) -> None:
    one, other = stem(plain), stem(term)
    table = shipped_kindred()

    assert other in dict(table.of(one)) or one in dict(table.of(other))


def test_two_words_may_mean_what_one_does() -> None:
    table = shipped_kindred()

    assert "work out" in dict(table.of("exercis"))
    assert "physical activity" in dict(table.of("exercis"))


def test_a_word_that_is_not_in_the_table_has_no_kin() -> None:
    assert list(shipped_kindred().of("qwertyish")) == []


def test_a_table_is_read_as_it_was_written() -> None:
    terms = ["ache", *(f"w{n:04}" for n in range(600)), "zeal"]
    pairs = {(0, 3): 9, (0, 601): 12, (5, 6): 16}

    table = unpacked(packed(terms, pairs))

    assert list(table.of("ache")) == [("w0002", 9 / 16), ("zeal", 12 / 16)]
    assert list(table.of("w0004")) == [("w0005", 1.0)]
    assert list(table.of("zeal")) == []


def test_a_title_is_said_in_other_words() -> None:
    said = [stems("Working out can help when you are tired."), stems("Tea is hot.")]
    titles = [stems("Exercise and fatigue"), stems("Dental plaque in dogs")]

    (exercise, dogs), tea = kin_likeness(said, titles, lambda _: 1.0)

    assert 0.3 < exercise <= 1.0
    assert dogs < 0.1
    assert max(tea) < 0.1


def test_what_is_said_in_so_many_words_is_said_wholly() -> None:
    title = stems("Exercise against fatigue")

    (row,) = kin_likeness([title], [title], lambda _: 1.0)

    assert row[0] == pytest.approx(1.0)


def test_references_reach_sentences_in_plain_words() -> None:
    document = article(
        "Moms who are heavy have a harder time nursing their babies. "
        "Kids who sit in front of the television get chubby. "
        "Feeling blue is common in seniors.",
        reference("1", "Maternal obesity and breastfeeding", "Adler"),
        reference("2", "Television viewing and overweight in children", "Zhou"),
        reference("3", "Depression in the elderly", "Mohr"),
    )

    found = {key: text.split()[0] for key, text in best_sentences(document).items()}
    assert found == {"1": "Moms", "2": "Kids", "3": "Feeling"}


def test_the_table_stays_small() -> None:
    table = files("evidencekit.claims").joinpath("weights", "kindred.bin")

    assert len(table.read_bytes()) < 300_000
