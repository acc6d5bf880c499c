"""The README shows what the command prints. `python -m tests.test_readme` renews it."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidencekit.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
# A command in a comment, and the block that shows what it prints.
_EXAMPLE = re.compile(
    r"<!-- example: (?P<command>.+) -->\n```\n(?P<output>.*?)```\n", re.S
)


def printed(command: str) -> str:
    """Return what `evidencekit` prints for `command` in the project's own folder."""
    return CliRunner().invoke(main, shlex.split(command)).stdout


def test_every_output_in_the_readme_is_the_current_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    examples = {
        match["command"]: match["output"]
        for match in _EXAMPLE.finditer(README.read_text("utf-8"))
    }

    assert examples
    assert examples == {command: printed(command) for command in examples}


def renew() -> None:
    """Write the current outputs into the README."""

    def current(match: re.Match[str]) -> str:
        command = match["command"]
        return f"<!-- example: {command} -->\n```\n{printed(command)}```\n"

    README.write_text(_EXAMPLE.sub(current, README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    renew()
