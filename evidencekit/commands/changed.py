"""The files that changed since a revision, for check --since."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidencekit.errors import ConfigError
from evidencekit.readers.registry import FORMATS

# Feeds, builds and settings are XML, too: an article in it has to be named.
_SUFFIXES = frozenset(s for known in FORMATS for s in known.suffixes) - {".xml"}


def changed(paths: Iterable[str], since: str) -> list[str]:
    """Return those of `paths` that changed since the revision `since`.

    That is since the working tree and it parted; new files count, whether added to the
    index or not. A folder stands for the articles in it that changed.

    Raises:
        ConfigError: there is no Git repository here, or no such revision in it.
    """
    files = {_real(file): file for file in _changed_files(since)}
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            folder = Path(_real(path))
            found |= {
                os.path.relpath(file): None
                for real, file in files.items()
                if folder in Path(real).parents
                and Path(real).suffix.lower() in _SUFFIXES
            }
        elif _real(path) in files or not os.path.exists(path):
            found[path] = None  # one that does not exist is complained of as always
    return list(found)


def _changed_files(since: str) -> Iterator[str]:
    top = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    try:
        commit = _git("rev-parse", "--verify", "--quiet", f"{since}^{{commit}}").strip()
    except ConfigError:
        raise ConfigError(
            f"--since: there is no revision {since} here; fetch it first "
            "(actions/checkout takes fetch-depth: 0)"
        ) from None
    try:
        base = _git("merge-base", commit, "HEAD").strip()
    except ConfigError:
        raise ConfigError(
            f"--since: {since} and HEAD have no common history here; fetch more of it "
            "(actions/checkout takes fetch-depth: 0)"
        ) from None
    listed = _git("diff", "--name-only", "--no-ext-diff", "--diff-filter=d", "-z", base)
    new = _git(
        "ls-files", "--others", "--exclude-standard", "-z", "--full-name", str(top)
    )
    for name in (listed + new).split("\0"):
        if name:
            yield str(top / name)


def _real(path: str) -> str:
    return os.path.realpath(path)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", *arguments), capture_output=True, check=True, timeout=60
        )
    except FileNotFoundError:
        raise ConfigError("--since needs git, which is not installed here") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ConfigError(f"--since: git says: {said or 'no'}") from error
    except subprocess.TimeoutExpired:
        raise ConfigError("--since: git did not answer within a minute") from None
    return os.fsdecode(done.stdout)
