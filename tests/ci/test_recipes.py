"""The recipes of docs/ci.md: what they name exists, and the shell's is run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from evidencekit.cli import main
from tests.ci.test_action import ACTION
from tests.ci.test_hooks import HOOKS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_command_has_only_options_that_exist() -> None:
    commands = re.findall(
        r"evidencekit check (?:[^\n]|\\\n|\n +--)+", "\n".join(blocks(r"\w+"))
    )
    check = main.get_command(click.Context(main), "check")
    assert check is not None

    assert len(commands) >= 4
    for command in commands:
        text = re.split(r"\|\||#", command)[0].replace("'", "")
        _, _, *arguments = shlex.split(text)
        check.make_context("check", arguments, resilient_parsing=False)


def test_the_github_recipe_gives_inputs_that_the_action_has() -> None:
    [workflow] = [b for b in map(yaml.safe_load, blocks("yaml")) if "jobs" in b]
    steps: list[dict[str, Any]] = workflow["jobs"]["references"]["steps"]
    [ours] = [step for step in steps if "evidencekit" in step["uses"]]

    assert set(ours["with"]) <= set(ACTION["inputs"])
    required = {n for n, i in ACTION["inputs"].items() if i.get("required")}
    assert required <= set(ours["with"])


def test_the_pre_commit_recipe_names_hooks_that_exist() -> None:
    [config] = [b for b in map(yaml.safe_load, blocks("yaml")) if "repos" in b]

    named = [hook["id"] for hook in config["repos"][0]["hooks"]]
    assert set(named) == {hook["id"] for hook in HOOKS}


@pytest.mark.parametrize(
    ("article", "options", "code", "said"),
    [
        ("article.md", {}, 1, "see report.html"),
        ("clean.bib", {}, 0, "fine"),
        (
            "article.md",
            {"SELECT": "EK204", "OFFLINE": "1", "REPLAY": ""},
            0,
            "could not",
        ),
        ("article.md", {"SELECT": "EK999"}, 2, ""),
    ],
)
def test_the_shell_recipe_ends_as_it_says(
    tmp_path: Path, article: str, options: dict[str, str], code: int, said: str
) -> None:
    (tmp_path / "content").mkdir()
    text = (
        (ROOT / "examples/article.md").read_text("utf-8")
        if article == "article.md"
        else "# Title\n\nA text.\n\n## References\n\n1. A page. 2020. https://a.example\n"
    )
    (tmp_path / "content/article.md").write_text(text, "utf-8")
    script = blocks("sh")[-1].replace("pip install evidencekit\n", "")
    values = {"REPLAY": str(ROOT / "examples/records.json"), **options}
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            **{f"EVIDENCEKIT_{name}": value for name, value in values.items()},
        },
        capture_output=True,
        text=True,
    )

    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout.splitlines()[-1] if said else not done.stdout
    assert (tmp_path / "report.json").exists() == (code != 2)
