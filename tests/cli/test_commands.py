"""`parse`, `claims`, `resolve`, `explain`, `rules` and the program itself."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit import __version__
from evidencekit.cli import main
from evidencekit.parse import parse_reference
from evidencekit.rules.registry import find_rule, rules
from tests.standin.faults import Fault
from tests.standin.server import StandIn

FIRST = (
    "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr J. "
    "2008;7(1):2. doi:10.1186/1475-2891-7-2"
)
SECOND = (
    "Popovic M, Timper K, Seelig E, et al. Exercise upregulates copeptin levels which "
    "is not regulated by interleukin-1. PLoS One. 2019;14(5):e0217800. "
    "doi:10.1371/journal.pone.0217800"
)


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_the_version_is_one_line() -> None:
    assert run("--version").stdout == f"evidencekit {__version__}\n"


def test_the_version_needs_nothing_that_is_slow_to_load() -> None:
    program = (
        "import sys; from click.testing import CliRunner; "
        "from evidencekit.cli import main; CliRunner().invoke(main, ['--version']); "
        "print(sorted({'requests', 'habanero', 'bibtexparser', 'rapidfuzz', 'msgspec',"
        "'evidencekit.api', 'evidencekit.model'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert done.stdout == "[]\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    result = run("chekc")

    assert (result.exit_code, result.stdout) == (2, "")


def test_parse_writes_one_csl_object_a_line_and_skips_empty_lines() -> None:
    result = run("parse", stdin=f"{FIRST}\n\n{SECOND}\n")

    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "lakhan2008", **parse_reference(FIRST).item.to_csl()},
        {"id": "popovic2019", **parse_reference(SECOND).item.to_csl()},
    ]
    assert result.exit_code == 0


def test_parse_tells_apart_what_would_have_the_same_key() -> None:
    result = run("parse", stdin=f"{FIRST}\n{FIRST}\n")

    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids == ["lakhan2008", "lakhan2008-2"]


def test_parse_cuts_a_run_together_list_on_demand() -> None:
    result = run("parse", "--split", stdin=f"1. {FIRST} 2. {SECOND}")

    dois = [json.loads(line)["DOI"] for line in result.stdout.splitlines()]
    assert dois == ["10.1186/1475-2891-7-2", "10.1371/journal.pone.0217800"]


@pytest.mark.parametrize(
    ("target", "beginning"),
    [("bibtex", "@article{lakhan2008,\n"), ("ris", "TY  - JOUR\n")],
)
def test_parse_writes_other_formats(target: str, beginning: str) -> None:
    result = run("parse", "--to", target, stdin=FIRST)

    assert result.stdout.startswith(beginning)


@pytest.mark.parametrize("command", ["parse", "claims"])
def test_a_missing_file_is_one_line(command: str) -> None:
    result = run(command, "missing.txt")

    assert (result.exit_code, result.output) == (
        2,
        "evidencekit: missing.txt: there is no such file\n",
    )


def services(standin: StandIn) -> list[str]:
    return ["--crossref-url", standin.url, "--doi-url", standin.url]


def test_resolve_shows_what_a_notice_is_about(standin: StandIn) -> None:
    doi = "https://doi.org/10.1371/journal.pone.0216631"

    result = run("resolve", doi, "--format", "json", *services(standin))

    [entry] = json.loads(result.stdout)["lookups"]
    assert (entry["DOI"], entry["outcome"]) == (
        "10.1371/journal.pone.0216631",
        "registered",
    )
    assert [update["DOI"] for update in entry["work"]["updates"]] == [
        "10.1371/journal.pone.0204925"
    ]
    assert result.exit_code == 0


def test_resolve_says_not_registered_only_when_every_authority_says_so(
    standin: StandIn,
) -> None:
    unknown = run("resolve", "10.9999/nothing", "--format", "json", *services(standin))
    standin.doi_fault = Fault.BLOCKED
    silent = run("resolve", "10.9999/nobody", "--format", "json", *services(standin))

    outcomes = [
        (json.loads(result.stdout)["lookups"][0]["outcome"], result.exit_code)
        for result in (unknown, silent)
    ]
    assert outcomes == [("not-registered", 1), ("unavailable", 3)]


def test_resolve_refuses_what_is_no_doi() -> None:
    result = run("resolve", "foo")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "foo: is no DOI" in result.stderr


def test_resolve_takes_other_identifiers_and_says_who_knows_them(
    standin: StandIn,
) -> None:
    others = (
        *("--datacite-url", standin.url),
        *("--pubmed-url", f"{standin.url}/entrez/eutils"),
        *("--pmc-url", f"{standin.url}/tools/idconv"),
    )
    asked = ("arXiv:1810.04805v2", "PMID: 16001092", "PMC486942", "pmid:4")

    result = run("resolve", *asked, "--format", "json", *services(standin), *others)

    content = json.loads(result.stdout)["lookups"]
    assert [
        (*next(iter(entry.items())), entry.get("work", {}).get("service"))
        for entry in content
    ] == [
        ("DOI", "10.48550/arxiv.1810.04805", "DataCite"),
        ("PMID", "16001092", "PubMed"),
        ("PMCID", "PMC486942", "PubMed"),
        ("PMID", "4", None),
    ]
    assert content[-1]["outcome"] == "not-registered"
    assert result.exit_code == 1


def test_resolve_shows_the_record_of_pubmed(standin: StandIn) -> None:
    result = run(
        "resolve", "PMID 16001092", "--pubmed-url", f"{standin.url}/entrez/eutils"
    )

    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[:5] == [
        "PMID 16001092",
        "status      registered with PubMed as journal-article",
        "PMID        16001092",
        "PMCID       PMC486942",
        "title       The link between depression and physical symptoms",
    ]


def test_resolve_says_how_a_work_stands_and_who_says_so(standin: StandIn) -> None:
    services = ("--crossref-url", standin.url, "--doi-url", standin.url)

    result = run("resolve", "10.1016/S0140-6736(97)11096-0", *services)

    lines = [line.strip() for line in result.stdout.splitlines()]
    assert "standing    retracted" in lines
    notices = [line for line in lines if line.startswith("notice")]
    assert notices == [
        "notice      correction 10.1016/s0140-6736(04)15715-2 of 2004-03-06, recorded",
        "notice      retraction 10.1016/s0140-6736(10)60175-4 of 2010-02-06, recorded",
    ]


def test_explain_gives_the_rules_page_by_code_or_name() -> None:
    by_code, by_name = run("explain", "ek202"), run("explain", "notice-doi")

    assert by_code.stdout == by_name.stdout
    assert by_code.stdout == (
        f"EK202 notice-doi (error)\n\n{find_rule('EK202').full_page}\n"
    )


def test_explain_says_how_often_a_rule_is_right() -> None:
    measured, others = run("explain", "EK202").stdout, run("explain", "EK104").stdout

    command = r"`python -m bench\.verdicts .*`"
    assert re.search(rf"^How often it is right \({command}, .*\):$", measured, re.M)
    assert re.search(r"^- precision \.\d{3} of \d+ findings on ", measured, re.M)
    assert re.search(r"^- recall \S+ of \d+ planted defects$", measured, re.M)
    assert others.endswith("How often it is right was not measured.\n")


def test_explain_an_unknown_rule_names_the_way_out() -> None:
    result = run("explain", "EKxyz")

    assert (result.exit_code, result.output) == (
        2,
        "evidencekit: EKxyz: no rule has this code or name; see `evidencekit rules`\n",
    )


def test_rules_lists_every_rule() -> None:
    head, *rows = run("rules").stdout.splitlines()

    assert head.split() == ["code", "name", "severity", "needs", "finds"]
    assert [row.split()[:3] for row in rows] == [
        [rule.code, rule.name, rule.severity.value] for rule in rules()
    ]


WALKS = """\
# Moods

