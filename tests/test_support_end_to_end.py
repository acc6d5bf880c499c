"""What editors, pages, programs and CI see of claims whose support has changed."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evidencekit.cli import main
from tests.standin.server import StandIn

# The Lancet's work was retracted, PLOS ONE's corrected, the review is of 2006.
PAGE = """\
# What a garden does for you

Measles shots harm the gut of some children [1]. Bees fly to warm flowers first [2].
Recent research shows that exercise gives people more energy [3].

## References

1. Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia,
   non-specific colitis, and pervasive developmental disorder in children. Lancet.
   1998;351:637-641. doi:10.1016/S0140-6736(97)11096-0
2. Shrestha M, Garcia JE, Bukovac Z, Dorin A, Dyer AG. Pollination in a new climate:
   Assessing the potential influence of flower temperature variation on insect
   pollinator behaviour. PLOS ONE. 2018;13(8):e0200549.
   doi:10.1371/journal.pone.0200549
3. Puetz TW, O'Connor PJ, Dishman RK. Effects of chronic exercise on feelings of energy
   and fatigue: a quantitative synthesis. Psychological Bulletin. 2006;132(6):866-876.
   doi:10.1037/0033-2909.132.6.866
"""
# The claim, and what the record says of its support.
SAID = {
    "EK604": ("Measles shots harm the gut of some children [1].",
              "10.1016/s0140-6736(10)60175-4"),
    "EK609": ("Bees fly to warm flowers first [2].",
              "10.1371/journal.pone.0203153"),
    "EK607": ("Recent research shows that exercise gives people more energy [3].",
              "2006"),
}  # fmt: skip
_PATHS = {"CROSSREF": "", "DOI": "", "DATACITE": "", "PUBMED": "/entrez/eutils",
          "PMC": "/tools/idconv"}  # fmt: skip
DATES = ("2010-02-06", "2018-08-23", "2023")


@pytest.fixture
def report(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """Return a function that gives the report on PAGE, of 2023, in a format."""
    for name, path in _PATHS.items():
        monkeypatch.setenv(f"EVIDENCEKIT_{name}_URL", f"{standin.url}{path}")
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text(PAGE, "utf-8")

    def made(shown: str) -> str:
        options = ("--date", "2023-04-01", "--no-cache", "--format", shown)
        result = CliRunner().invoke(main, ["check", "page.md", *options])
        assert result.exit_code == 1, result.stderr
        return result.stdout

    return made


def test_the_text_shows_claim_and_record_one_below_the_other(
    report: Callable[[str], str],
) -> None:
    text = " ".join(report("text").split())

    for code, (claim, words) in SAID.items():
        label = "year" if code == "EK607" else "notice"
        assert re.search(
            rf"{code}.*? claim {re.escape(claim)} {label} {re.escape(words)} proof",
            text,
        )
    assert all(date in text for date in DATES)
    assert "“Recent research” is said in 2023; reference 3 is from 2006: look" in text


def test_the_page_links_each_finding_to_its_sentence(
    report: Callable[[str], str],
) -> None:
    page = report("html")

    for code, (claim, words) in SAID.items():
        label = "Year" if code == "EK607" else "Notice"
        assert re.search(
            rf'<span class="code">{code} .*?In the text: <a href="#\S+?">'
            rf"{re.escape(claim)}</a>.*?<p>{label}: {re.escape(words)}</p>",
            page,
            re.DOTALL,
        )
    assert all(date in page for date in DATES)


def test_a_comment_on_a_change_shows_both_as_well(report: Callable[[str], str]) -> None:
    markdown = report("markdown").replace("\\", "")

    for code, (claim, words) in SAID.items():
        label = "year" if code == "EK607" else "notice"
        [row] = [line for line in markdown.splitlines() if f"| {code} " in line]
        assert f"<br>claim: {claim}<br>{label}: **{words}**" in row


@pytest.mark.parametrize("shown", ["json", "sarif"])
def test_programs_get_both_with_the_service_and_the_time(
    report: Callable[[str], str], shown: str
) -> None:
    found = _evidence(json.loads(report(shown)), shown)

    for code, (claim, words) in SAID.items():
        message, [proof] = found[code]
        assert (proof["printed"], proof["registered"]) == (claim, words)
        assert proof["service"] == "Crossref"
        assert proof["retrieved"]
        assert any(date in message for date in DATES)


def _evidence(
    report: Mapping[str, Any], shown: str
) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Return message and evidence of each finding by its code."""
    if shown == "json":
        findings = report["documents"][0]["findings"]
        return {f["code"]: (f["message"], f["evidence"]) for f in findings}
    results = report["runs"][0]["results"]
    return {
        r["ruleId"]: (r["message"]["text"], r["properties"]["evidence"])
        for r in results
    }
