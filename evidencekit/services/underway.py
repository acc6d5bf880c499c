"""What the processes that share a cache are asking for, so that nothing is asked twice.

Each keeps a file with what it is asking for, and holds its lock. The system frees the
lock of a process that ends, however it ends: what a dead one asked for is free at once,
and no clock has a say. Where such a file cannot be written or locked, everybody asks
for everything, as if there were no others.
"""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from evidencekit.services.clock import Clock
from evidencekit.services.locks import locked, try_lock, unlocked

_LOOK_AGAIN_S = 0.1
# Somebody who has had no answer for so long is stopped, or its service is dead.
_PATIENCE_S = 15.0


class Underway:
    """The files in `directory`, which is made where it is absent."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock

    @contextmanager
    def asking(self, keys: Collection[str]) -> Iterator["Share"]:
        """Take those of the keys that nobody is asking for, until the context ends."""
        path = self._directory / f"{uuid4().hex}.asking"
        marks = {key: _mark(key) for key in keys}
        file: int | None = None
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            with self._alone():
                others = self._others()
                ours = [key for key in keys if marks[key] not in others]
                if ours:
                    file = _held(path, (marks[key] for key in ours))
        except OSError:
            ours, others = list(keys), {}
        theirs = {key: others[marks[key]] for key in keys if key not in set(ours)}
        try:
            yield Share(path if file is not None else None, ours, theirs, self._clock)
        finally:
            if file is not None:
                _let_go(file, path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        file = os.open(self._directory / "asking.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with locked(file):
                yield
        finally:
            os.close(file)

    def _others(self) -> dict[str, Path]:
        """Return who is asking for what; files that nobody holds are thrown away."""
        found: dict[str, Path] = {}
        for path in self._directory.glob("*.asking"):
            if is_held(path):
                marks = path.read_text("ascii", "replace").split()
                found |= dict.fromkeys(marks, path)
            else:
                path.unlink(missing_ok=True)
        return found


class Share:
    """Which keys are ours to ask for, and who is asking for the others."""

    def __init__(
        self,
        path: Path | None,
        ours: Collection[str],
        theirs: dict[str, Path],
        clock: Clock,
    ) -> None:
        self.ours = ours
        self.theirs = theirs
        self._path = path
        self._clock = clock

    def answered(self) -> None:
        """Show those who wait for us that answers come."""
        if self._path is not None:
            try:
                os.utime(self._path)
            except OSError:
                return

    def is_stopped(self) -> bool:
        """Say whether somebody still holds what we wait for, and gets no answers."""
        return any(map(is_held, set(self.theirs.values())))

    def waiting(self) -> Iterator[None]:
        """Yield from time to time as long as others may still have their answers."""
        seen: dict[Path, int] = {}
        until = self._clock.monotonic() + _PATIENCE_S
        while self._clock.monotonic() < until:
            yield
            held = [path for path in set(self.theirs.values()) if is_held(path)]
            if not held:
                return
            times = {path: _changed(path) for path in held}
            if times != seen:
                seen, until = times, self._clock.monotonic() + _PATIENCE_S
            self._clock.sleep(_LOOK_AGAIN_S)


def is_held(path: Path) -> bool:
    """Say whether a process that lives is asking for what the file lists."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        if try_lock(file):
            unlocked(file)
            return False
        return True
    finally:
        os.close(file)


def _held(path: Path, marks: Iterable[str]) -> int | None:
    """Write the file and lock it; None if that cannot be done."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    text = "\n".join(marks).encode()
    try:
        if os.write(file, text) == len(text) and try_lock(file):
            return file
    except OSError:
        pass
    _let_go(file, path)
    return None


def _let_go(file: int, path: Path) -> None:
    os.close(file)
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the next to come throws it away
        return


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
