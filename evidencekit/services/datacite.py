"""DataCite's REST API: the record of a DOI that DataCite registered."""

from typing import Any
from urllib.parse import quote

from evidencekit.model import Work
from evidencekit.services.agency import AgencyRecords
from evidencekit.services.datacite_work import work_from_attributes
from evidencekit.services.limiter import Limits, Rate
from evidencekit.services.outcome import (
    Absent,
    Answer,
    Failure,
    Outcome,
    Reply,
    failure_of,
    object_of,
)
from evidencekit.services.terms import Terms

NAME = "DataCite"
# Requests in five minutes: for anybody, and for those who say who they are.
_ANONYMOUS = Limits({"single": Rate(500, 300.0)}, at_once=3)
_IDENTIFIED = Limits({"single": Rate(1000, 300.0)}, at_once=3)


class DataCite(AgencyRecords):
    """The API at the address that the settings name."""

    NO_RECORD = "which has no public record of it"

    def __init__(self, terms: Terms) -> None:
        limits = _IDENTIFIED if terms.settings.mailto else _ANONYMOUS
        super().__init__(terms, "datacite", terms.settings.datacite_url, limits)

    @staticmethod
    def path(doi: str) -> str:
        """Return where DataCite keeps the record of a DOI."""
        return f"dois/{quote(doi, safe='')}"

    @staticmethod
    def outcome(reply: Reply) -> Outcome:
        """Return the attributes of the record, or what came in their place."""
        content = object_of(reply)
        found = content if isinstance(content, dict) else {}
        if reply.status == 404 and "errors" in found:
            return Absent()
        if reply.status != 200:
            return failure_of(reply)
        if isinstance(content, Failure):
            return content
        data = found.get("data")
        attributes = data.get("attributes") if isinstance(data, dict) else None
        if not isinstance(attributes, dict):
            return Failure("answered without a record", passing=False, refused=True)
        return Answer(attributes)

    @staticmethod
    def work(
        content: dict[str, Any], doi: str, agency: str, url: str, retrieved: str
    ) -> Work:
        """Return the work that DataCite's attributes describe."""
        return work_from_attributes(content, url, retrieved)
