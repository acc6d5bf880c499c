"""What Crossref's answers say about queries: look-ups, candidates, or no record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Found,
    Lookup,
    Lookups,
    Search,
    Work,
)
from evidencekit.redaction import redacted
from evidencekit.services import crossref
from evidencekit.services.batches import batches
from evidencekit.services.crossref import Crossref
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.limiter import POLITE, PUBLIC
from evidencekit.services.outcome import Absent, Answer, Failure, unavailable
from evidencekit.services.pool import overlapped
from evidencekit.services.terms import AGENT, Terms

_Query: TypeAlias = ByDoi | BySearch
_Answers: TypeAlias = dict[_Query, Lookup | Search | Absent]
_Request: TypeAlias = Callable[[], _Answers]


class CrossrefRecords:
    """Crossref's records, by DOI and by search."""

    def __init__(self, terms: Terms) -> None:
        settings = terms.settings
        limits = POLITE if settings.mailto else PUBLIC
        channel = terms.channel("crossref", settings.crossref_url, limits)
        self._terms = terms
        self._crossref = Crossref(
            settings.crossref_url, settings.mailto, AGENT, channel
        )
        # Works that searches brought: asking for them by DOI would bring the same.
        self._works: dict[str, Work] = {}

    def answers(
        self, queries: Sequence[_Query]
    ) -> Iterator[tuple[_Query, Lookup | Search | Absent]]:
        """Yield the answers as they come; a DOI that Crossref lacks is absent."""
        asked = []
        for query in queries:
            work = self._works.get(query.doi) if isinstance(query, ByDoi) else None
            if work is not None:
                yield query, Found(work)
            else:
                asked.append(query)
        requests = self._requests(asked)
        replies = overlapped(requests, lambda: self._crossref.lanes)
        count = f"{len(requests)} request{'' if len(requests) == 1 else 's'}"
        for number, answers in enumerate(replies, start=1):
            self._terms.progress(f"Crossref: {number} of {count}")
            yield from answers.items()

    def single(self, doi: str) -> Lookup | Absent:
        """Ask for one DOI."""
        match self._crossref.work(doi):
            case Answer(message):
                # An alias brings the record of the DOI that took over.
                return Found(self._work(message))
            case Absent() as absent:
                return absent
            case outcome:
                return unavailable(crossref.NAME, outcome)

    def remember(self, lookups: Lookups) -> None:
        """Note works that searches brought."""
        for search in lookups.searches.values():
            if isinstance(search, Candidates):
                for work in search.works:
                    if work.item.doi:
                        self._works.setdefault(work.item.doi, work)

    def close(self) -> None:
        self._crossref.close()

    def _requests(self, queries: Sequence[_Query]) -> list[_Request]:
        """Return what to ask; the requests may be made at the same time."""
        dois = [query.doi for query in queries if isinstance(query, ByDoi)]
        texts = [query.text for query in queries if isinstance(query, BySearch)]
        # A comma separates filters, so that a DOI with one has to be asked for singly.
        together = [doi for doi in dois if "," not in doi]
        groups = [*batches(together, crossref.MOST_DOIS)]
        groups += [[doi] for doi in dois if "," in doi]
        return [
            *(partial(self._batch, group) for group in groups),
            *(partial(self._search, text) for text in texts),
        ]

    def _batch(self, dois: Sequence[str]) -> _Answers:
        if len(dois) == 1:
            return {ByDoi(dois[0]): self.single(dois[0])}
        match self._crossref.works(dois):
            case Answer(message):
                found = {w.item.doi: Found(w) for w in self._works_of(message)}
                return {ByDoi(doi): found.get(doi, Absent()) for doi in dois}
            case Failure(refused=True):
                # One odd DOI may spoil the filter for all.
                return {ByDoi(doi): self.single(doi) for doi in dois}
            case outcome:
                silence = unavailable(crossref.NAME, outcome)
                return {ByDoi(doi): silence for doi in dois}

    def _search(self, text: str) -> _Answers:
        return {BySearch(text): self._candidates(text)}

    def _candidates(self, text: str) -> Search:
        match self._crossref.search(text):
            case Answer(message):
                works = tuple(self._works_of(message))
                url = redacted(self._crossref.search_url(text))
                retrieved = self._terms.clock.timestamp()
                return Candidates(crossref.NAME, url, retrieved, works)
            case outcome:
                return unavailable(crossref.NAME, outcome)

    def _works_of(self, message: Mapping[str, Any]) -> Iterator[Work]:
        for item in message["items"]:
            if isinstance(item, Mapping) and isinstance(item.get("DOI"), str):
                yield self._work(item)

    def _work(self, message: Mapping[str, Any]) -> Work:
        url = redacted(self._crossref.url(str(message.get("DOI", "")).lower()))
        return work_from_message(message, url, self._terms.clock.timestamp())