Studies have shown that long walks lift the mood [1]. Tea is hot.

## References

1. Roe A. Walking for low mood: a randomised trial. Mood. 2014;3:1-9.
"""


def test_claims_say_what_to_ask_of_the_evidence(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(WALKS, "utf-8")

    as_text = run("claims", "article.md").stdout
    as_json = json.loads(run("claims", "article.md", "--format", "json").stdout)
    as_markdown = run("claims", "article.md", "--format", "markdown").stdout

    said = "“Studies have shown” speaks of more than one study"
    assert f"      note EK603 {said}" in as_text
    assert "randomised trial (level 2 of 5)\n" in as_text
    assert as_text.endswith("1 is strongest, 5 weakest (Oxford 2011)\n")
    assert [(f["code"], f["claim"]) for f in as_json["findings"]] == [("EK603", "c1")]
    assert as_json["references"][0]["design"]["level"] == 2
    assert f"  - **note** EK603 overstated-claim: {said}" in as_markdown


def test_claims_take_records_and_ask_nobody_else(tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples"

    shown = run(
        "claims", f"{examples}/article.txt", "--replay", f"{examples}/records.json"
    )

    assert shown.exit_code == 0
    # Only the registered title says so.
    assert "case report (level 4 of 5)" in shown.stdout
    assert "case report" not in run("claims", f"{examples}/article.txt").stdout


def test_a_bibliography_has_no_claims(tmp_path: Path) -> None:
    (tmp_path / "list.bib").write_text("@article{a, title={Tea}, year=2010}", "utf-8")

    assert run("claims", "list.bib").stdout == (
        "list.bib\n\nIt is a bibliography: without a text it has no claims\n"
    )


def test_claims_come_with_their_references_in_both_formats(tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text(
        "# Moods\n\nNutritional therapies help in mental disorders [1].\n\n"
        f"## References\n\n1. {FIRST}\n",
        "utf-8",
    )

    as_json = json.loads(run("claims", "article.md", "--format", "json").stdout)
    as_text = run("claims", "article.md").stdout

    assert [
        (claim["text"], [link["reference"] for link in claim["links"]])
        for claim in as_json["claims"]
    ] == [("Nutritional therapies help in mental disorders [1].", ["1"])]
    assert as_text.startswith(
        "article.md\n\n  3:1 c1 Nutritional therapies help in mental disorders [1].\n"
    )
    assert as_text.endswith("\n1 claim: 1 linked to a reference, 0 weakly, 0 to none\n")
