"""Nobody in place of the services, and what stands for an answer then."""

from collections.abc import Collection, Mapping

from evidencekit.model import Lookups, Query, Unavailable
from evidencekit.services.interface import Hear

_NOBODY = Unavailable("offline", "no service was asked")


def silent(queries: Collection[Query], silence: Unavailable) -> Lookups:
    """Return `silence` as the answer to every query."""
    return Lookups.of((query, silence) for query in queries)


class Offline:
    """Asks nobody: everything is unavailable."""

    @property
    def described(self) -> Mapping[str, str]:
        return {"offline": "no service was asked"}

    def resolve(self, queries: Collection[Query], hear: Hear | None = None) -> Lookups:
        """Return the same for every query: that nobody was asked."""
        return silent(queries, _NOBODY)

    def close(self) -> None:
        """Nothing is held open."""
