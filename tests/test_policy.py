"""What lets a finding pass: comments and entries of the configuration, and EK010."""

from dataclasses import replace

import pytest

from evidencekit.judge import judge_assessed, judge_exemptions
from evidencekit.match.assess import assess
from evidencekit.model import (
    Document,
    DocumentReport,
    Exemption,
    Item,
    Lookups,
    Problem,
    Reference,
    Severity,
    Silencing,
    Span,
    Suppression,
    Unavailable,
)
from evidencekit.rules.registry import Need, Rule, find_rule, selected

TEXT = "Roe J. A title. Nurs J. 2011.\nDoe A. Another one. Nurs J. 2012.\n"
FIRST, SECOND = Span(0, 29), Span(30, 63)
DOIS = ("10.1000/182", "10.1000/183")
UNUSED = find_rule("EK010")


def document(*suppressions: Suppression, path: str = "a.bib") -> Document:
    references = tuple(
        Reference(str(n), span.of(TEXT), span, Item(title="A title", doi=doi.upper()))
        for n, span, doi in ((1, FIRST, DOIS[0]), (2, SECOND, DOIS[1]))
    )
    return Document(
        path,
        "text/x-bibtex",
        TEXT,
        references,
        suppressions=suppressions,
        has_prose=False,
    )


def rule(code: str, name: str = "a-name") -> Rule:
    """Return a rule that finds something in both references."""

    def check(*_: object) -> list[Problem]:
        return [Problem("one", reference="1"), Problem("two", reference="2")]

    return Rule(code, name, Severity.WARNING, Need.NOTHING, check, "A page.")  # type: ignore[arg-type]  # a list can be iterated over


def judged(
    *exemptions: Exemption,
    rules: tuple[Rule, ...] = (rule("EK998"),),
    of: Document | None = None,
    lookups: Lookups | None = None,
) -> DocumentReport:
    of = of or document()
    answers = lookups or Lookups()
    assessments = tuple(assess(reference, answers) for reference in of.references)
    return judge_assessed(of, assessments, rules, exemptions)


def left(report: DocumentReport) -> list[str]:
    return [finding.problem.message for finding in report.findings]


@pytest.mark.parametrize("codes", [(), ("EK998",), ("EK9",), ("ek998",), ("a-name",)])
def test_an_exemption_by_doi_is_for_that_reference(codes: tuple[str, ...]) -> None:
    entry = Exemption("a leaflet", doi=DOIS[0], codes=codes)

    report = judged(entry)

    assert left(report) == ["two"]
    [passed] = report.suppressed
    assert (passed.finding.problem.message, passed.kind, passed.reason) == (
        "one",
        Silencing.CONFIGURATION,
        "a leaflet",
    )


def test_an_exemption_of_another_rule_lets_nothing_pass() -> None:
    assert left(judged(Exemption("why", doi=DOIS[0], codes=("EK997",)))) == [
        *("one", "two"),
    ]


def test_an_exemption_by_fingerprint_is_for_one_finding() -> None:
    _, second = judged().findings

    assert left(judged(Exemption("why", fingerprint=second.fingerprint))) == ["one"]


@pytest.mark.parametrize(
    ("pattern", "remaining"),
    [("*.bib", ["two"]), ("a.bib", ["two"]), ("*.md", ["one", "two"])],
)
def test_an_exemption_may_be_for_some_documents(
    pattern: str, remaining: list[str]
) -> None:
    assert left(judged(Exemption("why", doi=DOIS[0], path=pattern))) == remaining


@pytest.mark.parametrize("code", ["EK501", "EK502", "EK604"])
def test_that_a_work_was_retracted_passes_only_where_it_is_named(code: str) -> None:
    comment = Suppression(Span(0, 0), Span(0, 99))
    entry = Exemption("why", doi=DOIS[0])
    rules = (rule(code),)

    assert left(judged(entry, of=document(comment), rules=rules)) == ["one", "two"]
    named = replace(entry, codes=(code,))
    assert left(judged(named, rules=rules)) == ["two"]


def test_a_comment_goes_before_the_configuration_and_both_are_used() -> None:
    comment = Suppression(Span(0, 0), FIRST, reason="so it is")
    entry = Exemption("why", doi=DOIS[0], codes=("EK998",))

    report = judged(
        entry, of=document(comment), rules=(*selected(["EK1"]), rule("EK998"), UNUSED)
    )

    assert left(report) == ["two"]
    assert (report.suppressed[0].kind, report.suppressed[0].reason) == (
        Silencing.COMMENT,
        "so it is",
    )
    assert judge_exemptions([report], [entry], [UNUSED]) == ()


