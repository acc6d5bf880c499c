"""Nobody in place of the services."""

from collections.abc import Collection, Mapping

from evidencekit.model import ByDoi, BySearch, Lookups, Query, Unavailable

_NOBODY = Unavailable("offline", "no service was asked")


class Offline:
    """Asks nobody: everything is unavailable."""

    @property
    def described(self) -> Mapping[str, str]:
        return {"offline": "no service was asked"}

    def resolve(self, queries: Collection[Query]) -> Lookups:
        """Return the same for every query: that nobody was asked."""
        return Lookups(
            {query.doi: _NOBODY for query in queries if isinstance(query, ByDoi)},
            {query.text: _NOBODY for query in queries if isinstance(query, BySearch)},
        )

    def close(self) -> None:
        """Nothing is held open."""
