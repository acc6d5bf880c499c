"""A look at known references for what is new: read → resolve → compare → remember."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidencekit import __version__
from evidencekit.api import settings
from evidencekit.config import Config
from evidencekit.match.standing import standing
from evidencekit.model import (
    ByDoi,
    Document,
    Elsewhere,
    Found,
    Lookup,
    Lookups,
    NotFound,
    Unavailable,
    Unchecked,
    Work,
)
from evidencekit.normalize import canonical_doi
from evidencekit.readers import read
from evidencekit.services import BrokenOff, Resolver
from evidencekit.watching.memory import Memory, read_memory
from evidencekit.watching.news import news_of
from evidencekit.watching.outcome import Place, Watched

STATE_FILE = "evidencekit-watch.json"
_INTERRUPTED = Unavailable("interrupted", "the watch was broken off before the answer")


def watch(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    state: str | os.PathLike[str] = STATE_FILE,
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> Watched:
    """Say what is new about the works with a DOI that the files at `paths` cite.

    Args:
        paths: articles and bibliographies; none: all works that `state` remembers.
        state: the file that remembers what was seen; it is read here and written by
            `save()` of what is returned. Where there is none, nothing is news.
        config: the settings; all defaults if None.
        progress: is called with a line of text at each step.

    Raises:
        ReadError: a file cannot be read.
        StateError: `state` is damaged, or not a file of this kind.
        WatchInterrupted: on Ctrl-C while services are asked; it has what was known.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    documents = [read(Path(path)) for path in paths]
    memory = read_memory(Path(state))
    outcome = watch_documents(documents, memory, config, progress)
    return replace(outcome, state=Path(state))


def watch_documents(
    documents: Iterable[Document],
    memory: Memory | None,
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    init: bool = False,
) -> Watched:
    """Say what is new about the works that `documents` cite; see `watch`.

    `memory` is what was seen before, None at the first look. Without documents, all
    that is remembered is watched. With `init`, nothing is news, and nothing else is
    remembered.
    """
    documents, memory = tuple(documents), memory or {}
    places, without_doi = _places(documents)
    dois = tuple(sorted(places if documents else memory))
    answers = _answers(dois, config or Config(), progress)
    outcome = replace(
        _compared(dois, answers, memory, init=init),
        without_doi=without_doi,
        places=places,
        tool={"name": "evidencekit", "version": __version__, **answers.services},
    )
    if answers.interrupted:
        raise WatchInterrupted(outcome)
    return outcome


class WatchInterrupted(KeyboardInterrupt):
    """The user broke off while services were asked; `outcome` is of what was known."""

    def __init__(self, outcome: Watched) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was answered about the works, and the records of grave notices by DOI."""

    lookups: Mapping[str, Lookup]
    notices: Mapping[str, Work]
    services: Mapping[str, str]
    interrupted: bool = False


def _answers(
    dois: Iterable[str], config: Config, progress: Callable[[str], None] | None
) -> _Answers:
    lookups, interrupted = Lookups(), False
    # A kept answer is no news: all are asked for anew, and renew the cache.
    with Resolver(replace(settings(config), renew=True), progress) as resolver:
        try:
            lookups = resolver.resolve([ByDoi(doi) for doi in dois])
            grave = dict.fromkeys(_grave_notices(lookups.dois.values()))
            unknown = [ByDoi(doi) for doi in grave if doi not in lookups.dois]
            if unknown:
                lookups = lookups.merged(resolver.resolve(unknown))
        except KeyboardInterrupt as interrupt:
            interrupted = True
            if isinstance(interrupt, BrokenOff):
                lookups = lookups.merged(interrupt.lookups)
        found = lookups.dois
        works = {d: a.work for d, a in found.items() if isinstance(a, Found)}
        return _Answers(found, works, resolver.described, interrupted)


def _places(
    documents: Iterable[Document],
) -> tuple[Mapping[str, tuple[Place, ...]], int]:
    """Return where each DOI is cited, and how many references have none."""
    places: dict[str, tuple[Place, ...]] = {}
    without_doi = 0
    for document in documents:
        at, line = 0, 1
        for reference in sorted(document.references, key=lambda r: r.span.start):
            start = document.in_file(reference.span).start
            line += document.file_text.count("\n", at, start)
            at = max(at, start)
            doi = canonical_doi(reference.item.doi or "")
            if doi is None:
                without_doi += 1
                continue
            place = Place(document.path, line, reference.id)
            places[doi] = (*places.get(doi, ()), place)
    return places, without_doi


def _grave_notices(lookups: Iterable[Lookup]) -> Iterator[str]:
    """Yield the DOIs of notices so grave that they may have been retracted since."""
    for lookup in lookups:
        if isinstance(lookup, Found):
            yield from standing(lookup.work).notices


def _compared(
    dois: tuple[str, ...],
    answers: _Answers,
    memory: Memory,
    *,
    init: bool,
) -> Watched:
    answered: dict[str, Found | NotFound] = {}
    unchecked: list[Unchecked] = []
    for doi in dois:
        match answers.lookups.get(doi, _INTERRUPTED):
            case Found() | NotFound() as lookup:
                answered[doi] = lookup
            case Elsewhere() | Unavailable() as silence:
                unchecked.append(_unchecked(doi, silence))
    told = {
        doi: news_of(doi, lookup, memory.get(doi, ()), answers.notices)
        for doi, lookup in answered.items()
    }
    first_seen = tuple(doi for doi in told if init or doi not in memory)
    old = told.keys() - frozenset(first_seen)
    kept = {d: memory[d] for d in dois if d in memory} if init else memory
    return Watched(
        dois,
        tuple(news for doi, (new, _) in told.items() if doi in old for news in new),
        tuple(unchecked),
        {**kept, **{doi: entries for doi, (_, entries) in told.items()}},
        first_seen,
        tuple(doi for doi in first_seen if _is_flagged(answered[doi], answers)),
    )


def _unchecked(doi: str, lookup: Elsewhere | Unavailable) -> Unchecked:
    match lookup:
        case Unavailable(service, reason):
            return Unchecked(doi, service, reason)
        case Elsewhere(service):
            return Unchecked(doi, service, lookup.said)


def _is_flagged(lookup: Found | NotFound, answers: _Answers) -> bool:
    if not isinstance(lookup, Found):
        return False
    return standing(lookup.work, answers.notices).word in ("retracted", "concern")
