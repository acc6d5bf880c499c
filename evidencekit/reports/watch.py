"""What is new about watched works, as text or JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from evidencekit.inert import json_text, visible
from evidencekit.match.changes import Change
from evidencekit.model import Evidence, Severity, Unchecked
from evidencekit.reports.look import Ink, Look
from evidencekit.reports.summary import count
from evidencekit.watching.news import News
from evidencekit.watching.outcome import Place, Watched

_INKS = {
    Severity.ERROR: Ink.ERROR,
    Severity.WARNING: Ink.WARNING,
    Severity.NOTE: Ink.NOTE,
}
_MOST_NAMED = 10


def as_json(outcome: Watched) -> str:
    """Return the outcome as JSON, version 1."""
    content = {
        "version": "1",
        "tool": dict(outcome.tool),
        "news": [_entry(news, outcome) for news in outcome.news],
        "unchecked": [
            {"DOI": u.reference, "service": u.service, "reason": u.reason}
            for u in outcome.unchecked
        ],
        "summary": {
            "watched": len(outcome.watched),
            **{f"{s.value}s": _number(outcome, s) for s in Severity},
            "unchecked": len(outcome.unchecked),
            "first_seen": len(outcome.first_seen),
            "flagged": list(outcome.flagged),
            "without_doi": outcome.without_doi,
        },
    }
    return json_text(content, indent=2) + "\n"


def _entry(news: News, outcome: Watched) -> dict[str, Any]:
    return {
        "DOI": news.doi,
        "title": news.title,
        "kind": news.kind,
        "severity": news.severity.value,
        "message": f"{news.doi} {news.message}",
        "notice": _notice(news.change) if news.change else None,
        "places": [
            {"path": place.path, "line": place.line, "reference": place.reference}
            for place in outcome.places.get(news.doi, ())
        ],
        "evidence": _evidence(news.evidence),
    }


def _notice(change: Change) -> dict[str, Any]:
    return {
        "DOI": change.doi,
        "PMID": change.pmid,
        "date": str(change.date) if change.date else None,
        "said_by": list(change.said_by),
        "reasons": list(change.reasons),
    }


def _evidence(proof: Evidence) -> dict[str, str | None]:
    return {
        "field": proof.field,
        "registered": proof.registered,
        "service": proof.service,
        "url": proof.url,
        "retrieved": proof.retrieved,
    }


def as_text(outcome: Watched, look: Look) -> str:
    """Return the news by work, then what could not be checked, then the totals."""
    lines: list[str] = []
    for doi, news in groupby(outcome.news, key=lambda n: n.doi):
        lines += [*_work(list(news), outcome.places.get(doi, ()), look), ""]
    if outcome.unchecked:
        lines += [*_unchecked(outcome.unchecked, look), ""]
    lines += [
        line for text in _totals(outcome) for line in look.wrapped(text, "  ", "")
    ]
    return "\n".join(lines) + "\n"


def _work(news: list[News], places: tuple[Place, ...], look: Look) -> Iterator[str]:
    first = news[0]
    yield look.painted(visible(first.doi), Ink.HEADING)
    if first.title:
        yield from look.wrapped(first.title, "  ")
    for one in sorted(news, key=lambda n: n.severity.rank):
        label = look.painted(one.severity.value, _INKS[one.severity])
        head, *rest = look.wrapped(f"{one.severity.value} {one.message}", "    ", "  ")
        yield head.replace(one.severity.value, label, 1)
        yield from rest
    if places:
        yield from look.wrapped(f"cited in {_named(places)}", "    ", "  ")
    proof = first.evidence
    parts = (proof.service, (proof.retrieved or "")[:10], proof.url)
    yield from look.wrapped(f"proof {', '.join(p for p in parts if p)}", "    ", "  ")


def _named(places: tuple[Place, ...]) -> str:
    named = [f"{p.path}:{p.line} ({p.reference})" for p in places[:_MOST_NAMED]]
    more = len(places) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _unchecked(entries: Iterable[Unchecked], look: Look) -> Iterator[str]:
    """Yield what could not be checked, by the reason."""
    reasons: dict[str, list[str]] = {}
    for entry in entries:
        reason = f"{entry.service}: {entry.reason}"
        reasons.setdefault(reason, []).append(entry.reference)
    heading = "Could not be checked, and is remembered as before"
    yield look.painted(heading, Ink.WARNING)
    for reason, dois in reasons.items():
        more = len(dois) - _MOST_NAMED
        named = ", ".join(dois[:_MOST_NAMED]) + (
            f" and {more} more" if more > 0 else ""
        )
        yield from look.wrapped(f"{count(len(dois), 'DOI')}: {reason}", "    ", "  ")
        yield from look.wrapped(named, "    ")


def _totals(outcome: Watched) -> Iterator[str]:
    numbers = [count(_number(outcome, s), s.value) for s in Severity]
    told = f"{', '.join(numbers)} new" if outcome.news else "nothing new"
    unchecked = len(outcome.unchecked)
    yield f"{count(len(outcome.watched), 'DOI')} watched: {told}; {unchecked} unchecked"
    if outcome.first_seen:
        first = count(len(outcome.first_seen), "DOI")
        yield f"{first} seen for the first time: remembered, and nothing reported"
    if outcome.flagged:
        dois = outcome.flagged[:_MOST_NAMED]
        more = len(outcome.flagged) - len(dois)
        yield (
            f"already retracted or under an expression of concern: {', '.join(dois)}"
            + (f" and {more} more" if more else "")
            + "; `evidencekit check` says more"
        )
    if outcome.without_doi:
        references = count(outcome.without_doi, "reference")
        yield f"{references} without a DOI, which cannot be watched"


def _number(outcome: Watched, severity: Severity) -> int:
    return Counter(news.severity for news in outcome.news)[severity]
