"""Answers of the services kept on disk for a while, shared by all runs.

Records of works, searches and the agencies of DOIs registered elsewhere are kept for a
week: notices are added to works that appeared long ago, and a retraction should reach
the user within days. That doi.org said "does not exist" is kept for a day, as the DOI
of a work that has just appeared may be registered at any time. Silence is not kept.

A cache that cannot be used costs requests, never a run.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

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

_TIMES_TO_LIVE: dict[type[Answer], timedelta] = {
    Found: timedelta(days=7),
    Candidates: timedelta(days=7),
    Elsewhere: timedelta(days=7),
    NotFound: timedelta(days=1),
}
# Raised by one whenever answers are written in another shape or made in another way.
_VERSION = 4
# An answer that would hold for longer than its kind does was kept while the clock was
# ahead; by so much, clocks are set back all the time.
_SET_BACK = timedelta(days=1)


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
        # SQLite is slow to load, and not every run has a cache.
        from evidencekit.services.store import Store

        self._store = Store(directory / "answers.sqlite3", _VERSION, clock)
        self._scope = scope
        self._clock = clock

    def lookups(self, queries: Iterator[Query]) -> Lookups:
        """Return the answers that are kept and still hold."""
        asked = {self.key(query): query for query in queries}
        kept: list[tuple[Query, Lookup | Search]] = []
        for key, text, expires in self._store.rows(asked):
            answer = _answer(text)
            if answer is not None and self._holds(answer, expires):
                kept.append((asked[key], answer))
        return Lookups.of(kept)

    def keep(self, query: Query, answer: Answer) -> None:
        """Keep an answer, unless it is silence."""
        lifetime = _TIMES_TO_LIVE.get(type(answer))
        if lifetime is None or (isinstance(answer, Elsewhere) and answer.passing):
            return
        import json

        expires = (self._clock.now() + lifetime).timestamp()
        self._store.put((self.key(query), json.dumps(to_json(answer)), expires))

    def absent(self, queries: Iterable[ByDoi]) -> list[ByDoi]:
        """Return those that Crossref had no record of, within a day."""
        asked = {f"{self._scope}\nabsent\n{query.doi}": query for query in queries}
        now = self._clock.now()
        latest = (now + _TIMES_TO_LIVE[NotFound] + _SET_BACK).timestamp()
        return [
            asked[key]
            for key, _, expires in self._store.rows(asked)
            if now.timestamp() < expires <= latest
        ]

    def keep_absent(self, query: ByDoi) -> None:
        """Keep that Crossref has no record: what that means, others have to say."""
        expires = (self._clock.now() + _TIMES_TO_LIVE[NotFound]).timestamp()
        self._store.put((f"{self._scope}\nabsent\n{query.doi}", "", expires))

    def key(self, query: Query) -> str:
        """Return what the answer to a query is kept under."""
        match query:
            case ByDoi(doi):
                return f"{self._scope}\ndoi\n{doi}"
            case BySearch(text):
                return f"{self._scope}\nsearch\n{text}"
            case ById(id_):
                return f"{self._scope}\nid\n{id_}"
            case InPubMed(term):
                return f"{self._scope}\npubmed\n{term}"

    def close(self) -> None:
        self._store.close()

    def _holds(self, answer: Answer, expires: float) -> bool:
        lifetime = _TIMES_TO_LIVE.get(type(answer), timedelta())
        left_s = expires - self._clock.now().timestamp()
        return 0 < left_s <= (lifetime + _SET_BACK).total_seconds()


def _answer(text: str) -> Answer | None:
    import json

    try:
        return from_json(json.loads(text))
    except ValueError:
        return None  # of another shape: ask again
