"""The hooks of .pre-commit-hooks.yaml, installed and run by pre-commit itself.

pre-commit installs this checkout's last commit into an environment of its own, from the
package registry: where that cannot be reached, the tests are skipped.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from evidencekit.readers.registry import FORMATS
from tests.standin.server import StandIn

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
CLEAN = "@misc{page, title = {A page}, url = {https://example.org}, year = {2020}}\n"
WRONG = """@article{popovic2019,
  author = {Popović, Maja and others}, year = {2019},
  title = {Trends in HIV diagnoses}, journal = {PLOS ONE}, volume = {99},
  doi = {10.1371/journal.pone.0000999},
}
"""
TWICE = WRONG + WRONG.replace("popovic2019", "again")
# What pip says of a registry; anything else that goes wrong is ours.
_OUT_OF_REACH = (
    r"NewConnectionError|NameResolutionError|ProxyError|(Read|Connect)TimeoutError"
    "|No matching distribution found"
)


def test_both_hooks_take_the_files_that_can_be_read() -> None:
    suffixes = {s for known in FORMATS for s in known.suffixes}

    for hook in HOOKS:
        assert hook["language"] == "python"
        assert hook["require_serial"] is True  # the services' limits are shared
        pattern = hook["files"].removeprefix(r"\.(").removesuffix(")$")
        assert {f".{suffix}" for suffix in pattern.split("|")} <= suffixes


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A repository with both hooks installed."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("the hooks are installed from a Git checkout")
    folder = tmp_path_factory.mktemp("repository")
    ids = [{"id": hook["id"]} for hook in HOOKS]
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "EVIDENCEKIT_")):
                patch.delenv(name)
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("EVIDENCEKIT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv(
            "PIP_RETRIES", "1"
        )  # a registry that is not there is not waited for
        patch.chdir(folder)
        head = run("git", "-C", str(ROOT), "rev-parse", "HEAD").stdout.strip()
        repo = {"repo": str(ROOT), "rev": head, "hooks": ids}
        (folder / ".pre-commit-config.yaml").write_text(yaml.dump({"repos": [repo]}))
        run("git", "init", "--quiet")
        installed = pre_commit("install-hooks")
        said = installed.stdout + installed.stderr
        if installed.returncode and re.search(_OUT_OF_REACH, said):
            pytest.skip("the package registry cannot be reached")
        if "No module named pre_commit" in said:
            pytest.skip("pre-commit is not installed")
        assert installed.returncode == 0, said
        yield folder


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=550)


def pre_commit(
    *arguments: str, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return run(*before, sys.executable, "-m", "pre_commit", *arguments)


def committing(repository: Path, text: str) -> None:
    (repository / "refs.bib").write_text(text, "utf-8")
    run("git", "add", "refs.bib")


def test_offline_the_hook_passes_and_fails_without_a_network(repository: Path) -> None:
    cut_off = ("unshare", "--map-root-user", "--net")
    if not shutil.which("unshare") or run(*cut_off, "true").returncode:
        pytest.skip("this machine does not let us take the network away")
    committing(repository, WRONG)  # what is wrong here only a service can tell
    passed = pre_commit("run", "evidencekit-offline", before=cut_off)
    committing(repository, TWICE)
    failed = pre_commit("run", "evidencekit-offline", before=cut_off)

    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout
    assert failed.returncode == 1
    assert "EK401 duplicate-reference" in failed.stdout


def test_online_the_hook_asks_the_services(
    repository: Path, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CROSSREF", "DOI", "DATACITE", "PUBMED", "PMC"):
        monkeypatch.setenv(f"EVIDENCEKIT_{name}_URL", standin.url)

    committing(repository, CLEAN)
    passed = pre_commit("run", "evidencekit")
    asked_for_clean = standin.requests
    committing(repository, WRONG)
    failed = pre_commit("run", "evidencekit")

    assert passed.returncode == 0, passed.stdout
    assert asked_for_clean == 0
    assert failed.returncode == 1
    assert "EK203 unregistered-doi" in failed.stdout
    assert standin.requests > 0


def test_other_files_are_left_alone(repository: Path) -> None:
    committing(repository, CLEAN)
    (repository / "script.py").write_text("x = 1\n", "utf-8")
    run("git", "rm", "--cached", "--quiet", "refs.bib")
    run("git", "add", "script.py")

    done = pre_commit("run", "evidencekit-offline")

    assert done.returncode == 0
    assert "(no files to check)Skipped" in done.stdout
