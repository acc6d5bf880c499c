"""The terms on which services are asked: settings, time, and a channel for each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from evidencekit import __version__
from evidencekit.services.channel import Attempt, Channel
from evidencekit.services.clock import Clock
from evidencekit.services.interface import Progress, Settings
from evidencekit.services.ledger import Shared
from evidencekit.services.limiter import Limiter, Limits
from evidencekit.services.outcome import Failure, Outcome, Reply

AGENT = f"evidencekit/{__version__}"
# Who is asked beside Crossref may add to a report and must not hold it up: what does
# not let us connect or answer within so long is given up at once.
_BESIDE_TIMEOUT_S, _BESIDE_PATIENCE_S = 5.0, 3.0


class Asking(Protocol):
    """A `Channel`, or what stands in its place."""

    @property
    def lanes(self) -> int: ...

    def ask(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome: ...

    def close(self) -> None: ...


class _LeftOut:
    """In place of the channel to a service that the settings leave out."""

    lanes = 1

    def ask(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome:
        return Failure("left out by the setting “services”", unasked=True)

    def close(self) -> None:
        """Nothing is held open."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A channel on which nobody waits long, even where the service asks for it."""

    channel: Asking

    @property
    def lanes(self) -> int:
        return self.channel.lanes

    def ask(
        self, kind: str, attempt: Attempt, read: Callable[[Reply], Outcome]
    ) -> Outcome:
        return self.channel.ask(kind, attempt, lambda reply: _impatient(read(reply)))

    def close(self) -> None:
        self.channel.close()


def _impatient(outcome: Outcome) -> Outcome:
    match outcome:
        case Failure(after_s=float(after_s)) if after_s > _BESIDE_PATIENCE_S:
            return replace(outcome, passing=False, after_s=None)
        case _:
            return outcome


@dataclass(frozen=True, slots=True)
class Terms:
    """What every service is made with."""

    settings: Settings
    progress: Progress
    clock: Clock

    @property
    def agent(self) -> str:
        """How we introduce ourselves: with the address of somebody to write to."""
        mailto = self.settings.mailto
        return f"{AGENT} (mailto:{mailto})" if mailto else AGENT

    def channel(self, name: str, url: str, limits: Limits) -> Asking:
        """Return the way to a service that others cannot stand in for."""
        settings = self.settings
        return self._channel(name, url, limits, settings.timeout_s, settings.patience_s)

    def channel_beside(self, name: str, url: str, limits: Limits) -> Asking:
        """Return the way to a service that is asked beside Crossref."""
        settings = self.settings
        timeout_s = min(settings.timeout_s, _BESIDE_TIMEOUT_S)
        patience_s = min(settings.patience_s, _BESIDE_PATIENCE_S)
        return _Beside(self._channel(name, url, limits, timeout_s, patience_s))

    def _channel(
        self, name: str, url: str, limits: Limits, timeout_s: float, patience_s: float
    ) -> Asking:
        settings = self.settings
        if name not in settings.services:
            return _LeftOut()
        pool = f"{name} {url} {'polite' if settings.mailto else 'public'}"
        ledger = Shared(pool) if settings.shared_limits else None
        limiter = Limiter(limits, self.clock, ledger)
        return Channel(limiter, self.clock, timeout_s, patience_s, settings.rest_s)
