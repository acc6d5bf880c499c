"""The record of one DOI, from a service of the agency that registered it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from evidencekit.model import Elsewhere, Found, Work
from evidencekit.redaction import redacted
from evidencekit.services.doi_ra import elsewhere
from evidencekit.services.http import Http
from evidencekit.services.limiter import Limits
from evidencekit.services.outcome import Answer, Outcome, Reply
from evidencekit.services.terms import Terms


class AgencyRecords(ABC):
    """A service at `base_url`, asked for one DOI at a time through its own channel.

    `key` is the name that the terms know the channel by.
    """

    HEADERS: ClassVar[Mapping[str, str]] = {}
    # Reads after "registered by X, ".
    NO_RECORD: ClassVar[str]

    def __init__(
        self, terms: Terms, key: str, base_url: str, limits: Limits, beside: str = ""
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._clock = terms.clock
        self._channel = terms.channel_beside(key, self._base_url + beside, limits)
        self._http = Http(terms.agent, beside=True)

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once."""
        return self._channel.lanes

    def record(self, doi: str, agency: str) -> Found | Elsewhere:
        """Return the work, or why there is no record of it."""
        url = f"{self._base_url}/{self.path(doi)}"
        outcome = self._channel.ask(
            "single",
            lambda timeout_s: self._http.get(url, timeout_s, headers=self.HEADERS),
            self.outcome,
        )
        match outcome:
            case Answer(content):
                retrieved = self._clock.timestamp()
                return Found(self.work(content, doi, agency, redacted(url), retrieved))
            case missing:
                return elsewhere(agency, missing, self.NO_RECORD)

    def close(self) -> None:
        self._channel.close()
        self._http.close()

    @staticmethod
    @abstractmethod
    def path(doi: str) -> str:
        """Return where the record of a DOI is found, behind the address."""

    @staticmethod
    @abstractmethod
    def outcome(reply: Reply) -> Outcome:
        """Return what a reply comes to."""

    @staticmethod
    @abstractmethod
    def work(
        content: dict[str, Any], doi: str, agency: str, url: str, retrieved: str
    ) -> Work:
        """Return the work that the answered record describes."""
