"""Locks between processes on an open file; the system frees those of a dead process."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: int) -> bool:
        """Lock the file if nobody else has; return whether it is ours now."""
        # Beyond its end, where a lock does not keep anybody from reading or writing.
        try:
            _at_lock(file, msvcrt.LK_NBLCK)
        except OSError:
            return False
        return True

    def unlocked(file: int) -> None:
        """Let go of the lock."""
        _at_lock(file, msvcrt.LK_UNLCK)

    def _at_lock(file: int, mode: int) -> None:
        import os

        os.lseek(file, 0x40000000, os.SEEK_SET)
        msvcrt.locking(file, mode, 1)

else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Lock the file if nobody else has; return whether it is ours now."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def unlocked(file: int) -> None:
        """Let go of the lock."""
        fcntl.flock(file, fcntl.LOCK_UN)


_LOOK_AGAIN_S = 0.005


@contextmanager
def locked(file: int, longest_wait_s: float = 2.0) -> Iterator[None]:
    """Hold the lock; after `longest_wait_s`, go on without (its holder is stopped)."""
    until = time.monotonic() + longest_wait_s
    ours = try_lock(file)
    while not ours and time.monotonic() < until:
        time.sleep(_LOOK_AGAIN_S)
        ours = try_lock(file)
    try:
        yield
    finally:
        if ours:
            unlocked(file)
