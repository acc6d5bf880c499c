"""Every entry of a list has a key of its own."""

from evidencekit.bibliography.entries import Entry, keyed
from evidencekit.model import Item, Name, PartialDate

LAKHAN = Item(author=(Name("Lakhan", "SE"),), issued=PartialDate(2008))


def keys(*entries: Entry) -> list[str]:
    return [key for _, key in keyed(entries)]


def test_keys_of_the_file_are_kept() -> None:
    assert keys(Entry(LAKHAN, "Lakhan_2008:a"), Entry(Item(), "x")) == [
        "Lakhan_2008:a",
        "x",
    ]


def test_keys_are_made_of_author_and_year_or_title() -> None:
    assert keys(Entry(LAKHAN), Entry(Item(title="Ärzte und Sport"))) == [
        "lakhan2008",
        "arzte",
    ]


def test_keys_that_differ_in_case_only_are_told_apart() -> None:
    assert keys(Entry(LAKHAN, "A"), Entry(LAKHAN, "a")) == ["A", "a-2"]


def test_what_bibtex_acts_upon_is_in_no_key() -> None:
    assert keys(Entry(LAKHAN, "a b{c},%")) == ["abc"]
