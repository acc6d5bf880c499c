"""How fast a service may be asked: its own word where it gives one, else a floor."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from evidencekit.services.clock import Clock

# A request sent just in time may arrive early: latency is not constant.
_MARGIN = 1.1
_INTERVAL = re.compile(r"(\d+)\s*(ms|s|m)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, None: 1.0}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    requests: int
    interval_s: float = 1.0


# In force at Crossref since 2025-12-01 by pool and kind of request; our requests go
# out one by one, which is within every limit on concurrency.
PUBLIC = {"single": Rate(5), "list": Rate(1)}
POLITE = {"single": Rate(10), "list": Rate(3)}


class Limiter:
    """Waits before a request as long as the rate for its kind demands."""

    def __init__(self, rates: Mapping[str, Rate], clock: Clock) -> None:
        self._rates = dict(rates)
        self._ceilings: dict[str, int] = {}
        self._clock = clock
        self._times: dict[str, deque[float]] = {kind: deque() for kind in rates}

    def wait(self, kind: str) -> None:
        """Wait until a request of this kind may go out, and count it."""
        rate, times = self._rates[kind], self._times[kind]
        while len(times) >= rate.requests:
            oldest = times.popleft()
            if len(times) < rate.requests:
                ready = oldest + rate.interval_s * _MARGIN
                pause_s = ready - self._clock.monotonic()
                if pause_s > 0:
                    self._clock.sleep(pause_s)
        times.append(self._clock.monotonic())

    def learn(self, kind: str, status: int, headers: Mapping[str, str]) -> None:
        """Take the rate from a reply's headers; after a 429, go at half of it."""
        rate = _stated(headers) or self._rates[kind]
        if status == 429:
            # The headers have been seen to promise more than the service grants.
            self._ceilings[kind] = max(1, self._rates[kind].requests // 2)
        ceiling = self._ceilings.get(kind, rate.requests)
        self._rates[kind] = Rate(min(rate.requests, ceiling), rate.interval_s)


def _stated(headers: Mapping[str, str]) -> Rate | None:
    limit = headers.get("x-rate-limit-limit", "")
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if not (limit.isascii() and limit.isdigit() and int(limit) and interval):
        return None
    return Rate(int(limit), int(interval[1]) * _SECONDS[interval[2]])
