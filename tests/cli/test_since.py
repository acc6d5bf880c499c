"""`check --since`: the files that changed, in a real Git repository."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencekit.cli import main

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
ENTRY = "@misc{page, title = {A page}, url = {https://example.org}, year = {2020}}\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose branch `main` has gone on since `work` left it."""
    for name in list(os.environ):
        if name.startswith(("EVIDENCEKIT_", "GIT_")) or name == "PRE_COMMIT":
            monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "--initial-branch", "main")
    write("old.bib", "content/a.bib", "content/ä b.bib", "content/gone.bib")
    commit()
    git("switch", "--quiet", "--create", "work")
    git("switch", "--quiet", "main")
    write("content/elsewhere.bib")
    Path("old.bib").write_text(ENTRY + ENTRY.replace("page,", "main,"), "utf-8")
    commit()
    git("switch", "--quiet", "work")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(("git", *arguments), check=True)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(ENTRY, "utf-8")


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")


def change(name: str) -> None:
    Path(name).write_text(ENTRY + "% changed\n", "utf-8")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--offline", *arguments])


def checked(*arguments: str) -> list[str]:
    done = check(*arguments, "--format", "json")
    return [d["path"] for d in json.loads(done.stdout)["documents"]]


def test_what_changed_here_is_checked_and_not_what_changed_there() -> None:
    change("content/ä b.bib")
    commit()
    change("content/a.bib")  # not committed
    write("content/new.bib", "content/notes.py")  # not known to Git
    Path("content/gone.bib").unlink()

    assert sorted(checked(".", "--since", "main")) == [
        "content/a.bib",
        "content/new.bib",
        "content/ä b.bib",
    ]
    assert checked("content/a.bib", "old.bib", "--since", "main") == ["content/a.bib"]
    assert checked("content/a.bib", "content", "--since", "HEAD") == [
        "content/a.bib",
        "content/new.bib",
    ]


def test_a_folder_above_and_the_working_directory_are_understood(
    monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    change("content/a.bib")
    change("old.bib")
    monkeypatch.chdir(repository / "content")

    assert checked(".", "--since", "main") == ["a.bib"]
    assert sorted(checked("..", "--since", "main")) == ["../old.bib", "a.bib"]


def test_where_nothing_changed_the_reports_are_written_and_empty() -> None:
    done = check(".", "--since", "main", "-o", "report.sarif", "-o", "report.json")

    assert done.exit_code == 0
    assert done.stderr == "evidencekit: nothing changed since main\n"
    [run] = json.loads(Path("report.sarif").read_text("utf-8"))["runs"]
    assert run["results"] == []
    assert json.loads(Path("report.json").read_text("utf-8"))["documents"] == []


def test_entries_for_files_that_did_not_change_are_not_called_unused() -> None:
    Path("evidencekit.toml").write_text('[ignore]\n"10.1000/9" = "x"\n', "utf-8")
    change("content/a.bib")

    assert "EK010" in check("content/a.bib").stdout
    assert "EK010" not in check(".", "--since", "main").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            [".", "--since", "nowhere"],
            "--since: there is no revision nowhere here; fetch",
        ),
        (
            [".", "--since", "--output=x"],
            "--since: there is no revision --output=x here",
        ),
        (["-", "--since", "main"], "--since is about files; standard input is none"),
        (["missing.bib", "--since", "main"], "missing.bib: there is no such file"),
    ],
)
def test_what_cannot_be_told_is_one_line(arguments: list[str], complaint: str) -> None:
    done = check(*arguments)

    assert done.exit_code == 2
    assert complaint in done.stderr
    assert not Path("x").exists()


def test_without_a_common_history_it_says_to_fetch_more() -> None:
    git("switch", "--quiet", "--orphan", "apart")
    write("a.bib")
    commit()

    done = check(".", "--since", "main")

    assert done.exit_code == 2
    assert "main and HEAD have no common history here; fetch more of it" in done.stderr


def test_outside_of_a_repository_git_is_quoted(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(outside.parent))
    monkeypatch.chdir(outside)

    done = check(".", "--since", "main")

    assert done.exit_code == 2
    assert "--since: git says: fatal: not a git repository" in done.stderr


def test_without_git_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    done = check(".", "--since", "main")

    assert done.exit_code == 2
    assert "--since needs git, which is not installed here" in done.stderr
