"""What fixes write into a BibTeX entry, and where they write nothing."""

import pytest

from evidencekit.fixes import fixed
from evidencekit.model import Item, Reference, Span
from evidencekit.rules.bibtex_edits import field_added, value
from tests.one_defect import cases, judged
from tests.test_fixes_bibtex import entry, pairs


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("volume = {0}", "11", "11"),
        ("volume = 0", "11", "11"),
        ("volume = 0", "S1", "{S1}"),
        ("volume =0", "11-12", "{11-12}"),
        ('volume = "0"', 'the "11"', 'the {"}11{"}'),
        ("volume = { 0 }", "S1", "S1"),
        ("volume = {0}", "A & B", r"A \& B"),
    ],
)
def test_a_value_is_written_as_its_delimiters_need(
    written: str, text: str, expected: str
) -> None:
    entry = f"@article{{a, {written}}}"
    reference = Reference("a", entry, Span(50, 50 + len(entry)), Item(volume="0"))
    place = 50 + entry.index("0")

    assert value(reference, Span(place, place + 1), text) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@a{k,\n  x = {1},\n}", "@a{k,\n  x = {1},\n  doi = {D},\n}"),
        ("@a{k,\n  x = {1}\n}", "@a{k,\n  x = {1},\n  doi = {D}\n}"),
        ("@a{k,\n\tx = {1}}\n", "@a{k,\n\tx = {1},\n\tdoi = {D}}\n"),
        ("@a{k,\r\n  x = 1,\r\n}", "@a{k,\r\n  x = 1,\r\n  doi = {D},\r\n}"),
        ("@a(k, x = 1)", "@a(k, x = 1, doi = {D})"),
        ("@a{k, x = {1},}", "@a{k, x = {1}, doi = {D},}"),
        ("@a{k,\n x = 1,\n % y\n %z\n}", "@a{k,\n x = 1,\n doi = {D},\n % y\n %z\n}"),
        ("@a{k,\n url = {b%20c},\n}", "@a{k,\n url = {b%20c},\n doi = {D},\n}"),
        ("@a{k,\n t = {5\\% {x}},\n}", "@a{k,\n t = {5\\% {x}},\n doi = {D},\n}"),
    ],
)
def test_a_field_is_added_as_the_last_one(entry: str, expected: str) -> None:
    added = field_added(entry, "doi", "D")

    assert added is not None
    place, text = added
    assert entry[:place] + text + entry[place:] == expected


@pytest.mark.parametrize(
    "entry",
    [
        "@a{k,\n  x = {1},\n",
        "@a{k,\n  x = {1,\n}",
        "@a{k,\n  x = {1}\n)",
        "@a(k,\n  x = {1}\n}",
        "@a{k,\n  x = {1}, % a note\n}",
        "x = {1}",
    ],
    ids=["open", "unbalanced", "other end", "other beginning", "a comment", "none"],
)
def test_nothing_is_added_where_the_end_cannot_be_told(entry: str) -> None:
    assert field_added(entry, "doi", "D") is None


def test_a_placeholder_is_left_where_two_other_fields_are_wrong() -> None:
    of_one: dict[str, dict[str, str]] = {}
    for case in cases():
        right = dict(pairs(case.right))
        if "volume" in right and case.code in ("EK213", "EK217"):
            wrong = dict(pairs(case.wrong))
            name = {"EK213": "year", "EK217": "pages"}[case.code]
            of_one.setdefault(case.right, {})[name] = wrong[name]
    left = mended = 0
    for text, wrong in of_one.items():
        right = dict(pairs(text)) | {"volume": "0"}
        one = fixed(judged(entry(list(right.items())))).after
        mended += "volume = {0}" not in one
        if len(wrong) == 2:
            after = fixed(judged(entry(list((right | wrong).items()))), unsafe=True)
            assert "volume = {0}" in after.after
            left += 1

    assert min(left, mended) >= 10
