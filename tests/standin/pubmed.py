"""What NCBI answers: PubMed's E-utilities, and PMC's converter of identifiers."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.standin.faults import Reply

_FILE = Path(__file__).with_name("pubmed.json")
# Summaries by PMID.
SUMMARIES: dict[str, dict[str, Any]] = {
    summary["uid"]: summary for summary in json.loads(_FILE.read_text(encoding="utf-8"))
}
_JSON = {"Content-Type": "application/json; charset=UTF-8"}
_WAY = re.compile(r"\(([^()]*)\)")
_CONDITION = re.compile(r"(.+)\[(\w+)\]")


def eutils_reply(target: str) -> Reply:
    """Return the answer to a GET of /entrez/eutils/{utility}.fcgi."""
    url = urlsplit(target)
    parameters = dict(parse_qsl(url.query))
    if parameters.get("db") != "pubmed":
        return _json({"error": "Invalid db name specified"}, 400)
    if url.path.endswith("/esearch.fcgi"):
        return _json(_search(parameters))
    if url.path.endswith("/esummary.fcgi"):
        return _json(_summaries(parameters.get("id", "").split(",")))
    return Reply(404, {"Content-Type": "text/html"}, b"<html></html>")


def converter_reply(target: str) -> Reply:
    """Return the answer to a GET of PMC's converter."""
    parameters = dict(parse_qsl(urlsplit(target).query))
    ids = parameters.get("ids", "").split(",")
    records = [_converted(id_) for id_ in ids]
    status = 400 if any("errmsg" in record for record in records) else 200
    return _json({"status": "ok", "records": records}, status)


def _search(parameters: Mapping[str, str]) -> dict[str, Any]:
    term = parameters.get("term", "")
    if not term:
        return _esearch({"ERROR": "Empty term and query_key - nothing todo"})
    found = [pmid for pmid, summary in SUMMARIES.items() if _fits(term, summary)]
    shown = found[: int(parameters.get("retmax", "20"))]
    count = {"count": str(len(found)), "retmax": str(len(shown)), "retstart": "0"}
    return _esearch({**count, "idlist": shown, "querytranslation": term})


def _esearch(result: Mapping[str, Any]) -> dict[str, Any]:
    header = {"type": "esearch", "version": "0.3"}
    return {"header": header, "esearchresult": result}


def _fits(term: str, summary: Mapping[str, Any]) -> bool:
    """Say whether a term of the kind "(a[ti] AND b[ti]) OR (c[au])" fits."""
    return any(
        all(_holds(condition, summary) for condition in way.split(" AND "))
        for way in _WAY.findall(term)
    )


def _holds(condition: str, summary: Mapping[str, Any]) -> bool:
    match = _CONDITION.fullmatch(condition)
    assert match is not None, condition
    value, field = match.groups()
    fields = {
        "ti": re.findall(r"\w+", f"{summary['title']} {summary['vernaculartitle']}"),
        "au": [name.rsplit(" ", 1)[0] for name in _authors(summary)],
        "dp": [summary["pubdate"][:4], summary["epubdate"][:4]],
        "vi": [summary["volume"]],
        "pg": [summary["pages"].split("-")[0]],
    }
    return value.casefold() in [entry.casefold() for entry in fields[field]]


def _authors(summary: Mapping[str, Any]) -> Iterator[str]:
    for author in summary["authors"]:
        yield author["name"]


def _summaries(pmids: list[str]) -> dict[str, Any]:
    unknown = "cannot get document summary"
    found = {id_: SUMMARIES.get(id_, {"uid": id_, "error": unknown}) for id_ in pmids}
    header = {"type": "esummary", "version": "0.3"}
    return {"header": header, "result": {"uids": pmids, **found}}


def _converted(id_: str) -> dict[str, Any]:
    for summary in SUMMARIES.values():
        ids = {entry["idtype"]: entry["value"] for entry in summary["articleids"]}
        if ids.get("pmc") == id_:
            record = {"pmcid": id_, "pmid": int(ids["pubmed"]), "requested-id": id_}
            return {**record, "doi": ids["doi"]} if "doi" in ids else record
    message = "Identifier not found in PMC"
    return {"requested-id": id_, "status": "error", "errmsg": message}


def _json(content: Mapping[str, Any], status: int = 200) -> Reply:
    return Reply(status, _JSON, json.dumps(content).encode())
