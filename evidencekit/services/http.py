"""GET requests to services that have no client library: one reply, or one failure."""

import os
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from evidencekit.services.outcome import Failure, Reply
from evidencekit.services.redirects import MOST_REDIRECTS, refusal
from evidencekit.services.transport import insecure

if TYPE_CHECKING:
    import requests

_MOST_BYTES = 10_000_000
# Whoever is there takes a call, and names a host, within less.
_CONNECT_S = 3.0


class Http:
    """A client that keeps its connections; safe to use from many threads.

    With `beside`, what fails to connect or to answer in time is not worth another try.
    """

    def __init__(self, agent: str, *, beside: bool = False) -> None:
        self._agent = agent
        self._patient = not beside
        self._session: requests.Session | None = None
        self._making = threading.Lock()
        self._named: dict[str, bool] = {}

    def get(
        self,
        url: str,
        timeout_s: float,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply | Failure:
        """Return the reply to a GET, read to its end within `timeout_s` seconds."""
        # A host without a name is common where there is no network, and the client
        # takes longer to load than the question takes.
        if not self._patient and not self._has_name(url):
            return Failure("no connection", passing=False)
        try:
            return self._got(url, timeout_s, params, headers)
        # Beside its own errors, requests lets those of sockets and URLs through.
        except Exception as error:
            return self._failure(error)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def _got(
        self,
        url: str,
        timeout_s: float,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
    ) -> Reply:
        session = self._ready()
        deadline = time.monotonic() + timeout_s
        connect_s = timeout_s if self._patient else min(timeout_s, _CONNECT_S)
        with session.get(
            url,
            params=params,
            headers=headers,
            timeout=(connect_s, timeout_s),
            stream=True,
        ) as response:
            body = _body(response, deadline)
            kept = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, kept, body)

    def _ready(self) -> "requests.Session":
        import requests

        with self._making:
            if self._session is None:
                session = requests.Session()
                session.headers["User-Agent"] = self._agent
                # As the other client does; requests has a variable of its own.
                session.verify = os.environ.get("SSL_CERT_FILE") or True
                session.max_redirects = MOST_REDIRECTS
                session.hooks["response"].append(_check_redirect)
                self._session = session
            return self._session

    def _has_name(self, url: str) -> bool:
        """Say whether the host's address is known."""
        host = urlsplit(url).hostname
        if host is None or any(name.lower().endswith("_proxy") for name in os.environ):
            return True  # for the client, or the proxy, to tell
        if host not in self._named:
            self._named[host] = _resolved(host)
        return self._named[host]

    def _failure(self, error: Exception) -> Failure:
        import requests

        match error:
            case requests.Timeout() | TimeoutError():
                return Failure("no answer in time", self._patient)
            case requests.exceptions.SSLError():
                broken = Failure("no secure connection", passing=False)
                return insecure(error) or broken
            case requests.exceptions.ChunkedEncodingError():
                return Failure("the connection broke off")
            case requests.ConnectionError():
                if isinstance(error.args[0] if error.args else None, Exception):
                    return Failure("no connection", self._patient)
                return Failure("the connection broke off")
            case requests.TooManyRedirects():
                return Failure("redirects without end", passing=False, refused=True)
            case requests.RequestException():
                return Failure(f"not a usable address: {error}", passing=False)
            case _:
                detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
                return Failure(detail, passing=False)


def _check_redirect(
    response: "requests.Response", *_: object, **options: object
) -> None:
    import requests

    if response.is_redirect:
        target = urljoin(response.url, response.headers["location"])
        if why := refusal(response.url, target):
            raise requests.exceptions.InvalidURL(why)


def _body(response: "requests.Response", deadline: float) -> bytes:
    """Return the body; a timeout of requests only limits the wait between two bytes."""
    import requests

    body = bytearray()
    try:
        # What has arrived: requests would wait until a chunk of a given size is full.
        response.raw.decode_content = True
        while chunk := response.raw.read1(65_536):
            body += chunk
            if time.monotonic() > deadline or len(body) > _MOST_BYTES:
                raise TimeoutError
    except TimeoutError:
        raise
    # Those of urllib3, and what its decoders raise.
    except Exception as error:
        if "Timeout" in type(error).__name__:
            raise TimeoutError from error
        raise requests.exceptions.ChunkedEncodingError(error) from error
    return bytes(body)


def _resolved(host: str) -> bool:
    import socket

    found: list[object] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            return

    # The system's resolver may hang for minutes; a thread can be left behind.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_CONNECT_S)
    return bool(found)
