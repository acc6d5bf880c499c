"""Nothing that the development lists print is trained on."""

from typing import Any

import pytest

from train import batches, judged

ENTRIES = tuple(f"Roe {letter}. Tea for {letter}. J Tea. 2001." for letter in "ABCDEFG")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the shared sets: one document to train on, and one list."""
    listed = f"1. {ENTRIES[0]}\n2. {ENTRIES[1].replace('. J', '.  J')}"
    second = listed.index("2. ")
    sets: dict[str, list[dict[str, Any]]] = {
        "fields_train": [
            {"source": "a", "doc": "d", "id": f"d-{i}", "raw": raw, "gold": {}}
            for i, raw in enumerate(ENTRIES)
        ],
        "fields_dev": [{"raw": ENTRIES[2]}],
        "segments_dev": [
            {
                "doc": "d2",
                "text": listed,
                "spans": [(0, second - 1), (second, len(listed))],
                "content": [3, second + 3],
            }
        ],
    }
    monkeypatch.setattr(judged, "records", sets.__getitem__)
    monkeypatch.setattr(batches, "records", sets.__getitem__)


@pytest.mark.usefixtures("shared")
def test_what_is_judged_is_left_out_letter_for_letter() -> None:
    left_out = judged.judged_entries()

    (batch,) = batches.batches((), judged.judged_documents(), left_out)

    assert [raw.text for raw in batch.references] == list(ENTRIES[2:])
    assert judged.judged_references() == {judged.letters(ENTRIES[2])}


@pytest.mark.usefixtures("shared")
def test_documents_that_are_judged_are_left_out() -> None:
    assert list(batches.batches((), frozenset({"d"}))) == []
