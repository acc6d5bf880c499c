"""What PubMed's and PMC's answers say about queries: candidates and look-ups."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidencekit.model import (
    ById,
    Candidates,
    Found,
    InPubMed,
    Item,
    Lookup,
    NotFound,
    Search,
    Work,
)
from evidencekit.services import pmc, pubmed
from evidencekit.services.batches import batches
from evidencekit.services.json_values import doi_in, text
from evidencekit.services.outcome import Answer, Outcome, unavailable
from evidencekit.services.pmc import Pmc
from evidencekit.services.pubmed import PubMed
from evidencekit.services.pubmed_work import work_from_summary
from evidencekit.services.terms import Terms

_PMID, _PMCID = "pmid:", "pmcid:"


class PubMedRecords:
    """PubMed's records, by search, by PMID, and by PMCID through PMC's converter."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._pubmed = PubMed(terms)
        self._pmc = Pmc(terms)

    def searches(
        self, queries: Sequence[InPubMed]
    ) -> Iterator[tuple[InPubMed, Search]]:
        """Yield what each search brings; the records of many come in one request."""
        for batch in batches(queries, pubmed.MOST_IDS // pubmed.MOST_FOUND):
            self._terms.progress(f"PubMed: {len(batch)} by search")
            found = {query: self._pubmed.search(query.term) for query in batch}
            pmids = [
                pmid
                for outcome in found.values()
                if isinstance(outcome, Answer)
                for pmid in outcome.message
            ]
            records = self._pubmed.summaries(pmids) if pmids else Answer({})
            for query, outcome in found.items():
                yield query, self._searched(query.term, outcome, records)

    def lookups(self, queries: Sequence[ById]) -> Iterator[tuple[ById, Lookup]]:
        """Yield the works with the identifiers."""
        pmids = [q for q in queries if q.id.startswith(_PMID)]
        yield from self._by_pmid([(q.id.removeprefix(_PMID), q) for q in pmids])
        pmcids = [q for q in queries if q.id.startswith(_PMCID)]
        for batch in batches(pmcids, pmc.MOST_IDS):
            yield from self._by_pmcid(batch)

    def close(self) -> None:
        self._pubmed.close()
        self._pmc.close()

    def _searched(self, term: str, found: Outcome, records: Outcome) -> Search:
        if not isinstance(found, Answer):
            return unavailable(pubmed.NAME, found)
        if found.message and not isinstance(records, Answer):
            return unavailable(pubmed.NAME, records)
        summaries = records.message if isinstance(records, Answer) else {}
        works = (self._work(summaries.get(pmid), pmid) for pmid in found.message)
        return Candidates(
            pubmed.NAME,
            self._pubmed.search_url(term),
            self._terms.clock.timestamp(),
            tuple(work for work in works if work),
        )

    def _by_pmid(
        self, queries: Sequence[tuple[str, ById]]
    ) -> Iterator[tuple[ById, Lookup]]:
        for batch in batches(queries, pubmed.MOST_IDS):
            self._terms.progress(f"PubMed: {len(batch)} by PMID")
            outcome = self._pubmed.summaries([pmid for pmid, _ in batch])
            for pmid, query in batch:
                if not isinstance(outcome, Answer):
                    yield query, unavailable(pubmed.NAME, outcome)
                    continue
                work = self._work(outcome.message.get(pmid), pmid)
                yield query, Found(work) if work else self._unknown_pmid(pmid)

    def _by_pmcid(self, queries: Sequence[ById]) -> Iterator[tuple[ById, Lookup]]:
        self._terms.progress(f"PMC: {len(queries)} by PMCID")
        pmcids = [query.id.removeprefix(_PMCID) for query in queries]
        outcome = self._pmc.identifiers(pmcids)
        if not isinstance(outcome, Answer):
            for query in queries:
                yield query, unavailable(pmc.NAME, outcome)
            return
        by_pmid = []
        for query, pmcid in zip(queries, pmcids, strict=True):
            record = outcome.message.get(pmcid, {})
            pmid, doi = text(record.get("pmid")), doi_in(record.get("doi"))
            if pmid:
                by_pmid.append((pmid, query))
            elif doi:
                yield query, Found(self._named(pmcid, doi))
            else:
                retrieved = self._terms.clock.timestamp()
                yield query, NotFound(pmc.NAME, self._pmc.url(pmcid), retrieved)
        yield from self._by_pmid(by_pmid)

    def _work(self, summary: Mapping[str, Any] | None, pmid: str) -> Work | None:
        if summary is None or "error" in summary:
            return None
        url = self._pubmed.summary_url(pmid)
        return work_from_summary(summary, url, self._terms.clock.timestamp())

    def _unknown_pmid(self, pmid: str) -> NotFound:
        retrieved = self._terms.clock.timestamp()
        return NotFound(pubmed.NAME, self._pubmed.summary_url(pmid), retrieved)

    def _named(self, pmcid: str, doi: str) -> Work:
        """Return a work of which PMC only tells the DOI."""
        url, retrieved = self._pmc.url(pmcid), self._terms.clock.timestamp()
        item = Item(doi=doi, pmcid=pmcid)
        return Work(item, pmc.NAME, url, retrieved, agency=pmc.NAME, kind="other")
