"""References are assessed as their answers come, and ask for what they still need."""

from dataclasses import replace

from evidencekit.docket import Docket
from evidencekit.match.assess import assess
from evidencekit.model import (
    ByDoi,
    BySearch,
    Item,
    Lookups,
    Name,
    NotFound,
    Reference,
    Span,
    Unavailable,
)

DOIS = ("10.1000/182", "10.1000/183")
TITLE = "Copeptin and the daily rhythm of thirst"
TEXT = f"Doe J. {TITLE}. J Water. 2020;3(1):1-9."
ITEM = Item(title=TITLE, author=(Name("Doe", "J"),), container_title="J Water")
SILENT = Unavailable("Crossref", "timed out")
REFERENCES = tuple(
    Reference(str(n), TEXT, Span(0, 9), replace(ITEM, doi=doi))
    for n, doi in enumerate((*DOIS, DOIS[0]))
)


def test_each_look_up_is_wanted_once_in_reading_order() -> None:
    assert Docket(REFERENCES).wanted == (ByDoi(DOIS[0]), ByDoi(DOIS[1]))


def test_what_is_heard_is_not_wanted_any_more() -> None:
    docket = Docket(REFERENCES)

    docket.hear(ByDoi(DOIS[0]), SILENT)

    assert docket.wanted == (ByDoi(DOIS[1]),)
    assert docket.lookups == Lookups({DOIS[0]: SILENT})


def test_the_answers_so_far_are_those_of_the_moment() -> None:
    docket = Docket(REFERENCES)
    before = docket.lookups

    docket.hear(ByDoi(DOIS[0]), SILENT)

    assert before == Lookups()


def test_one_answer_may_lead_to_another_question() -> None:
    docket = Docket(REFERENCES[:1])

    docket.hear(ByDoi(DOIS[0]), NotFound("doi.org", "url", "2026-11-23T12:00:00Z"))

    assert [type(query) for query in docket.wanted] == [BySearch]


def test_the_order_in_which_answers_come_does_not_matter() -> None:
    answers = {ByDoi(doi): SILENT for doi in DOIS}
    together, apart = Docket(REFERENCES), Docket(REFERENCES)

    together.add(Lookups.of(answers.items()))
    for query in reversed(answers):
        apart.hear(query, answers[query])

    assert together.assessments == apart.assessments
    assert together.assessments == tuple(
        assess(reference, together.lookups) for reference in REFERENCES
    )
