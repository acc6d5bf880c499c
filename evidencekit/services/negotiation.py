"""Content negotiation at doi.org: any agency's record of a DOI, as CSL-JSON."""

from urllib.parse import quote

from evidencekit.model import Elsewhere, Found
from evidencekit.redaction import redacted
from evidencekit.services.csl_work import work_from_csl
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
)
from evidencekit.services.terms import Terms

_CSL_JSON = "application/vnd.citationstyles.csl+json"
# The agencies behind doi.org publish no limits; most are small.
_LIMITS = Limits({"single": Rate(3)})
# No such record, or none in the form that was asked for.
_NOT_SERVED = {204, 404, 406, 410, 415}


class Negotiation:
    """doi.org at the address that the settings name."""

    def __init__(self, terms: Terms) -> None:
        self._base_url = terms.settings.doi_url.rstrip("/")
        self._clock = terms.clock
        self._channel = terms.channel_beside("doi", f"{self._base_url} csl", _LIMITS)
        self._http = Http(terms.agent, beside=True)

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once."""
        return self._channel.lanes

    def record(self, doi: str, agency: str) -> Found | Elsewhere:
        """Return the work, or why there is no record of it."""
        # doi.org redirects to the agency's page where a slash is escaped, too.
        url = f"{self._base_url}/{quote(doi, safe='' if '/.' in doi else '/')}"
        outcome = self._channel.ask(
            "single",
            lambda timeout_s: self._http.get(
                url, timeout_s, headers={"Accept": _CSL_JSON}
            ),
            _outcome,
        )
        match outcome:
            case Answer(csl):
                retrieved = self._clock.timestamp()
                shown = redacted(url)
                return Found(work_from_csl(csl, doi, agency, shown, retrieved))
            case missing:
                no_record = "which serves no record of it as CSL-JSON"
                return elsewhere(agency, missing, no_record)

    def close(self) -> None:
        self._channel.close()
        self._http.close()


def _outcome(reply: Reply) -> Outcome:
    if reply.status in _NOT_SERVED:
        return Absent()
    if reply.status != 200:
        # One agency's trouble behind doi.org is not that of the others.
        failure = failure_of(reply)
        return Failure(failure.reason, passing=False, refused=True)
    content = json_of(reply.body)
    if not isinstance(content, dict):
        return Absent()  # the page of the work, whatever was asked for
    return Answer(content)
