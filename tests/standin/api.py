"""What the stand-in answers: the routes of all services, as functions of a URL."""

import itertools
import json
import random
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.standin.agencies import (
    ELSEWHERE,
    agency_reply,
    datacite_reply,
    resolver_reply,
)
from tests.standin.faults import Reply
from tests.standin.index import Index
from tests.standin.pubmed import converter_reply, eutils_reply
from tests.standin.records import ALIASES, UNKNOWN, UNSERVED, Record

# `select` of the OpenAPI file 3.32.0; it lacks `language`, `resource` and `subtype`.
_SELECTABLE_TEXT = """
DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number
assertion author chair clinical-trial-number container-title content-created
content-domain created degree deposited editor event funder group-title indexed
is-referenced-by-count issn-type issue issued license link member original-title page
posted prefix published published-online published-print publisher publisher-location
reference references-count relation score short-container-title short-title
standards-body subject subtitle title translator type update-policy update-to
updated-by volume
"""
_SELECTABLE = frozenset(_SELECTABLE_TEXT.split())
_LIST_PARAMETERS_TEXT = """
query query.bibliographic query.title query.author query.container-title filter
rows offset sample sort order facet select cursor mailto
"""
_LIST_PARAMETERS = frozenset(_LIST_PARAMETERS_TEXT.split())
_FILTERS = frozenset({"doi", "updates", "type"})
_JSON = {"Content-Type": "application/json"}


class Api:
    """The records and the routes over them."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._index = Index(records.values())
        self._random = random.Random(1)
        self._not_found_types = itertools.cycle(["text/plain", "application/json"])

    def close(self) -> None:
        self._index.close()

    def reply(self, target: str, headers: Mapping[str, str]) -> Reply:
        """Return the answer to a GET of `target` (path and query, as sent)."""
        url = urlsplit(target)
        path = url.path.removeprefix("/v1")
        match path.split("/")[1]:
            case "dois":
                return datacite_reply(target)
            case "csl" | "page":
                return agency_reply(target)
            case "entrez":
                return eutils_reply(target)
            case "tools":
                return converter_reply(target)
            case prefix if prefix.startswith("10."):
                return resolver_reply(target, headers)
        if path.startswith("/doiRA/"):
            return self._agencies(path.removeprefix("/doiRA/"))
        if path in ("/works", "/works/"):
            return self._list(dict(parse_qsl(url.query, keep_blank_values=True)))
        if path.startswith("/works/"):
            parameters = dict(parse_qsl(url.query, keep_blank_values=True))
            return self._single(path.removeprefix("/works/"), parameters)
        return self._not_found()

    def _single(self, path: str, parameters: Mapping[str, str]) -> Reply:
        for parameter in parameters:
            if parameter != "mailto":
                return _refusal(
                    "parameter-not-allowed",
                    parameter,
                    f"This route does not support {parameter}",
                )
        rest = unquote(path)
        doi = rest.removesuffix("/agency").removesuffix("/transform").lower()
        if doi in ALIASES:
            where = f"/works/{quote(ALIASES[doi], safe='')}"
            return Reply(301, {"Location": where}, b"")
        record = self._records.get(doi)
        if rest.endswith("/agency"):
            return self._agency(doi, record)
        if record is None:
            return self._not_found()
        if rest.endswith("/transform"):
            return Reply(
                200,
                {"Content-Type": "application/vnd.citationstyles.csl+json"},
                json.dumps(record).encode(),
            )
        return _envelope("work", {**record, "score": 1})

    def _agency(self, doi: str, record: Record | None) -> Reply:
        agency = "Crossref" if record else ELSEWHERE.get(doi, {}).get("agency")
        if agency is None:
            return self._not_found()
        return _envelope(
            "work-agency",
            {"DOI": doi, "agency": {"id": agency.lower(), "label": agency}},
        )

    def _list(self, parameters: Mapping[str, str]) -> Reply:
        refusal = _refusal_of(parameters)
        if refusal is not None:
            return refusal
        rows = int(parameters.get("rows", "20"))
        offset = int(parameters.get("offset", "0"))
        query = " ".join(
            value for key, value in parameters.items() if key.startswith("query")
        )
        works = list(self._filtered(parameters.get("filter", "")))
        if query:
            scored = self._searched(query, rows, offset)
            total = 13_000_000 + 17 * len(query)
        else:
            scored = [{**work, "score": 0.0} for work in works[offset : offset + rows]]
            total = len(works)
        if "select" in parameters:
            chosen = parameters["select"].split(",")
            scored = [{k: w[k] for k in chosen if k in w} for w in scored]
        return _envelope(
            "work-list",
            {
                "facets": {},
                "total-results": total,
                "items": scored,
                "items-per-page": rows,
                "query": {"start-index": offset, "search-terms": query or None},
            },
        )

    def _searched(self, query: str, rows: int, offset: int) -> list[Record]:
        # Identical calls came back with scores of 21.6, 21.5 and 20.8.
        jitter = self._random.uniform(0.96, 1.0)
        return [
            {**self._records[doi], "score": score * jitter}
            for doi, score in self._index.ranked(query, rows, offset)
        ]

    def _filtered(self, filters: str) -> Iterable[Record]:
        """Return the works that pass: one of each filter's values has to fit."""
        wanted: dict[str, set[str]] = {}
        for part in filters.split(",") if filters else ():
            name, _, value = part.partition(":")
            wanted.setdefault(name, set()).add(value.lower())
        # In the order of the index, which is not the order of the filter.
        for doi, record in sorted(self._records.items(), reverse=True):
            updated = {u["DOI"].lower() for u in record.get("update-to", ())}
            if (
                ("doi" not in wanted or doi in wanted["doi"])
                and ("updates" not in wanted or updated & wanted["updates"])
                and ("type" not in wanted or record["type"] in wanted["type"])
            ):
                yield record

    def _agencies(self, path: str) -> Reply:
        answers = []
        for part in path.split(","):
            doi = unquote(part)
            answers.append({"DOI": doi, **self._registration(doi.lower())})
        return Reply(200, _JSON, json.dumps(answers, indent=2).encode())

    def _registration(self, doi: str) -> dict[str, str]:
        if not doi.startswith("10.") or "/" not in doi:
            return {"status": "Invalid DOI"}
        if doi in self._records or doi in ALIASES or doi in UNSERVED:
            return {"RA": "Crossref"}
        if doi in ELSEWHERE:
            return {"RA": ELSEWHERE[doi]["agency"]}
        if doi in UNKNOWN:
            return {"status": "Unknown"}
        return {"status": "DOI does not exist"}

    def _not_found(self) -> Reply:
        type_ = next(self._not_found_types)  # both have been recorded for one URL
        return Reply(404, {"Content-Type": type_}, b"Resource not found.")


