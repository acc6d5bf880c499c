"""What `judge` settles for every rule: suppression, order, fingerprints, failures."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evidencekit.docket import Docket
from evidencekit.judge import judge
from evidencekit.match.assess import Assessment
from evidencekit.model import (
    ByDoi,
    Document,
    Elsewhere,
    Evidence,
    Item,
    Lookups,
    Problem,
    Reference,
    RuleFailure,
    Severity,
    Span,
    Status,
    Suppression,
    Unavailable,
    Unchecked,
)
from evidencekit.rules.registry import Need, Rule

TEXT = "Roe J. A title. Nurs J. 2011.\nDoe A. Another one. Nurs J. 2012.\n"
FIRST, SECOND = Span(0, 29), Span(30, 63)


def document(*suppressions: Suppression, doi: str | None = None) -> Document:
    references = tuple(
        Reference(str(n), span.of(TEXT), span, Item(title=title, doi=doi))
        for n, span, title in ((1, FIRST, "A title"), (2, SECOND, "Another one"))
    )
    return Document(
        "a.bib",
        "text/x-bibtex",
        TEXT,
        references,
        suppressions=suppressions,
        has_prose=False,
    )


def rule(code: str, *problems: Problem, need: Need = Need.NOTHING) -> Rule:
    def check(_: Document, __: tuple[Assessment, ...]) -> Iterator[Problem]:
        yield from problems

    return Rule(code, f"name-of-{code}", Severity.WARNING, need, check, "A page.")


def test_findings_come_in_reading_order_with_line_and_column() -> None:
    rules = [
        rule("EK998", Problem("second", reference="2")),
        rule("EK997", Problem("first", reference="1")),
    ]

    report = judge(document(), Lookups(), rules)

    assert [(f.code, f.line, f.column) for f in report.findings] == [
        ("EK997", 1, 1),
        ("EK998", 2, 1),
    ]


def test_a_suppression_silences_the_rules_it_names_in_its_scope_only() -> None:
    suppression = Suppression(Span(0, 0), FIRST, ("EK998",))
    rules = [
        rule("EK998", Problem("a", reference="1"), Problem("b", reference="2")),
        rule("EK997", Problem("c", reference="1")),
    ]

    report = judge(document(suppression), Lookups(), rules)

    assert [f.problem.message for f in report.findings] == ["c", "b"]


def test_a_rule_over_findings_sees_only_the_suppressions_that_silenced_nothing() -> (
    None
):
    used = Suppression(Span(0, 0), FIRST, ("name-of-EK998",))
    unused = Suppression(Span(30, 30), SECOND, ("EK998",))
    seen: list[tuple[Suppression, ...]] = []

    def check(document: Document, _: tuple[Assessment, ...]) -> Iterator[Problem]:
        seen.append(document.suppressions)
        yield from ()

    last = Rule("EK010", "last", Severity.NOTE, Need.FINDINGS, check, "A page.")
    judge(
        document(used, unused),
        Lookups(),
        [last, rule("EK998", Problem("a", reference="1"))],
    )

    assert seen == [(unused,)]


def test_a_fingerprint_outlives_an_insertion_above() -> None:
    [before] = judge(
        document(), Lookups(), [rule("EK998", Problem("a", reference="2"))]
    ).findings
    moved = document()
    moved = Document(
        moved.path,
        moved.media_type,
        "New line\n" + TEXT,
        tuple(
            Reference(r.id, r.text, r.span.shifted(9), r.item) for r in moved.references
        ),
        has_prose=False,
    )

    [after] = judge(
        moved, Lookups(), [rule("EK998", Problem("a", reference="2"))]
    ).findings

    assert (after.line, after.fingerprint) == (before.line + 1, before.fingerprint)


@pytest.mark.parametrize(
    ("text", "with_comment"),
    [
        ("Roe J. A title.", "Roe J. A <!-- evidencekit: ignore[EK1]\nso -->title."),
        ("@a{k,\n t = {5 % x},\n}", "@a{k,\n  % evidencekit: ignore\n t = {5 % x},\n}"),
    ],
)
def test_a_fingerprint_outlives_a_comment(text: str, with_comment: str) -> None:
    def fingerprint(of: str) -> str:
        reference = Reference("1", of, Span(0, len(of)), Item(title="A title"))
        whole = Document("a.bib", "text/x-bibtex", of, (reference,), has_prose=False)
        [found] = judge(
            whole, Lookups(), [rule("EK998", Problem("a", reference="1"))]
        ).findings
        return found.fingerprint

    assert fingerprint(text) == fingerprint(with_comment)


def test_a_fingerprint_is_of_the_text_and_not_of_the_answers() -> None:
    def fingerprint(problem: Problem) -> str:
        [found] = judge(document(), Lookups(), [rule("EK998", problem)]).findings
        return found.fingerprint

    plain = Problem("a", reference="1")
    crossref = Evidence("title", "A title", "A Title.", "Crossref", "https://a.example")
    pubmed = Evidence("title", "A title", "A title", "PubMed", "https://b.example")
    answered = [replace(plain, evidence=(e,), message="b") for e in (crossref, pubmed)]
    notices = [replace(plain, notices=dois) for dois in (("10.1/a",), ("10.1/b",))]

    assert {fingerprint(p) for p in answered} == {fingerprint(plain)}
    assert len({fingerprint(p) for p in (plain, *notices)}) == 3
    assert fingerprint(replace(plain, reference="2")) != fingerprint(plain)


def test_two_like_findings_on_one_reference_keep_apart() -> None:
    twice = rule("EK998", Problem("a", reference="1"), Problem("b", reference="1"))

    first, second = judge(document(), Lookups(), [twice]).findings

    assert second.fingerprint == f"{first.fingerprint}-2"


def test_a_problem_may_weigh_otherwise_than_its_rule() -> None:
    light = Problem("said so itself", reference="1", severity=Severity.NOTE)
    both = rule("EK998", light, Problem("a", reference="2"))

    findings = judge(document(), Lookups(), [both]).findings

    assert [f.severity for f in findings] == [Severity.NOTE, Severity.WARNING]


def test_a_rule_that_breaks_off_is_reported_and_the_others_still_run() -> None:
    def broken(_: Document, __: tuple[Assessment, ...]) -> Iterator[Problem]:
        raise KeyError("volume")

    rules = [
        Rule("EK996", "broken", Severity.ERROR, Need.NOTHING, broken, "A page."),
        rule("EK997", Problem("found", reference="1")),
    ]

    report = judge(document(), Lookups(), rules)

    assert report.failures == (RuleFailure("EK996", "KeyError: 'volume'"),)
    assert [f.problem.message for f in report.findings] == ["found"]


def test_each_doi_is_wanted_once() -> None:
    queries = Docket(document(doi="10.1000/182").references).wanted

    assert [q for q in queries if isinstance(q, ByDoi)] == [ByDoi("10.1000/182")]


def test_silence_is_not_a_no() -> None:
    silent = Lookups({"10.1000/182": Unavailable("Crossref", "timed out")})

    report = judge(document(doi="10.1000/182"), silent, [])

    assert {v.status for v in report.verdicts} == {Status.UNCHECKED}
    assert report.unchecked == (
        Unchecked("1", "Crossref", "timed out"),
        Unchecked("2", "Crossref", "timed out"),
    )


def test_a_doi_of_another_agency_is_unchecked_and_says_whose_it_is() -> None:
    elsewhere = Lookups({"10.1000/182": Elsewhere("doi.org", "DataCite")})

    report = judge(document(doi="10.1000/182"), elsewhere, [])

    assert report.unchecked[0] == Unchecked(
        "1", "doi.org", "registered with DataCite, whose records are not asked for"
    )
