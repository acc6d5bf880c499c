"""Two values below each other, with what differs marked."""

from evidencekit.model import Evidence
from evidencekit.reports.comparison import comparison
from evidencekit.reports.look import Look


def lines(printed: str | None, registered: str | None, width: int = 80) -> list[str]:
    evidence = Evidence("title", printed, registered, "Crossref")
    return list(comparison(evidence, "", Look(width)))


def test_the_number_that_differs_is_marked_whole() -> None:
    assert lines("10.1371/journal.pone.0216631", "10.1371/journal.pone.0204925") == [
        "printed     10.1371/journal.pone.0216631",
        "                                 ^^^^^^^",
        "registered  10.1371/journal.pone.0204925",
        "                                 ^^^^^^^",
    ]


def test_a_dropped_word_is_marked_where_it_is_registered() -> None:
    assert lines("Copeptin is regulated", "Copeptin is not regulated") == [
        "printed     Copeptin is regulated",
        "registered  Copeptin is not regulated",
        "                        ^^^",
    ]


def test_case_alone_is_not_marked() -> None:
    assert lines("united states", "United States") == [
        "printed     united states",
        "registered  United States",
    ]


def test_values_without_a_common_word_are_not_marked() -> None:
    assert lines("0", "11") == ["printed     0", "registered  11"]


def test_values_about_different_things_are_not_marked() -> None:
    assert lines("The link of mood and pain", "How the mind hurts the body") == [
        "printed     The link of mood and pain",
        "registered  How the mind hurts the body",
    ]


def test_punctuation_alone_is_not_marked() -> None:
    assert lines("Mood – a study", "Mood: A study.") == [
        "printed     Mood – a study",
        "registered  Mood: A study.",
    ]


def test_without_a_service_nothing_is_said_to_be_registered() -> None:
    by_digits = Evidence("page", "e0204925", "216631")
    alone = Evidence("volume", "0", None)

    assert list(comparison(by_digits, "", Look())) == [
        "printed     e0204925",
        "expected    216631",
    ]
    assert list(comparison(alone, "", Look())) == ["printed     0"]


def test_an_absent_value_is_said_to_be_absent() -> None:
    assert lines("12", None) == ["printed     12", "registered  (nothing)"]


def test_marks_follow_the_words_over_the_end_of_a_line() -> None:
    assert lines("Mild moods", "Mild moods: a randomised trial", width=34) == [
        "printed     Mild moods",
        "registered  Mild moods: a",
        "                      ^^^",
        "            randomised trial",
        "            ^^^^^^^^^^^^^^^^",
    ]


def test_marks_stand_under_wide_and_combining_characters() -> None:
    assert lines("抑うつ cafe\u0301 one", "抑うつ cafe\u0301 two") == [
        "printed     抑うつ cafe\u0301 one",
        "                        ^^^",
        "registered  抑うつ cafe\u0301 two",
        "                        ^^^",
    ]


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    assert lines("a\x1b[2Jb\r\nc\u202e", "d") == [
        "printed     a [2Jb c",
        "registered  d",
    ]
