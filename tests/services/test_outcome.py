"""Every HTTP reply has a defined outcome, and only one kind of 404 means "absent"."""

import gzip
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from evidencekit.services.outcome import (
    Absent,
    Answer,
    Failure,
    Outcome,
    Reply,
    agencies_outcome,
    crossref_outcome,
    retry_after_s,
)

JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html"}
PAGE = b"<html><body>Sign in</body></html>"


def envelope(message: object, kind: str = "work") -> bytes:
    return json.dumps(
        {"status": "ok", "message-type": kind, "message": message}
    ).encode()


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(200, JSON, envelope({"DOI": "10.1/a"})), Answer({"DOI": "10.1/a"})),
        (Reply(404, {"content-type": "text/plain"}, b"Resource not found."), Absent()),
        (Reply(404, JSON, b"Resource not found.\n"), Absent()),
        (
            Reply(404, HTML, PAGE),
            Failure("HTTP 404", passing=False),
        ),
        (
            Reply(200, HTML, PAGE),
            Failure("answered with a web page (a sign-in page or a proxy?)"),
        ),
        (Reply(200, JSON, b""), Failure("answered with something that is not JSON")),
        (
            Reply(200, JSON, envelope({"DOI": "10.1/a"})[:-9]),
            Failure("answered with something that is not JSON"),
        ),
        (
            Reply(200, JSON, b"[" * 100_000),
            Failure("answered with something that is not JSON"),
        ),
        (
            Reply(200, JSON, b"null"),
            Failure("answered with something that is not JSON"),
        ),
        (Reply(200, JSON, envelope(None)), Failure("answered without a message")),
        (
            Reply(200, JSON, envelope({}, "member")),
            Failure("answered with 'member' in place of 'work'", passing=False),
        ),
        (Reply(429), Failure("HTTP 429: too many requests")),
        (
            Reply(429, {"retry-after": "7"}),
            Failure("HTTP 429: too many requests", after_s=7.0),
        ),
        (Reply(403), Failure("HTTP 403: the service turns us away", passing=False)),
        (Reply(500, JSON, b'{"status":"error"}'), Failure("HTTP 500")),
        (Reply(503, {"retry-after": "2"}), Failure("HTTP 503", after_s=2.0)),
        (Reply(504, HTML, PAGE), Failure("HTTP 504")),
        (Reply(301), Failure("HTTP 301", passing=False, refused=True)),
        (
            Reply(400, JSON, b'{"message": [{"message": "no such\\n filter"}]}'),
            Failure("HTTP 400: no such filter", passing=False, refused=True),
        ),
    ],
)
def test_what_a_reply_comes_to(reply: Reply, outcome: Outcome) -> None:
    assert crossref_outcome(reply, "work") == outcome


def test_a_list_needs_items() -> None:
    reply = Reply(200, JSON, envelope({"total-results": 0}, "work-list"))

    assert crossref_outcome(reply, "work-list") == Failure(
        "answered with a list that has no items"
    )


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (
            b'[{"DOI": "10.1/a", "RA": "mEDRA"}]',
            Answer([{"DOI": "10.1/a", "RA": "mEDRA"}]),
        ),
        (b"{}", Failure("answered with something that is not JSON")),
        (b"[3]", Failure("answered with a list of something else")),
        (PAGE, Failure("answered with a web page (a sign-in page or a proxy?)")),
    ],
)
def test_what_doi_org_says_of_agencies(body: bytes, outcome: Outcome) -> None:
    assert agencies_outcome(Reply(200, JSON, body)) == outcome


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3.0), ("", None), ("soon", None), ("-1", None), ("٣", None), ("1e3", None)],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    assert retry_after_s({"retry-after": value}) == seconds


def test_retry_after_as_a_date() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)

    assert retry_after_s({"retry-after": date}) == pytest.approx(30, abs=3)


def test_every_recorded_exchange_has_a_defined_outcome(shared: Path) -> None:
    path = shared / "data" / "crossref" / "responses.jsonl.gz"
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            exchange = json.loads(line)
            url = urlsplit(exchange["uri"] or "")
            wanted = "work" if url.path.startswith("/works/") else "work-list"
            headers = {k.lower(): v for k, v in exchange["headers"].items()}
            body = (exchange["body"] or "").encode()
            reply = Reply(exchange["status"], headers, body)

            outcome = crossref_outcome(reply, wanted)

            counts[type(outcome).__name__] += 1
            bare_404 = reply.status == 404 and body.strip() == b"Resource not found."
            assert isinstance(outcome, Absent) == bare_404
            assert not isinstance(outcome, Answer) or (
                reply.status == 200 and b'"message-type"' in body
            )
            assert isinstance(agencies_outcome(reply), Failure)
    assert counts.total() == 257
    assert min(counts[name] for name in ("Answer", "Absent", "Failure")) > 20
