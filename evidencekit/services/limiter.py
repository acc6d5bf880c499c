"""How fast a service may be asked: its own word where it gives one, else a floor."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from evidencekit.services.clock import Clock
from evidencekit.services.ledger import Ledger, Memory, Times

# A request sent just in time may arrive early: latency is not constant. When a request
# was sent is known; 70 ms are for the way of both, and for a busy server.
_MARGIN = 1.07
# How long we go at half of what the headers allow once they have proved too high.
_CAUTION_S = 60.0
# More at once than this is of no use to us, whatever a service allows.
_MOST_AT_ONCE = 8
_INTERVAL = re.compile(r"(\d+)\s*(ms|s|m)?")
# Too short to wait for.
_MOMENT_S = 0.002
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, None: 1.0}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    requests: int
    interval_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates by kind of request, and how many requests of any kind at once."""

    rates: Mapping[str, Rate]
    at_once: int = 1


# In force at Crossref since 2025-12-01.
PUBLIC = Limits({"single": Rate(5), "list": Rate(1)}, at_once=1)
POLITE = Limits({"single": Rate(10), "list": Rate(3)}, at_once=3)


class Limiter:
    """Lets requests through as the limits demand; safe to use from many threads.

    Args:
        limits: hold until a reply's headers say otherwise.
        clock: tells when a request may go.
        ledger: what other processes ask of the same service; None counts our own
            requests only.
    """

    def __init__(
        self, limits: Limits, clock: Clock, ledger: Ledger | None = None
    ) -> None:
        self._rates = dict(limits.rates)
        self._at_once = limits.at_once
        self._clock = clock
        self._ledger = ledger or Memory()
        self._ceilings: dict[str, tuple[int, float]] = {}
        self._inside = 0
        self._room = threading.Condition()

    @property
    def lanes(self) -> int:
        """How many requests may be under way."""
        return min(self._at_once, _MOST_AT_ONCE)

    @contextmanager
    def turn(self, kind: str) -> Iterator["Turn"]:
        """Wait until a request of this kind may go out; it is over with the context."""
        with self._room:
            self._room.wait_for(lambda: self._inside < self.lanes)
            self._inside += 1
        try:
            with self._ledger.place(self._at_once, self._clock):
                yield Turn(self, kind, self._started(kind))
        finally:
            with self._room:
                self._inside -= 1
                self._room.notify()

    def hold(self, seconds: float) -> None:
        """Let nothing through for so long: the service has asked for it."""
        with self._ledger.opened() as times:
            times["hold"] = [self._clock.monotonic() + seconds]

    def _started(self, kind: str) -> float:
        """Book the moment at which the request may go, and wait for it."""
        start: float | None = None
        while True:
            with self._ledger.opened() as times:
                now = self._clock.monotonic()
                start = self._booked(times, kind, now, start)
            if start <= now:
                return start
            self._clock.sleep(start - now)

    def _booked(self, times: Times, kind: str, now: float, mine: float | None) -> float:
        """Return when the request may go, booked in place of `mine`.

        Who has slept looks again: on a busy machine, those before may have gone later
        than they had booked, and so do we. Those behind have to wait for us.
        """
        rate = self._rate(kind, now)
        window_s = rate.interval_s * _MARGIN
        booked = _plausible(times.get(kind, ()), now, window_s)
        if mine in booked:
            booked.remove(mine)
        before = booked if mine is None else [time for time in booked if time <= mine]
        start = max([now, *_plausible(times.get("hold", ()), now, 0.0)])
        if len(before) >= rate.requests:
            start = max(start, before[-rate.requests] + window_s)
        if start - now < _MOMENT_S:
            start = now
        times[kind] = sorted([*booked, start])
        return start

    def _rate(self, kind: str, now: float) -> Rate:
        rate = self._rates[kind]
        ceiling, until = self._ceilings.get(kind, (rate.requests, now))
        if now >= until:
            return rate
        return Rate(min(rate.requests, ceiling), rate.interval_s)

    def _moved(self, kind: str, start: float, delay_s: float) -> None:
        """Count a request from when it was sent: connecting to a host takes a while."""
        with self._ledger.opened() as times:
            booked = times.get(kind, [])
            if start in booked:
                booked[booked.index(start)] = start + delay_s
                times[kind] = sorted(booked)

    def _learn(self, kind: str, status: int, headers: Mapping[str, str]) -> None:
        with self._room:
            now = self._clock.monotonic()
            if status == 429:
                # The headers have been seen to promise more than the service grants.
                ceiling = max(1, self._rate(kind, now).requests // 2)
                self._ceilings[kind] = (ceiling, now + _CAUTION_S)
            self._rates[kind] = _stated_rate(headers) or self._rates[kind]
            self._at_once = _number(headers, "x-concurrency-limit") or self._at_once
            self._room.notify_all()


@dataclass(frozen=True, slots=True)
class Turn:
    """A request that may go out now."""

    limiter: Limiter
    kind: str
    start: float

    def learn(
        self, status: int, headers: Mapping[str, str], delay_s: float = 0.0
    ) -> None:
        """Take the limits from a reply; after a 429, go at half of the rate.

        `delay_s` is how long after its turn the request was sent.
        """
        self.late(delay_s)
        self.limiter._learn(self.kind, status, headers)

    def late(self, delay_s: float) -> None:
        """Count the request from so long after its turn."""
        if delay_s > 0.01:
            self.limiter._moved(self.kind, self.start, delay_s)


def _plausible(times: object, now: float, window_s: float) -> list[float]:
    """Return the times that count still, in order.

    A ledger may hold times of before the machine was started anew, which lie in a
    future that nobody would have booked.
    """
    if not isinstance(times, list | tuple):
        return []
    latest = now + 60.0 + 10 * window_s
    return sorted(
        time
        for time in times
        if isinstance(time, int | float) and now - window_s < time < latest
    )


def _stated_rate(headers: Mapping[str, str]) -> Rate | None:
    requests = _number(headers, "x-rate-limit-limit")
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if requests is None or not interval:
        return None
    return Rate(requests, int(interval[1]) * _SECONDS[interval[2]])


def _number(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(name, "").strip()
    return int(value) or None if value.isascii() and value.isdigit() else None
