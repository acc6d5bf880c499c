"""Asking one service: in its time, with retries, and giving it up when it is dead."""

import itertools
import random
from collections.abc import Callable
from typing import TypeAlias

from evidencekit.services.clock import Clock
from evidencekit.services.limiter import Limiter
from evidencekit.services.outcome import Failure, Outcome, Reply

# Makes one request within so many seconds; without a reply, a failure says why.
Attempt: TypeAlias = Callable[[float], Reply | Failure]

_MOST_ATTEMPTS = 4
# So many requests in a row that failed in every attempt, and the service is down.
_MOST_FAILURES = 3
_FIRST_PAUSE_S = 0.5


class Channel:
    """The way to one service.

    It is closed for `rest_s` seconds once the service has been failing for
    `patience_s` seconds (attempts and pauses) or in several requests in a row; all
    that is asked meanwhile fails at once, for the same reason.
    """

    def __init__(
        self,
        limiter: Limiter,
        clock: Clock,
        timeout_s: float,
        patience_s: float,
        rest_s: float,
    ) -> None:
        self._limiter = limiter
        self._clock = clock
        self._timeout_s = timeout_s
        # A patience shorter than one timeout would cut that timeout short.
        self._patience_s = max(patience_s, 1.2 * timeout_s)
        self._rest_s = rest_s
        self._failing_s = 0.0
        self._failures = 0
        self._closed: tuple[float, Failure] | None = None

    def ask(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome:
        """Return what `read` makes of the reply to the first attempt that succeeds."""
        closed = self._closed_by()
        if closed is not None:
            return closed
        for attempts in itertools.count(1):
            outcome = self._attempted(kind, attempt, read)
            if not isinstance(outcome, Failure) or outcome.refused:
                self._failing_s, self._failures = 0.0, 0
                return outcome
            if attempts == _MOST_ATTEMPTS:
                return self._given_up(outcome)
            if not outcome.passing or not self._pause(attempts, outcome):
                return self._close(outcome)
        raise AssertionError("unreachable: the count has no end")

    def _attempted(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome:
        self._limiter.wait(kind)
        started = self._clock.monotonic()
        left_s = max(1.0, self._patience_s - self._failing_s)
        reply = attempt(min(self._timeout_s, left_s))
        if isinstance(reply, Reply):
            self._limiter.learn(kind, reply.status, reply.headers)
        outcome = reply if isinstance(reply, Failure) else read(reply)
        if isinstance(outcome, Failure):
            self._failing_s += self._clock.monotonic() - started
        return outcome

    def _pause(self, attempts: int, failure: Failure) -> bool:
        """Wait before the next attempt; False if that is beyond our patience."""
        pause_s = failure.after_s
        if pause_s is None:
            # Random, so that clients that failed together do not come back together.
            pause_s = _FIRST_PAUSE_S * 2 ** (attempts - 1) * random.uniform(0.5, 1)
        if self._failing_s + pause_s >= self._patience_s:
            return False
        self._clock.sleep(pause_s)
        self._failing_s += pause_s
        return True

    def _given_up(self, failure: Failure) -> Failure:
        self._failures += 1
        return self._close(failure) if self._failures >= _MOST_FAILURES else failure

    def _close(self, failure: Failure) -> Failure:
        if failure.after_s is not None and failure.after_s >= self._patience_s:
            reason = f"{failure.reason}; it asks to wait {failure.after_s:.0f} s"
            failure = Failure(reason, failure.passing, failure.after_s)
        rest_s = max(self._rest_s, failure.after_s or 0.0)
        self._closed = (self._clock.monotonic() + rest_s, failure)
        return failure

    def _closed_by(self) -> Failure | None:
        if self._closed is None:
            return None
        until, failure = self._closed
        if self._clock.monotonic() < until:
            return failure
        self._closed, self._failing_s, self._failures = None, 0.0, 0
        return None
