"""PubMed through NCBI's E-utilities: search, and summaries of records."""

from collections.abc import Mapping, Sequence
from typing import Any
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
from evidencekit.services.terms import Terms

NAME = "PubMed"
MOST_IDS = 200
MOST_FOUND = 10
# Requests a second, by address: for anybody, and with a key.
_ANONYMOUS = Limits({"single": Rate(3)})
_WITH_KEY = Limits({"single": Rate(10)})
# NCBI asks programs to say who they are.
TOOL = "evidencekit"


class PubMed:
    """The E-utilities at the address that the settings name."""

    def __init__(self, terms: Terms) -> None:
        settings = terms.settings
        limits = _WITH_KEY if settings.ncbi_api_key else _ANONYMOUS
        self._base_url = settings.pubmed_url.rstrip("/")
        self._channel = terms.channel_beside("pubmed", self._base_url, limits)
        self._http = Http(terms.agent, beside=True)
        self._ours = {"tool": TOOL}
        if settings.mailto:
            self._ours["email"] = settings.mailto
        if settings.ncbi_api_key:
            self._ours["api_key"] = settings.ncbi_api_key

    def search_url(self, term: str) -> str:
        """Return the address of a search, without what says who asks."""
        return f"{redacted(self._base_url)}/esearch.fcgi?{urlencode(_search(term))}"

    def summary_url(self, *pmids: str) -> str:
        """Return the address of summaries, without what says who asks."""
        return f"{redacted(self._base_url)}/esummary.fcgi?{urlencode(_summary(pmids))}"

    def search(self, term: str) -> Outcome:
        """Ask for the PMIDs that fit a term, best first; the message is their list."""
        return self._asked("esearch", _search(term), _ids)

    def summaries(self, pmids: Sequence[str]) -> Outcome:
        """Ask for up to 200 records; the message has them by PMID."""
        return self._asked("esummary", _summary(pmids), _records)

    def close(self) -> None:
        self._channel.close()
        self._http.close()

    def _asked(self, utility: str, params: Mapping[str, str], read: Any) -> Outcome:
        url = f"{self._base_url}/{utility}.fcgi"
        return self._channel.ask(
            "single",
            lambda timeout_s: self._http.get(url, timeout_s, {**params, **self._ours}),
            read,
        )


def _search(term: str) -> dict[str, str]:
    return {
        "db": "pubmed",
        "retmode": "json",
        "retmax": str(MOST_FOUND),
        "sort": "relevance",
        "term": term,
    }


def _summary(pmids: Sequence[str]) -> dict[str, str]:
    return {"db": "pubmed", "retmode": "json", "id": ",".join(pmids)}


def _ids(reply: Reply) -> Outcome:
    result = _member(reply, "esearchresult")
    if isinstance(result, Failure):
        return result
    ids = result.get("idlist")
    if "ERROR" in result or not isinstance(ids, list):
        reason = f"refuses the search: {result.get('ERROR', 'no list of records')}"
        return Failure(" ".join(reason.split())[:200], passing=False, refused=True)
    return Answer([id_ for id_ in ids if isinstance(id_, str) and id_.isdigit()])


def _records(reply: Reply) -> Outcome:
    result = _member(reply, "result")
    if isinstance(result, Failure):
        return result
    return Answer({k: v for k, v in result.items() if isinstance(v, dict)})


def _member(reply: Reply, name: str) -> dict[str, Any] | Failure:
    if reply.status != 200:
        return failure_of(reply)
    content = object_of(reply)
    if isinstance(content, Failure):
        return content
    result = content.get(name)
    if not isinstance(result, dict):
        return Failure("answered without a result")
    return result
