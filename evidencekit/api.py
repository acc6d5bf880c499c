"""A check from end to end: read → wanted → resolve → judge."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from evidencekit import __version__
from evidencekit.config import Config
from evidencekit.judge import judge, wanted
from evidencekit.model import Document, Lookups, Query, Report
from evidencekit.readers import read
from evidencekit.rules.registry import selected
from evidencekit.services import Resolver, Settings, default_cache_dir

# A reference asks at most: its DOI; the work its notice is about or a search; the work
# that the search's or the scheme's DOI names. One round more than that is a bug.
_MOST_ROUNDS = 6


def check(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Check the articles or bibliographies at `paths`.

    Args:
        paths: one file or several.
        config: the settings; all defaults if None.
        progress: is called with a line of text at each step.

    Raises:
        ReadError: a file cannot be read.
        RecordsError: the file to replay cannot be used.
        UnknownRuleError: `config` selects or ignores a rule that does not exist.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    return check_documents([read(Path(path)) for path in paths], config, progress)


def check_documents(
    documents: Iterable[Document],
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Check documents that were read before; see `check`."""
    config, documents = config or Config(), tuple(documents)
    rules = selected(config.select, config.ignore)
    lookups, services = resolved(documents, config, progress or (lambda _: None))
    return Report(
        tuple(judge(document, lookups, rules) for document in documents),
        {"name": "evidencekit", "version": __version__, **services},
    )


def resolved(
    documents: Iterable[Document], config: Config, progress: Callable[[str], None]
) -> tuple[Lookups, Mapping[str, str]]:
    """Return what the services answer, and what a report says of the services."""
    documents, lookups = tuple(documents), Lookups()
    with Resolver(settings(config), progress) as resolver:
        for _ in range(_MOST_ROUNDS):
            queries = wanted(documents, lookups)
            if not queries:
                break
            lookups = lookups.merged(resolver.resolve(queries))
        return lookups, resolver.described


def settings(config: Config) -> Settings:
    """Return what `config` says to the services."""
    return Settings(
        mailto=config.mailto,
        crossref_url=config.crossref_url,
        doi_url=config.doi_url,
        cache_dir=None if config.no_cache else config.cache_dir or default_cache_dir(),
        offline=config.offline,
        record=config.record,
        replay=config.replay,
        timeout_s=config.timeout_s,
    )


def look_up(
    queries: Iterable[Query],
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> Lookups:
    """Return what the services answer to `queries`, without any document."""
    with Resolver(settings(config or Config()), progress) as resolver:
        return resolver.resolve(tuple(queries))
