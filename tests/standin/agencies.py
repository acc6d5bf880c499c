"""What other agencies answer: DataCite's API, and doi.org's content negotiation."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.standin.faults import Reply

_FILE = Path(__file__).with_name("elsewhere.json")
# DOIs that other agencies registered, with the record where there is one.
ELSEWHERE: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
_CSL_JSON = "application/vnd.citationstyles.csl+json"
_JSON_API = {"Content-Type": "application/vnd.api+json; charset=utf-8"}
_HTML = {"Content-Type": "text/html;charset=utf-8"}


def datacite_reply(target: str) -> Reply:
    """Return the answer to a GET of /dois/{doi}."""
    doi = unquote(urlsplit(target).path.removeprefix("/dois/")).lower()
    attributes = ELSEWHERE.get(doi, {}).get("attributes")
    if attributes is None:
        title = "The resource you are looking for doesn't exist."
        body = {"errors": [{"status": "404", "title": title}]}
        return Reply(404, _JSON_API, json.dumps(body).encode())
    data = {"id": doi, "type": "dois", "attributes": attributes, "relationships": {}}
    return Reply(200, _JSON_API, json.dumps({"data": data}).encode())


def resolver_reply(target: str, headers: Mapping[str, str]) -> Reply:
    """Return the answer to a GET of a DOI at doi.org: a redirect to its agency."""
    doi = unquote(urlsplit(target).path.removeprefix("/")).lower()
    if doi not in ELSEWHERE:
        return Reply(404, _HTML, b"<html><title>DOI Not Found</title></html>")
    wants_csl = _CSL_JSON in headers.get("Accept", "")
    return Reply(302, {"Location": f"/{'csl' if wants_csl else 'page'}/{doi}"}, b"")


def agency_reply(target: str) -> Reply:
    """Return what an agency serves where doi.org redirects to."""
    _, kind, doi = unquote(urlsplit(target).path).split("/", 2)
    csl = ELSEWHERE.get(doi, {}).get("csl")
    if kind == "csl" and csl is not None:
        return Reply(200, {"Content-Type": _CSL_JSON}, json.dumps(csl).encode())
    return Reply(406 if kind == "csl" else 200, _HTML, b"<html></html>")
