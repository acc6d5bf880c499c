"""Mail addresses, passwords and keys are neither shown nor kept."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main
from evidencekit.redaction import redacted
from tests.standin.faults import Fault
from tests.standin.records import records
from tests.standin.server import StandIn

MAIL = "editor.in.chief@example.org"
REFERENCE = (
    "Lakhan SE, Vieira KF. Nutritional therapies for mental disorders. Nutr J. "
    "2008;7(1):2. doi:10.1186/1475-2891-7-2"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://me:hush@proxy:8080/ is down", "http://…@proxy:8080/ is down"),
        ("GET /works?rows=1&mailto=a@b.org", "GET /works?rows=1&mailto=…"),
        ("?email=a%40b.org&api_key=123&db=pubmed", "?email=…&api_key=…&db=pubmed"),
        ("evidencekit/1 (mailto:a@b.org)", "evidencekit/1 (mailto:…)"),
        ("Authorization: Bearer abc.def", "Authorization: …"),
        ("Crossref-Plus-API-Token: Bearer abc", "Crossref-Plus-API-Token: …"),
        ("https://doi.org/10.1000/a@b", "https://doi.org/10.1000/a@b"),
        ("no connection; key=value", "no connection; key=value"),
    ],
)
def test_only_what_is_secret_is_taken_out(text: str, shown: str) -> None:
    assert redacted(text) == shown


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize("fault", [None, Fault.BLOCKED])
def test_the_mail_address_goes_to_the_service_and_nowhere_else(
    fault: Fault | None, tmp_path: Path
) -> None:
    article = tmp_path / "references.txt"
    article.write_text(f"References\n\n1. {REFERENCE}\n")
    cache, kept = tmp_path / "cache", tmp_path / "records.json"
    with StandIn(records()) as standin:
        standin.crossref_fault = fault
        done = run(
            *("check", "--mailto", MAIL, "-v", "--format", "json"),
            *("-o", str(tmp_path / "report.json"), "--format", "text"),
            *("--crossref-url", standin.url, "--doi-url", standin.url),
            *("--cache-dir", str(cache), "--record", str(kept), str(article)),
        )
        assert any("mailto=" in str(request) for request in standin.log)

    written = [done.stdout, done.stderr, (tmp_path / "report.json").read_text("utf-8")]
    written.append(kept.read_text("utf-8"))
    written += [path.read_bytes().decode("latin-1") for path in cache.rglob("*.*")]
    assert [text for text in written if MAIL in text or "%40example" in text] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hush@mirror.example",
        "https://mirror.example/?api_key=hush",
        "https://mirror.example/?token=hush",
    ],
)
def test_an_address_with_a_secret_is_refused_without_repeating_it(url: str) -> None:
    done = run("check", "--crossref-url", url, __file__)

    assert done.exit_code == 2
    assert "--crossref-url" in done.stderr
    assert "hush" not in done.stderr


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))
