"""What strangers put into articles, records and arguments commands no terminal."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit.bibliography.bibtex import to_bibtex
from evidencekit.bibliography.ris import to_ris
from evidencekit.cli import main
from evidencekit.inert import json_text, visible, visible_lines
from evidencekit.model import Found, Item, Lookups, Name, Update, Work
from evidencekit.services.records import write_records

# Clears the screen, rings, sets the window's title, turns the direction, hides a word.
TITLE = (
    "Exercise\x1b[2J\x07 \x1b]0;owned\x07helps \u202eneveser\u202c"
    " \u2066sleep\u2069\u200b\x9b31m \U000e0041too\u2028now\x7f"
)
COMMANDS = set("\x1b\x07\x9b\x7f\u202e\u202c\u2066\u2069\u200b\u2028\U000e0041")


def test_a_line_keeps_its_words_and_loses_what_nobody_sees() -> None:
    assert visible(TITLE) == ("Exercise [2J ]0;owned helps neveser sleep 31m too now")
    assert visible("a\u200cb\u200dc naïve 木村 🙂") == "a\u200cb\u200dc naïve 木村 🙂"


def test_lines_stay_lines() -> None:
    assert visible_lines("one:\n    two\x1b[2J\r") == "one:\n    two[2J"


@pytest.mark.parametrize("indent", [None, 2])
def test_json_says_the_same_in_escapes(indent: int | None) -> None:
    text = json_text({"title": TITLE}, indent=indent)

    assert json.loads(text) == {"title": TITLE}
    assert not COMMANDS & set(text)


@pytest.mark.parametrize("write", [lambda item: to_bibtex(item, "a2020"), to_ris])
def test_a_bibliography_holds_no_commands(write: object) -> None:
    assert callable(write)

    text = write(
        Item(title=TITLE, doi="10.1000/\x1b[2Jx", url="https://a.example/\u202e")
    )

    assert not COMMANDS & set(text)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    prose = "Exercise lowers the risk of depression by 20 % in most adults [1]. "
    path.write_text(
        f"{prose * 80}\n\nReferences\n\n"
        f"1. Smith J. {TITLE}. Nature. 2019;1(2):3-99.\n"
        f"2. Jones\u202e K. {TITLE}. Nature. 2019;1(2):3-9. doi:10.1000/182\n"
    )
    return path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    item = Item(title=f"Another {TITLE}", author=(Name(family="Jon\x1b[2Jes"),))
    update = Update("retraction", "10.1000/\u202e9", label="\x9b2JRetraction")
    work = Work(item, service="Crossref", url="https://a.example/", retrieved="2026")
    work = replace(work, updated_by=(update,))
    write_records(path, Lookups({"10.1000/182": Found(work)}))
    assert not COMMANDS & set(path.read_text("utf-8"))
    return path


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", [["check", "-v"], ["claims"], ["resolve"]])
def test_no_report_holds_what_a_terminal_would_obey(
    command: list[str], form: str, article: Path, records: Path
) -> None:
    if command != ["claims"]:
        command = [*command, "--replay", str(records)]
    what = "10.1000/182" if command[0] == "resolve" else str(article)

    done = run(*command, "--format", form, what)

    assert done.stdout
    assert not COMMANDS & set(done.stdout + done.stderr)


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris"])
def test_no_parsed_reference_holds_what_a_terminal_would_obey(
    form: str, article: Path
) -> None:
    done = run("parse", "--to", form, str(article))

    assert done.stdout
    assert not COMMANDS & set(done.stdout + done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "\x1b[2Jnowhere.txt"],
        ["check", "--format", "\x1b[2J"],
        ["resolve", "\x1b[2J"],
        ["explain", "\u202eEK999"],
        ["\x1b[2J"],
        ["--\x1b[2J"],
    ],
)
def test_an_error_repeats_no_commands(arguments: list[str]) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert done.stderr
    assert not COMMANDS & set(done.stderr)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))
