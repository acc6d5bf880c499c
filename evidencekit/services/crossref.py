"""Crossref through habanero: one request a call, every failure a value."""

import threading
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from evidencekit.services.habanero_http import Session
from evidencekit.services.outcome import (
    Answer,
    Failure,
    Outcome,
    Reply,
    crossref_outcome,
)
from evidencekit.services.terms import Asking
from evidencekit.services.transport import no_reply, unusable

NAME = "Crossref"
SEARCH_ROWS = 10
# Measured by others: 50 DOIs in one request, all found, in 1,760 bytes of URL.
MOST_DOIS = 50
_MOST_QUERY_BYTES = 4000  # servers and proxies refuse URLs beyond 8 kB

# What `crossref_work` reads, as far as `select` knows it (OpenAPI file 3.32.0). Without
# it a record comes with its reference list, which is most of its bytes.
_SELECT = [
    "DOI",
    "ISBN",
    "URL",
    "abstract",
    "approved",
    "article-number",
    "author",
    "container-title",
    "content-created",
    "editor",
    "event",
    "issue",
    "issued",
    "original-title",
    "page",
    "posted",
    "published",
    "published-online",
    "published-print",
    "publisher",
    "publisher-location",
    "relation",
    "short-container-title",
    "short-title",
    "subtitle",
    "title",
    "type",
    "update-to",
    "updated-by",
    "volume",
]


class Crossref:
    """Crossref's REST API at `base_url`."""

    def __init__(
        self, base_url: str, mailto: str | None, agent: str, channel: Asking
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._mailto = mailto
        self._agent = agent
        self._channel = channel
        self._select: list[str] | None = _SELECT
        self._session: Session | None = None
        self._making = threading.Lock()

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once, as far as is known by now."""
        return self._channel.lanes

    def url(self, doi: str) -> str:
        """Return the address of a record."""
        return f"{self._base_url}/works/{quote(doi, safe='')}"

    def search_url(self, text: str) -> str:
        """Return the address of a search."""
        return f"{self._base_url}/works?query.bibliographic={quote(_short(text))}"

    def work(self, doi: str) -> Outcome:
        """Ask for one record; the message is the record."""
        # Unquoted, "10.1000/ab#c" asks for 10.1000/ab; a text is split at blanks.
        return self._asked("single", "work", ids=[quote(doi, safe="")])

    def works(self, dois: Sequence[str]) -> Outcome:
        """Ask for up to 50 records at once; the message holds `items`.

        A DOI with a comma cannot be asked for in this way; one that Crossref does not
        have is missing in the items.
        """
        return self._listed(filter={"doi": list(dois)}, limit=len(dois))

    def search(self, text: str) -> Outcome:
        """Ask for the works that best fit a printed reference, best first."""
        return self._listed(query_bibliographic=_short(text), limit=SEARCH_ROWS)

    def close(self) -> None:
        self._channel.close()
        if self._session is not None:
            self._session.close()

    def _listed(self, **parameters: Any) -> Outcome:
        outcome = self._asked("list", "work-list", select=self._select, **parameters)
        if isinstance(outcome, Failure) and outcome.refused and self._select:
            # `select` has lost and gained elements before; do without it.
            whole = self._asked("list", "work-list", **parameters)
            if isinstance(whole, Answer):
                self._select = None
            return whole
        return outcome

    def _asked(self, kind: str, message_type: str, **parameters: Any) -> Outcome:
        # Made ready first: loading habanero takes long enough to upset the limits.
        session = self._ready()
        return self._channel.ask(
            kind,
            lambda timeout_s: self._attempt(session, timeout_s, parameters),
            lambda reply: crossref_outcome(reply, message_type),
        )

    def _ready(self) -> Session | Failure:
        with self._making:
            if self._session is None:
                try:
                    self._session = Session(self._mailto)
                # The environment names a proxy or certificates that cannot be used:
                # ImportError, ValueError, FileNotFoundError and errors of ssl.
                except Exception as error:
                    return unusable(error)
            return self._session

    def _attempt(
        self, session: Session | Failure, timeout_s: float, parameters: dict[str, Any]
    ) -> Reply | Failure:
        if isinstance(session, Failure):
            return session
        import habanero

        client = habanero.Crossref(
            base_url=self._base_url,
            mailto=self._mailto,
            ua_string=self._agent,
            timeout=timeout_s,
        )
        with session.used() as exchange:
            try:
                client.works(**parameters)
            # Habanero raises HTTPStatusError, RequestError, RuntimeError, ReadTimeout
            # and what json raises; the exchange knows better what happened.
            except Exception as error:
                if exchange.reply is None:
                    return no_reply(exchange.error or error)
        if exchange.reply is None:
            return Failure("habanero made no request", passing=False)
        return exchange.reply


def _short(text: str) -> str:
    """Return `text` cut so that its URL is not refused for its length."""
    text = " ".join(text.split())
    while len(quote(text)) > _MOST_QUERY_BYTES:
        text = text[: len(text) * 4 // 5]
    return text
