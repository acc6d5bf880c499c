"""Whatever a service sends, reading it raises nothing."""

import json
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencekit.model import ByDoi, Found, Unavailable
from evidencekit.services import habanero_http, http
from evidencekit.services.answers import from_json, to_json
from evidencekit.services.crossref_work import work_from_message
from evidencekit.services.outcome import Reply, agencies_outcome, crossref_outcome
from tests.services.test_live import KANDOLA, live
from tests.standin.records import records
from tests.standin.server import StandIn

KEYS = [
    "DOI",
    "ISBN",
    "URL",
    "abstract",
    "author",
    "container-title",
    "editor",
    "event",
    "institution",
    "issued",
    "journal-issue",
    "original-title",
    "page",
    "published-print",
    "relation",
    "short-container-title",
    "subtitle",
    "title",
    "type",
    "update-to",
    "updated-by",
    "volume",
]
INNER = ["DOI", "date-parts", "family", "given", "id", "id-type", "name", "type"]
# Halves of surrogate pairs too: JSON can escape them.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_any_record_becomes_a_work_that_can_be_kept(message: dict[str, Any]) -> None:
    found = Found(work_from_message(message, "url", "2026-11-23T12:00:00Z"))

    kept = json.dumps(to_json(found), ensure_ascii=False).encode()

    assert from_json(json.loads(kept)) == found


@given(
    st.integers(100, 599),
    st.sampled_from(["retry-after", "content-type", "x-rate-limit-limit"]),
    st.text(max_size=20),
    st.binary(max_size=50) | VALUES.map(lambda value: json.dumps(value).encode()),
)
def test_any_reply_has_an_outcome(
    status: int, name: str, value: str, body: bytes
) -> None:
    reply = Reply(status, {name: value}, body)

    for outcome in (
        crossref_outcome(reply, "work"),
        crossref_outcome(reply, "work-list"),
        agencies_outcome(reply),
    ):
        assert type(outcome).__name__ in ("Answer", "Absent", "Failure")


@pytest.mark.parametrize("client", [habanero_http, http])
def test_an_answer_beyond_all_measure_is_no_answer(
    client: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_MOST_BYTES", 20)
    doi = "10.5555/nowhere-registered" if client is http else KANDOLA
    with StandIn(records()) as standin, live(standin) as service:
        answer = service.resolve([ByDoi(doi)]).dois[doi]

    assert isinstance(answer, Unavailable)
