"""Asking one service: in its time, with retries, and giving it up when it is dead."""

import itertools
import random
from collections.abc import Callable
from typing import TypeAlias

from evidencekit.services.breaker import Breaker
from evidencekit.services.clock import Clock
from evidencekit.services.limiter import Limiter
from evidencekit.services.outcome import Failure, Outcome, Reply

# Makes one request within so many seconds; without a reply, a failure says why.
Attempt: TypeAlias = Callable[[float], Reply | Failure]

# With one attempt in ten failing, one request in 100 million is lost.
_MOST_ATTEMPTS = 8
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 2.0
_CLOSED = Failure("no more is asked", passing=False)


class Channel:
    """The way to one service; safe to use from many threads.

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
        self._breaker = Breaker(clock, max(patience_s, 1.2 * timeout_s), rest_s)

    @property
    def lanes(self) -> int:
        """How many requests may be under way at once, as far as is known by now."""
        return self._limiter.lanes

    def ask(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome:
        """Return what `read` makes of the reply to the first attempt that succeeds."""
        with self._breaker.asking():
            for attempts in itertools.count(1):
                outcome = self._attempted(kind, attempts > 1, attempt, read)
                if not isinstance(outcome, Failure) or outcome.refused:
                    return outcome
                closed = self._breaker.closed()
                if closed is not None:
                    return closed
                if attempts == _MOST_ATTEMPTS:
                    self._breaker.given_up(outcome)
                    return outcome
                if not self._pause(attempts, outcome):
                    return self._breaker.closed() or outcome
        raise AssertionError("unreachable: the count has no end")

    def close(self) -> None:
        """Ask no more, not even again."""
        self._breaker.close(_CLOSED, for_ever=True)

    def _attempted(
        self,
        kind: str,
        again: bool,
        attempt: Attempt,
        read: Callable[[Reply], Outcome],
    ) -> Outcome:
        closed = self._breaker.closed()
        if closed is not None:
            return closed
        with self._limiter.turn(kind) as turn:
            # It may have died while we waited for our turn.
            closed = self._breaker.closed()
            if closed is not None:
                return closed
            started = self._clock.monotonic()
            reply = attempt(self._breaker.allowed_s(self._timeout_s, again=again))
            if isinstance(reply, Reply):
                delay_s = started - turn.start + reply.delay_s
                turn.learn(reply.status, reply.headers, delay_s)
            else:
                # Nobody knows when it arrived, if it did; not later than now.
                turn.late(self._clock.monotonic() - turn.start)
        outcome = reply if isinstance(reply, Failure) else read(reply)
        if isinstance(outcome, Failure) and not outcome.refused:
            self._breaker.failed(started, outcome)
        else:
            self._breaker.answered(started)
        return outcome

    def _pause(self, attempts: int, failure: Failure) -> bool:
        """Wait before the next attempt; False if that is beyond our patience."""
        # Random, so that clients that failed together do not come back together.
        longest_s = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2 ** (attempts - 1))
        pause_s = max(longest_s * random.uniform(0.5, 1), failure.after_s or 0.0)
        if not self._breaker.bears(pause_s, failure):
            return False
        if failure.after_s is not None:
            self._limiter.hold(pause_s)
        self._clock.sleep(pause_s)
        return True
