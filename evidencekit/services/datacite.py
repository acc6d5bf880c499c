"""DataCite's REST API: the record of a DOI that DataCite registered."""

from urllib.parse import quote

from evidencekit.model import Elsewhere, Found
from evidencekit.redaction import redacted
from evidencekit.services.datacite_work import work_from_attributes
from evidencekit.services.doi_ra import elsewhere
from evidencekit.services.http import Http
from evidencekit.services.limiter import Limits, Rate
from evidencekit.services.outcome import (
    Absent,
    Answer,
    Failure,
    Outcome,
    Reply,
    failure_of,
    json_of,
    not_json,
)
from evidencekit.services.terms import Terms

NAME = "DataCite"
# Requests in five minutes: for anybody, and for those who say who they are.
_ANONYMOUS = Limits({"single": Rate(500, 300.0)}, at_once=3)
_IDENTIFIED = Limits({"single": Rate(1000, 300.0)}, at_once=3)


class DataCite:
    """The API at the address that the settings name."""

    def __init__(self, terms: Terms) -> None:
        limits = _IDENTIFIED if terms.settings.mailto else _ANONYMOUS
        self._base_url = terms.settings.datacite_url.rstrip("/")
        self._clock = terms.clock
        self._channel = terms.channel_beside("datacite", self._base_url, limits)
        self._http = Http(terms.agent, beside=True)

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once."""
        return self._channel.lanes

    def record(self, doi: str, agency: str) -> Found | Elsewhere:
        """Return the work, or why there is no record of it."""
        url = f"{self._base_url}/dois/{quote(doi, safe='')}"
        outcome = self._channel.ask(
            "single", lambda timeout_s: self._http.get(url, timeout_s), _outcome
        )
        match outcome:
            case Answer(attributes):
                retrieved = self._clock.timestamp()
                shown = redacted(url)
                return Found(work_from_attributes(attributes, shown, retrieved))
            case missing:
                return elsewhere(agency, missing, "which has no public record of it")

    def close(self) -> None:
        self._channel.close()
        self._http.close()


def _outcome(reply: Reply) -> Outcome:
    content = json_of(reply.body)
    if reply.status == 404 and isinstance(content, dict) and "errors" in content:
        return Absent()
    if reply.status != 200:
        return failure_of(reply)
    data = content.get("data") if isinstance(content, dict) else None
    attributes = data.get("attributes") if isinstance(data, dict) else None
    if not isinstance(content, dict):
        return Failure(not_json(reply))
    if not isinstance(attributes, dict):
        return Failure("answered without a record", passing=False, refused=True)
    return Answer(attributes)