# EK010 -------------------------------------------------------------------------------


def test_a_comment_about_a_rule_that_did_not_run_is_not_called_unused() -> None:
    comment = Suppression(Span(0, 9), FIRST, ("EK101",))

    ran = judged(of=document(comment), rules=(*selected(["EK101"]), UNUSED))
    not_run = judged(of=document(comment), rules=(*selected(["EK102"]), UNUSED))

    assert "the comment that ignores EK101 silences nothing" in left(ran)
    assert "EK010" not in [finding.code for finding in not_run.findings]


def test_an_unused_comment_does_not_silence_that_it_is() -> None:
    comment = Suppression(Span(0, 9), Span(0, 99))

    report = judged(of=document(comment), rules=selected())

    assert left(report) == ["the comment that ignores every rule silences nothing"]


def test_a_comment_about_what_could_not_be_checked_is_not_called_unused() -> None:
    comment = Suppression(Span(0, 9), FIRST, ("EK204",))
    silence = Unavailable("Crossref", "timed out")
    rules = (*selected(["EK204"]), UNUSED)
    first, second = (Lookups({doi: silence}) for doi in DOIS)

    silent = judged(of=document(comment), rules=rules, lookups=first)
    other = judged(of=document(comment), rules=rules, lookups=second)

    assert left(silent) == []
    assert left(other) == ["the comment that ignores EK204 silences nothing"]


def unused(*entries: Exemption, rules: tuple[Rule, ...] | None = None) -> list[object]:
    rules = selected() if rules is None else rules
    reports = [judged(*entries, rules=rules)]
    return [
        (r.document.path, f.line, f.problem.message)
        for r in judge_exemptions(reports, entries, rules)
        for f in r.findings
    ]


def test_an_unused_entry_is_named_with_its_file_key_and_line() -> None:
    text = '"10.1000/999" = "why"'
    entry = Exemption("why", doi="10.1000/999", file="e.toml", line=7, text=text)

    assert unused(entry) == [
        ("e.toml", 7, "the entry 10.1000/999 that ignores every rule silences nothing")
    ]


def test_entries_about_what_was_not_read_are_one_finding() -> None:
    of_it = Exemption("why", doi=DOIS[0], codes=("EK1",), line=2, text="one")
    others = [
        Exemption("why", doi="10.1000/999", line=3, text="two"),
        Exemption("why", fingerprint="0" * 16, codes=("EK1",), line=5, text="three"),
    ]

    assert unused(others[0], of_it, others[1]) == [
        (
            "evidencekit.toml",
            2,
            f"the entry {DOIS[0]} that ignores EK1 silences nothing",
        ),
        (
            "evidencekit.toml",
            3,
            f"the entries 10.1000/999, {'0' * 16} silence nothing",
        ),
    ]


def test_the_configuration_in_a_report_has_the_unused_lines_and_no_others() -> None:
    entry = Exemption("why", doi="10.1000/999", line=3, text='"10.1000/999" = "why"')
    [report] = judge_exemptions([judged()], [entry], selected())

    assert report.document.text == '\n\n"10.1000/999" = "why"'


@pytest.mark.parametrize(
    ("entry", "rules"),
    [
        (Exemption("why", doi="10.1000/999", path="other.md"), None),
        (Exemption("why", doi="10.1000/999", codes=("EK204",)), (UNUSED,)),
        (Exemption("why", doi="10.1000/999"), selected(["EK1"])),
    ],
    ids=["another file", "a rule left out", "EK010 left out"],
)
def test_an_entry_is_not_called_unused_where_that_cannot_be_known(
    entry: Exemption, rules: tuple[Rule, ...] | None
) -> None:
    assert unused(entry, rules=rules) == []


def test_an_entry_about_what_could_not_be_checked_is_not_called_unused() -> None:
    silent = Lookups({doi: Unavailable("Crossref", "timed out") for doi in DOIS})
    rules = selected()
    reports = [judged(rules=rules, lookups=silent)]
    of_one = Exemption("why", doi=DOIS[0], codes=("EK211",))
    of_none = Exemption("why", doi="10.1000/999", codes=("EK211",))

    assert judge_exemptions(reports, [of_one], rules) == ()
    assert len(judge_exemptions(reports, [of_none], rules)) == 1
