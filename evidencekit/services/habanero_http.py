"""Habanero's HTTP through a client of ours.

Habanero opens a connection for each request, follows no redirect, hides headers, and
tells failures apart by half. It keeps building the requests; while a session is in
use, they run through `Exchange.get`, which takes a connection that is open already,
holds the deadline and remembers the reply.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from evidencekit.services.outcome import Reply
from evidencekit.services.redirects import MOST_REDIRECTS, refusal

if TYPE_CHECKING:
    import httpx2

_MOST_BYTES = 50_000_000  # 1,000 records with long reference lists are 20 MB


class Session:
    """One client for requests from many threads."""

    def __init__(self, mailto: str | None) -> None:
        import httpx2

        _install()
        self._client = httpx2.Client()
        self._mailto = mailto

    @contextmanager
    def used(self) -> Iterator["Exchange"]:
        """Let habanero's request in this context run through this session."""
        exchange = Exchange(self._client, self._mailto)
        token = _current.set(exchange)
        try:
            yield exchange
        finally:
            _current.reset(token)

    def close(self) -> None:
        self._client.close()


class Exchange:
    """One request, and the reply to it or the error it ended in."""

    def __init__(self, client: "httpx2.Client", mailto: str | None) -> None:
        self._client = client
        self._mailto = mailto
        self._sent: float | None = None
        self.reply: Reply | None = None
        self.error: Exception | None = None

    def get(
        self,
        url: str,
        params: dict[str, str] | None,
        headers: dict[str, str],
        timeout: float,
    ) -> "httpx2.Response":
        """Return the response to a GET, read to its end within `timeout` seconds."""
        import httpx2

        query = dict(params or {})
        if self._mailto:
            query["mailto"] = self._mailto
        started = time.monotonic()
        try:
            request = self._client.build_request(
                "GET",
                url,
                params=query or None,
                headers=headers,
                timeout=timeout,
                extensions={"trace": self._trace},
            )
            with self._sent_on(request) as response:
                body = b"".join(_within(started + timeout, response))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            self.error = error
            raise
        kept = {
            name.lower(): value
            for name, value in response.headers.items()
            if name.lower() not in ("content-encoding", "content-length")
        }
        delay_s = self._sent - started if self._sent is not None else 0.0
        self.reply = Reply(response.status_code, kept, body, delay_s)
        return httpx2.Response(
            response.status_code, headers=kept, content=body, request=response.request
        )

    @contextmanager
    def _sent_on(self, request: "httpx2.Request") -> "Iterator[httpx2.Response]":
        """Yield the response behind all redirects that may be followed."""
        import httpx2

        for _ in range(MOST_REDIRECTS + 1):
            response = self._client.send(request, stream=True, follow_redirects=False)
            following = response.next_request
            try:
                if following is None:
                    yield response
                    return
                why = refusal(str(request.url), str(following.url))
                if why:
                    raise httpx2.UnsupportedProtocol(why, request=request)
            finally:
                response.close()
            request = following
        raise httpx2.TooManyRedirects("redirects without end", request=request)

    def _trace(self, event: str, _: object) -> None:
        if event.endswith("send_request_headers.started") and self._sent is None:
            self._sent = time.monotonic()


_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def _within(deadline: float, response: "httpx2.Response") -> Iterator[bytes]:
    """Yield the body; a timeout of httpx2 only limits the wait between two bytes."""
    import httpx2

    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if time.monotonic() > deadline:
            raise httpx2.ReadTimeout("the body took too long", request=response.request)
        if size > _MOST_BYTES:
            raise httpx2.ReadError("the body is too long", request=response.request)
        yield chunk


class _Httpx2:
    """The module `httpx2` as habanero sees it: `get` goes to the current exchange."""

    def __getattr__(self, name: str) -> Any:
        import httpx2

        return getattr(httpx2, name)

    def get(self, url: str, **options: Any) -> "httpx2.Response":
        import httpx2

        exchange = _current.get()
        return (exchange.get if exchange else httpx2.get)(url, **options)


def _install() -> None:
    """Put our `httpx2` where habanero's two modules that send requests look for it."""
    import habanero  # noqa: F401 (loads the two modules)

    for name in ("habanero.request", "habanero.request_class"):
        module = sys.modules[name]
        if not isinstance(module.httpx2, _Httpx2):
            module.httpx2 = _Httpx2()  # type: ignore[attr-defined]
