"""Which printed numbers form the sequence of a list."""

import pytest

from evidencekit.parse.numbering import label_sequence


def numbers(text: str) -> list[int]:
    return [label.number for label in label_sequence(text)]


def test_numbers_at_the_beginning_of_lines_are_labels() -> None:
    text = "1. Smith J. A.\n2. Brown K. B.\n3. Weber L. C.\n"

    assert numbers(text) == [1, 2, 3]


def test_numbers_within_one_line_are_labels() -> None:
    text = "[1] Smith J. On trees. [2] Brown K. On birds. [3] Weber L. On stones."

    assert numbers(text) == [1, 2, 3]


def test_a_gap_is_kept() -> None:
    text = "1. Smith J. A.\n2. Brown K. B.\n4. Weber L. C.\n5. Lopez M. D.\n"

    assert numbers(text) == [1, 2, 4, 5]


def test_a_list_may_begin_with_another_number_than_one() -> None:
    text = "(14) Smith, J. Trees.\n(15) Brown, K. Birds.\n(16) Weber, L. Stones.\n"

    assert numbers(text) == [14, 15, 16]


def test_a_volume_number_in_the_way_is_not_taken_for_a_label() -> None:
    text = "1. Smith J. A. 2. ed. Berlin, 1990.\n2. Brown K. B.\n3. Weber L. C.\n"

    starts = [label.start for label in label_sequence(text)]

    assert [text[start : start + 8] for start in starts] == [
        "1. Smith",
        "2. Brown",
        "3. Weber",
    ]


def test_two_numbers_are_a_sequence_only_where_the_text_begins_with_them() -> None:
    assert numbers("1. Smith J. A.\n2. Brown K. B.\n") == [1, 2]
    assert numbers("Notes\n1. Smith J. A.\n2. Brown K. B.\n") == []
    assert numbers("2. Smith J. A.\n3. Brown K. B.\n") == []


def test_years_are_no_labels() -> None:
    assert numbers("In 2001. In 2002. In 2003. In 2004. It rained.") == []


def test_a_label_knows_its_print_and_where_its_entry_begins() -> None:
    text = "[1]  Smith J. A.\n[2]  Brown K. B.\n[3]  Weber L. C."

    label = label_sequence(text)[1]

    assert (label.text, text[label.start :][:3], text[label.content :][:5]) == (
        "[2]",
        "[2]",
        "Brown",
    )


def test_bare_numbers_within_a_line_count_where_they_are_complete() -> None:
    entries = [f"Roe A, Doe B. Tea {word}. J Tea. 2001;3:4-9." for word in "abcd"]
    text = " ".join(f"{i} {entry}" for i, entry in enumerate(entries, start=1))

    assert [label.number for label in label_sequence(text)] == [1, 2, 3, 4]
    assert label_sequence(text.replace(" 3 Roe", " Roe")) == ()


def listed(*order: int, form: str, between: str) -> str:
    families = ("Aho", "Brown", "Chen", "Diaz", "Evans", "Fox", "Gray", "Hall", "Ito")
    return between.join(
        form.format(number)
        + f"{family} J, Roe B. On tea and sleep. J Tea. {1990 + i};{3 + i}:10-19."
        for i, (number, family) in enumerate(zip(order, families, strict=False))
    )


@pytest.mark.parametrize("form", ["{}. ", "[{}] ", "({}) "])
@pytest.mark.parametrize("between", ["\n", " "])
@pytest.mark.parametrize(
    "order",
    [
        (1, 2, 3, 3, 4, 5),
        (1, 2, 4, 3, 5, 6),
        (1, 2, 3, 4, 12, 13, 14),
        (1, 2, 3, 4, 12),
        (1, 2, 4, 5, 7, 8, 10),
        (1, 2, 3, 4, 5, 1, 2, 3),
        (1, 2, 3, 1, 2, 3, 4, 5),
    ],
)
def test_numbers_out_of_order_are_labels(
    order: tuple[int, ...], between: str, form: str
) -> None:
    assert numbers(listed(*order, form=form, between=between)) == list(order)


def test_a_number_printed_in_another_way_is_not_missing() -> None:
    text = listed(1, 2, 3, 4, 5, form="{}. ", between="\n").replace("3. Chen", "3 Chen")

    assert [label.text for label in label_sequence(text)] == [
        "1.",
        "2.",
        "3",
        "4.",
        "5.",
    ]


def test_an_edition_is_no_label_though_its_number_is_missing() -> None:
    text = listed(1, 3, 4, form="{}. ", between="\n").replace(
        "sleep. J Tea. 1990", "sleep.\n2. Aufl. Berlin: Tee; 1990"
    )

    assert numbers(text) == [1, 3, 4]


def test_steps_before_a_list_are_no_part_of_it() -> None:
    steps = "1. Boil the water.\n2. Put in the leaves.\n3. Wait.\n\nReferences\n"

    assert numbers(steps + listed(1, 2, 3, 4, form="{}. ", between="\n")) == [
        1,
        2,
        3,
        4,
    ]


def test_a_number_in_a_title_is_no_label_where_labels_begin_lines() -> None:
    text = listed(1, 2, 2, 4, 9, form="{}. ", between="\n")
    text = text.replace("sleep. J Tea. 1992", "sleep, part 3. J Tea. 1992")

    assert numbers(text) == [1, 2, 2, 4, 9]


def test_the_number_of_a_volume_is_no_label_though_names_follow() -> None:
    text = (
        "1. Smith J. Trees. J Bot (1999) 1:2. 2. Brown K. Birds. J Zoo (2000) 2:3."
        " 3. Weber L, eds. Classification of Stones Vol. 4. Lyon, France: House (2012)."
        " 4. Lopez M, Ito K. Sand. J Geo (2001) 3:4. 5. Roe P. Clay. J Geo (2002) 4:5."
    )

    assert numbers(text) == [1, 2, 3, 4, 5]


def test_a_line_may_begin_with_a_label_behind_any_word() -> None:
    text = (
        "1. Smith J. A.\n2. Brown K. Birds, no\n3. Weber L. Stones, vol.\n4. Roe P. D."
    )

    assert numbers(text) == [1, 2, 3, 4]
