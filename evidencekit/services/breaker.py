"""When a service counts as dead, and is left alone for a while."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from evidencekit.services.clock import Clock
from evidencekit.services.outcome import Failure

# So many requests in a row that failed in every attempt, and the service is down.
_MOST_GIVEN_UP = 3
# A service that has answered before is down only after so many failed attempts in a
# row: with one in ten failing, two that hang fill any patience once in 10,000 requests.
_LEAST_FAILURES = 4
# An answer may take so many times as long as the slowest so far.
_SLOWER = 3
# What we wait, at most, if a service that has answered before asks us to.
_LONGEST_HOLD_S = 60.0


class Breaker:
    """The state of one service; safe to use from many threads.

    It is closed for `rest_s` seconds once the service has been failing for
    `patience_s` seconds, or in several requests in a row. Only time in which
    somebody was asking counts.
    """

    def __init__(self, clock: Clock, patience_s: float, rest_s: float) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._rest_s = rest_s
        self._lock = threading.RLock()
        self._asking = 0
        self._idle_since = self._last_answer = clock.monotonic()
        self._failing_since: float | None = None
        self._failures = self._given_up = 0
        self._slowest_s = 0.0
        self._alive = False
        self._closed: tuple[float, Failure] | None = None

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Count the time of the context as time in which the service was asked."""
        with self._lock:
            now = self._clock.monotonic()
            if not self._asking and self._failing_since is not None:
                self._failing_since += now - self._idle_since
            self._asking += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking -= 1
                self._idle_since = self._clock.monotonic()

    def closed(self) -> Failure | None:
        """Return why the service is left alone, if it is."""
        with self._lock:
            if self._closed is None:
                return None
            until, failure = self._closed
            if self._clock.monotonic() < until:
                return failure
            self._closed = None
            self._forget()
            return None

    def allowed_s(self, timeout_s: float, *, again: bool) -> float:
        """Return how long the next attempt may take.

        A request that is made `again` gets half of the time from a service that is
        known to be quicker: it may be dying, and the others wait.
        """
        with self._lock:
            if not self._alive:
                return min(timeout_s, max(1.0, self._patience_s - self._failing_s()))
            if not again:
                return timeout_s
            return min(timeout_s, max(timeout_s / 2, _SLOWER * self._slowest_s))

    def answered(self, started: float) -> None:
        """Note an answer, which forgives all failures."""
        with self._lock:
            self._alive = True
            self._last_answer = self._clock.monotonic()
            self._slowest_s = max(self._slowest_s, self._last_answer - started)
            self._forget()

    def failed(self, started: float, failure: Failure) -> None:
        """Note an attempt that failed; it may have been the last straw."""
        with self._lock:
            if self._failing_since is None:
                self._failing_since = max(started, self._last_answer)
            self._failures += 1
            if not failure.passing or self._out_of_patience(0.0):
                self.close(failure)

    def bears(self, pause_s: float, failure: Failure) -> bool:
        """Return whether we can wait so long, as `failure` demands; else close."""
        with self._lock:
            if self._alive and failure.after_s is not None:
                bearable = pause_s <= _LONGEST_HOLD_S
            else:
                bearable = not self._out_of_patience(pause_s)
            if not bearable:
                self.close(failure)
            return bearable

    def given_up(self, failure: Failure) -> None:
        """Note a request of which every attempt failed."""
        with self._lock:
            self._given_up += 1
            if self._given_up >= _MOST_GIVEN_UP:
                self.close(failure)

    def close(self, failure: Failure, *, for_ever: bool = False) -> None:
        """Leave the service alone from now on."""
        with self._lock:
            if failure.after_s is not None and failure.after_s >= self._patience_s:
                reason = f"{failure.reason}; it asks to wait {failure.after_s:.0f} s"
                failure = replace(failure, reason=reason)
            rest_s = max(self._rest_s, failure.after_s or 0.0)
            until = float("inf") if for_ever else self._clock.monotonic() + rest_s
            if self._closed is None or for_ever:
                self._closed = (until, failure)

    def _out_of_patience(self, pause_s: float) -> bool:
        if self._failing_s() + pause_s < self._patience_s:
            return False
        return not self._alive or self._failures >= _LEAST_FAILURES

    def _failing_s(self) -> float:
        if self._failing_since is None:
            return 0.0
        return self._clock.monotonic() - self._failing_since

    def _forget(self) -> None:
        self._failing_since, self._failures, self._given_up = None, 0, 0
