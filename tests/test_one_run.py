"""Several reports in one run cost what one does: everything is asked once."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidencekit.cli import main
from tests.standin.server import StandIn

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _services(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CROSSREF", "DOI", "DATACITE", "PUBMED", "PMC"):
        monkeypatch.setenv(f"EVIDENCEKIT_{name}_URL", standin.url)
    monkeypatch.delenv("EVIDENCEKIT_CACHE_DIR", raising=False)
    monkeypatch.chdir(tmp_path)


def check(*arguments: str) -> str:
    article = str(ROOT / "examples/article.md")
    return CliRunner().invoke(main, ["check", "--no-cache", article, *arguments]).stdout


def test_four_reports_ask_no_more_than_one(standin: StandIn) -> None:
    check("--format", "json", "-o", "one.json")
    for_one = standin.requests
    printed = check(
        *("--format", "github", "--format", "json", "-o", "four.json"),
        *("-o", "four.sarif", "-o", "four.html", "-o", "four.xml"),
    )
    for_more = standin.requests - for_one

    assert 0 < for_one == for_more
    assert len([line for line in printed.splitlines() if line.startswith("::")]) >= 7
    one, four = (
        json.loads(Path(name).read_text("utf-8"))["documents"][0]["findings"]
        for name in ("one.json", "four.json")
    )
    assert [f["fingerprint"] for f in one] == [f["fingerprint"] for f in four]
    results = json.loads(Path("four.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert len(results) == len(four)


def test_fingerprints_do_not_depend_on_who_answered(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    check("--format", "json", "-o", "all.json")
    check("--services", "crossref", "--format", "json", "-o", "one.json")

    found = {
        name: {
            f["code"]: f["fingerprint"]
            for f in json.loads(Path(name).read_text("utf-8"))["documents"][0][
                "findings"
            ]
        }
        for name in ("all.json", "one.json")
    }
    shared = set(found["all.json"]) & set(found["one.json"])

    assert "EK202" in shared
    assert len(shared) >= 4
    assert all(found["all.json"][c] == found["one.json"][c] for c in shared)
