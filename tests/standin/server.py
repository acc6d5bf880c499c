"""The stand-in's HTTP server: limits, faults, counts, and one write per answer."""

import gzip
import json
import random
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.standin.api import Api
from tests.standin.faults import REPLIES, Fault, Mix, Reply
from tests.standin.limits import (
    GENEROUS_LIMITS,
    Gate,
    Limit,
    of_crossref,
    pool_and_kind,
)
from tests.standin.records import Record


class StandIn:
    """All services on one loopback address; a context manager.

    `crossref_fault`, `doi_fault` and, by the first part of a path, `faults` may be set
    at any time; with `times`, a fault passes after so many requests. `mix` meets
    requests to all. `log` holds the path and query of every request, `answered` when
    (monotonic) one without a fault was answered, `proxied` the hosts that a proxy was
    asked for, and `gates` tell how the limits were kept.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        port: int = 0,
        limits: Mapping[tuple[str, str], Limit] = GENEROUS_LIMITS,
        latency_s: float = 0.0,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.crossref_fault: Fault | None = None
        self.doi_fault: Fault | None = None
        self.faults: dict[str, Fault] = {}
        self.times: int | None = None
        self.mix: Mix | None = None
        self.log: list[str] = []
        self.answered: list[tuple[float, str]] = []
        self.proxied: list[str] = []
        self.user_agents: list[str] = []
        self.limits = limits
        self.latency_s = latency_s
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self.gates = {key: Gate() for key in limits}
        self._chance = random.Random()
        self._chances: Mix | None = None
        self._api = Api(records)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._server = _Server((host, port), _Handler, family)
        self._server.standin = self
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "https" if tls else "http"
        self._host = f"[{host}]" if ":" in host else host
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def url(self) -> str:
        port = self._server.server_address[1]
        return f"{self._scheme}://{self._host}:{port}"

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

    @property
    def refused(self) -> int:
        """How many requests were above the limits."""
        return sum(gate.refused for gate in self.gates.values())

    def fault_of(self, target: str) -> Fault | None:
        """Return the fault that this request meets, and note that it was made."""
        with self._lock:
            self.log.append(target)
            if self.mix is not None:
                return self._mixed(self.mix)
            fault = self._fault_at(target)
            if fault is not None and self.times is not None:
                self.times -= 1
                if self.times < 0:
                    return None
            return fault

    def _fault_at(self, target: str) -> Fault | None:
        part = target.split("/")[1].partition("?")[0]
        if part == "doiRA":
            return self.doi_fault
        if part in ("works", "v1"):
            return self.crossref_fault
        return self.faults.get("10." if part.startswith("10.") else part)

    def _mixed(self, mix: Mix) -> Fault | None:
        if self._chances is not mix:
            self._chances, self._chance = mix, random.Random(mix.seed)
        if self._chance.random() >= mix.share:
            return None
        return self._chance.choice(mix.kinds)

    @contextmanager
    def admitted(self, target: str, user_agent: str) -> Iterator[Reply | None]:
        """Count a request while it is answered; yield a refusal if it is one too many.

        Counted is what arrives, faulty or not.
        """
        if not of_crossref(target):
            yield None
            return
        key = pool_and_kind(target, user_agent)
        with self._lock:
            within = self.gates[key].enter(self.limits[key], time.monotonic())
        try:
            if within:
                yield None
            else:
                refusal = REPLIES[Fault.TOO_MANY]
                yield replace(refusal, headers={**self._stated(key), **refusal.headers})
        finally:
            with self._lock:
                self.gates[key].inside -= 1

    def reply(self, target: str, sent: Mapping[str, str]) -> Reply:
        """Return the answer, with the headers of the pool that the caller is in."""
        user_agent = sent.get("User-Agent", "")
        self.user_agents.append(user_agent)
        if target == "/__requests":
            body = json.dumps({"count": self.requests, "log": self.log}, indent=1)
            return Reply(200, {"Content-Type": "application/json"}, body.encode())
        if self.latency_s:
            time.sleep(self.latency_s)
        reply = self._api.reply(target, sent)
        if not of_crossref(target):
            return reply
        stated = self._stated(pool_and_kind(target, user_agent))
        return replace(reply, headers={**stated, **reply.headers})

    def _stated(self, key: tuple[str, str]) -> dict[str, str]:
        limit = self.limits[key]
        return {
            "Server": "Jetty(9.4.40.v20210413)",
            "x-api-pool": limit.pool,
            "x-rate-limit-limit": str(limit.rate),
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": str(limit.concurrency),
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    standin: StandIn

    def __init__(
        self,
        address: tuple[str, int],
        handler: type[BaseHTTPRequestHandler],
        family: socket.AddressFamily,
    ) -> None:
        self.address_family = family
        super().__init__(address, handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        standin = self.server.standin
        if self.path == "/__requests":
            self._send(standin.reply(self.path, {}))
            return
        if self.path.startswith("http://"):  # as a proxy is asked
            url = urlsplit(self.path)
            standin.proxied.append(url.netloc)
            self.path = url._replace(scheme="", netloc="").geturl()
        fault = standin.fault_of(self.path)
        agent = self.headers.get("User-Agent", "")
        with standin.admitted(self.path, agent) as refusal:
            if refusal is not None:
                self._send(refusal)
            else:
                self._answer(standin, fault)

    def _answer(self, standin: StandIn, fault: Fault | None) -> None:
        match fault:
            case Fault.RESET:
                # Linger 0: the connection ends in RST instead of FIN.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True
            case Fault.SLOW:
                self._stall(standin)
            case Fault.DRIP:
                self._drip(standin)
            case Fault.CUT:
                whole = standin.reply(self.path, self._sent())
                self._send(replace(whole, cut=max(1, len(whole.body) // 2)))
            case None:
                self._send(standin.reply(self.path, self._sent()))
                standin.answered.append((time.monotonic(), self.path))
            case _:
                self._send(REPLIES[fault])

    def _sent(self) -> dict[str, str]:
        return {name.title(): value for name, value in self.headers.items()}

    def _stall(self, standin: StandIn) -> None:
        """Say nothing until the client hangs up."""
        self.close_connection = True
        self.connection.settimeout(0.05)
        while not standin.stopping.is_set():
            try:
                if not self.connection.recv(1):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

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
