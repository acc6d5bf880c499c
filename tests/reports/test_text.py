"""The text report beyond what its snapshots show."""

from dataclasses import replace

from evidencekit.model import (
    Document,
    DocumentReport,
    Evidence,
    Problem,
    Reference,
    Report,
    Severity,
    Span,
)
from evidencekit.model.item import Item, Name, PartialDate
from evidencekit.reports import rendered
from tests.reports.sample import OVERSTATED, REPORT, finding


def report(document: Document, *problems: Problem) -> str:
    findings = tuple(
        finding("EK999", "some-rule", severity, problem, Span(0, 0))
        for severity, problem in zip(Severity, problems, strict=False)
    )
    return rendered(Report((DocumentReport(document, findings=findings),)), "text")


def test_a_finding_about_something_unknown_is_still_said() -> None:
    text = report(
        Document("a.md", "text/markdown", "x"), Problem("Lost.", reference="99")
    )

    assert "  1:1 error EK999 some-rule\n    Lost.\n" in text


def test_the_gravest_finding_of_a_reference_comes_first() -> None:
    document = Document(
        "a.md",
        "text/markdown",
        "x",
        references=(Reference("1", "x", Span(0, 1), Item()),),
    )
    note = finding(
        "EK303", "late", Severity.NOTE, Problem("N.", reference="1"), Span(0, 0)
    )
    error = finding(
        "EK201", "early", Severity.ERROR, Problem("E.", reference="1"), Span(0, 1)
    )

    text = rendered(Report((DocumentReport(document, findings=(note, error)),)), "text")

    assert text == (
        "a.md\n\n  Reference 1  x\n"
        "    1:1 error EK201 early\n      E.\n"
        "    1:1 note EK303 late\n      N.\n"
        "\n1 reference: 0 verified; 1 error, 0 warnings, 1 note; 0 unchecked\n"
    )


def test_an_entry_of_a_bibliography_is_named_by_author_and_title() -> None:
    item = Item(title="On moods", author=(Name("Oh", "J"),), issued=PartialDate(2020))
    document = Document(
        "refs.bib",
        "text/x-bibtex",
        "@article{oh}",
        references=(Reference("oh", "@article{oh}", Span(0, 12), item),),
        has_prose=False,
    )

    text = report(document, Problem("E.", reference="oh"))

    assert "  Reference oh  J Oh. On moods. 2020\n" in text


def test_nothing_printed_can_command_the_terminal() -> None:
    document = Document(
        "a\x1b[2J.md",
        "text/markdown",
        "x",
        references=(Reference("1", "\x1b]0;title\x07 x", Span(0, 1), Item()),),
    )

    text = report(document, Problem("bad \x1b[31m\x9b1m", reference="1"))

    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "\x9b" not in text


def test_a_finding_of_a_claim_shows_its_sentence_and_the_words_of_the_record() -> None:
    first, *_ = REPORT.documents
    text = rendered(Report((replace(first, findings=(OVERSTATED,)),)), "text")

    assert (
        "note EK603 overstated-claim\n"
        "      “eases” states an effect; reference 3 is a cohort study (level 3 of 5)\n"
        "      claim       Yoga eases depression.\n"
        "      title       Yoga and low mood: a cohort study\n"
    ) in text
    proof = Evidence("publication-type", "It eases.", "Case Reports", "PubMed")
    problem = replace(OVERSTATED.problem, evidence=(proof,))
    found = replace(OVERSTATED, problem=problem)
    text = rendered(Report((replace(first, findings=(found,)),)), "text")
    assert (
        "      claim       It eases.\n"
        "      type        Case Reports\n"
        "      proof       PubMed\n"
    ) in text
