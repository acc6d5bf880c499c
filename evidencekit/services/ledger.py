"""When requests were made, by all processes on this machine that ask one service.

Services count by address, not by process: two checks that run side by side have one
limit between them. The ledger is a small file a service in a folder that lasts as long
as the machine is up, whatever `--cache-dir` says; where it cannot be written, every
process keeps to the limits on its own.
"""

import hashlib
import json
import math
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, TypeAlias

from evidencekit.services.clock import Clock
from evidencekit.services.locks import locked, try_lock, unlocked

# Monotonic times (system-wide, so that processes can compare them) by kind of request.
Times: TypeAlias = dict[str, list[float]]

_LOOK_AGAIN_S = 0.03
# Longer than any request takes: a process that holds a place for so long is stopped.
_LONGEST_WAIT_S = 30.0
_MOST_BYTES = 1_000_000


class Ledger(Protocol):
    """Where requests are booked."""

    def opened(self) -> AbstractContextManager[Times]:
        """Return the times, to read and change by nobody else meanwhile."""

    def place(self, places: int, clock: Clock) -> AbstractContextManager[None]:
        """Wait for one of so many places, and hold it until the context ends."""


class Memory:
    """The requests of this process alone."""

    def __init__(self) -> None:
        self._times: Times = {}
        self._lock = threading.Lock()

    @contextmanager
    def opened(self) -> Iterator[Times]:
        with self._lock:
            yield self._times

    @contextmanager
    def place(self, places: int, clock: Clock) -> Iterator[None]:
        # The limiter counts what is under way in its own process.
        yield


class Shared:
    """The requests of all processes of a user to the service that `name` stands for.

    `folder` None means the platform's own.
    """

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self._folder = folder
        self._stem = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]
        self._times: Times = {}
        self._lock = threading.Lock()
        self._usable = True

    @contextmanager
    def opened(self) -> Iterator[Times]:
        with self._lock:
            file = self._file("times")
            if file is None:
                yield self._times
                return
            try:
                with locked(file):
                    self._times = _read(file)
                    yield self._times
                    self._write(file)
            finally:
                os.close(file)

    @contextmanager
    def place(self, places: int, clock: Clock) -> Iterator[None]:
        held = self._held(places, clock)
        try:
            yield
        finally:
            if held is not None:
                unlocked(held)
                os.close(held)

    def _held(self, places: int, clock: Clock) -> int | None:
        """Return the locked file of a place; a process that is killed lets go of it."""
        until = clock.monotonic() + _LONGEST_WAIT_S
        while self._usable and clock.monotonic() < until:
            for number in range(places):
                file = self._file(f"place{number}")
                if file is None:
                    return None
                if try_lock(file):
                    return file
                os.close(file)
            clock.sleep(_LOOK_AGAIN_S)
        return None

    def _file(self, part: str) -> int | None:
        if not self._usable:
            return None
        try:
            self._folder = self._folder or shared_folder()
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._folder / f"{self._stem}.{part}"
            # Not through a link that somebody else has put there.
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            return os.open(path, flags, 0o600)
        except OSError:
            self._usable = False
            return None

    def _write(self, file: int) -> None:
        data = json.dumps(self._times).encode()
        try:
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, data)
            os.ftruncate(file, len(data))
        except OSError:  # the disk is full
            self._usable = False


def _read(file: int) -> Times:
    """Return what the file holds; nothing if a process was killed while it wrote."""
    try:
        os.lseek(file, 0, os.SEEK_SET)
        times = json.loads(os.read(file, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(times, dict):
        return {}
    return {
        kind: [t for t in values if isinstance(t, int | float) and math.isfinite(t)]
        for kind, values in times.items()
        if isinstance(values, list)
    }


def shared_folder() -> Path:
    """Return the folder of ledgers that the platform foresees for this user.

    Raises:
        OSError: there is none that others could not tamper with.
    """
    import warnings

    import platformdirs

    with warnings.catch_warnings():  # it falls back where XDG_RUNTIME_DIR is of no use
        warnings.simplefilter("ignore")
        return Path(platformdirs.user_runtime_dir("evidencekit", appauthor=False))
