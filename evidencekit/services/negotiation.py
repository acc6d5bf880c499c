"""Content negotiation at doi.org: any agency's record of a DOI, as CSL-JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from evidencekit.model import Work
from evidencekit.services.agency import AgencyRecords
from evidencekit.services.csl_work import work_from_csl
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


class Negotiation(AgencyRecords):
    """doi.org at the address that the settings name."""

    HEADERS: ClassVar[Mapping[str, str]] = {"Accept": _CSL_JSON}
    NO_RECORD = "which serves no record of it as CSL-JSON"

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms, "doi", terms.settings.doi_url, _LIMITS, beside=" csl")

    @staticmethod
    def path(doi: str) -> str:
        """Return the DOI; doi.org redirects where its slash is escaped, too."""
        return quote(doi, safe="" if "/." in doi else "/")

    @staticmethod
    def outcome(reply: Reply) -> Outcome:
        """Return the CSL-JSON that came, or what came in its place."""
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

    @staticmethod
    def work(
        content: dict[str, Any], doi: str, agency: str, url: str, retrieved: str
    ) -> Work:
        """Return the work that an agency's CSL-JSON describes."""
        return work_from_csl(content, doi, agency, url, retrieved)
