"""What a check lets pass, as a user runs it: exemptions, baselines, exit codes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main

ROOT = Path(__file__).parents[2]
REPLAY = str(ROOT / "examples/records.json")
CODES = ["EK303", "EK301", "EK401", "EK202", "EK304", "EK105", "EK102"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_") or name == "PRE_COMMIT":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    article = (ROOT / "examples/article.md").read_text("utf-8")
    (tmp_path / "article.md").write_text(article, "utf-8")
    return tmp_path


def check(*options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--replay", REPLAY, *options])


def report(*options: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(check(*options, "--format", "json").stdout)
    return content


def codes(content: dict[str, Any], kind: str = "findings") -> list[str]:
    return [f["code"] for d in content["documents"] for f in d[kind]]


def test_a_baseline_from_one_run_hides_what_the_next_one_finds(folder: Path) -> None:
    first = check("article.md", "--write-baseline", "known.json")
    second = report("article.md", "--baseline", "known.json")

    assert first.exit_code == 0
    assert first.stderr == "evidencekit: known.json: 7 findings written as known\n"
    assert codes(second) == []
    assert sorted(codes(second, "suppressed")) == sorted(CODES)
    assert second["summary"]["baselined"] == 7
    assert {p["path"] for p in _known(folder)} == {"article.md"}


def test_moved_text_stays_known_and_a_new_mistake_is_not(folder: Path) -> None:
    check("article.md", "--write-baseline", "known.json")
    article = folder / "article.md"
    text = article.read_text("utf-8")
    moved = text.replace("## References", "A line.\n\nAnother.\n\n## References")
    article.write_text(moved.replace("2019;14(5)", "2019;15(5)"), "utf-8")

    done = check("article.md", "--baseline", "known.json", "--format", "json")

    content = json.loads(done.stdout)
    assert codes(content) == ["EK215"]
    assert content["summary"]["baselined"] == 7
    assert done.exit_code == 1


def test_what_is_gone_is_said_and_renewed_away(folder: Path) -> None:
    check("article.md", "--write-baseline", "known.json")
    article = folder / "article.md"
    text = article.read_text("utf-8")
    article.write_text(text[: text.index("17. ")], "utf-8")

    stale = check("article.md", "--baseline", "known.json")
    again = ("--baseline", "known.json", "--write-baseline", "known.json")
    check("article.md", *again)

    assert stale.stderr == (
        "evidencekit: known.json: 1 finding of it no longer found; give "
        "--write-baseline with the same file to renew it\n"
    )
    assert len(_known(folder)) == 6
    assert check("article.md", "--baseline", "known.json").stderr == ""


def test_offline_nothing_is_called_gone_that_needs_a_service(folder: Path) -> None:
    check("article.md", "--write-baseline", "known.json")

    arguments = ["check", "--offline", "article.md", "--baseline", "known.json"]
    done = CliRunner().invoke(main, arguments)

    assert done.stderr == ""
    # Found without a service as well, save EK106: the records told otherwise.
    assert "1 error, 0 warnings, 0 notes" in done.stdout
    assert "3 in the baseline" in done.stdout


def test_a_configured_baseline_is_made_by_the_first_run(folder: Path) -> None:
    (folder / "evidencekit.toml").write_text('baseline = "known.json"\n', "utf-8")

    missing = check("article.md")
    made = check("article.md", "--write-baseline", "known.json")

    assert missing.exit_code == 2
    assert "there is no such baseline; make it with --write-baseline" in missing.stderr
    assert made.exit_code == 0
    assert check("article.md").exit_code == 0


def test_a_baseline_says_that_it_lacks_what_could_not_be_checked() -> None:
    arguments = ["--offline", "article.md", "--write-baseline", "known.json"]

    done = CliRunner().invoke(main, ["check", *arguments])

    assert done.exit_code == 3
    assert "could not be checked; what may be wrong with them is not in it" in (
        done.stderr
    )


def test_fixing_and_a_new_baseline_do_not_go_together() -> None:
    done = check("article.md", "--fix", "--write-baseline", "known.json")

    assert done.exit_code == 2
    assert "--write-baseline is for what is left: fix first" in done.stderr


@pytest.mark.parametrize("place", ["missing/known.json", "."])
def test_a_place_for_no_baseline_is_refused_before_the_work(place: str) -> None:
    done = check("article.md", "--write-baseline", place)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def _known(folder: Path) -> list[dict[str, Any]]:
    content = json.loads((folder / "known.json").read_text("utf-8"))
    return [entry for entry in content["findings"] if entry]


# Exemptions --------------------------------------------------------------------------

ENTRIES = """EK303 = "we cut subtitles"
"10.1371/journal.pone.0216631" = { rules = ["notice-doi"], reason = "it is meant" }
"https://doi.org/10.3389/FPSYT.2020.00207" = "checked by hand"
"""


@pytest.mark.parametrize(
    ("name", "head"),
    [("evidencekit.toml", ""), ("pyproject.toml", "tool.evidencekit.")],
)
def test_works_and_rules_are_ignored_with_a_reason(
    folder: Path, name: str, head: str
) -> None:
    (folder / name).write_text(f"[{head}ignore]\n{ENTRIES}", "utf-8")

    content = report("article.md")

    assert sorted(codes(content)) == ["EK102", "EK301", "EK401"]
    passed = content["documents"][0]["suppressed"]
    assert [(s["code"], s["suppressed_by"], s["reason"]) for s in passed] == [
        ("EK202", "configuration", "it is meant"),
        ("EK304", "configuration", "checked by hand"),
        ("EK105", "configuration", "checked by hand"),
    ]
    assert content["summary"]["suppressed"] == 3


@pytest.mark.parametrize("how", ["an exemption", "a baseline"])
def test_what_may_pass_is_not_fixed(folder: Path, how: str) -> None:
    if how == "a baseline":
        check("article.md", "--write-baseline", "known.json")
        (folder / "evidencekit.toml").write_text('baseline = "known.json"\n', "utf-8")
    else:
        text = "ignore.'10.3389/fpsyt.2020.00207' = 'x'\nignore.EK301 = 'x'\n"
        (folder / "evidencekit.toml").write_text(text, "utf-8")
    before = (folder / "article.md").read_bytes()

    check("article.md", "--fix")

    assert (folder / "article.md").read_bytes() == before


def test_an_entry_by_fingerprint_lets_one_finding_pass(folder: Path) -> None:
    [finding] = [
        f for f in report("article.md")["documents"][0]["findings"] if f["line"] == 84
    ]
    text = f"[ignore]\n{finding['fingerprint']} = 'no DOI in our style'\n"
    (folder / "evidencekit.toml").write_text(text, "utf-8")

    assert codes(report("article.md"), "suppressed") == [finding["code"]]


def test_an_entry_that_silences_nothing_is_reported_where_it_stands(
    folder: Path,
) -> None:
    text = f'[tool.evidencekit.ignore]\n{ENTRIES}# old\n"10.1000/999" = "gone"\n'
    (folder / "pyproject.toml").write_text(text, "utf-8")
    (folder / "inner").mkdir()
    os.chdir(folder / "inner")

    done = check("../article.md", "--format", "github")
    [line] = [x for x in done.stdout.splitlines() if "EK010" in x]

    assert line.startswith("::notice file=../pyproject.toml,line=6,")
    assert line.endswith(
        "the entry 10.1000/999 that ignores every rule silences nothing"
    )


def test_where_not_all_is_read_no_entry_is_called_unused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "evidencekit.toml").write_text('[ignore]\n"10.1000/999" = "x"\n', "utf-8")

    assert codes(report("article.md")).count("EK010") == 1
    assert codes(report("article.md", "missing.md")).count("EK010") == 0
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert codes(report("article.md")).count("EK010") == 0


def test_comments_in_markdown_let_pass_with_a_reason(folder: Path) -> None:
    article = folder / "article.md"
    text = article.read_text("utf-8")
    comment = "<!-- evidencekit: ignore[EK202] the notice is meant -->"
    article.write_text(text.replace("8. Vollbehr", f"{comment}\n8. Vollbehr"), "utf-8")

    [passed] = report("article.md")["documents"][0]["suppressed"]

    assert (passed["code"], passed["suppressed_by"], passed["reason"]) == (
        *("EK202", "comment", "the notice is meant"),
    )


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('"10.1000/182" = ""', '10.1000/182: give the reason, such as 10.1000/182 = "'),
        ('"10.1000/182" = 3', "10.1000/182: give the reason"),
        ('"10.1000/182" = {rules = ["EK204"]}', "10.1000/182: give the reason"),
        (
            '"10.1000/182" = {reason = "x", rule = "EK204"}',
            "10.1000/182: rule: there is rules, reason, path (did you mean rules?)",
        ),
        (
            '"10.1000/182" = {reason = "x", rules = [1]}',
            "10.1000/182: rules: give rule codes or names",
        ),
        (
            '"10.1000/182" = {reason = "x", path = 1}',
            '10.1000/182: path: give a pattern, such as "content/*.md"',
        ),
        (
            '"10.1000/182" = {reason = "x", rules = ["EK9999"]}',
            "10.1000/182: EK9999: no rule has this code or name",
        ),
        ('"10.1000 182" = "x"', "10.1000 182: give a DOI, a fingerprint or a rule"),
        (
            'missing_doi = "x"',
            "missing_doi: no rule has this code or name (did you mean",
        ),
    ],
)
def test_a_bad_entry_is_one_line_that_names_file_and_key(
    folder: Path, entry: str, complaint: str
) -> None:
    (folder / "evidencekit.toml").write_text(f"[ignore]\n{entry}\n", "utf-8")

    done = check("article.md")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "evidencekit.toml: ignore: " + complaint in done.stderr
    assert done.stderr.count("\n") == 1


# Severity ----------------------------------------------------------------------------


def test_the_severity_of_a_rule_can_be_set(folder: Path) -> None:
    text = 'select = ["EK303", "EK102"]\n[severity]\nEK303 = "error"\n'
    (folder / "evidencekit.toml").write_text(text + 'EK1 = "note"\n', "utf-8")

    findings = report("article.md")["documents"][0]["findings"]

    assert [(f["code"], f["severity"]) for f in findings] == [
        ("EK303", "error"),
        ("EK102", "note"),
    ]
    option = ("--severity", "truncated-title=note", "--severity", "EK1=note")
    assert check("article.md", *option).exit_code == 0


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("EK303", "--severity: ('EK303',) cannot be used; give a severity by rule"),
        ("EK303=fatal", "cannot be used; give error, warning or note"),
        (
            "EK333=note",
            "--severity: EK333: no rule has this code or name (did you mean",
        ),
    ],
)
def test_a_bad_severity_is_one_line(option: str, complaint: str) -> None:
    done = check("article.md", "--severity", option)

    assert done.exit_code == 2
    assert complaint in done.stderr
