"""Crossref records for the stand-in, composed from a table of published facts."""

import gzip
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]

_FACTS = Path(__file__).with_name("facts.json")
VOLLBEHR = "10.1371/journal.pone.0204925"
CITED_FOR_VOLLBEHR = "10.1371/journal.pone.0216631"

# Registered with Crossref, yet /works answers 404 (aliased and deleted DOIs do so).
UNSERVED = {"10.5555/aliased-and-not-served"}
# Registered, says doi.org, but it does not know with whom.
UNKNOWN = {"10.5555/of-an-unknown-agency"}
# Aliases that /works answers with a redirect to the DOI that took over.
ALIASES = {"10.1016/s0149-7634(19)30524-8": "10.1016/j.neubiorev.2019.09.040"}


class CorrectionCase(StrEnum):
    """What 10.1371/journal.pone.0216631 may be: its record could not be looked up."""

    NOTICE = "notice"
    OTHER = "other"
    UNREGISTERED = "unregistered"


def records(
    case: CorrectionCase = CorrectionCase.NOTICE, works: Path | None = None
) -> dict[str, Record]:
    """Return the stand-in's records by DOI; `works` adds those of a works.jsonl.gz."""
    found: dict[str, Record] = {}
    if works is not None:
        found.update((r["DOI"].lower(), r) for r in _records_of(works))
    facts: list[Record] = json.loads(_FACTS.read_text(encoding="utf-8"))
    for fact in [*facts, *_reconstruction(case)]:
        found[fact["doi"]] = record(fact)
    if case is CorrectionCase.NOTICE:
        update = [CITED_FOR_VOLLBEHR, "correction", "publisher", [2019, 5, 3]]
        found[VOLLBEHR]["updated-by"] = [_update(update)]
    return found


def _records_of(works: Path) -> Iterable[Record]:
    with gzip.open(works, "rt", encoding="utf-8") as lines:
        for line in lines:
            work: Record = json.loads(line)["work"]
            if "type" in work:  # the others were recorded with a `select`
                yield work


def _reconstruction(case: CorrectionCase) -> list[Record]:
    """Return the facts assumed of 10.1371/journal.pone.0216631: none of them looked up.

    As a notice it is shaped like the corrections of PLOS ONE in 2019; as another
    article it is invented.
    """
    article: Record = {
        "doi": CITED_FOR_VOLLBEHR,
        "type": "journal-article",
        "container": "PLOS ONE",
        "short": "PLoS ONE",
        "volume": "14",
        "issue": "5",
        "page": "e0216631",
        "online": [2019, 5, 3],
        "publisher": "Public Library of Science (PLoS)",
    }
    match case:
        case CorrectionCase.NOTICE:
            return [
                article
                | {
                    "title": "Correction: Hatha yoga for acute, chronic and/or "
                    "treatment-resistant mood and anxiety disorders: A systematic "
                    "review and meta-analysis",
                    "author": [["The PLOS ONE Staff"]],
                    "update_to": [[VOLLBEHR, "correction", "publisher", [2019, 5, 3]]],
                }
            ]
        case CorrectionCase.OTHER:
            return [
                article
                | {
                    "title": "Seasonal nitrogen uptake of floodplain grasses under "
                    "repeated mowing",
                    "author": [["Example", "Ada"], ["Standin", "Bo"]],
                }
            ]
        case CorrectionCase.UNREGISTERED:
            return []


def record(fact: Mapping[str, Any]) -> Record:
    """Return a record in Crossref's shape from one line of the table of facts."""
    doi = fact["doi"]
    dates = {
        key: {"date-parts": [fact[name]]}
        for name, key in (
            ("print", "published-print"),
            ("online", "published-online"),
            ("posted", "posted"),
        )
        if name in fact
    }
    # Crossref's `issued` is the earliest of the dates.
    issued = min((d["date-parts"][0] for d in dates.values()), default=[None])
    made: Record = {
        "DOI": doi,
        "URL": f"https://doi.org/{doi}",
        "type": fact["type"],
        "title": [fact["title"]],
        "subtitle": [fact["subtitle"]] if "subtitle" in fact else [],
        "container-title": _listed(fact.get("container")),
        "short-container-title": _listed(fact.get("short")),
        "author": [
            _name(*a, first=not i) for i, a in enumerate(fact.get("author", ()))
        ],
        "editor": [_name(*a) for a in fact.get("editor", ())],
        "issued": {"date-parts": [issued]},
        "published": {"date-parts": [issued]},
        **dates,
        "prefix": doi.split("/")[0],
        "source": "Crossref",
        "reference-count": 0,
        "references-count": 0,
        "is-referenced-by-count": 0,
        "relation": {
            type_: [
                {"id-type": "doi", "id": id_, "asserted-by": "subject"} for id_ in ids
            ]
            for type_, ids in fact.get("relation", {}).items()
        },
        "update-to": [_update(u) for u in fact.get("update_to", ())],
        "updated-by": [_update(u) for u in fact.get("updated_by", ())],
        "score": 1,
    }
    for name, key in _COPIED.items():
        if name in fact:
            made[key] = fact[name]
    if "isbn" in fact:
        made["ISBN"] = [fact["isbn"]]
    if "institution" in fact:
        made["institution"] = [{"name": fact["institution"]}]
    if "event" in fact:
        made["event"] = {"name": fact["event"]}
    # Crossref leaves these out where there is nothing to say.
    for key in ("author", "editor", "update-to", "updated-by"):
        if not made[key]:
            del made[key]
    return made


_COPIED = {
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "article_number": "article-number",
    "publisher": "publisher",
    "place": "publisher-location",
    "edition": "edition-number",
}


def _listed(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _name(*parts: str, first: bool = False) -> Record:
    sequence: Record = {
        "sequence": "first" if first else "additional",
        "affiliation": [],
    }
    if len(parts) == 1:
        return {"name": parts[0], **sequence}
    name = dict(zip(("family", "given", "suffix"), parts, strict=False))
    return {**{k: v for k, v in name.items() if v}, **sequence}


def _update(update: list[Any]) -> Record:
    doi, type_, source, date = update
    return {
        "DOI": doi,
        "type": type_,
        "label": type_.replace("_", " ").capitalize(),
        "source": source,
        "updated": {"date-parts": [date]},
    }
