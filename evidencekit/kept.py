"""JSON files of ours that people keep in Git: `{"KEY": "VERSION", "CONTENT": …}`."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from evidencekit.errors import EvidenceKitError
from evidencekit.files import replace_file

# Takes the names and values of a JSON object; returns what it becomes.
Hook: TypeAlias = Callable[[list[tuple[str, Any]]], Any]

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})", re.M)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One kind of file.

    `key` is the name that its `version` stands under, `content` that of what it holds,
    which is a `shape`. `error` is raised of a file that cannot be used: with `foreign`
    if it is damaged or another's, with `outdated` if it is of another version.
    """

    key: str
    version: str
    content: str
    shape: type[list[Any]] | type[dict[str, Any]]
    error: type[EvidenceKitError]
    foreign: str
    outdated: str

    def read(self, path: Path, hook: Hook | None = None) -> Any:
        """Return what the file holds; `hook` makes something else of its objects.

        Raises:
            FileNotFoundError: there is no such file.
            EvidenceKitError: the file cannot be read, or is not of this kind.
        """
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            raise
        except IsADirectoryError as error:
            raise self.error(f"{path}: is a directory; name a file") from error
        except OSError as error:
            problem = f"{path}: cannot be read: {error.strerror}"
            raise self.error(problem) from error
        except UnicodeDecodeError as error:
            raise self._is_foreign(path) from error
        return self._content(path, text, hook)

    def _content(self, path: Path, text: str, hook: Hook | None) -> Any:
        if _CONFLICT.search(text):
            raise self.error(f"{path}: holds a merge conflict; keep both sides' lines")
        try:
            whole = json.loads(text, object_pairs_hook=hook)
        except (ValueError, RecursionError) as error:
            raise self._is_foreign(path) from error
        if not isinstance(whole, dict) or self.key not in whole:
            raise self._is_foreign(path)
        if whole[self.key] != self.version:
            raise self.error(
                f"{path}: is of version {whole[self.key]}, we read {self.version}; "
                f"{self.outdated}"
            )
        content = whole.get(self.content)
        if not isinstance(content, self.shape):
            raise self._is_foreign(path)
        return content

    def _is_foreign(self, path: Path) -> EvidenceKitError:
        return self.error(f"{path}: {self.foreign}")

    def write(self, path: Path, lines: str) -> None:
        """Write the text `lines` to `path`, which is whole at any moment.

        Raises:
            EvidenceKitError: the file cannot be written.
        """
        try:
            replace_file(path, lines.encode("utf-8", "replace"))
        except OSError as error:
            problem = f"{path}: cannot be written: {error.strerror}"
            raise self.error(problem) from error

    def head(self) -> str:
        """Return the beginning of the file, up to what it holds."""
        return f'{{"{self.key}": "{self.version}", "{self.content}": '
