"""The pages of docs/: their examples run, every public name has one, all links hold."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import evidencekit
from docs.generate import generated
from evidencekit.rules.registry import Rule, rules

ROOT = Path(__file__).parents[1]


def examples(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


EXAMPLES = examples("docs/library.md")


@pytest.mark.parametrize(("page", "fewest"), [("docs/library.md", 8), ("README.md", 1)])
def test_the_examples_of_a_page_run(
    page: str, fewest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}

    for number, example in enumerate(examples(page), 1):
        exec(compile(example, f"{page}, example {number}", "exec"), names)

    assert len(examples(page)) >= fewest


@pytest.mark.parametrize("name", evidencekit.__all__)
def test_every_public_name_is_in_an_example(name: str) -> None:
    assert re.search(rf"\b{name}\b", "".join(EXAMPLES))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_editors_are_told_what_to_do_about_each_rule(rule: Rule) -> None:
    page = (ROOT / "docs/editors.md").read_text("utf-8")
    told = re.findall(r"^\| (EK\d.*?):", page, re.MULTILINE)
    ranges = re.findall(r"EK(\d{3})(?:–EK(\d{3}))?", " ".join(told))

    assert any(a <= rule.code[2:] <= (b or a) for a, b in ranges)


PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_page(page: Path) -> None:
    text = re.sub(
        r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.M | re.S
    )
    targets = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", text)

    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_page_is_in_the_contents() -> None:
    contents = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = [p.name for p in PAGES if p.parent.name == "docs"]

    assert [name for name in pages if f": {name}" not in contents] == []


def test_every_page_below_rules_is_generated() -> None:
    stored = {f"docs/rules/{page.name}" for page in (ROOT / "docs/rules").iterdir()}

    assert stored == {path for path in generated() if path.startswith("docs/rules/")}


# What a browser fetches by itself, in a page and in its styles.
_FETCHED = re.compile(
    r"<(?:link|script|img|iframe)\b[^>]*?(?:href|src)=[\"']?(?:https?:)?//"
    r"|(?:url\(|@import)\s*[\"']?(?:https?:)?//"
)


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed")
def test_the_site_is_built_without_a_broken_link(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "rules/EK202/index.html").exists()
    built = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in built if path.suffix in {".py", ".pyc"}]
    for path in built:
        if path.suffix in {".html", ".css"}:
            assert not _FETCHED.search(path.read_text("utf-8")), path


@pytest.mark.parametrize("shell", ["bash_source", "zsh_source", "fish_source"])
def test_a_shell_gets_its_completion(shell: str) -> None:
    page = (ROOT / "docs/editors.md").read_text("utf-8")
    environment = {**os.environ, "_EVIDENCEKIT_COMPLETE": shell}

    program = "from evidencekit.cli import main; main(prog_name='evidencekit')"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )

    assert f"_EVIDENCEKIT_COMPLETE={shell} evidencekit" in page
    assert "_EVIDENCEKIT_COMPLETE=" in done.stdout


def test_completion_knows_the_commands_and_their_options() -> None:
    def completed(words: str) -> str:
        place = str(len(words.split(" ")) - 1)
        environment = {
            **os.environ,
            "_EVIDENCEKIT_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": place,
        }
        program = "from evidencekit.cli import main; main(prog_name='evidencekit')"
        return subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
        ).stdout

    assert completed("evidencekit exp") == "plain,export\nplain,explain\n"
    assert "plain,csl-json\n" in completed("evidencekit export --to csl")
