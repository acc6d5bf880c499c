"""What callers of the services see: settings in, look-ups out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from evidencekit.endpoints import ENDPOINTS, SERVICES
from evidencekit.model import Lookup, Lookups, Query, Search

# Is called with a line of text at each step.
Progress: TypeAlias = Callable[[str], None]


# Is called with each answer when it comes.
Hear: TypeAlias = Callable[[Query, Lookup | Search], None]


class Service(Protocol):
    """Somebody who can be asked: the live services, a records file, or nobody."""

    @property
    def described(self) -> Mapping[str, str]:
        """What a report says of the service: who was asked, and where."""

    def resolve(self, queries: Collection[Query], hear: Hear | None = None) -> Lookups:
        """Return an answer for every query; `hear` those that let us wait before.

        Raises:
            BrokenOff: on Ctrl-C; it has the answers that had come.
        """

    def close(self) -> None:
        """Let go of connections and files."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom to ask and how.

    `services` are those that may be asked; what only another could tell is
    unavailable. `crossref_url` stands for https://api.crossref.org ({url}/works/…),
    `doi_url` for https://doi.org ({url}/doiRA/… and {url}/{doi}), `datacite_url` for
    https://api.datacite.org ({url}/dois/…), `pubmed_url` for the address of NCBI's
    E-utilities ({url}/esearch.fcgi), `pmc_url` for that of PMC's converter of
    identifiers ({url}/?ids=…). `ncbi_api_key` lets us ask PubMed faster.
    `mailto` is the e-mail address that puts us in Crossref's polite pool. `cache_dir`
    None means no cache. `record` is the file that
    all answers are saved to, `replay` the one they are read from in place of any
    service; `offline` asks nobody. `timeout_s` is how long one answer may take;
    `patience_s` how long a service may go on failing before it is given up for
    `rest_s` seconds. With `shared_limits`, all processes of the user on this machine
    keep to the limits of a service together. `renew` asks anew for what the cache has,
    and keeps the new answer in its place.
    """

    mailto: str | None = None
    crossref_url: str = ENDPOINTS["crossref"]
    doi_url: str = ENDPOINTS["doi"]
    datacite_url: str = ENDPOINTS["datacite"]
    pubmed_url: str = ENDPOINTS["pubmed"]
    pmc_url: str = ENDPOINTS["pmc"]
    services: tuple[str, ...] = SERVICES
    ncbi_api_key: str | None = None
    cache_dir: Path | None = None
    offline: bool = False
    record: Path | None = None
    replay: Path | None = None
    timeout_s: float = 10.0
    patience_s: float = 12.0
    rest_s: float = 60.0
    shared_limits: bool = False
    renew: bool = False


class BrokenOff(KeyboardInterrupt):
    """The user broke off while services were asked; `lookups` had come by then."""

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self.lookups = lookups
