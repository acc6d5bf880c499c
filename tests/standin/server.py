"""The stand-in's HTTP server: limits, faults, counts, and one write per answer."""

import gzip
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.standin.api import Api
from tests.standin.faults import REPLIES, Fault, Reply
from tests.standin.records import Record


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests a second and requests at once; `pool` is the name in the header."""

    pool: str
    rate: int
    concurrency: int


# In force since 2025-12-01; the names as seen since 2026-08.
REAL_LIMITS = {
    ("public", "single"): Limit("public-single", 5, 1),
    ("public", "list"): Limit("public-array", 1, 1),
    ("polite", "single"): Limit("polite-single", 10, 3),
    ("polite", "list"): Limit("polite-array", 3, 3),
}
# Announced where a test is not about limits, so that nobody has to wait.
GENEROUS_LIMITS = {
    key: replace(limit, rate=1000, concurrency=50) for key, limit in REAL_LIMITS.items()
}


@dataclass(slots=True)
class _Gate:
    """Counts what the limits are about, over the last second and at the moment."""

    times: deque[float] = field(default_factory=deque)
    inside: int = 0

    def admits(self, limit: Limit, now: float) -> bool:
        while self.times and now - self.times[0] >= 1:
            self.times.popleft()
        self.times.append(now)
        return len(self.times) <= limit.rate and self.inside < limit.concurrency


class StandIn:
    """Crossref and doi.org on one loopback address; a context manager.

    `crossref_fault` and `doi_fault` may be set at any time; with `times`, a fault
    passes after so many requests. `log` holds the path and query of every request.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        port: int = 0,
        limits: Mapping[tuple[str, str], Limit] = GENEROUS_LIMITS,
        latency_s: float = 0.0,
    ) -> None:
        self.crossref_fault: Fault | None = None
        self.doi_fault: Fault | None = None
        self.times: int | None = None
        self.log: list[str] = []
        self.user_agents: list[str] = []
        self.limits = limits
        self.latency_s = latency_s
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._gates = {key: _Gate() for key in limits}
        self._api = Api(records)
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.standin = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def requests(self) -> int:
        return len(self.log)

    def count(self, prefix: str) -> int:
        """Return how many requests went to paths that begin with `prefix`."""
        return sum(target.startswith(prefix) for target in self.log)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._api.close()

    def join(self) -> None:
        """Serve until interrupted."""
        with suppress(KeyboardInterrupt):
            self._thread.join()

    def fault_of(self, target: str) -> Fault | None:
        """Return the fault that this request meets, and note that it was made."""
        with self._lock:
            self.log.append(target)
            fault = (
                self.doi_fault if target.startswith("/doiRA") else self.crossref_fault
            )
            if fault is not None and self.times is not None:
                self.times -= 1
                if self.times < 0:
                    return None
            return fault

    def reply(self, target: str, user_agent: str) -> Reply:
        """Return the answer, with the headers of the pool that the caller is in."""
        self.user_agents.append(user_agent)
        if target == "/__requests":
            body = json.dumps({"count": self.requests, "log": self.log}, indent=1)
            return Reply(200, {"Content-Type": "application/json"}, body.encode())
        if self.latency_s:
            time.sleep(self.latency_s)
        if target.startswith("/doiRA/"):
            return self._api.reply(target)
        return self._limited(target, user_agent)

    def _limited(self, target: str, user_agent: str) -> Reply:
        url = urlsplit(target)
        polite = "mailto" in parse_qs(url.query) or "mailto:" in user_agent
        single = url.path.removeprefix("/v1").startswith("/works/") and not url.query
        single = single or len(url.path.removeprefix("/v1")) > len("/works/")
        key = ("polite" if polite else "public", "single" if single else "list")
        limit, gate = self.limits[key], self._gates[key]
        with self._lock:
            admitted = gate.admits(limit, time.monotonic())
            gate.inside += 1
        try:
            reply = self._api.reply(target) if admitted else REPLIES[Fault.TOO_MANY]
        finally:
            with self._lock:
                gate.inside -= 1
        headers = {
            "Server": "Jetty(9.4.40.v20210413)",
            "x-api-pool": limit.pool,
            "x-rate-limit-limit": str(limit.rate),
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": str(limit.concurrency),
        }
        return replace(reply, headers={**headers, **reply.headers})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    standin: StandIn

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        standin = self.server.standin
        if self.path == "/__requests":
            self._send(standin.reply(self.path, ""))
            return
        fault = standin.fault_of(self.path)
        match fault:
            case Fault.RESET:
                # Linger 0: the connection ends in RST instead of FIN.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True
            case Fault.SLOW:
                standin.stopping.wait(120)
                self.close_connection = True
            case Fault.DRIP:
                self._drip(standin)
            case Fault.CUT:
                whole = standin.reply(self.path, self.headers.get("User-Agent", ""))
                self._send(replace(whole, cut=max(1, len(whole.body) // 2)))
            case None:
                self._send(standin.reply(self.path, self.headers.get("User-Agent", "")))
            case _:
                self._send(REPLIES[fault])

    def _send(self, reply: Reply) -> None:
        body = reply.body
        headers = {
            "Date": formatdate(usegmt=True),
            "Server": "cloudflare",
            **reply.headers,
        }
        zipped = "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 500
        if zipped and not reply.cut:
            body = gzip.compress(body, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        headers["Content-Length"] = str(len(body))
        if reply.cut:
            body = body[: -reply.cut]
            self.close_connection = True
            headers["Connection"] = "close"
        # Head and body in one write: two of them cost 44 ms each time (Nagle).
        self.wfile.write(self._head(reply.status, headers) + body)

    def _head(self, status: int, headers: Mapping[str, str]) -> bytes:
        phrase = HTTPStatus(status).phrase
        lines = [
            f"HTTP/1.1 {status} {phrase}",
            *(f"{k}: {v}" for k, v in headers.items()),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _drip(self, standin: StandIn) -> None:
        self.wfile.write(
            self._head(
                200, {"Content-Type": "application/json", "Content-Length": "100000"}
            )
        )
        while not standin.stopping.wait(0.2):
            self.wfile.write(b" ")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal quiet; `/__requests` tells what was asked."""
