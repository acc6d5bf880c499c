"""The doi.org look-up of registration agencies: does a DOI exist, and whose is it?"""

from collections.abc import Sequence
from urllib.parse import quote

from evidencekit.model import Elsewhere
from evidencekit.redaction import redacted
from evidencekit.services.http import Http
from evidencekit.services.limiter import POLITE, PUBLIC
from evidencekit.services.outcome import Absent, Failure, Outcome, agencies_outcome
from evidencekit.services.terms import Terms

NAME = "doi.org"
MOST_DOIS = 50


class DoiRa:
    """The look-up at the address that the settings name."""

    def __init__(self, terms: Terms) -> None:
        limits = POLITE if terms.settings.mailto else PUBLIC
        self._base_url = terms.settings.doi_url.rstrip("/")
        self._channel = terms.channel("doi", self._base_url, limits)
        self._http = Http(terms.agent)

    def url(self, *dois: str) -> str:
        """Return the address that tells the agencies of the DOIs."""
        # A comma separates DOIs, so the one inside a DOI has to be escaped; so has a
        # slash before dots, or the client would climb the path.
        joined = ",".join(quote(doi, safe="" if "/." in doi else "/") for doi in dois)
        return f"{self._base_url}/doiRA/{joined}"

    def agencies(self, dois: Sequence[str]) -> Outcome:
        """Ask for the agencies; the message lists {"DOI": …, "RA" or "status": …}."""
        url = self.url(*dois)
        return self._channel.ask(
            "list", lambda timeout_s: self._http.get(url, timeout_s), agencies_outcome
        )

    def close(self) -> None:
        self._channel.close()
        self._http.close()


def elsewhere(agency: str, outcome: Absent | Failure, no_record: str) -> Elsewhere:
    """Return why there is no record of a DOI that `agency` registered.

    `no_record` goes on after the agency's name: "which has no record of it".
    """
    match outcome:
        case Absent():
            return Elsewhere(NAME, agency, no_record)
        case Failure(unasked=True):
            return Elsewhere(NAME, agency)
        case Failure(reason):
            silence = f"which did not answer ({redacted(reason)})"
            return Elsewhere(NAME, agency, silence, passing=True)
