"""`evidencekit check`: exit codes, outputs, what goes where."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main
from evidencekit.model import Document, Lookups, Report, RuleFailure
from evidencekit.model.report import DocumentReport
from tests.standin.faults import Fault
from tests.standin.server import StandIn

CHECK_DOCUMENTS = "evidencekit.commands.checking.check_documents"
CLEAN = """@misc{page, title = {A page}, url = {https://example.org}, year = {2020}}
"""
PLACEHOLDER = """@article{oh2020,
  author = {Oh, Jihoon},
  title = {Association between macronutrients intake and depression},
  journal = {Frontiers in Psychiatry},
  year = {2020},
  volume = {0},
}
"""
GOOD = """@article{popovic2019,
  author = {Popovic, M},
  title = {A title},
  journal = {PLoS One},
  year = {2019},
  volume = {14},
  pages = {e0217800},
  doi = {10.1371/journal.pone.0217800},
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with three bibliographies and an environment of its own."""
    for name in list(os.environ):
        if name.startswith("EVIDENCEKIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for name, text in {"clean": CLEAN, "zero": PLACEHOLDER, "good": GOOD}.items():
        (tmp_path / f"{name}.bib").write_text(text, "utf-8")
    return tmp_path


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.bib", "--offline"], 0),
        (["zero.bib", "--offline"], 1),
        (["zero.bib", "--offline", "--fail-on", "error"], 3),
        (["zero.bib", "--offline", "--ignore", "EK1"], 3),
        (["zero.bib", "--offline", "--select", "duplicate-reference"], 3),
        (["good.bib", "--offline"], 3),
        (["zero.bib", "--offline", "--exit-zero"], 0),
        (["good.bib", "--offline", "--exit-zero"], 0),
        (["good.bib", "--offline", "--allow-unchecked"], 0),
        (["zero.bib", "--offline", "--allow-unchecked"], 1),
        (["missing.bib", "--exit-zero"], 2),
        (["clean.bib", "--offline", "--select", "EK999"], 2),
        (["clean.bib", "--offline", "--fail-on", "fatal"], 2),
        (["clean.bib", "--mailto", "nobody"], 2),
        (["clean.bib", "--replay", "missing.json"], 2),
        ([], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_exit_code_says_how_it_went(
    folder: Path, arguments: list[str], code: int
) -> None:
    assert check(*arguments).exit_code == code


def test_the_report_goes_to_standard_output_and_nothing_else(folder: Path) -> None:
    result = check("zero.bib", "--offline")

    assert result.stderr == ""
    assert result.stdout == (
        "zero.bib\n"
        "\n"
        "  Reference oh2020  Jihoon Oh. Association between macronutrients intake and "
        "de…\n"
        "    6:13 warning EK105 placeholder-value\n"
        "      volume 0 stands where the real one was never filled in\n"
        "      printed     0\n"
        "\n"
        "  Could not be checked\n"
        "    reference oh2020: offline: no service was asked\n"
        "\n"
        "1 reference: 0 verified; 0 errors, 1 warning, 0 notes; 1 unchecked\n"
    )


def test_an_unreadable_file_does_not_lose_the_others(folder: Path) -> None:
    result = check("missing.bib", "zero.bib", "--offline", "--format", "json")

    assert result.stderr == "evidencekit: missing.bib: there is no such file\n"
    [document] = json.loads(result.stdout)["documents"]
    assert (document["path"], result.exit_code) == ("zero.bib", 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 20),
        ("article.pdf", b"%PDF-1.7\n"),
        ("page.html", b"<!doctype html><script>x()</script>"),
        ("feed.dat", b"<?xml version='1.0'?><rss/>"),
    ],
)
def test_unusable_input_is_one_line_that_names_the_file(
    folder: Path, name: str, content: bytes
) -> None:
    (folder / name).write_bytes(content)

    result = check(name, "--offline")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"evidencekit: {name}: ")
    assert result.stderr.count("\n") == 1


def test_standard_input_is_read_for_a_dash_and_has_a_name(folder: Path) -> None:
    result = check(
        "-",
        *("--stdin-filename", "draft.bib", "--offline", "--format", "json"),
        stdin=PLACEHOLDER.encode(),
    )

    [document] = json.loads(result.stdout)["documents"]
    assert (document["path"], document["media_type"]) == (
        "draft.bib",
        "text/x-bibtex",
    )


def test_each_format_goes_to_the_file_after_it(folder: Path) -> None:
    result = check(
        *("zero.bib", "--offline"),
        *("--format", "text", "-o", "report.txt"),
        *("--format", "json", "-o", "report.json"),
    )

    assert result.output == ""
    assert (folder / "report.txt").read_text("utf-8").startswith("zero.bib\n")
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert report["summary"]["warnings"] == 1


def test_a_format_without_a_file_goes_to_standard_output(folder: Path) -> None:
    result = check(
        "clean.bib", "--offline", "--format", "text", "--format", "json", "-o", "r.json"
    )

    assert result.stdout.startswith("clean.bib\n")
    assert json.loads((folder / "r.json").read_text("utf-8"))["version"] == "1"


@pytest.mark.parametrize(
    "arguments", [["-o", "r.json"], ["-o", "r.json", "--format", "json"]]
)
def test_one_file_gets_the_one_format_or_that_of_its_suffix(
    folder: Path, arguments: list[str]
) -> None:
    result = check("clean.bib", "--offline", *arguments)

    assert result.output == ""
    assert json.loads((folder / "r.json").read_text("utf-8"))["version"] == "1"


def test_two_formats_cannot_share_standard_output(folder: Path) -> None:
    result = check("clean.bib", "--format", "text", "--format", "json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "give one of them a file" in result.stderr


def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    folder: Path,
) -> None:
    result = check("clean.bib", "-o", "nowhere/report.txt")

    assert (result.exit_code, result.output) == (
        2,
        "evidencekit: nowhere/report.txt: there is no directory nowhere; "
        "make it first\n",
    )


def test_a_report_replaces_the_one_before_and_leaves_nothing_else(
    folder: Path,
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    (folder / "r.txt").write_text("old", "utf-8")

    check("clean.bib", "--offline", "-o", "r.txt")

    assert (folder / "r.txt").read_text("utf-8").startswith("clean.bib")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*before, "r.txt"])


def test_the_environment_and_the_file_reach_the_check(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "evidencekit.toml").write_text('ignore = ["EK105"]\n', "utf-8")
    monkeypatch.setenv("EVIDENCEKIT_OFFLINE", "1")
    monkeypatch.setenv("EVIDENCEKIT_FORMAT", "json")

    result = check("zero.bib")

    report = json.loads(result.stdout)
    assert (report["documents"][0]["findings"], result.exit_code) == ([], 3)


def test_colour_is_given_on_demand_only(folder: Path) -> None:
    plain = check("zero.bib", "--offline")
    colored = check("zero.bib", "--offline", "--color", "always")

    assert "\x1b" not in plain.stdout
    assert "\x1b[1;33mwarning\x1b[0m" in colored.stdout


def test_json_is_the_same_byte_for_byte_when_replayed(
    folder: Path, standin: StandIn
) -> None:
    services = ["--crossref-url", standin.url, "--doi-url", standin.url, "--no-cache"]
    first = check("good.bib", "--format", "json", "--record", "r.json", *services)
    replays = [
        check("good.bib", "--format", "json", "--replay", "r.json") for _ in range(2)
    ]

    documents = [json.loads(r.stdout)["documents"] for r in (first, *replays)]
    assert documents[0] == documents[1]
    assert replays[0].stdout == replays[1].stdout


ILEAL = """@article{wakefield1998,
  author = {Wakefield, AJ and Murch, SH and others},
  title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
           developmental disorder in children},
  journal = {Lancet},
  year = {1998},
  volume = {351},
  pages = {637-641},
  doi = {10.1016/S0140-6736(97)11096-0},
}
"""


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2009", "the article, of 2009, is older than the notice"),
        ("2011-03-04", "was out when the article was written, on 2011-03-04"),
    ],
)
def test_a_retraction_is_held_against_the_date_of_the_article(
    folder: Path, standin: StandIn, date: str, words: str
) -> None:
    (folder / "ileal.bib").write_text(ILEAL, "utf-8")
    services = ["--crossref-url", standin.url, "--doi-url", standin.url]

    result = check("ileal.bib", "--format", "json", "--date", date, *services)

    [document] = json.loads(result.stdout)["documents"]
    [message] = [f["message"] for f in document["findings"] if f["code"] == "EK501"]
    assert words in message
    assert [r["standing"] for r in document["references"]] == ["retracted"]


def test_silence_of_a_service_ends_with_3(folder: Path, standin: StandIn) -> None:
    standin.crossref_fault = standin.doi_fault = Fault.BLOCKED

    result = check(
        *("good.bib", "--format", "json", "--no-cache"),
        *("--crossref-url", standin.url, "--doi-url", standin.url),
    )

    report = json.loads(result.stdout)
    assert (report["summary"]["not_found"], report["summary"]["unchecked"]) == (0, 1)
    assert result.exit_code == 3


def test_a_rule_that_breaks_off_is_our_bug_and_the_report_still_comes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Report:
        document = Document("clean.bib", "text/plain", "")
        failures = (RuleFailure("EK103", "ValueError: month 13"),)
        return Report((DocumentReport(document, failures=failures),))

    monkeypatch.setattr(CHECK_DOCUMENTS, broken)

    result = check("clean.bib")

    assert result.stdout.startswith("clean.bib\n")
    assert "rule EK103 broke off: ValueError: month 13; please report" in result.stderr
    assert result.exit_code == 2


def test_an_unexpected_exception_is_one_line_and_exit_code_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Report:
        raise KeyError("surprise")

    monkeypatch.setattr(CHECK_DOCUMENTS, broken)

    result = check("clean.bib")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "evidencekit: a bug of ours, not of your text: KeyError: 'surprise' ("
    )
    assert result.stderr.count("\n") == 1


def test_an_interrupt_keeps_what_was_answered_and_what_needs_no_service(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Lookups:
        raise KeyboardInterrupt

    monkeypatch.setattr("evidencekit.services.Resolver.resolve", interrupted)

    result = check("zero.bib", "--format", "json")

    [document] = json.loads(result.stdout)["documents"]
    assert [f["code"] for f in document["findings"]] == ["EK105"]
    assert [u["service"] for u in document["unchecked"]] == ["interrupted"]
    assert result.exit_code == 130


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "evidencekit", "check", "--offline", "zero.bib"]
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (1, b"")
