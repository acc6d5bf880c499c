"""What fields in agreement or not say about a reference and a work being the same."""

from dataclasses import replace

from evidencekit.match.likelihood import (
    evidence,
    fits_its_doi,
    is_found,
    is_possible,
    probability,
)
from evidencekit.match.score import Agreement, Score

AGREES, DIFFERS, SILENT = Agreement.AGREES, Agreement.DIFFERS, Agreement.SILENT
SAME = Score(1.0, AGREES, AGREES, AGREES, AGREES, AGREES, SILENT, words=9)
# The next article of the same issue.
SIBLING = replace(SAME, title=0.1, author=DIFFERS, page=DIFFERS)
# The same authors, later, under nearly the same title.
SEQUEL = replace(SAME, year=DIFFERS, volume=DIFFERS, page=DIFFERS)


def test_one_wrong_field_leaves_it_the_same_work() -> None:
    for field in ("author", "year", "container", "volume", "page"):
        spoilt = replace(SAME, **{field: DIFFERS})

        assert fits_its_doi(probability(spoilt, by_doi=True)), field


def test_a_neighbour_is_another_work_whoever_names_it() -> None:
    for other in (SIBLING, SEQUEL):
        assert not fits_its_doi(probability(other, by_doi=True))
        assert not is_possible(probability(other, by_doi=False))


def test_what_does_not_suffice_to_name_a_work_may_keep_from_doubting_it() -> None:
    misnumbered = replace(SAME, volume=DIFFERS, page=DIFFERS)

    likelihood = probability(misnumbered, by_doi=False)

    assert (is_found(likelihood), is_possible(likelihood)) == (False, True)


def test_a_printed_doi_speaks_for_its_work() -> None:
    half = replace(SAME, title=0.6, page=SILENT)

    assert probability(half, by_doi=True) > probability(half, by_doi=False)


def test_silent_fields_say_nothing() -> None:
    bare = Score(None, AGREES, SILENT, SILENT, SILENT, DIFFERS)

    assert evidence(bare, by_doi=False) == [
        "any",
        "title silent",
        "author agrees",
        "page differs",
    ]
