"""The one way into the services: asks whom the settings name, and records."""

from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Self

from evidencekit.model import Lookups, Query
from evidencekit.services.interface import BrokenOff, Hear, Progress, Service, Settings
from evidencekit.services.records import check_writable, write_records


class Resolver:
    """Answers queries; a context manager.

    With `settings.record`, all answers are written to that file when the context ends
    without an error.

    Raises:
        RecordsError: the file to replay cannot be used, or the one to record cannot be
            written.
    """

    def __init__(
        self,
        settings: Settings,
        progress: Progress | None = None,
        service: Service | None = None,
    ) -> None:
        self._settings = settings
        self._service = service or _service(settings, progress or (lambda _: None))
        self._recorded = Lookups()
        if settings.record:
            check_writable(settings.record)

    @property
    def described(self) -> Mapping[str, str]:
        """What a report says of the services: who was asked, and where."""
        return self._service.described

    def resolve(self, queries: Collection[Query], hear: Hear | None = None) -> Lookups:
        """Return an answer for every query; what fails is `Unavailable`.

        `hear` is told each answer that let us wait as soon as it comes.

        Raises:
            BrokenOff: on Ctrl-C; it has the answers that had come.
        """
        try:
            lookups = self._service.resolve(queries, hear)
        except BrokenOff as broken_off:
            self._recorded = self._recorded.merged(broken_off.lookups)
            raise
        self._recorded = self._recorded.merged(lookups)
        return lookups

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._service.close()
        if self._settings.record and kind is None:
            write_records(self._settings.record, self._recorded)


def _service(settings: Settings, progress: Progress) -> Service:
    if settings.replay:
        from evidencekit.services.records import Replay

        return Replay(settings.replay)
    if settings.offline:
        from evidencekit.services.offline import Offline

        return Offline()
    from evidencekit.services.live import Live

    return Live(settings, progress)
