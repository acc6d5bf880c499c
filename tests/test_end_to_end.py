"""`evidencekit check` as a user runs it, against the Crossref stand-in on loopback."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evidencekit.cli import main
from evidencekit.services import Settings
from tests.standin.faults import Fault
from tests.standin.server import StandIn

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed" / "article.txt"
ARTICLES = {
    "scraped": ROOT / "examples/article.txt",
    "markdown": ROOT / "examples/article.md",
    "bibtex": ROOT / "references.bib",
    "founding": SEED,
}
Check = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def check(standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Return a function that runs the command and gives its exit code and report.

    Only Crossref and doi.org answer; nobody is there at the addresses of the others.
    """
    monkeypatch.setenv("EVIDENCEKIT_CROSSREF_URL", standin.url)
    monkeypatch.setenv("EVIDENCEKIT_DOI_URL", standin.url)
    for name in ("DATACITE", "PUBMED", "PMC"):
        monkeypatch.setenv(f"EVIDENCEKIT_{name}_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path / "cache"))

    def run(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
        if not path.exists():
            pytest.skip(f"{path} is absent: the founding article is not published")
        arguments = ["check", str(path), "--format", "json", *options]
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, json.loads(result.stdout)

    return run


@pytest.fixture(params=ARTICLES)
def article(request: pytest.FixtureRequest) -> Path:
    path: Path = ARTICLES[request.param]
    return path


def codes(report: dict[str, Any], *, notes: bool = False) -> dict[int, list[str]]:
    """Return the codes of the findings by the position of their reference, from 1."""
    [document] = report["documents"]
    ids = [reference["id"] for reference in document["references"]]
    found: dict[int, list[str]] = {}
    for finding in document["findings"]:
        if notes or finding["severity"] != "note":
            place = ids.index(finding["reference"]) + 1 if finding["reference"] else 0
            found.setdefault(place, []).append(finding["code"])
    return {place: sorted(found[place]) for place in sorted(found)}


def suggested(report: dict[str, Any]) -> dict[int, str]:
    references = report["documents"][0]["references"]
    return {
        place: reference["suggested_doi"]
        for place, reference in enumerate(references, 1)
        if reference["suggested_doi"]
    }


@pytest.fixture
def check_all(check: Check, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Return `check` with the stand-in answering for all services."""
    monkeypatch.setenv("EVIDENCEKIT_DATACITE_URL", standin.url)
    monkeypatch.setenv("EVIDENCEKIT_PUBMED_URL", f"{standin.url}/entrez/eutils")
    monkeypatch.setenv("EVIDENCEKIT_PMC_URL", f"{standin.url}/tools/idconv")
    return check


# What is wrong in the 17 references, whichever way they are read. Reference 2 has
# no DOI anywhere, so that Crossref does not know it.
DEFECTS = {2: ["EK204"], 3: ["EK301"], 6: ["EK401"], 17: ["EK102"]}


@pytest.mark.parametrize(
    ("standin", "code"),
    [("notice", "EK202"), ("other", "EK201"), ("unregistered", "EK203")],
    indirect=["standin"],
)
def test_a_wrong_doi_is_an_error_whatever_it_names_and_gets_the_right_one(
    check: Check, article: Path, code: str
) -> None:
    exit_code, report = check(article)

    found = codes(report)
    assert code in found.pop(8)
    assert {"EK105"} <= set(found.pop(15)) <= {"EK105", "EK215"}
    assert found == DEFECTS
    assert suggested(report) == {
        3: "10.1037/0033-2909.132.6.866",
        8: "10.1371/journal.pone.0204925",
    }
    assert exit_code == 1


@pytest.mark.parametrize(
    ("standin", "told"),
    [
        ("notice", {"work": "printed", "basis": "notice", "claims": [], "twin": None}),
        ("other", {"work": "printed", "basis": "text", "claims": [], "twin": None}),
        ("unregistered", None),
    ],
    indirect=["standin"],
)
@pytest.mark.parametrize("name", ["scraped", "founding"])
def test_which_work_is_meant_where_the_doi_leads_to_another(
    check: Check, name: str, told: object
) -> None:
    _, report = check(ARTICLES[name])

    [document] = report["documents"]
    codes = ("EK201", "EK202", "EK203")
    [finding] = [f for f in document["findings"] if f["code"] in codes]
    assert finding["reference"] == "8"
    assert finding["meant"] == told


def messages(report: dict[str, Any], code: str) -> list[str]:
    [document] = report["documents"]
    return [f["message"] for f in document["findings"] if f["code"] == code]


def test_a_silent_pubmed_is_named_and_leaves_the_reference_not_found(
    check: Check, article: Path
) -> None:
    _, report = check(article)

    [document] = report["documents"]
    assert document["references"][1]["status"] == "not-found"
    assert messages(report, "EK204") == [
        "Crossref knows no work that fits this reference; PubMed did not answer"
    ]
    assert document["unchecked"] == []


def test_pubmed_knows_what_crossref_does_not(check_all: Check, article: Path) -> None:
    _, report = check_all(article)

    second = report["documents"][0]["references"][1]
    assert codes(report)[3] == ["EK301"]
    assert 2 not in codes(report)
    assert (second["status"], second["work"]["service"], second["work"]["PMCID"]) == (
        *("verified", "PubMed"),
        "PMC486942",
    )


def test_with_all_services_the_second_run_asks_nobody(
    check_all: Check, standin: StandIn, article: Path
) -> None:
    _, first = check_all(article)
    cold = standin.requests
    _, second = check_all(article)

    assert cold <= 8
    assert (standin.requests, second) == (cold, first)


def test_works_that_other_agencies_registered_are_verified(
    check_all: Check, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.bib"
    path.write_text(ELSEWHERE, "utf-8")

    exit_code, report = check_all(path, "--ignore", "EK1,EK4")

    [document] = report["documents"]
    assert {
        r["id"]: (r["status"], r["work"] and r["work"]["agency"])
        for r in document["references"]
    } == {
        "bert": ("verified", "DataCite"),
        "pandas": ("verified", "DataCite"),
        "exercise": ("verified", "mEDRA"),
        "silent": ("unchecked", None),
    }
    assert document["findings"] == []
    assert document["unchecked"] == [
        {
            "reference": "silent",
            "service": "doi.org",
            "reason": "registered with mEDRA, which serves no record of it as CSL-JSON",
        }
    ]
    assert exit_code == 3


def test_a_retraction_that_only_pubmed_knows_is_found(
    check_all: Check, tmp_path: Path
) -> None:
    path = tmp_path / "retracted.bib"
    path.write_text(RETRACTED, "utf-8")

    _, report = check_all(path, "--ignore", "EK1,EK4")

    [document] = report["documents"]
    assert codes(report) == {1: ["EK501"], 2: ["EK501"]}
    assert [r["work"]["service"] for r in document["references"]] == ["PubMed"] * 2
    assert document["unchecked"] == []


# By its number, and by search.
RETRACTED = """
@article{by-number,
  author = {Example, A. and van der Standin, Bo C. and {Loopback Study Group}},
  title = {A retracted trial of imaginary remedies for loneliness},
  journal = {Annals of example medicine}, year = 1999, volume = 9, number = 4,
  pages = {101--109}, pmid = {90000001}
}
@article{by-search,
  author = {Example, A. and van der Standin, Bo C. and {Loopback Study Group}},
  title = {A retracted trial of imaginary remedies for loneliness},
  journal = {Ann Example Med}, year = 1999, volume = 9, number = 4,
  pages = {101--109}
}
"""
ELSEWHERE = """
@misc{bert,
  author = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina},
  title = {{BERT}: Pre-training of Deep Bidirectional Transformers for Language
    Understanding},
  publisher = {arXiv}, year = 2019, doi = {10.48550/arXiv.1810.04805}
}
@software{pandas,
  author = {{The pandas development team}}, title = {pandas-dev/pandas: Pandas},
  publisher = {Zenodo}, year = 2020, doi = {10.5281/zenodo.3509134}
}
@article{exercise,
  author = {Esempio, Ada and Prova, Carlo},
  title = {L'esercizio fisico nella cura della depressione lieve},
  journal = {Rivista di esempio}, year = 2012, volume = 4, number = 1,
  pages = {15--28}, doi = {10.1400/300100}
}
@article{silent,
  author = {Esempio, Ada}, title = {Un articolo senza scheda},
  journal = {Rivista di esempio}, year = 2010, volume = 2, number = 1,
  pages = {1--9}, doi = {10.1400/22222}
}
"""


def test_the_references_are_found_and_parsed(check: Check, article: Path) -> None:
    _, report = check(article, "--offline")

    items = [r["item"] for r in report["documents"][0]["references"]]
    assert [item["issued"]["date-parts"][0][0] for item in items[:16]] == [
        *(2011, 2004, 2006, 2019, 2018, 2019, 2021, 2018),
        *(2016, 2019, 2012, 2022, 2008, 2013, 2020, 2016),
    ]
    assert sum("DOI" in item for item in items) == 14
    assert items[1]["title"] == ("The link between depression and physical symptoms")
    assert items[16]["title"] == "Using person-centered language"


def test_the_articles_own_references_come_out_verbatim(
    check: Check, shared: Path
) -> None:
    truth = json.loads((shared / "seed/truth.json").read_text("utf-8"))

    _, report = check(SEED, "--offline")

    assert [r["text"] for r in report["documents"][0]["references"]] == [
        reference["cited"] for reference in truth["refs"]
    ]


def test_a_volume_of_zero_shows_the_registered_volume(check: Check) -> None:
    _, report = check(ROOT / "examples/article.txt")

    [document] = report["documents"]
    proofs = [
        (evidence["printed"], evidence["registered"])
        for finding in document["findings"]
        if finding["reference"] == "15"
        for evidence in finding["evidence"]
        if evidence["field"] == "volume"
    ]
    assert ("0", "11") in proofs


def test_one_article_costs_few_requests_and_none_the_second_time(
    check: Check, standin: StandIn, article: Path
) -> None:
    _, first = check(article)
    cold = standin.requests
    _, second = check(article)

    assert cold <= 8
    assert standin.requests == cold
    assert second == first


def test_offline_asks_nobody_and_still_finds_what_needs_no_service(
    check: Check, standin: StandIn, article: Path
) -> None:
    exit_code, report = check(article, "--offline")

    assert codes(report) == {6: ["EK401"], 8: ["EK106"], 15: ["EK105"], 17: ["EK102"]}
    assert standin.requests == 0
    assert exit_code == 1


def test_a_check_can_be_recorded_and_replayed_with_the_same_report(
    check: Check, standin: StandIn, article: Path, tmp_path: Path
) -> None:
    records = str(tmp_path / "records.json")
    recorded = check(article, "--record", records)
    asked = standin.requests

    replayed = check(article, "--replay", records)

    assert replayed[0] == recorded[0]
    assert replayed[1]["documents"] == recorded[1]["documents"]
    assert standin.requests == asked


@pytest.mark.parametrize(
    "fault",
    [Fault.TOO_MANY, Fault.HTML_200, Fault.RESET],
    ids=lambda fault: fault.value,
)
def test_an_outage_makes_references_unchecked(
    check: Check, standin: StandIn, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin.crossref_fault = standin.doi_fault = fault
    # Patience is tested with a clock of its own, in tests/services.
    monkeypatch.setattr("evidencekit.api.Settings", partial(Settings, patience_s=1.0))
    options = ("--ignore", "EK1,EK4", "--no-cache", "--timeout", "1")

    exit_code, report = check(ROOT / "examples/article.txt", *options)

    [document] = report["documents"]
    assert document["findings"] == []
    assert [u["reference"] for u in document["unchecked"]] == [
        str(n) for n in range(1, 17)
    ]
    assert exit_code == 3


@pytest.mark.parametrize("path", ["scraped", "markdown", "founding"])
def test_most_claims_reach_a_reference(check: Check, path: str) -> None:
    _, report = check(ARTICLES[path], "--offline")

    claims = report["documents"][0]["claims"]
    reached = {link["reference"] for claim in claims for link in claim["links"]}
    assert len(reached) >= 12


def test_every_defect_is_found_under_its_own_rule_and_nothing_else(
    check: Check,
) -> None:
    _, report = check(ROOT / "tests/data/one_defect_each.bib")

    [document] = report["documents"]
    keys = [reference["id"] for reference in document["references"]]
    assert {keys[place - 1]: found for place, found in codes(report).items()} == {
        key: re.findall(r"EK\d{3}", key) for key in keys if key.startswith("EK")
    }
