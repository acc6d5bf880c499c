"""The live services: cache, then Crossref, then doi.org for what Crossref lacks.

The ladder for a DOI: one filtered request for up to 50 of them; what is missing there
goes to doi.org, which names the agency or says that the DOI does not exist; what
Crossref should have is asked for once more, singly. Only "does not exist" (or "not a
DOI") of doi.org, after Crossref has answered, makes a DOI unregistered.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

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
from evidencekit.services import crossref, doi_ra
from evidencekit.services.cache import Cache
from evidencekit.services.channel import Channel
from evidencekit.services.clock import Clock
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.interface import Progress, Settings
from evidencekit.services.limiter import POLITE, PUBLIC, Limiter
from evidencekit.services.outcome import Absent, Answer, Failure

_AGENT = f"evidencekit/{__version__}"
_DOES_NOT_EXIST = {"doi does not exist", "invalid doi"}
T = TypeVar("T")


class Live:
    """Crossref and doi.org at the addresses that the settings name."""

    def __init__(
        self, settings: Settings, progress: Progress, clock: Clock | None = None
    ) -> None:
        clock = clock or Clock()
        rates = POLITE if settings.mailto else PUBLIC
        self._settings = settings
        self._progress = progress
        self._clock = clock
        self._crossref = crossref.Crossref(
            settings.crossref_url,
            settings.mailto,
            _AGENT,
            _channel(settings, Limiter(rates, clock), clock),
        )
        self._doi_ra = doi_ra.DoiRa(
            settings.doi_url,
            settings.mailto,
            _AGENT,
            _channel(settings, Limiter(rates, clock), clock),
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
        fresh = Lookups(dict(self._lookups(dois)), dict(self._searches(texts)))
        return answered.merged(fresh)

    def close(self) -> None:
        self._crossref.close()
        self._doi_ra.close()
        if self._cache:
            self._cache.close()

    def _lookups(self, dois: Sequence[str]) -> Iterator[tuple[str, Lookup]]:
        if not dois:
            return
        self._progress(f"Crossref: {_counted(len(dois), 'DOI')}")
        known = {doi: Found(self._works[doi]) for doi in dois if doi in self._works}
        answers: dict[str, Lookup | Absent] = {**known}
        rest = [doi for doi in dois if doi not in known]
        # A comma separates filters, so that a DOI with one has to be asked for singly.
        together = [doi for doi in rest if "," not in doi]
        for batch in _batches(together, crossref.MOST_DOIS):
            answers |= self._batch(batch)
        answers |= {doi: self._single(doi) for doi in rest if "," in doi}
        absent = [doi for doi, answer in answers.items() if isinstance(answer, Absent)]
        for batch in _batches(absent, doi_ra.MOST_DOIS):
            answers |= self._registrations(batch)
        for doi, answer in answers.items():
            if not isinstance(answer, Absent):
                self._keep(ByDoi(doi), answer)
                yield doi, answer

    def _batch(self, dois: Sequence[str]) -> dict[str, Lookup | Absent]:
        if len(dois) == 1:
            return {dois[0]: self._single(dois[0])}
        match self._crossref.works(dois):
            case Answer(message):
                found = {w.item.doi: w for w in self._works_of(message)}
                return {
                    doi: Found(found[doi]) if doi in found else Absent() for doi in dois
                }
            case Failure(refused=True):
                # One odd DOI may spoil the filter for all.
                return {doi: self._single(doi) for doi in dois}
            case outcome:
                return dict.fromkeys(dois, _unavailable(crossref.NAME, outcome))

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

    def _searches(self, texts: Sequence[str]) -> Iterator[tuple[str, Search]]:
        for number, text in enumerate(texts, start=1):
            self._progress(f"Crossref: search {number} of {len(texts)}")
            search = self._search(text)
            self._keep(BySearch(text), search)
            yield text, search

    def _search(self, text: str) -> Search:
        match self._crossref.search(text):
            case Answer(message):
                works = tuple(self._works_of(message))
                self._works |= {w.item.doi: w for w in works if w.item.doi}
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

    def _keep(self, query: Query, answer: Lookup | Search) -> None:
        if self._cache:
            self._cache.keep(query, answer)


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


def _channel(settings: Settings, limiter: Limiter, clock: Clock) -> Channel:
    return Channel(
        limiter, clock, settings.timeout_s, settings.patience_s, settings.rest_s
    )


def _unavailable(service: str, outcome: Absent | Failure) -> Unavailable:
    match outcome:
        case Failure(reason):
            return Unavailable(service, reason)
        case Absent():
            # To a list or a look-up of agencies, "no such record" is no answer.
            return Unavailable(service, "answered that it does not know the request")


def _batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
