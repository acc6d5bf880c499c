"""What an HTTP reply comes to: pure functions of status, headers and body.

Silence is not "no": only Crossref's own bare-text 404 says that it has no record.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from evidencekit.model import Unavailable
from evidencekit.redaction import redacted


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply; the names of `headers` are in lower case, `body` is unpacked.

    `delay_s` is how long after the attempt began the request went out: a connection
    may have had to be made first.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    body: bytes = b""
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply is what was asked for: the JSON `message` in it."""

    message: Any


@dataclass(frozen=True, slots=True)
class Absent:
    """The service says that it has no such record."""


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer that can be used.

    `passing` failures may be gone at the next try, which should be made `after_s`
    seconds later where the service says so. `refused` means that this request is at
    fault and others may work; otherwise the service is.
    """

    reason: str
    passing: bool = True
    after_s: float | None = None
    refused: bool = False
    unasked: bool = False


Outcome: TypeAlias = Answer | Absent | Failure


def unavailable(service: str, outcome: Absent | Failure) -> Unavailable:
    """Return that `service` gave no answer that could be used."""
    match outcome:
        case Failure(reason, unasked=unasked):
            return Unavailable(service, redacted(reason), unasked)
        case Absent():
            # To a list or a look-up of agencies, "no such record" is no answer.
            return Unavailable(service, "answered that it does not know the request")


def crossref_outcome(reply: Reply, message_type: str) -> Outcome:
    """Return what Crossref's reply comes to where `message_type` is expected."""
    body = reply.body.strip()
    if reply.status == 404 and body == b"Resource not found.":
        # The content type says text/plain or application/json, the body is no JSON.
        return Absent()
    if reply.status != 200:
        return failure_of(reply)
    envelope = json_of(body)
    if not isinstance(envelope, dict):
        return Failure(not_json(reply))
    message = envelope.get("message")
    if envelope.get("status") != "ok" or not isinstance(message, dict):
        return Failure("answered without a message")
    if envelope.get("message-type") != message_type:
        kind = envelope.get("message-type")
        return Failure(f"answered with {kind!r} in place of {message_type!r}", False)
    if message_type == "work-list" and not isinstance(message.get("items"), list):
        return Failure("answered with a list that has no items")
    return Answer(message)


def agencies_outcome(reply: Reply) -> Outcome:
    """Return what doi.org's reply about registration agencies comes to.

    The message of an `Answer` is a list of objects with "DOI" and "RA" or "status".
    """
    if reply.status != 200:
        return failure_of(reply)
    entries = json_of(reply.body)
    if not isinstance(entries, list):
        return Failure(not_json(reply))
    if not all(isinstance(e, dict) and isinstance(e.get("DOI"), str) for e in entries):
        return Failure("answered with a list of something else")
    return Answer(entries)


# Bad request, body or URL too long, unprocessable; a redirect that leads nowhere.
_OF_THE_REQUEST = {400, 413, 414, 422, 431, 301, 302, 307, 308}


def failure_of(reply: Reply) -> Failure:
    """Return what a reply with another status than 200 comes to."""
    match reply.status:
        case 429:
            return Failure(
                "HTTP 429: too many requests", after_s=retry_after_s(reply.headers)
            )
        case 403:
            # A block that somebody at the service has to lift.
            return Failure("HTTP 403: the service turns us away", passing=False)
        case status if status >= 500:
            return Failure(f"HTTP {status}", after_s=retry_after_s(reply.headers))
        case status:
            detail = _refusal(reply.body)
            # Anything else of the kind, such as a web page with 404, is no answer to
            # this request: the address is wrong or somebody stands in between.
            refused = detail is not None or status in _OF_THE_REQUEST
            reason = f"HTTP {status}: {detail}" if detail else f"HTTP {status}"
            return Failure(reason, passing=False, refused=refused)


def _refusal(body: bytes) -> str | None:
    """Return what a validation failure complains about."""
    envelope = json_of(body)
    messages = envelope.get("message") if isinstance(envelope, dict) else None
    first = messages[0] if isinstance(messages, list) and messages else None
    message = first.get("message") if isinstance(first, dict) else None
    return " ".join(message.split())[:200] if isinstance(message, str) else None


def not_json(reply: Reply) -> str:
    """Say what came in place of JSON."""
    kind = reply.headers.get("content-type", "").partition(";")[0].strip()
    if b"<html" in reply.body[:1000].lower() or kind == "text/html":
        return "answered with a web page (a sign-in page or a proxy?)"
    return "answered with something that is not JSON"


def json_of(body: bytes) -> Any:
    """Return the JSON value in `body`, None if there is none."""
    try:
        return json.loads(body)
    # A deep nest of brackets ends in a RecursionError, which is no ValueError.
    except (ValueError, RecursionError):
        return None


def object_of(reply: Reply) -> dict[str, Any] | Failure:
    """Return the JSON object that came, or that none did."""
    content = json_of(reply.body)
    return content if isinstance(content, dict) else Failure(not_json(reply))


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Retry-After asks for: a number, or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    date = _date(value)
    if date is None:
        return None
    # By the service's clock where it shows it: ours may be wrong.
    now = _date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (date - now).total_seconds())


def _date(value: str) -> datetime | None:
    if not value:
        return None
    # Few replies carry a date to wait for, and the import is felt at start-up.
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
