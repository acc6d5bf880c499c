"""The live services: cache, then Crossref, then doi.org for what Crossref lacks.

The ladder for a DOI: one filtered request for up to 50 of them; what is missing there
goes to doi.org, which names the agency or says that the DOI does not exist; what
Crossref should have is asked for once more, singly. Only "does not exist" (or "not a
DOI") of doi.org, after Crossref has answered, makes a DOI unregistered.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from evidencekit import __version__
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    Lookup,
    Lookups,
    NotFound,
    Query,
    Search,
    Unavailable,
    Work,
)
from evidencekit.redaction import redacted
from evidencekit.services import crossref, doi_ra
from evidencekit.services.cache import Cache
from evidencekit.services.channel import Channel
from evidencekit.services.clock import Clock
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.interface import BrokenOff, Progress, Settings
from evidencekit.services.ledger import Shared
from evidencekit.services.limiter import POLITE, PUBLIC, Limiter
from evidencekit.services.outcome import Absent, Answer, Failure
from evidencekit.services.pool import overlapped

_AGENT = f"evidencekit/{__version__}"
_DOES_NOT_EXIST = {"doi does not exist", "invalid doi"}
_Answers: TypeAlias = dict[Query, Lookup | Search | Absent]
_Request: TypeAlias = Callable[[], _Answers]
T = TypeVar("T")


class Live:
    """Crossref and doi.org at the addresses that the settings name."""

    def __init__(
        self, settings: Settings, progress: Progress, clock: Clock | None = None
    ) -> None:
        clock = clock or Clock()
        self._settings = settings
        self._progress = progress
        self._clock = clock
        self._crossref = crossref.Crossref(
            settings.crossref_url,
            settings.mailto,
            _AGENT,
            _channel(settings, settings.crossref_url, clock),
        )
        self._doi_ra = doi_ra.DoiRa(
            settings.doi_url,
            settings.mailto,
            _AGENT,
            _channel(settings, settings.doi_url, clock),
        )
        scope = f"{settings.crossref_url}\n{settings.doi_url}"
        cache_dir = settings.cache_dir
        self._cache = Cache(cache_dir, scope, clock) if cache_dir else None
        # Works that searches brought: asking for them by DOI would bring the same.
        self._works: dict[str, Work] = {}

    @property
    def described(self) -> Mapping[str, str]:
        return {"crossref": self._settings.crossref_url, "doi": self._settings.doi_url}

    def resolve(self, queries: Collection[Query]) -> Lookups:
        """Return an answer for every query, from the cache or the services."""
        queries = tuple(dict.fromkeys(queries))
        answered = _unaskable(queries)
        if self._cache:
            rest = (query for query in queries if query not in answered)
            answered = answered.merged(self._cache.lookups(rest))
        asked = [query for query in queries if query not in answered]
        dois = [query.doi for query in asked if isinstance(query, ByDoi)]
        texts = [query.text for query in asked if isinstance(query, BySearch)]
        self._remember(answered)
        fresh: dict[Query, Lookup | Search] = {}
        try:
            # Kept as they come: a run that is killed need not ask for them again.
            for query, answer in self._answers(dois, texts):
                fresh[query] = answer
                if self._cache:
                    self._cache.keep(query, answer)
        except KeyboardInterrupt:
            raise BrokenOff(answered.merged(_in_order(asked, fresh))) from None
        lookups = answered.merged(_in_order(asked, fresh))
        self._remember(lookups)
        return lookups

    def close(self) -> None:
        self._crossref.close()
        self._doi_ra.close()
        if self._cache:
            self._cache.close()

    def _answers(
        self, dois: Sequence[str], texts: Sequence[str]
    ) -> Iterator[tuple[Query, Lookup | Search]]:
        """Yield the answers as they come."""
        for doi in dois:
            if doi in self._works:
                yield ByDoi(doi), Found(self._works[doi])
        requests = self._requests([d for d in dois if d not in self._works], texts)
        absent = []
        replies = overlapped(requests, lambda: self._crossref.lanes)
        for number, answers in enumerate(replies, start=1):
            count = _counted(len(requests), "request")
            self._progress(f"Crossref: {number} of {count}")
            for query, answer in answers.items():
                if not isinstance(answer, Absent):
                    yield query, answer
                elif isinstance(query, ByDoi):
                    absent.append(query.doi)
        for batch in _batches(absent, doi_ra.MOST_DOIS):
            for doi, lookup in self._registrations(batch).items():
                yield ByDoi(doi), lookup

    def _requests(self, dois: Sequence[str], texts: Sequence[str]) -> list[_Request]:
        """Return what to ask Crossref; the requests may be made at the same time."""
        # A comma separates filters, so that a DOI with one has to be asked for singly.
        together = [doi for doi in dois if "," not in doi]
        batches = [*_batches(together, crossref.MOST_DOIS)]
        batches += [[doi] for doi in dois if "," in doi]
        return [
            *(partial(self._batch, batch) for batch in batches),
            *(partial(self._search, text) for text in texts),
        ]

    def _remember(self, lookups: Lookups) -> None:
        """Note works that searches brought."""
        for search in lookups.searches.values():
            if isinstance(search, Candidates):
                for work in search.works:
                    if work.item.doi:
                        self._works.setdefault(work.item.doi, work)

    def _batch(self, dois: Sequence[str]) -> _Answers:
        if len(dois) == 1:
            return {ByDoi(dois[0]): self._single(dois[0])}
        match self._crossref.works(dois):
            case Answer(message):
                found = {w.item.doi: Found(w) for w in self._works_of(message)}
                return {ByDoi(doi): found.get(doi, Absent()) for doi in dois}
            case Failure(refused=True):
                # One odd DOI may spoil the filter for all.
                return {ByDoi(doi): self._single(doi) for doi in dois}
            case outcome:
                silence = _unavailable(crossref.NAME, outcome)
                return {ByDoi(doi): silence for doi in dois}

    def _single(self, doi: str) -> Lookup | Absent:
        match self._crossref.work(doi):
            case Answer(message):
                # An alias brings the record of the DOI that took over.
                return Found(self._work(message))
            case Absent() as absent:
                return absent
            case outcome:
                return _unavailable(crossref.NAME, outcome)

    def _registrations(self, dois: Sequence[str]) -> dict[str, Lookup]:
        """Return what becomes of DOIs that Crossref does not have."""
        self._progress(f"doi.org: {_counted(len(dois), 'DOI')}")
        match self._doi_ra.agencies(dois):
            case Answer(entries):
                said = {str(e["DOI"]).lower(): e for e in entries}
                return {doi: self._registration(doi, said.get(doi, {})) for doi in dois}
            case outcome:
                return dict.fromkeys(dois, _unavailable(doi_ra.NAME, outcome))

    def _registration(self, doi: str, entry: Mapping[str, Any]) -> Lookup:
        agency, status = entry.get("RA"), str(entry.get("status", "nothing"))
        if isinstance(agency, str) and agency.lower() == "crossref":
            return self._unserved(doi)
        if isinstance(agency, str) and agency:
            return Elsewhere(doi_ra.NAME, agency)
        if status.strip().lower() in _DOES_NOT_EXIST:
            return NotFound(doi_ra.NAME, self._doi_ra.url(doi), self._clock.timestamp())
        return Unavailable(doi_ra.NAME, f"answered “{status}” to the DOI")

    def _unserved(self, doi: str) -> Lookup:
        """Ask once more for what Crossref should have: filters do not know aliases."""
        answer = self._single(doi)
        if isinstance(answer, Absent):
            return Unavailable(
                crossref.NAME,
                "the DOI is registered with Crossref, which serves no record of it",
            )
        return answer

    def _search(self, text: str) -> _Answers:
        return {BySearch(text): self._candidates(text)}

    def _candidates(self, text: str) -> Search:
        match self._crossref.search(text):
            case Answer(message):
                works = tuple(self._works_of(message))
                url = self._crossref.search_url(text)
                return Candidates(crossref.NAME, url, self._clock.timestamp(), works)
            case outcome:
                return _unavailable(crossref.NAME, outcome)

    def _works_of(self, message: Mapping[str, Any]) -> Iterator[Work]:
        for item in message["items"]:
            if isinstance(item, Mapping) and isinstance(item.get("DOI"), str):
                yield self._work(item)

    def _work(self, message: Mapping[str, Any]) -> Work:
        url = self._crossref.url(str(message.get("DOI", "")).lower())
        return work_from_message(message, url, self._clock.timestamp())


def _in_order(
    queries: Iterable[Query], answers: Mapping[Query, Lookup | Search]
) -> Lookups:
    """Return the answers in the order of the queries, whenever they came."""
    return Lookups.of((query, answers[query]) for query in queries if query in answers)


def _unaskable(queries: Collection[Query]) -> Lookups:
    """Return the queries that no URL can hold, answered as unavailable."""
    dois, searches = {}, {}
    for query in queries:
        match query:
            case ByDoi(doi) if not _encodable(doi):
                reason = "the DOI has characters that are no text"
                dois[doi] = Unavailable(crossref.NAME, reason)
            case BySearch(text) if not text.strip():
                searches[text] = Unavailable(crossref.NAME, "nothing to search for")
            case BySearch(text) if not _encodable(text):
                reason = "the reference has characters that are no text"
                searches[text] = Unavailable(crossref.NAME, reason)
    return Lookups(dois, searches)


def _encodable(text: str) -> bool:
    try:
        return bool(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken file
        return False


def _channel(settings: Settings, url: str, clock: Clock) -> Channel:
    limits = POLITE if settings.mailto else PUBLIC
    name = f"{url} {'polite' if settings.mailto else 'public'}"
    ledger = Shared(name) if settings.shared_limits else None
    return Channel(
        Limiter(limits, clock, ledger),
        clock,
        settings.timeout_s,
        settings.patience_s,
        settings.rest_s,
    )


def _unavailable(service: str, outcome: Absent | Failure) -> Unavailable:
    match outcome:
        case Failure(reason):
            return Unavailable(service, redacted(reason))
        case Absent():
            # To a list or a look-up of agencies, "no such record" is no answer.
            return Unavailable(service, "answered that it does not know the request")


def _batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
