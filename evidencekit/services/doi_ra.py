"""The doi.org look-up of registration agencies: does a DOI exist, and whose is it?"""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from evidencekit.services.channel import Channel
from evidencekit.services.outcome import Failure, Outcome, Reply, agencies_outcome

if TYPE_CHECKING:
    import requests

NAME = "doi.org"
MOST_DOIS = 50
_MOST_BYTES = 1_000_000


class DoiRa:
    """The look-up at `base_url`."""

    def __init__(
        self, base_url: str, mailto: str | None, agent: str, channel: Channel
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._agent = f"{agent} (mailto:{mailto})" if mailto else agent
        self._channel = channel
        self._session: requests.Session | None = None

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
            "list", lambda timeout_s: self._attempt(url, timeout_s), agencies_outcome
        )

    def close(self) -> None:
        self._channel.close()
        if self._session is not None:
            self._session.close()

    def _attempt(self, url: str, timeout_s: float) -> Reply | Failure:
        import requests

        if self._session is None:
            self._session = requests.Session()
            self._session.headers["User-Agent"] = self._agent
        try:
            with self._session.get(url, timeout=timeout_s, stream=True) as response:
                body = _body(response, time.monotonic() + timeout_s)
                headers = {k.lower(): v for k, v in response.headers.items()}
                return Reply(response.status_code, headers, body)
        except (requests.Timeout, TimeoutError):
            return Failure("no answer in time")
        except requests.exceptions.SSLError:
            return Failure("no secure connection", passing=False)
        except requests.exceptions.ChunkedEncodingError:
            return Failure("the connection broke off")
        except requests.ConnectionError as error:
            broken = isinstance(error.args[0] if error.args else None, Exception)
            return Failure("no connection" if broken else "the connection broke off")
        except requests.RequestException as error:
            return Failure(f"not a usable address: {error}", passing=False)


def _body(response: "requests.Response", deadline: float) -> bytes:
    """Return the body; a timeout of requests only limits the wait between two bytes."""
    body = bytearray()
    # One byte a step: requests would fill a larger chunk before it lets us look at the
    # clock. 50 answers are 4 kB.
    for byte in response.iter_content(1):
        body += byte
        if time.monotonic() > deadline or len(body) > _MOST_BYTES:
            raise TimeoutError
    return bytes(body)
