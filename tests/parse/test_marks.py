"""What a list prints before each entry is no part of the entry."""

import pytest

from evidencekit.parse.segment import split_references

ENTRIES = (
    "Roe AV, Doe MJ. Tea and sleep in rats. J Tea. 1975;18(6):333-40.",
    "Brown K. Tea and mood in older adults. J Tea. 1999;3:4-9.",
    "Tea Council. Global report on tea. Geneva: Tea Press; 2016.",
    "Fox RT, van der Berg A. Cohort profile: tea. Int J Tea. 2009;38:661–8.",
)


@pytest.mark.parametrize(
    "marks",
    [
        ("1", "2", "3", "4"),
        ("¹", "²", "³", "⁴"),
        ("1: ", "2: ", "3: ", "4: "),
        ("1- ", "2- ", "3- ", "4- "),
        ("#1 ", "#2 ", "#3 ", "#4 "),
        ("[S1] ", "[S2] ", "[S3] ", "[S4] "),
        ("a) ", "b) ", "c) ", "d) "),
        ("i. ", "ii. ", "iii. ", "iv. "),
    ],
)
def test_marks_that_count_on_are_labels(marks: tuple[str, ...]) -> None:
    text = "\n".join(map("".join, zip(marks, ENTRIES, strict=True)))

    entries = split_references(text)

    assert tuple(entry.span.of(text) for entry in entries) == ENTRIES
    assert tuple(entry.label for entry in entries) == tuple(map(str.strip, marks))


@pytest.mark.parametrize("sign", ["●", "‣", "→", "o", "–"])
def test_a_sign_before_each_entry_is_a_bullet(sign: str) -> None:
    text = "\n".join(f"{sign} {entry}" for entry in ENTRIES)

    entries = split_references(text)

    assert tuple(entry.span.of(text) for entry in entries) == ENTRIES
    assert {entry.label for entry in entries} == {None}


def test_numbers_that_do_not_count_on_are_no_labels() -> None:
    entries = (
        "1984 in our time. Tea Week. 1985;3:1-9.",
        "101 cups of tea. Boston: Tea Press; 1999.",
        "24 hours of tea. J Tea. 2001;4:5-9.",
    )
    text = "\n".join(entries)

    assert tuple(entry.span.of(text) for entry in split_references(text)) == entries
