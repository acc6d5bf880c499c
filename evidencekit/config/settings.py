"""The settings of a check: what each is called, takes, means and defaults to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidencekit.config import values
from evidencekit.config.values import Kind
from evidencekit.endpoints import ENDPOINTS, SERVICES
from evidencekit.errors import ConfigError
from evidencekit.model.item import PartialDate
from evidencekit.model.report import Severity
from evidencekit.model.suppression import Exemption

ENVIRONMENT_PREFIX = "EVIDENCEKIT_"


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that a check can be told.

    `select` and `ignore` take rule codes, names and code prefixes; an empty `select`
    means every rule. `severity` has pairs of such a code and how grave its findings
    are. `exemptions` let findings about a work, or single ones, pass. `fail_on` is the
    lightest severity that makes the exit code 1. `baseline` is a file of known
    findings.
    `offline` asks no service; `record` is where the answers are saved, and `replay`
    where they are read from in place of any service. `cache_dir` None means the
    platform's own; `timeout_s` is how long one answer may take, in seconds. `date` is
    when the articles were written; None: what they state themselves. `embeddings` lets
    a language model that is installed help to link claims to references.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    fail_on: Severity = Severity.WARNING
    baseline: Path | None = None
    offline: bool = False
    record: Path | None = None
    replay: Path | None = None
    mailto: str | None = None
    crossref_url: str = ENDPOINTS["crossref"]
    doi_url: str = ENDPOINTS["doi"]
    datacite_url: str = ENDPOINTS["datacite"]
    pubmed_url: str = ENDPOINTS["pubmed"]
    pmc_url: str = ENDPOINTS["pmc"]
    services: tuple[str, ...] = SERVICES
    ncbi_api_key: str | None = None
    cache_dir: Path | None = None
    no_cache: bool = False
    timeout_s: float = 10.0
    date: PartialDate | None = None
    embeddings: bool = True
    exemptions: tuple[Exemption, ...] = ()

    def __post_init__(self) -> None:
        if self.record and self.replay:
            raise ConfigError(
                "record and replay exclude each other: to renew a records file, "
                "give record alone"
            )


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the kind of its value, and what it is for."""

    kind: Kind
    meaning: str
    is_secret: bool = False


def key_of(name: str) -> str:
    """Return what the field `name` is called in a file, and after -- as an option."""
    return name.removesuffix("_s").replace("_", "-")


def variable_of(name: str) -> str:
    """Return the environment variable of the field `name`."""
    return ENVIRONMENT_PREFIX + name.removesuffix("_s").upper()


# By the field of `Config`; `exemptions` come with `ignore`.
SETTINGS: Mapping[str, Setting] = {
    "select": Setting(values.CODES, "the only rules to run; none: all, save previews"),
    "ignore": Setting(values.CODES, "rules that are left out; as a table, works too"),
    "severity": Setting(values.SEVERITIES, "how grave a rule's findings are, by rule"),
    "fail_on": Setting(values.SEVERITY, "the lightest severity that fails a check"),
    "baseline": Setting(values.PATH, "the file of known findings, which are hidden"),
    "offline": Setting(values.FLAG, "whether no service is asked"),
    "record": Setting(values.PATH, "where the services' answers are saved"),
    "replay": Setting(values.PATH, "saved answers to take in place of any service"),
    "mailto": Setting(values.MAILTO, "your e-mail address, for the services", True),
    "crossref_url": Setting(values.URL, "where Crossref is asked"),
    "doi_url": Setting(values.URL, "where the DOI registry is asked"),
    "datacite_url": Setting(values.URL, "where DataCite is asked"),
    "pubmed_url": Setting(values.URL, "where PubMed's E-utilities are asked"),
    "pmc_url": Setting(values.URL, "where PMC's converter of identifiers is asked"),
    "services": Setting(values.SOME_SERVICES, "who may be asked"),
    "ncbi_api_key": Setting(values.KEY, "your key for PubMed, which is faster", True),
    "cache_dir": Setting(values.PATH, "where answers are kept; none: the system's"),
    "no_cache": Setting(values.FLAG, "whether answers are neither kept nor used"),
    "timeout_s": Setting(values.SECONDS, "how many seconds one answer may take"),
    "date": Setting(values.DATE, "when the articles were written"),
    "embeddings": Setting(values.FLAG, "whether an installed language model links too"),
}
