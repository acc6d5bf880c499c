"""What is new about one work: its record against what is remembered of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidencekit.match.changes import GRAVE, Change, Kind, family
from evidencekit.match.standing import Standing, standing
from evidencekit.model import Evidence, Found, NotFound, Severity, Work
from evidencekit.watching.entries import (
    UNREGISTERED,
    entries,
    family_of,
    is_a_mark,
    is_of_pubmed,
    key,
    key_of,
)

_SEVERITIES = {**dict.fromkeys(GRAVE, Severity.ERROR), Kind.CONCERN: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to a work since it was last seen.

    `kind` is a word for programs: a `Kind` ("retraction", "correction", …), "void" (a
    notice was itself retracted), "gone" (a notice is no longer registered),
    "unregistered" or "registered". `message` goes on after the DOI; `change` is the
    notice, where there is one.
    """

    doi: str
    kind: str
    severity: Severity
    message: str
    evidence: Evidence
    title: str | None = None
    change: Change | None = None


def news_of(
    doi: str,
    lookup: Found | NotFound,
    seen: tuple[str, ...],
    notices: Mapping[str, Work],
) -> tuple[tuple[News, ...], tuple[str, ...]]:
    """Return what is new about a work, and what is to be remembered of it now.

    `seen` is what was remembered, `notices` are the records of grave notices as far as
    they are known.
    """
    match lookup:
        case NotFound(service, url, retrieved):
            remembered: tuple[str, ...] = (UNREGISTERED,)
            if seen == remembered:
                return (), remembered
            proof = Evidence("DOI", doi, None, service, url, retrieved)
            message = "is no longer registered: it leads nowhere"
            lost = News(doi, "unregistered", Severity.ERROR, message, proof)
            return (lost,), remembered
        case Found(work):
            now = stands(work, seen, notices)
            found = tuple(_news(doi, work, now, seen))
            return found, _remembered(work, now, seen)


def stands(work: Work, seen: Iterable[str], notices: Mapping[str, Work]) -> Standing:
    """Return how `work` stands; a notice of which nothing is known is as it was."""
    now = standing(work, notices)
    was_void = {key(entry) for entry in seen}
    silent = tuple(
        change
        for change in now.changes
        if change.doi not in notices and key_of(change, void=True) in was_void
    )
    kept = tuple(change for change in now.changes if change not in silent)
    return Standing(kept, (*now.void, *silent))


def _news(doi: str, work: Work, now: Standing, seen: tuple[str, ...]) -> Iterator[News]:
    keys = {key(entry) for entry in seen}
    title = work.item.title
    if UNREGISTERED in seen:
        proof = _proof(work, "DOI", doi)
        message = "is registered now, and leads to this work"
        yield News(doi, "registered", Severity.NOTE, message, proof, title)
    for change in now.changes:
        if key_of(change) not in keys and not _was_told(change, seen):
            severity = _SEVERITIES.get(change.kind, Severity.NOTE)
            message = f"{change.kind.verb}: {change}"
            proof = _proof(work, change.field, change.registered)
            yield News(doi, change.kind.value, severity, message, proof, title, change)
    for change in now.void:
        if key_of(change, void=True) not in keys:
            message = f"the notice was itself retracted: {change}"
            proof = _proof(work, change.field, change.registered)
            yield News(doi, "void", Severity.NOTE, message, proof, title, change)
    for entry in _gone(work, now, seen):
        message = f"no longer registered: {entry}"
        proof = _proof(work, "updated-by", None)
        yield News(doi, "gone", Severity.NOTE, message, proof, title)


def _was_told(change: Change, seen: Iterable[str]) -> bool:
    """Say whether the same was known without its notice, or is so known now."""
    if change.kind not in _SEVERITIES:
        return False
    told = [entry for entry in seen if family_of(entry) == family(change.kind)]
    vague = is_a_mark(key_of(change)) or change.pmid is not None
    return any(vague or is_a_mark(entry) or is_of_pubmed(entry) for entry in told)


def _gone(work: Work, now: Standing, seen: Iterable[str]) -> Iterator[str]:
    """Yield the grave notices that Crossref had and has no more.

    What PubMed said is not gone because it was not asked, or silent, this time.
    """
    if work.service != "Crossref":
        return
    present = {family(change.kind) for change in (*now.changes, *now.void)}
    for entry in seen:
        kinds = family_of(entry)
        grave = kinds & _SEVERITIES.keys()
        if grave and kinds not in present and not is_of_pubmed(entry):
            yield entry


def _remembered(work: Work, now: Standing, seen: Iterable[str]) -> tuple[str, ...]:
    current = entries(now)
    present = {family_of(entry) for entry in current}
    kept = (
        entry
        for entry in seen
        if family_of(entry) not in present
        and (is_of_pubmed(entry) or work.service != "Crossref")
        and entry != UNREGISTERED
    )
    return (*current, *kept)


def _proof(work: Work, field: str, registered: str | None) -> Evidence:
    return Evidence(field, None, registered, work.service, work.url, work.retrieved)
