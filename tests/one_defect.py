"""Bibliographies with one wrong value each, and what the services say of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from evidencekit.bibliography.bibtex import to_bibtex
from evidencekit.docket import Docket
from evidencekit.judge import judge
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    DocumentReport,
    Found,
    Lookups,
    NotFound,
    Query,
    Work,
)
from evidencekit.readers import read
from evidencekit.rules.registry import selected
from evidencekit.services.crossref_work import work_from_message
from tests.standin.records import records


@dataclass(frozen=True)
class Case:
    """An entry of a .bib file with one wrong value; the rule that should find it."""

    code: str
    right: str
    wrong: str
    doi: str


@cache
def works() -> dict[str, Work]:
    return {
        doi: work_from_message(message, f"https://a.example/{doi}", "2026-11-23")
        for doi, message in records().items()
    }


FIELDS = {
    "volume": ("EK215", "volume"),
    "issue": ("EK216", "number"),
    "page": ("EK217", "pages"),
    "issued": ("EK213", "year"),
}


def changed(field: str, value: str) -> str | None:
    """Return another value of the same kind."""
    if field == "issued":
        return str(int(value) - 4)
    if value.isdigit():
        return str(int(value) + 7)
    first, dash, last = value.partition("--")
    if dash and first.isdigit() and last.isdigit():
        return f"{int(first) + 500}--{int(last) + 500}"
    return None


def cases() -> Iterator[Case]:
    for doi, work in sorted(works().items()):
        if work.kind != "journal-article" or work.updates or len(work.dates) > 2:
            continue
        whole = to_bibtex(
            replace(work.item, publisher=None, url=None), f"key{len(doi)}"
        )
        for field, (code, name) in FIELDS.items():
            line = next(
                (x for x in whole.splitlines() if x.startswith(f"  {name} = ")), ""
            )
            value = line.partition("{")[2].rpartition("}")[0]
            other = changed(field, value) if value else None
            if other:
                yield Case(
                    code, whole, whole.replace(line, f"  {name} = {{{other}}},"), doi
                )
        line = next(x for x in whole.splitlines() if x.startswith("  doi = "))
        yield Case("EK301", whole, whole.replace(f"{line}\n", ""), doi)


def judged(text: str) -> DocumentReport:
    document = read("refs.bib", data=text.encode())
    docket = Docket(document.references)
    while docket.wanted:
        docket.add(answers(docket.wanted))
    return judge(document, docket.lookups, selected())


def answers(queries: Collection[Query]) -> Lookups:
    dois: dict[str, Any] = {}
    searches: dict[str, Any] = {}
    for query in queries:
        match query:
            case ByDoi(doi):
                known = works().get(doi)
                gone = NotFound("doi.org", "https://doi.org", "2026-11-23")
                dois[doi] = Found(known) if known else gone
            case BySearch(text):
                found = tuple(w for w in works().values() if in_text(w, text))
                searches[text] = Candidates(
                    "Crossref", "https://a.example", "2026-11-23", found
                )
    return Lookups(dois, searches)


def in_text(work: Work, text: str) -> bool:
    return (work.item.title or "-")[:40].lower() in text.lower()
