"""What is registered under an identifier, as text or JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from evidencekit.inert import json_text, visible
from evidencekit.match.standing import Standing, standing
from evidencekit.model import (
    Elsewhere,
    Found,
    Item,
    Lookup,
    NotFound,
    Unavailable,
    Update,
    Work,
)
from evidencekit.reports.json_v1 import work_v1
from evidencekit.reports.look import Ink, Look


def as_json(lookups: Mapping[tuple[str, str], Lookup]) -> str:
    """Return the answers as JSON; `outcome` says which of four kinds each is.

    Each is under the identifier that was asked for: its kind ("DOI") and its value.
    """
    entries = [
        {kind: value, **_entry(lookup)} for (kind, value), lookup in lookups.items()
    ]
    content = {"version": "1", "lookups": entries}
    return json_text(content, indent=2) + "\n"


def _entry(lookup: Lookup) -> dict[str, Any]:
    match lookup:
        case Found(work):
            now = standing(work).word
            return {"outcome": "registered", "standing": now, "work": work_v1(work)}
        case Elsewhere(service, agency, reason):
            return {
                "outcome": "elsewhere",
                "service": service,
                "agency": agency,
                "reason": reason,
            }
        case NotFound(service, url, retrieved):
            return {
                "outcome": "not-registered",
                "service": service,
                "url": url,
                "retrieved": retrieved,
            }
        case Unavailable(service, reason):
            return {"outcome": "unavailable", "service": service, "reason": reason}


def as_text(lookups: Mapping[tuple[str, str], Lookup], look: Look) -> str:
    """Return the answers, each under its identifier."""
    parts = []
    for (kind, value), lookup in lookups.items():
        name = value if kind == "DOI" else f"{kind} {value}"
        heading = look.painted(visible(name), Ink.HEADING)
        parts.append("\n".join([heading, *_lines(lookup, look)]) + "\n")
    return "\n".join(parts)


def _lines(lookup: Lookup, look: Look) -> Iterator[str]:
    match lookup:
        case Found(work):
            yield from _work(work, look)
        case Elsewhere(service, agency):
            status = f"registered with {agency} (says {service}), {lookup.because}"
            yield from _row("status", status, look)
        case NotFound(service, url, retrieved):
            yield from _row("status", "not registered", look)
            yield from _row("proof", f"{service}, {retrieved}, {url}", look)
        case Unavailable(service, reason):
            yield from _row("status", f"unavailable: {service}: {reason}", look)


def _work(work: Work, look: Look) -> Iterator[str]:
    now = standing(work)
    rows = [
        ("status", f"registered with {work.agency} as {work.kind}"),
        ("DOI", work.item.doi),
        ("PMID", work.item.pmid),
        ("PMCID", work.item.pmcid),
        ("title", work.item.title or "(none)"),
        ("author", ", ".join(str(name) for name in work.item.author)),
        ("in", _container(work.item)),
        ("dates", ", ".join(str(date) for date in work.dates)),
        *(("notice of", _update(update)) for update in work.updates),
        ("standing", _standing(now)),
        *(("notice", str(change)) for change in now.changes if not change.in_place),
        *((relation.type, relation.id) for relation in work.relations),
        ("proof", f"{work.service}, {work.retrieved}, {work.url}"),
    ]
    for label, value in rows:
        if value:
            yield from _row(label, value, look)


def _standing(now: Standing) -> str:
    """Return how the work stands, with what is in its own record."""
    own = [str(change) for change in now.changes if change.in_place]
    return "; ".join([now.word, *own])


def _container(item: Item) -> str:
    issue = f"({item.issue})" if item.issue else ""
    volume = f"{item.volume or ''}{issue}"
    parts = (item.container_title, item.publisher, volume, item.page)
    return ", ".join(part for part in parts if part)


def _update(update: Update) -> str:
    """Return the other end of a notice with its type, date and who registered it."""
    details = [update.type.replace("_", " ")]
    details += [str(update.updated)] if update.updated else []
    details += [update.source] if update.source else []
    return f"{update.doi} ({', '.join(details)})"


def _row(label: str, value: str, look: Look) -> Iterator[str]:
    first = f"  {visible(label):<11} "
    yield from look.wrapped(value, " " * 14, first)
