"""A check from end to end: read → wanted → resolve → judge."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from evidencekit import __version__
from evidencekit.ahead import ask_ahead
from evidencekit.claims.embedding import installed
from evidencekit.config import Config
from evidencekit.docket import Docket
from evidencekit.judge import judge_assessed, judge_exemptions
from evidencekit.match.assess import Assessment
from evidencekit.model import (
    Document,
    Known,
    Lookups,
    Query,
    Report,
    RulePage,
    Unavailable,
)
from evidencekit.readers import read
from evidencekit.rules.registry import selected
from evidencekit.services import (
    BrokenOff,
    Resolver,
    Settings,
    default_cache_dir,
    silent,
)

# A reference asks at most: its DOI; the work its notice is about, or those of its arXiv
# identifier and PMID; a search; another in PubMed; the work that the search's or the
# scheme's DOI names; the notices about that work. One round more than that is a bug.
_MOST_ROUNDS = 10
_INTERRUPTED = Unavailable("interrupted", "the check was broken off before the answer")


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
        BaselineError: the baseline cannot be used.
        ReadError: a file cannot be read.
        RecordsError: the file to replay cannot be used.
        UnknownRuleError: `config` selects or ignores a rule that does not exist.
        Interrupted: on Ctrl-C while services are asked; it has the report so far.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    files = [Path(path) for path in paths]
    begin(files, config)
    return check_documents([read(path) for path in files], config, progress)


def begin(paths: Iterable[Path], config: Config | None = None) -> None:
    """Ask for the DOIs of long lists while they are read; see `ask_ahead`."""
    ask_ahead(paths, settings(config or Config()))


def check_documents(
    documents: Iterable[Document],
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    all_of_them: bool = True,
) -> Report:
    """Check documents that were read before; see `check`.

    `all_of_them` is False where the configuration's exemptions are meant for other
    documents, too: then none of them is called unused.
    """
    config = config or Config()
    documents = tuple(_dated(document, config) for document in documents)
    rules = selected(config.select, config.ignore, config.severity)
    known = _known(config)
    answers = _answers(documents, config, progress or (lambda _: None))
    embedder = installed() if config.embeddings else None
    judged = tuple(
        judge_assessed(document, assessments, rules, config.exemptions, embedder)
        for document, assessments in zip(documents, answers.assessments, strict=True)
    )
    if all_of_them:
        judged += judge_exemptions(judged, config.exemptions, rules)
    report = Report(
        judged,
        {"name": "evidencekit", "version": __version__, **answers.services},
        tuple(
            RulePage(r.code, r.name, r.severity, r.full_page, r.measured) for r in rules
        ),
    )
    if config.baseline:
        from evidencekit.baseline import compared

        report = compared(report, known, config.baseline)
    if answers.interrupted:
        raise Interrupted(report)
    return report


def _known(config: Config) -> tuple[Known, ...]:
    """Return the findings of the baseline, read before anything is asked."""
    if config.baseline is None:
        return ()
    from evidencekit.baseline import read_baseline

    return read_baseline(config.baseline)


def _dated(document: Document, config: Config) -> Document:
    return replace(document, date=config.date) if config.date else document


class Interrupted(KeyboardInterrupt):
    """The user broke off while services were asked; `report` is of what was known."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the services said of each document, and who was asked."""

    assessments: tuple[tuple[Assessment, ...], ...]
    services: Mapping[str, str]
    interrupted: bool


def _answers(
    documents: tuple[Document, ...], config: Config, progress: Callable[[str], None]
) -> _Answers:
    interrupted = False
    with Resolver(settings(config), progress) as resolver:
        # All documents together, so that they share requests.
        docket = Docket(r for document in documents for r in document.references)
        try:
            for _ in range(_MOST_ROUNDS):
                wanted = docket.wanted
                if not wanted:
                    break
                docket.add(resolver.resolve(wanted, docket.hear))
        except KeyboardInterrupt as interrupt:
            interrupted = True
            if isinstance(interrupt, BrokenOff):
                docket.add(interrupt.lookups)
            docket.add(silent(docket.wanted, _INTERRUPTED))
        assessments = iter(docket.assessments)
        each = tuple(tuple(islice(assessments, len(d.references))) for d in documents)
        return _Answers(each, resolver.described, interrupted)


def settings(config: Config) -> Settings:
    """Return what `config` says to the services."""
    return Settings(
        mailto=config.mailto,
        crossref_url=config.crossref_url,
        doi_url=config.doi_url,
        datacite_url=config.datacite_url,
        pubmed_url=config.pubmed_url,
        pmc_url=config.pmc_url,
        services=config.services,
        ncbi_api_key=config.ncbi_api_key,
        cache_dir=None if config.no_cache else config.cache_dir or default_cache_dir(),
        offline=config.offline,
        record=config.record,
        replay=config.replay,
        timeout_s=config.timeout_s,
        shared_limits=True,
    )


def look_up(
    queries: Iterable[Query],
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> Lookups:
    """Return what the services answer to `queries`, without any document."""
    with Resolver(settings(config or Config()), progress) as resolver:
        return resolver.resolve(tuple(queries))
