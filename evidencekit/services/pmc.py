"""PMC's converter of identifiers: which PMID and DOI belong to a PMCID."""

from collections.abc import Sequence
from urllib.parse import urlencode

from evidencekit.redaction import redacted
from evidencekit.services.http import Http
from evidencekit.services.limiter import Limits, Rate
from evidencekit.services.outcome import (
    Answer,
    Failure,
    Outcome,
    Reply,
    failure_of,
    object_of,
)
from evidencekit.services.pubmed import TOOL
from evidencekit.services.terms import Terms

NAME = "PMC"
MOST_IDS = 200
_LIMITS = Limits({"single": Rate(3)})


class Pmc:
    """The converter at the address that the settings name."""

    def __init__(self, terms: Terms) -> None:
        settings = terms.settings
        self._base_url = settings.pmc_url.rstrip("/")
        self._channel = terms.channel_beside("pmc", self._base_url, _LIMITS)
        self._http = Http(terms.agent, beside=True)
        self._ours = {"tool": TOOL}
        if settings.mailto:
            self._ours["email"] = settings.mailto

    def url(self, *pmcids: str) -> str:
        """Return the address of a conversion, without what says who asks."""
        return f"{redacted(self._base_url)}/?{urlencode(_params(pmcids))}"

    def identifiers(self, pmcids: Sequence[str]) -> Outcome:
        """Ask for up to 200 PMCIDs; the message has "pmid" and "doi" by PMCID."""
        params = {**_params(pmcids), **self._ours}
        url = f"{self._base_url}/"
        return self._channel.ask(
            "single", lambda timeout_s: self._http.get(url, timeout_s, params), _outcome
        )

    def close(self) -> None:
        self._channel.close()
        self._http.close()


def _params(pmcids: Sequence[str]) -> dict[str, str]:
    return {"ids": ",".join(pmcids), "idtype": "pmcid", "format": "json"}


def _outcome(reply: Reply) -> Outcome:
    content = object_of(reply)
    records = content.get("records") if isinstance(content, dict) else None
    # One odd identifier makes the status of all 400; the others are answered.
    if reply.status not in (200, 400) or (reply.status == 400 and records is None):
        return failure_of(reply)
    if isinstance(content, Failure):
        return content
    if not isinstance(records, list):
        return Failure("answered without records")
    named = [record for record in records if isinstance(record, dict)]
    # What was asked for is told back as "requested-id"; "pmcid" may name a version.
    return Answer(
        {str(r.get("requested-id") or r.get("pmcid")).upper(): r for r in named}
    )
