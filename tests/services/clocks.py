"""A clock whose sleep takes no time."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from evidencekit.services.clock import Clock

START = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@dataclass
class FakeTime:
    """Time that passes when somebody sleeps; `real` adds the time that really does."""

    real: bool = False
    slept: list[float] = field(default_factory=list)
    passed: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.passed += seconds

    def monotonic(self) -> float:
        return self.passed + (time.monotonic() if self.real else 0.0)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.monotonic, self.sleep)
