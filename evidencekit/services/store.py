"""Texts in a file that other processes use too, and that may fail at any time.

What cannot be written is said once, on the way to standard error, and costs requests,
never a run. A damaged file is set aside, and what can still be read of it goes into the
one that takes its place.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from evidencekit.services import sqlite_rows
from evidencekit.services.clock import Clock
from evidencekit.services.locks import locked
from evidencekit.services.sqlite_rows import Row

_LOG = logging.getLogger("evidencekit")
# How often we look whether the file is still the one that we have open.
_LOOK_S = 1.0
_MOST_TRIES = 4
# What nobody wants is thrown away only long after: the clock may have been wrong.
_GRACE_S = 28 * 24 * 60 * 60.0


class Store:
    """The file at `path`; its folder is made where it is absent.

    What a file of another `version` holds is thrown away.
    """

    def __init__(self, path: Path, version: int, clock: Clock) -> None:
        self._path = path
        self._version = version
        self._clock = clock
        self._db: sqlite3.Connection | None = None
        self._file: int | None = None
        self._looked = 0.0
        self._usable = self._writable = True
        self._error: Exception | None = None
        self._said: set[str] = set()
        self._unwritten: dict[str, Row] = {}

    def rows(self, keys: Iterable[str]) -> list[Row]:
        """Return what is kept under the keys and whole."""
        keys = list(keys)
        found: dict[str, Row | None] = {}

        def read(db: sqlite3.Connection) -> None:
            for key in keys:
                if key not in found:
                    found[key] = sqlite_rows.read(db, key)

        self._done(read)
        return [row for row in found.values() if row is not None]

    def put(self, row: Row) -> None:
        """Keep a text; what the file does not take is tried again at the end."""
        self._unwritten[row[0]] = row
        if self._writable:
            self._flush()
        if not self._writable and self._usable and self._error is not None:
            self._say("the cache takes no more answers", self._error)

    def close(self) -> None:
        if self._unwritten and self._usable:
            self._let_go()
            self._writable = True
            self._flush()
        self._let_go()

    def _flush(self) -> None:
        if self._done(self._write) and self._writable:
            self._unwritten.clear()

    def _write(self, db: sqlite3.Connection) -> None:
        if self._writable:
            with sqlite_rows.transaction(db):
                sqlite_rows.insert(db, self._unwritten.values())

    def _done(self, work: Callable[[sqlite3.Connection], None]) -> bool:
        """Do the work, whatever becomes of the file; return whether it is done."""
        for _ in range(_MOST_TRIES):
            try:
                db = self._opened()
                if db is not None:
                    work(db)
                return db is not None
            except (sqlite3.Error, OSError) as error:
                self._let_go()
                self._mend(error)
        return False

    def _mend(self, error: Exception) -> None:
        """Do what can be done, so that another try may do better."""
        # The lower byte is the kind; what is above tells its causes apart.
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            try:
                self._renew()
            except (sqlite3.Error, OSError) as second:
                self._usable = False
                self._say("going on without a cache", second)
        elif self._writable and os.path.exists(self._path):
            # The disk is full, we may only read, or somebody keeps it locked.
            self._writable, self._error = False, error
        else:
            self._usable = self._writable = False
            self._say("going on without a cache", error)

    def _say(self, what: str, error: Exception) -> None:
        if what not in self._said:
            self._said.add(what)
            detail = getattr(error, "strerror", None) or error
            _LOG.warning("%s: %s: %s", what, self._path, detail)

    def _opened(self) -> sqlite3.Connection | None:
        now = self._clock.monotonic()
        if self._db is not None and now >= self._looked + _LOOK_S:
            self._looked = now
            if self._inode() != self._file:
                self._let_go()  # another process has put another file in its place
        if self._db is None and self._usable:
            if self._writable:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._alone():
                    self._db = sqlite_rows.to_write(self._path, self._version)
                self._tidy(self._db)
            else:
                self._db = sqlite_rows.to_read(self._path)
            self._file = self._inode()
        return self._db

    def _inode(self) -> int | None:
        return self._path.stat().st_ino if os.path.exists(self._path) else None

    def _tidy(self, db: sqlite3.Connection) -> None:
        now = self._clock.now().timestamp()
        db.execute("DELETE FROM answer WHERE expires < ?", (now - _GRACE_S,))

    def _let_go(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from making or replacing the file meanwhile."""
        file = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with locked(file):
                yield
        finally:
            os.close(file)

    def _renew(self) -> None:
        """Put another file in the place of a damaged one, with what can be saved."""
        with self._alone():
            if sqlite_rows.is_sound(self._path):
                return  # another process was quicker
            saved = list(sqlite_rows.saved(self._path))
            aside = self._path.with_name(f"{self._path.name}.damaged")
            os.replace(self._path, aside)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            with (
                closing(sqlite_rows.to_write(self._path, self._version)) as db,
                sqlite_rows.transaction(db),
            ):
                sqlite_rows.insert(db, saved)
        _LOG.warning(
            "%s is damaged and was set aside as %s; %d answers were saved from it",
            self._path,
            aside.name,
            len(saved),
        )
