"""The limits that the stand-in announces and enforces, and how they were kept."""

from collections import deque
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit


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
class Gate:
    """Counts what the limits are about, over the last second and at the moment.

    `refused` counts requests above the limits, `busiest` is the most in any second
    and `fullest` the most at once, those that were refused included.
    """

    times: deque[float] = field(default_factory=deque)
    inside: int = 0
    refused: int = 0
    busiest: int = 0
    fullest: int = 0

    def enter(self, limit: Limit, now: float) -> bool:
        """Count a request; return whether it is within the limits."""
        while self.times and now - self.times[0] >= 1:
            self.times.popleft()
        self.times.append(now)
        self.inside += 1
        self.busiest = max(self.busiest, len(self.times))
        self.fullest = max(self.fullest, self.inside)
        admitted = len(self.times) <= limit.rate and self.inside <= limit.concurrency
        self.refused += not admitted
        return admitted


def pool_and_kind(target: str, user_agent: str) -> tuple[str, str]:
    """Return the pool that a caller is in, and the kind of request this is."""
    url = urlsplit(target)
    path = url.path.removeprefix("/v1")
    polite = "mailto" in parse_qs(url.query) or "mailto:" in user_agent
    single = len(path) > len("/works/") or (path == "/works/" and not url.query)
    return "polite" if polite else "public", "single" if single else "list"


def of_crossref(target: str) -> bool:
    """Say whether the path is one of Crossref's, which alone has pools."""
    return target.removeprefix("/v1").startswith("/works")
