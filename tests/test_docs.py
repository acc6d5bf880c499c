"""The pages of docs/: their examples run, every public name has one, all links hold."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import evidencekit

ROOT = Path(__file__).parents[1]
LIBRARY = (ROOT / "docs/library.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", LIBRARY, re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_library_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}

    for number, example in enumerate(EXAMPLES, 1):
        exec(compile(example, f"library.md, example {number}", "exec"), names)

    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("name", evidencekit.__all__)
def test_every_public_name_is_in_an_example(name: str) -> None:
    assert re.search(rf"\b{name}\b", "".join(EXAMPLES))


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
