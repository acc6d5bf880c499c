"""The file that remembers what was seen."""

import json
from pathlib import Path

import pytest

from evidencekit.errors import StateError
from evidencekit.watching.memory import read_memory, write_memory, written

MEMORY = {
    "10.5555/b": (),
    "10.5555/a": ("correction: 10.5555/ä (2019-05-03)", "retraction: in place"),
}
TEXT = """\
{"evidencekit-watch": "1", "works": {
  "10.5555/a": ["correction: 10.5555/ä (2019-05-03)", "retraction: in place"],
  "10.5555/b": [],
  "end": []
}}
"""


def test_a_line_a_doi_sorted_and_valid_json() -> None:
    assert written(MEMORY) == TEXT
    assert set(json.loads(TEXT)["works"]) == {"10.5555/a", "10.5555/b", "end"}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "state.json"

    write_memory(path, MEMORY)

    assert read_memory(path) == MEMORY
    assert [file.name for file in tmp_path.iterdir()] == ["state.json"]


def test_without_a_file_nothing_is_remembered(tmp_path: Path) -> None:
    assert read_memory(tmp_path / "state.json") is None


def test_a_work_that_is_added_changes_no_other_line() -> None:
    before = written(MEMORY).splitlines()
    after = written({**MEMORY, "10.5555/c": ()}).splitlines()

    assert [line for line in before if line not in after] == []
    assert [line for line in after if line not in before] == ['  "10.5555/c": [],']


def test_lines_that_a_union_merge_left_twice_are_put_together(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    twice = '  "10.5555/b": ["correction: 10.5555/c"],\n  "end": []\n'
    path.write_text(TEXT.replace('  "end": []\n', twice))

    assert read_memory(path) == {**MEMORY, "10.5555/b": ("correction: 10.5555/c",)}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (TEXT[:-20], "is damaged or no file of `evidencekit watch`"),
        ("[]", "is damaged or no file of `evidencekit watch`"),
        (
            '{"version": "1", "dois": {}}',
            "is damaged or no file of `evidencekit watch`",
        ),
        ('{"evidencekit-watch": "1"}', "is damaged or no file of `evidencekit watch`"),
        ("", "is damaged or no file of `evidencekit watch`"),
        ("[" * 100_000, "is damaged or no file of `evidencekit watch`"),
        (TEXT.replace('"1"', '"2"'), "is of version 2, we read 1; update evidencekit"),
        (
            TEXT.replace("[],", '"seen",', 1),
            "10.5555/b: is no list of texts; remove that line",
        ),
        (
            "<<<<<<< HEAD\n" + TEXT,
            "holds a merge conflict; keep both sides' lines",
        ),
    ],
)
def test_a_damaged_or_foreign_file_is_one_clear_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)

    with pytest.raises(StateError) as raised:
        read_memory(path)

    assert str(raised.value).startswith(f"{path}: {complaint}")
    assert "\n" not in str(raised.value)


def test_a_file_of_other_bytes_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(StateError, match="is damaged or no file"):
        read_memory(path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "state.json"

    with pytest.raises(StateError, match="cannot be written: No such file"):
        write_memory(path, MEMORY)