def _envelope(type_: str, message: Mapping[str, Any]) -> Reply:
    body = {
        "status": "ok",
        "message-type": type_,
        "message-version": "1.0.0",
        "message": message,
    }
    return Reply(200, _JSON, json.dumps(body, ensure_ascii=False).encode())


def _refusal(type_: str, value: str, message: str) -> Reply:
    body = {
        "status": "failed",
        "message-type": "validation-failure",
        "message": [{"type": type_, "value": value, "message": message}],
    }
    headers = {"Content-Type": "application/json;charset=utf-8"}
    return Reply(400, headers, json.dumps(body).encode())


def _refusal_of(parameters: Mapping[str, str]) -> Reply | None:
    for name in parameters:
        if name not in _LIST_PARAMETERS:
            return _refusal(
                "parameter-not-allowed", name, f"This route does not support {name}"
            )
    for name, most in (("rows", 1000), ("offset", 10_000)):
        value = parameters.get(name, "0")
        if not value.isdecimal() or int(value) > most:
            return _refusal(
                "integer-not-valid",
                value,
                f"Integer specified as {value} but must be a positive integer less "
                f"than or equal to {most}. ",
            )
    for part in filter(None, parameters.get("filter", "").split(",")):
        name, colon, _ = part.partition(":")
        if name not in _FILTERS or not colon:
            return _refusal(
                "filter-not-available",
                name,
                f"Filter '{name}' specified but there is no such filter for this "
                "route.",
            )
    for element in filter(None, parameters.get("select", "").split(",")):
        if element not in _SELECTABLE:
            return _refusal(
                "element-not-valid", element, f"Element {element} is not selectable"
            )
    return None
