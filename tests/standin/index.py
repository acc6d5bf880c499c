"""The stand-in's search: BM25 over title, authors, container and year.

Ranking is SQLite's, not Crossref's. What is copied from Crossref: any word may match,
something always comes back, and scores have no upper bound.
"""

import re
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from typing import Any

_WORD = re.compile(r"\w+")


class Index:
    """A full-text index in memory; safe to use from many threads."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE work USING fts5"
            "(doi UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
        )
        self._db.executemany(
            "INSERT INTO work VALUES (?, ?)",
            [(record["DOI"].lower(), _text(record)) for record in records],
        )

    def ranked(self, query: str, rows: int, offset: int = 0) -> list[tuple[str, float]]:
        """Return DOIs with their scores, best first."""
        words = sorted({word.lower() for word in _WORD.findall(query)})
        terms = " OR ".join(f'"{word}"' for word in words) or '"the"'
        with self._lock:
            found = self._db.execute(
                "SELECT doi, -bm25(work) FROM work WHERE work MATCH ? "
                "ORDER BY bm25(work), doi LIMIT ? OFFSET ?",
                (terms, rows, offset),
            ).fetchall()
            if not found:
                found = self._db.execute(
                    "SELECT doi, 1.0 FROM work ORDER BY doi LIMIT ?", (rows,)
                ).fetchall()
        return [(str(doi), round(float(score), 6)) for doi, score in found]

    def close(self) -> None:
        self._db.close()


def _text(record: Mapping[str, Any]) -> str:
    parts: list[str] = []
    for key in ("title", "subtitle", "container-title", "short-container-title"):
        parts += record.get(key) or ()
    for name in (*record.get("author", ()), *record.get("editor", ())):
        parts += [str(name.get(k) or "") for k in ("family", "given", "name")]
    for date in ("issued", "published-print"):
        parts += [str(p) for p in (record.get(date) or {}).get("date-parts", [[]])[0]]
    parts += [str(record.get(key) or "") for key in ("volume", "issue", "page")]
    return " ".join(parts)
