"""The live services: the cache first, then whoever answers that kind of query."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    InPubMed,
    Lookup,
    Lookups,
    Query,
    Search,
    Unavailable,
)
from evidencekit.redaction import redacted
from evidencekit.services import crossref
from evidencekit.services.cache import Cache
from evidencekit.services.clock import Clock
from evidencekit.services.crossref_records import CrossrefRecords
from evidencekit.services.interface import BrokenOff, Hear, Progress, Settings
from evidencekit.services.ladder import Ladder
from evidencekit.services.outcome import Absent
from evidencekit.services.pubmed_records import PubMedRecords
from evidencekit.services.terms import Terms
from evidencekit.services.underway import Underway


class Live:
    """The services at the addresses that the settings name."""

    def __init__(
        self, settings: Settings, progress: Progress, clock: Clock | None = None
    ) -> None:
        clock = clock or Clock()
        terms = Terms(settings, progress, clock)
        self._settings = settings
        self._progress = progress
        self._records = CrossrefRecords(terms)
        self._ladder = Ladder(terms, self._records)
        self._pubmed = PubMedRecords(terms)
        scope = "\n".join((*self.described.values(), *settings.services))
        cache_dir = settings.cache_dir
        self._cache = Cache(cache_dir, scope, clock) if cache_dir else None
        # What is renewed is kept, and not read.
        self._known = None if settings.renew else self._cache
        self._underway = Underway(cache_dir, clock) if cache_dir else None

    @property
    def described(self) -> Mapping[str, str]:
        """Return the addresses of those who may be asked."""
        return {name: redacted(url) for name, url in _urls(self._settings).items()}

    def resolve(self, queries: Collection[Query], hear: Hear | None = None) -> Lookups:
        """Return an answer for every query, from the cache or the services."""
        queries = tuple(dict.fromkeys(queries))
        answered = Lookups.of(_unaskable(queries))
        if self._known:
            rest = (query for query in queries if query not in answered)
            answered = answered.merged(self._known.lookups(rest))
        asked = [query for query in queries if query not in answered]
        self._records.remember(answered)
        fresh: dict[Query, Lookup | Search] = {}
        try:
            for query, answer in self._shared(asked):
                fresh[query] = answer
                if hear is not None:
                    hear(query, answer)
        except KeyboardInterrupt:
            if self._known:  # what others have been answered for us meanwhile
                left = (query for query in asked if query not in fresh)
                fresh.update(self._known.lookups(left).items())
            raise BrokenOff(answered.merged(_in_order(asked, fresh))) from None
        lookups = answered.merged(_in_order(asked, fresh))
        self._records.remember(lookups)
        return lookups

    def close(self) -> None:
        self._records.close()
        self._ladder.close()
        self._pubmed.close()
        if self._cache:
            self._cache.close()

    def _shared(
        self, queries: Sequence[Query]
    ) -> Iterator[tuple[Query, Lookup | Search]]:
        """Yield the answers; those that another process is asking for come from it."""
        known, underway = self._known, self._underway
        while queries and known and underway:
            by_key = {known.key(query): query for query in queries}
            with underway.asking(by_key) as share:
                # They may have been answered after we looked and before we took them.
                ours = [by_key[key] for key in share.ours]
                kept = known.lookups(iter(ours))
                yield from kept.items()
                for found in self._kept([q for q in ours if q not in kept]):
                    share.answered()
                    yield found
            queries = [by_key[key] for key in share.theirs]
            if queries:
                self._progress(f"another check is asking for {len(queries)} of these")
            for _ in share.waiting():
                kept = known.lookups(iter(queries))
                yield from kept.items()
                queries = [query for query in queries if query not in kept]
                if not queries:
                    return
            if share.is_stopped():
                break
        yield from self._kept(queries)

    def _kept(
        self, queries: Sequence[Query]
    ) -> Iterator[tuple[Query, Lookup | Search]]:
        """Yield the answers, each kept by then: a killed run need not ask again."""
        for query, answer in self._answers(queries):
            if self._cache:
                self._cache.keep(query, answer)
            yield query, answer

    def _answers(
        self, queries: Sequence[Query]
    ) -> Iterator[tuple[Query, Lookup | Search]]:
        """Yield the answers as they come."""
        dois = [query for query in queries if isinstance(query, ByDoi)]
        lacking = set(self._known.absent(dois)) if self._known else set()
        of_crossref: list[ByDoi | BySearch] = [q for q in dois if q not in lacking]
        of_crossref += [q for q in queries if isinstance(q, BySearch)]
        for query, answer in self._records.answers(of_crossref):
            if not isinstance(answer, Absent):
                yield query, answer
            elif isinstance(query, ByDoi):
                lacking.add(query)
                if self._cache:
                    self._cache.keep_absent(query)
        # In reading order, whichever answer came first.
        yield from self._ladder.answers([query for query in dois if query in lacking])
        yield from self._pubmed.lookups([q for q in queries if isinstance(q, ById)])
        yield from self._pubmed.searches(
            [q for q in queries if isinstance(q, InPubMed)]
        )


def _urls(settings: Settings) -> dict[str, str]:
    urls = {
        "crossref": settings.crossref_url,
        "doi": settings.doi_url,
        "datacite": settings.datacite_url,
        "pubmed": settings.pubmed_url,
        "pmc": settings.pmc_url,
    }
    return {name: url for name, url in urls.items() if name in settings.services}


def _in_order(
    queries: Iterable[Query], answers: Mapping[Query, Lookup | Search]
) -> Lookups:
    """Return the answers in the order of the queries, whenever they came."""
    return Lookups.of((query, answers[query]) for query in queries if query in answers)


def _unaskable(
    queries: Collection[Query],
) -> Iterator[tuple[Query, Lookup | Search]]:
    """Yield the queries that no URL can hold, as unavailable."""
    for query in queries:
        match query:
            case ByDoi(doi) if not _encodable(doi):
                reason = "the DOI has characters that are no text"
                yield query, Unavailable(crossref.NAME, reason)
            case BySearch(text) if not text.strip():
                yield query, Unavailable(crossref.NAME, "nothing to search for")
            case BySearch(text) if not _encodable(text):
                reason = "the reference has characters that are no text"
                yield query, Unavailable(crossref.NAME, reason)


def _encodable(text: str) -> bool:
    try:
        return bool(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken file
        return False
