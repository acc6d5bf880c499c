"""The ladder for a DOI that Crossref lacks: doi.org, then whoever registered it.

doi.org names the agency or says that the DOI does not exist. What Crossref should have
is asked for once more, singly; the records of other agencies come from DataCite or by
content negotiation. Only "does not exist" (or "not a DOI") of doi.org, after Crossref
has answered, makes a DOI unregistered.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from evidencekit.model import ByDoi, Elsewhere, Found, Lookup, NotFound, Unavailable
from evidencekit.redaction import redacted
from evidencekit.services import crossref, datacite, doi_ra
from evidencekit.services.batches import batches
from evidencekit.services.crossref_records import CrossrefRecords
from evidencekit.services.datacite import DataCite
from evidencekit.services.doi_ra import DoiRa
from evidencekit.services.negotiation import Negotiation
from evidencekit.services.outcome import Absent, Answer, unavailable
from evidencekit.services.pool import overlapped
from evidencekit.services.terms import Terms

_DOES_NOT_EXIST = {"doi does not exist", "invalid doi"}


class Agency(Protocol):
    """Somebody who has the records of DOIs that Crossref did not register."""

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once."""

    def record(self, doi: str, agency: str) -> Found | Elsewhere:
        """Return the work, or why there is no record of it."""

    def close(self) -> None:
        """Let go of connections."""


class Ladder:
    """Answers queries by DOI that Crossref has no record for."""

    def __init__(self, terms: Terms, records: CrossrefRecords) -> None:
        self._terms = terms
        self._records = records
        self._doi_ra = DoiRa(terms)
        # Who has an agency's records; content negotiation serves the others'.
        self._agencies: dict[str, Agency] = {datacite.NAME.lower(): DataCite(terms)}
        self._others: Agency = Negotiation(terms)

    def answers(self, queries: Sequence[ByDoi]) -> Iterator[tuple[ByDoi, Lookup]]:
        """Yield the answer for each DOI as soon as it is known."""
        for batch in batches(queries, doi_ra.MOST_DOIS):
            dois = [query.doi for query in batch]
            count = f"{len(dois)} DOI{'' if len(dois) == 1 else 's'}"
            self._terms.progress(f"doi.org: {count}")
            match self._doi_ra.agencies(dois):
                case Answer(entries):
                    said = {str(e["DOI"]).lower(): e for e in entries}
                    tasks = [
                        partial(self._registration, d, said.get(d, {})) for d in dois
                    ]
                    yield from overlapped(tasks, self._lanes)
                case outcome:
                    for doi in dois:
                        yield ByDoi(doi), unavailable(doi_ra.NAME, outcome)

    def close(self) -> None:
        self._doi_ra.close()
        for agency in (*self._agencies.values(), self._others):
            agency.close()

    def _lanes(self) -> int:
        return max(a.lanes for a in (*self._agencies.values(), self._others))

    def _registration(self, doi: str, entry: Mapping[str, Any]) -> tuple[ByDoi, Lookup]:
        return ByDoi(doi), self._registered(doi, entry)

    def _registered(self, doi: str, entry: Mapping[str, Any]) -> Lookup:
        agency, status = entry.get("RA"), str(entry.get("status", "nothing"))
        if isinstance(agency, str) and agency.lower() == crossref.NAME.lower():
            return self._unserved(doi)
        if isinstance(agency, str) and agency:
            self._terms.progress(f"{agency}: {doi}")
            keeper = self._agencies.get(agency.lower(), self._others)
            return keeper.record(doi, agency)
        if status.strip().lower() in _DOES_NOT_EXIST:
            retrieved = self._terms.clock.timestamp()
            return NotFound(doi_ra.NAME, redacted(self._doi_ra.url(doi)), retrieved)
        return Unavailable(doi_ra.NAME, f"answered “{status}” to the DOI")

    def _unserved(self, doi: str) -> Lookup:
        """Ask once more for what Crossref should have: filters do not know aliases."""
        answer = self._records.single(doi)
        if isinstance(answer, Absent):
            return Unavailable(
                crossref.NAME,
                "the DOI is registered with Crossref, which serves no record of it",
            )
        return answer
