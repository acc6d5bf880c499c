"""The outcome of a look at all watched works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evidencekit.model import Unchecked
from evidencekit.watching.memory import Memory, write_memory
from evidencekit.watching.news import News


@dataclass(frozen=True, slots=True)
class Place:
    """Where a watched DOI is cited: a file, a line (1-based), a reference's id."""

    path: str
    line: int
    reference: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What is new about the works that were watched.

    `news` is in the order of the DOIs, `unchecked` names those of which nothing could
    be said this time (its `reference` is the DOI), `first_seen` those that were not
    remembered before, and `flagged` those of them that are retracted or under an
    expression of concern already. `without_doi` counts references without a DOI, which
    cannot be watched. `memory` is what is to be remembered now: nothing is, until
    `save` is called.
    """

    watched: tuple[str, ...]
    news: tuple[News, ...]
    unchecked: tuple[Unchecked, ...]
    memory: Memory
    first_seen: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    without_doi: int = 0
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict, hash=False)
    tool: Mapping[str, str] = field(default_factory=dict, hash=False)
    state: Path | None = None

    def save(self) -> None:
        """Remember all that is told here, so that it is told once.

        Raises:
            StateError: the file cannot be written.
        """
        if self.state is not None:
            write_memory(self.state, self.memory)
