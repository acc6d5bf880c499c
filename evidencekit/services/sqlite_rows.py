"""Texts under keys in an SQLite file, each with a checksum and a date of expiry.

SQLite would give out damaged texts; what the checksum does not fit is no row here.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

# Key, text, and the time from which on nobody wants it any more (seconds of the epoch).
Row: TypeAlias = tuple[str, str, float]

_BUSY_S = 5.0


def to_write(path: Path, version: int) -> sqlite3.Connection:
    """Open a file for writing; what one of another `version` holds is thrown away."""
    db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    db.text_factory = _decoded
    try:
        # Readers and a writer in several processes do not wait for each other.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if db.execute("PRAGMA user_version").fetchone()[0] != version:
            with transaction(db):
                db.execute("DROP TABLE IF EXISTS answer")
                db.execute(
                    "CREATE TABLE answer(key TEXT PRIMARY KEY, text TEXT NOT NULL,"
                    " expires REAL NOT NULL, checksum INTEGER NOT NULL)"
                )
                db.execute(f"PRAGMA user_version = {version}")
    except BaseException:
        db.close()
        raise
    return db


def to_read(path: Path, *, cut: bool = False) -> sqlite3.Connection:
    """Open a file for reading; with `cut`, even one that has lost its end."""
    # SQLite keeps notes beside a file even to read it, unless nobody can change it.
    for mode in ("mode=ro", "immutable=1"):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        db.text_factory = _decoded
        try:
            if cut:
                db.execute("PRAGMA writable_schema = ON")
            db.execute("SELECT 1 FROM answer LIMIT 1")
        except sqlite3.OperationalError:
            db.close()
        else:
            return db
    raise sqlite3.OperationalError("cannot be read either")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")  # damaged, and the checksum will tell


def read(db: sqlite3.Connection, key: str) -> Row | None:
    """Return what is kept under `key`; None if nothing is, or it is damaged."""
    query = "SELECT key, text, expires, checksum FROM answer WHERE key = ?"
    return _whole(db.execute(query, (key,)).fetchone())


def _whole(fields: Sequence[object] | None) -> Row | None:
    """Return the row if it is as it was written."""
    match fields:
        case (str(key), str(text), float(expires), int(checksum)):
            return (key, text, expires) if _checksum(text) == checksum else None
        case _:
            return None


def insert(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep the rows, in place of others under their keys."""
    db.executemany(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)",
        [(key, text, expires, _checksum(text)) for key, text, expires in rows],
    )


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all of what follows or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def is_sound(path: Path) -> bool:
    """Say whether the file can be read from end to end."""
    try:
        with closing(to_read(path)) as db:
            return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def saved(path: Path) -> Iterator[Row]:
    """Yield the rows that can still be read, one by one: others lie on bad pages."""
    query = "SELECT key, text, expires, checksum FROM answer WHERE rowid = ?"
    try:
        with closing(to_read(path, cut=True)) as db:
            for number in range(1, _last_row(db) + 1):
                try:
                    row = _whole(db.execute(query, (number,)).fetchone())
                except sqlite3.Error:
                    continue
                if row is not None:
                    yield row
    except sqlite3.Error:
        return


def _last_row(db: sqlite3.Connection) -> int:
    try:
        return int(db.execute("SELECT max(rowid) FROM answer").fetchone()[0] or 0)
    except sqlite3.Error:
        return 100_000  # more than anybody keeps
