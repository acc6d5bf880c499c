"""Two lists of authors: who is another, missing, too many, or in another place."""

import pytest

from evidencekit.match.names import NameChange, name_changes, same_first_author
from evidencekit.model import Item, Name, PartialDate

FOUR = (
    Name("Schuch", "Felipe B."),
    Name("Vancampfort", "Davy"),
    Name("Rosenbaum", "Simon"),
    Name("Stubbs", "Brendon"),
)
SCHUCH, VANCAMPFORT, ROSENBAUM, STUBBS = FOUR
OTHER = Name("Puetz", "Timothy")
GROUP = Name(literal="The PLOS ONE Staff")


def changes(
    *printed: Name,
    registered: tuple[Name, ...] = FOUR,
    et_al: bool = False,
    text: str = "",
    container: str | None = None,
) -> tuple[NameChange, ...]:
    record = Item(author=registered, container_title=container)
    return name_changes(Item(author=printed, et_al=et_al), record, text)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (FOUR, ()),
        ((OTHER, VANCAMPFORT, ROSENBAUM, STUBBS),
         NameChange("first-author", "Timothy Puetz", "Felipe B. Schuch")),
        ((SCHUCH, OTHER, ROSENBAUM, STUBBS),
         NameChange("author", "Timothy Puetz", "Davy Vancampfort")),
        ((SCHUCH, ROSENBAUM, STUBBS),
         NameChange("dropped-author", None, "Davy Vancampfort")),
        ((SCHUCH, OTHER, VANCAMPFORT, ROSENBAUM, STUBBS),
         NameChange("added-author", "Timothy Puetz", None)),
        ((VANCAMPFORT, SCHUCH, ROSENBAUM, STUBBS),
         NameChange("first-author", "Davy Vancampfort", "Felipe B. Schuch")),
        ((SCHUCH, ROSENBAUM, VANCAMPFORT, STUBBS),
         NameChange("moved-author", "Simon Rosenbaum", "Davy Vancampfort")),
        ((SCHUCH, Name("Vancampfrot", "D"), ROSENBAUM, STUBBS),
         NameChange("misspelt", "D Vancampfrot", "Davy Vancampfort")),
        ((SCHUCH, VANCAMPFORT, ROSENBAUM, Name("Stubbs", "W")),
         NameChange("misspelt", "W Stubbs", "Brendon Stubbs")),
    ],
)  # fmt: skip
def test_one_defect_is_one_change(
    printed: tuple[Name, ...], expected: NameChange | tuple[()]
) -> None:
    assert changes(*printed) == ((expected,) if expected else ())


def test_a_list_that_goes_on_lacks_only_what_stands_before_its_last_name() -> None:
    missing = NameChange("dropped-author", None, "Davy Vancampfort")

    assert changes(SCHUCH, VANCAMPFORT, et_al=True) == ()
    assert changes(SCHUCH, VANCAMPFORT, text="Schuch FB, Vancampfort D, et al. …") == ()
    assert changes(SCHUCH, ROSENBAUM, et_al=True) == (missing,)


def test_an_insertion_shows_in_a_list_that_goes_on() -> None:
    added = NameChange("added-author", "Timothy Puetz", None)

    assert changes(SCHUCH, OTHER, VANCAMPFORT, et_al=True) == (added,)


def test_groups_are_left_out_and_named_at_will() -> None:
    assert changes(*FOUR, registered=(*FOUR, GROUP)) == ()
    assert changes(*FOUR, GROUP) == ()
    assert changes(*FOUR, registered=(GROUP, *FOUR)) == ()
    assert changes(Name(literal="WHO"), registered=FOUR) == ()
    assert changes(*FOUR, registered=(Name(literal="IRGSP"),)) == ()


def test_names_in_scripts_that_we_cannot_read_are_not_compared() -> None:
    chinese = (Name("王", "伟"), Name("李", "强"))
    printed = Item(author=(Name("Wang", "W"),))

    assert changes(Name("Wang", "W"), Name("Li", "Q"), registered=chinese) == ()
    assert same_first_author(printed, Item(author=chinese)) is None


def test_what_was_parsed_out_of_other_words_is_nobody() -> None:
    beheaded = (Name(literal="SCHUCH"), Name("B", "F."))
    journal = (*FOUR, Name("Oncol", "J."))
    und_andere = (Name("Schuch", "F. B. u."),)

    assert changes(*beheaded, et_al=True) == ()
    assert changes(*journal, container="Journal of Oncology") == ()
    assert changes(*und_andere) == ()


def test_initials_that_were_cut_off_with_a_neighbour_are_read_again() -> None:
    text = (
        "F. B. Schuch, D. Vancampfort, S. Rosenbaum, B. Stubbs, J. Psychiatry 1 (2018)"
    )
    shifted = (
        Name("F. B. Schuch", "D."),
        Name("Vancampfort", "S."),
        Name("Rosenbaum", "B."),
        Name("Stubbs", "J."),
    )

    assert changes(*shifted, text=text) == ()


def test_a_name_in_the_text_is_not_missing() -> None:
    text = "Schuch FB, Vancampfort D, Rosenbaum S, Stubbs B. Title. 2018."

    assert changes(SCHUCH, ROSENBAUM, STUBBS, text=text) == ()


@pytest.mark.parametrize("printed", ["Agüero", "Aguero", "Agueero"])
def test_an_umlaut_may_be_written_out_beside_a_vowel(printed: str) -> None:
    assert changes(Name(printed, "F"), registered=(Name("Agüero", "Fernán"),)) == ()


@pytest.mark.parametrize(
    ("year", "kind", "found"),
    [
        (2012, "article-journal", ("added-author",)),
        # Back files name the first author alone.
        (1994, "article-journal", ()),
        (2012, "chapter", ()),
    ],
)
def test_a_recent_article_by_one_author_has_no_second(
    year: int, kind: str, found: tuple[str, ...]
) -> None:
    record = Item(kind, author=(SCHUCH,), issued=PartialDate(year))
    printed = Item(author=(SCHUCH, OTHER))

    assert tuple(c.kind for c in name_changes(printed, record, "")) == found
