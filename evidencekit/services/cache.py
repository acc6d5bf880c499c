"""Answers of the services kept on disk for a while, shared by all runs.

Records of works, searches and the agencies of DOIs registered elsewhere are kept for a
week: notices are added to works that appeared long ago, and a retraction should reach
the user within days. That doi.org said "does not exist" is kept for a day, as the DOI
of a work that has just appeared may be registered at any time. Silence is not kept.

A cache that cannot be used costs requests, never a run.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    InPubMed,
    Lookup,
    Lookups,
    NotFound,
    Query,
    Search,
)
from evidencekit.services.answers import Answer, from_json, to_json
from evidencekit.services.clock import Clock

if TYPE_CHECKING:
    import sqlite3

_LOG = logging.getLogger("evidencekit")
_TIMES_TO_LIVE: dict[type[Answer], timedelta] = {
    Found: timedelta(days=7),
    Candidates: timedelta(days=7),
    Elsewhere: timedelta(days=7),
    NotFound: timedelta(days=1),
}
# Raised by one whenever answers are written in another shape or made in another way.
_VERSION = 2
_BUSY_S = 5.0


def default_cache_dir() -> Path:
    """Return the folder for caches that the platform foresees."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("evidencekit", appauthor=False))


class Cache:
    """The cache in `directory`, for the services that `scope` names.

    Args:
        directory: is made where it is absent.
        scope: the addresses of the services: a stand-in's answers are not Crossref's.
        clock: tells what has expired.
    """

    def __init__(self, directory: Path, scope: str, clock: Clock) -> None:
        self._path = directory / "answers.sqlite3"
        self._scope = scope
        self._clock = clock
        self._db: sqlite3.Connection | None = None
        self._broken = self._renewed = False

    def lookups(self, queries: Iterator[Query]) -> Lookups:
        """Return the answers that are kept and still hold."""
        kept: list[tuple[Query, Lookup | Search]] = []
        with self._guarded():
            for query in queries:
                answer = self._kept(query)
                if answer is not None:
                    kept.append((query, answer))
        return Lookups.of(kept)

    def keep(self, query: Query, answer: Answer) -> None:
        """Keep an answer, unless it is silence."""
        lifetime = _TIMES_TO_LIVE.get(type(answer))
        if lifetime is None:
            return
        import json

        expires = (self._clock.now() + lifetime).timestamp()
        text = json.dumps(to_json(answer))
        with self._guarded():
            db = self._opened()
            if db is not None:
                db.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)",
                    (self._key(query), text, expires),
                )

    def close(self) -> None:
        if self._db is not None:
            with self._guarded():
                self._db.close()
            self._db = None

    def _key(self, query: Query) -> str:
        match query:
            case ByDoi(doi):
                return f"{self._scope}\ndoi\n{doi}"
            case BySearch(text):
                return f"{self._scope}\nsearch\n{text}"
            case ById(id_):
                return f"{self._scope}\nid\n{id_}"
            case InPubMed(term):
                return f"{self._scope}\npubmed\n{term}"

    def _kept(self, query: Query) -> Answer | None:
        import json

        db = self._opened()
        if db is None:
            return None
        row = db.execute(
            "SELECT text FROM answer WHERE key = ? AND expires > ?",
            (self._key(query), self._clock.now().timestamp()),
        ).fetchone()
        try:
            return from_json(json.loads(row[0])) if row else None
        except ValueError:
            return None  # of another shape: ask again

    def _opened(self) -> "sqlite3.Connection | None":
        if self._db is None and not self._broken:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._connected()
        return self._db

    def _connected(self) -> "sqlite3.Connection":
        import sqlite3

        db = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        try:
            # Readers and a writer in several processes do not wait for each other.
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                db.execute("DROP TABLE IF EXISTS answer")
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute(
                "CREATE TABLE IF NOT EXISTS answer"
                "(key TEXT PRIMARY KEY, text TEXT NOT NULL, expires REAL NOT NULL)"
            )
            now = self._clock.now().timestamp()
            db.execute("DELETE FROM answer WHERE expires <= ?", (now,))
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without a cache where the disk or the database does not let us."""
        import sqlite3

        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if self._db is not None:
                self._db.close()
                self._db = None
            # Exactly this class stands for a file that is damaged or no database.
            if type(error) is sqlite3.DatabaseError and not self._renewed:
                self._renewed = True
                _LOG.warning("%s is damaged; the cache starts anew", self._path)
                self._remove()
            elif not self._broken:
                self._broken = True
                _LOG.warning("going on without a cache: %s: %s", self._path, error)
