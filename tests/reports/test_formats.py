"""The formats for other programs keep to their schemas, whatever the texts hold."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from evidencekit import Config, check
from evidencekit.model import Evidence, Measured, Report, RulePage, Severity, Span
from evidencekit.reports import rendered
from tests.reports.sample import REPORT, TEXT

SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "schemas"
NASTY = (
    '100 % <script>alert(1)</script> "x" a,b:c | `d` *e* @f #1 \x1b[2J \u202ez\r\n'
    "::error::forged ]]> &amp; \ud800 \uffff =1+1"
)
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the schemas lie in ../shared"
)


def nasty() -> Report:
    """Return the sample with a nasty text wherever strangers have a say."""
    entry = REPORT.documents[0]
    evidence = Evidence("title", NASTY, f"={NASTY}", "Crossref", "https://a.example")
    findings = tuple(
        replace(f, problem=replace(f.problem, message=NASTY, evidence=(evidence,)))
        for f in entry.findings
    )
    references = tuple(
        replace(reference, text=NASTY) for reference in entry.document.references
    )
    document = replace(entry.document, path=f"dir/{NASTY}", references=references)
    unchecked = tuple(replace(u, reason=NASTY) for u in entry.unchecked)
    changed = replace(entry, document=document, findings=findings, unchecked=unchecked)
    return replace(REPORT, documents=(changed, *REPORT.documents[1:]))


REPORTS = [
    pytest.param(REPORT, id="sample"),
    pytest.param(nasty(), id="nasty"),
    pytest.param(Report(), id="empty"),
]


@needs_schemas
@pytest.mark.parametrize("report", REPORTS)
def test_sarif_keeps_to_its_schema(report: Report) -> None:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))

    jsonschema.validate(json.loads(rendered(report, "sarif")), schema)


@needs_schemas
@pytest.mark.parametrize("report", REPORTS)
def test_junit_keeps_to_its_schema(report: Report) -> None:
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))

    schema.validate(rendered(report, "junit"))


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rendered(report, "sarif"))["runs"][0][
        "results"
    ]
    return found


def test_a_sarif_result_points_at_its_place_in_code_points() -> None:
    region = results(REPORT)[0]["locations"][0]["physicalLocation"]["region"]

    span = Span(region["charOffset"], region["charOffset"] + region["charLength"])
    assert span.of(TEXT) == "10.1371/journal.pone.0216631"
    line = TEXT.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == span.of(TEXT)


def test_a_sarif_fix_says_what_to_put_where() -> None:
    [fix] = results(REPORT)[1]["fixes"]
    [change] = fix["artifactChanges"]
    [replacement] = change["replacements"]

    assert replacement["deletedRegion"]["charLength"] == 0
    assert replacement["insertedContent"] == {
        "text": " doi:10.1037/0033-2909.132.6.866"
    }


def test_sarif_says_what_could_not_be_checked() -> None:
    [run] = json.loads(rendered(REPORT, "sarif"))["runs"]
    [invocation] = run["invocations"]

    assert invocation["executionSuccessful"] is False  # a rule broke off
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == [
        "rule EK103: ValueError: month 13",
        "drafts/article.md: unchecked: 2 (Crossref: no answer within 10 s)",
    ]


def test_every_sarif_result_names_the_rule_at_its_index() -> None:
    [run] = json.loads(rendered(REPORT, "sarif"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]] == result["ruleId"]
        else:
            assert result["ruleId"] not in rules


def test_a_sarif_rule_says_how_often_it_is_right() -> None:
    figure = Measured("precision", 0.95, 60, "findings", "bench", "2026-11-28")
    about = RulePage("EK101", "malformed-doi", Severity.ERROR, "A DOI.", (figure,))
    report = replace(REPORT, rules=(about, replace(about, code="EK102", measured=())))

    [run] = json.loads(rendered(report, "sarif"))["runs"]
    measured, other = (rule["properties"] for rule in run["tool"]["driver"]["rules"])

    assert measured == {
        "tags": ["references"],
        "measured": [
            {"what": "precision", "share": 0.95, "of": 60, "sample": "findings",
             "command": "bench", "date": "2026-11-28"}
        ],
        "precision": "high",
    }  # fmt: skip
    assert other == {"tags": ["references"]}


def test_an_annotation_is_one_command_that_nothing_can_forge() -> None:
    *lines, last = rendered(nasty(), "github").splitlines()

    assert len(lines) == 6
    assert last == (
        "::notice title=evidencekit::findings: 2 suppressed, 1 in the baseline"
    )
    command = re.compile(r"::(?:error|warning|notice) (?P<properties>[^:]*)::.*")
    for line in lines:
        match = command.fullmatch(line)
        assert match
        for item in match["properties"].split(","):
            name, _, value = item.partition("=")
            assert name in ("file", "title", "line", "endLine", "col", "endColumn")
            assert ":" not in value
        assert "100 %25 <script>" in line


def test_an_annotation_has_columns_within_one_line_only() -> None:
    lines = rendered(REPORT, "github").splitlines()

    assert lines[0].startswith(
        "::error file=drafts/article.md,line=5,endLine=5,"
        "title=EK202 notice-doi,col=215,endColumn=243::Reference 1: "
    )


def test_junit_fails_skips_and_passes() -> None:
    root = ElementTree.fromstring(rendered(REPORT, "junit"))
    cases = root.findall("./testsuite[@name='drafts/article.md']/testcase")

    assert [[child.tag for child in case] for case in cases] == [
        ["failure"],
        ["failure"],
        ["skipped"],
        ["failure", "system-out"],
        ["error"],
    ]
    assert root.attrib["tests"] == "6"


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(rendered(nasty(), "csv"))))

    assert len(rows) == 10
    assert not [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))
    ]


def test_what_may_pass_is_counted_in_every_format() -> None:
    numbers = json.loads(rendered(REPORT, "json"))["summary"]
    rows = list(csv.DictReader(io.StringIO(rendered(REPORT, "csv"))))
    properties = ElementTree.fromstring(rendered(REPORT, "junit")).findall(
        ".//property"
    )

    assert (numbers["suppressed"], numbers["baselined"]) == (2, 1)
    for name in ("text", "markdown", "github"):
        assert "2 suppressed, 1 in the baseline" in rendered(REPORT, name)
    assert ">3 may pass<" in rendered(REPORT, "html")
    assert [row["suppressed_by"] for row in rows if row["suppressed_by"]] == [
        *("comment", "configuration", "baseline"),
    ]
    assert [(p.attrib["name"], p.attrib["value"]) for p in properties] == [
        ("suppressed by baseline", "1"),
        ("suppressed by comment", "1"),
        ("suppressed by configuration", "1"),
    ]


def test_sarif_says_why_a_result_may_pass_and_what_is_known() -> None:
    results = json.loads(rendered(REPORT, "sarif"))["runs"][0]["results"]
    states = {r["ruleId"]: r["baselineState"] for r in results}
    suppressed = {
        r["ruleId"]: r["suppressions"] for r in results if "suppressions" in r
    }

    assert set(states.values()) == {"new", "unchanged"}
    assert [code for code, state in states.items() if state == "unchanged"] == ["EK401"]
    assert suppressed == {
        "EK303": [{"kind": "inSource", "justification": "=house style, we cut"}],
        "EK304": [{"kind": "external", "justification": "a leaflet"}],
        "EK401": [{"kind": "external", "justification": "in the baseline"}],
    }
    bare = json.loads(rendered(replace(REPORT, baseline=None), "sarif"))
    plain = [r for r in bare["runs"][0]["results"] if r["ruleId"] == "EK303"]
    assert "baselineState" not in plain[0]


def test_markdown_shows_markup_as_it_is() -> None:
    text = rendered(nasty(), "markdown")

    assert r"\<script\>alert(1)\</script\>" in text
    assert r"\@f \#1" in text
    assert all(line.count(" | ") == 4 for line in text.splitlines() if "| ❌" in line)


def test_markdown_fits_a_comment() -> None:
    entry = REPORT.documents[0]
    many = replace(REPORT, documents=(replace(entry, findings=entry.findings * 200),))
    text = rendered(many, "markdown")

    assert len(text) < 65_536
    shown = sum(line.startswith(("| ❌", "| ⚠", "| ℹ")) for line in text.splitlines())
    left = re.search(r"… and (\d+) rows more", text)
    assert left
    assert shown + int(left[1]) == 1000 + 1  # the reference that was not checked


ROOT = Path(__file__).parents[2]
INPUTS = (
    *("examples/article.txt", "examples/article.md", "references.bib"),
    "tests/data/one_defect_each.bib",
)


@needs_schemas
@pytest.mark.parametrize("path", INPUTS)
def test_what_is_said_of_the_examples_keeps_to_the_schemas(path: str) -> None:
    answers = Config(replay=ROOT / "examples/records.json")
    report = check(ROOT / path, answers)

    sarif = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))
    jsonschema.validate(json.loads(rendered(report, "sarif")), sarif)
    junit = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    junit.validate(rendered(report, "junit"))
    assert report.findings


def test_a_relative_path_begins_at_the_root_and_is_an_address() -> None:
    entry = REPORT.documents[0]
    for path, place in (
        ("a b/ü,1.md", {"uri": "a%20b/%C3%BC%2C1.md", "uriBaseId": "%SRCROOT%"}),
        ("/a b.md", {"uri": "file:///a%20b.md"}),
    ):
        document = replace(entry.document, path=path)
        log = rendered(Report((replace(entry, document=document),)), "sarif")

        assert json.loads(log)["runs"][0]["artifacts"][0]["location"] == place


def test_csv_ends_its_lines_as_rfc_4180_says() -> None:
    text = rendered(nasty(), "csv")

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
