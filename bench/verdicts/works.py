"""The works of the benchmark, what stands around them, and what the services answer."""

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.verdicts.relatives import neighbours
from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Found,
    InPubMed,
    Lookup,
    Lookups,
    NotFound,
    PartialDate,
    Query,
    Search,
    Unavailable,
    Work,
)
from evidencekit.services.crossref import SEARCH_ROWS
from evidencekit.services.crossref_work import work_from_message
from tests.standin.index import Index

NOW = "2026-11-23T12:00:00Z"
WORKS = Path(__file__).parents[3] / "shared/data/crossref/works.jsonl.gz"
# Parts and containers are not cited as works of their own.
_UNCITED = frozenset({"component", "journal", "journal-issue", "peer-review", "other"})

Message = dict[str, Any]


def half(doi: str) -> str:
    """Return "tune" or "report", the same for a DOI at any time."""
    return "tune" if hashlib.sha256(doi.encode()).digest()[0] % 2 else "report"


def work_of(message: Mapping[str, Any]) -> Work:
    """Return the work that a record of Crossref's describes."""
    url = f"https://api.crossref.org/works/{message['DOI']}"
    return work_from_message(message, url, NOW)


class Registry:
    """Every record there is: the real works and, beside each, made neighbours.

    The neighbours are what a search finds beside the right record: notices about it,
    comments, a preprint, a sequel by the same authors, another article of its issue.
    """

    def __init__(self, path: Path) -> None:
        self.messages = list(_messages(path))
        dice = random.Random(1)
        made = [
            m for own in self.messages for m in neighbours(own, self.messages, dice)
        ]
        everything = {m["DOI"].lower(): m for m in (*made, *self.messages)}
        self._works = {doi: work_of(message) for doi, message in everything.items()}
        self._index = Index(everything.values())

    def citable(self, chosen: str) -> list[Work]:
        """Return the works of a half that a reference list can hold."""
        works = (self._works[m["DOI"].lower()] for m in self.messages)
        return [w for w in works if _is_citable(w) and half(w.item.doi or "") == chosen]

    def __contains__(self, doi: object) -> bool:
        return doi in self._works

    def answers(
        self,
        queries: Iterable[Query],
        own: Mapping[str, Work],
        *,
        silent: bool = False,
    ) -> Lookups:
        """Return what the services say; `own` are records that only this case has."""
        return Lookups.of((q, self._answer(q, own, silent)) for q in queries)

    def _answer(
        self, query: Query, own: Mapping[str, Work], silent: bool
    ) -> Lookup | Search:
        match query:
            case ByDoi(doi):
                work = own.get(doi) or self._works.get(doi)
                return Found(work) if work else NotFound("Crossref", "", NOW)
            case BySearch() | InPubMed() if silent:
                return Unavailable("Crossref", "timed out")
            case BySearch(text):
                return self._found(text, own)
            case ById():
                return NotFound("PubMed", "", NOW)
            case InPubMed():
                return Candidates("PubMed", "", NOW)

    def search(self, text: str) -> list[Work]:
        """Return what a search brings: there is always something."""
        return [self._works[doi] for doi, _ in self._index.ranked(text, SEARCH_ROWS)]

    def _found(self, text: str, own: Mapping[str, Work]) -> Candidates:
        works = tuple(own.get(str(w.item.doi), w) for w in self.search(text))
        return Candidates("Crossref", "", NOW, works)


def _messages(path: Path) -> Iterable[Message]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            message: Message = json.loads(line)["work"]
            if "type" in message:  # the others were recorded with a `select`
                yield message


def _is_citable(work: Work) -> bool:
    item = work.item
    placed = item.container_title or item.publisher
    return bool(
        work.kind not in _UNCITED
        and not work.updates
        and item.title
        and len(item.title) < 300
        and item.issued
        and placed
    )


def years(work: Work) -> list[int]:
    """Return the registered years, ascending."""
    dates = [*work.dates, *([work.item.issued] if work.item.issued else [])]
    return sorted({date.year for date in dates if isinstance(date, PartialDate)})
