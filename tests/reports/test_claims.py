"""The claims of a document in the formats of `evidencekit claims`."""

from dataclasses import replace

import pytest

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.model import (
    Claim,
    Document,
    DocumentReport,
    Item,
    Link,
    Reference,
    Span,
)
from evidencekit.reports import rendered as report
from evidencekit.reports.claims import rendered, view
from tests.reports.sample import OVERSTATED, REPORT

SAID = Claim("c1", "Tea calms.", Span(0, 10), True)
CITING = replace(SAID, links=(Link("1", "marker", 0.98, "linked"),))


def page(*claims: Claim) -> DocumentReport:
    span = Span(11, 12)
    references = tuple(
        Reference(f"{n}", f"Work {n}", span, Item()) for n in range(1, 5)
    )
    text = "Tea calms. x"
    return DocumentReport(
        Document("a.md", "text/markdown", text, references, claims=claims)
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_finding_shows_the_words_of_the_list_where_no_record_has_them(
    form: str,
) -> None:
    found = replace(REPORT.documents[0], findings=(OVERSTATED,))

    text = rendered(view(found), form)

    assert "title: “Yoga and low mood: a cohort study”" in text
    assert "“Yoga eases depression.”" not in text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_claim_without_a_marker_was_compared_with_no_title(form: str) -> None:
    marked = rendered(view(page(SAID, CITING)), form)
    compared = rendered(view(page(SAID)), form)

    assert "no marker cites a reference" in marked
    assert "no listed reference matches" not in marked
    assert "no listed reference matches" in compared


def test_a_runner_up_says_that_titles_were_compared() -> None:
    near = replace(SAID, runner_up=Link("2", "content", 0.1, None))

    assert without_reference([CITING, near]) == "no listed reference matches"
    assert without_reference([CITING, SAID]) == "no marker cites a reference"
    assert 'title="No marker cites a reference"' in report(
        replace(REPORT, documents=(page(SAID, replace(CITING, span=Span(11, 12))),)),
        "html",
    )


def test_a_full_ranking_counts_what_is_not_likely() -> None:
    chances = (0.5, 0.01, 0.004, 0.0)
    links = tuple(
        Link(str(n), "content", chance, "weak" if chance > 0.2 else None)
        for n, chance in enumerate(chances, 1)
    )

    text = rendered(view(page(replace(SAID, links=links))), "text")

    assert "      2 more, each below 0.01\n" in text
    assert "[2] Work 2" in text
    assert "[3] Work 3" not in text
    assert '"4"' in rendered(view(page(replace(SAID, links=links))), "json")
