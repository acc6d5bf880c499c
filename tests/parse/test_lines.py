"""Lists are cut by their lines where these tell: bullets, short lines, one each."""

import pytest

from evidencekit.parse import find_references, parse_reference
from evidencekit.parse.boundaries import tokens_of
from evidencekit.parse.lines import (
    after_short_lines,
    at_bullets,
    on_lines_of_their_own,
    room,
)

GERMAN = (
    "Amsel, Ute (1986): Vom Wandern. Auf dem Weg nach Süden. Bonn: Beispielverlag.",
    "Bundesamt für Muster (2021): Daten des Wanderns. Berlin: Amt.",
    "Die Zeitung vom 3.4.2020: Wandern am Limit, S. 5.",
    "Landesamt für Wege (Wegeamt) (2019): Wege im Land. Reihe 4. Mainz.",
    "von der Heide, Max / Kahl, Lore (2014): Normen der Wege. Ulm: Muster.",
)


def starts_at(text: str, *words: str) -> dict[int, float]:
    return {text.index(word): 0.9 for word in words}


def first_words(text: str, starts: set[int] | dict[int, float] | None) -> list[str]:
    return [text[start:].split()[0] for start in sorted(starts or ())]


def test_where_every_line_ends_as_an_entry_does_every_line_is_one() -> None:
    text = "\n".join(GERMAN)
    found = starts_at(text, "Amsel", "Bundesamt", "von der", "Die")

    lines = on_lines_of_their_own(tokens_of(text), set(), found, numbered=False)

    assert first_words(text, lines) == [entry.split()[0] for entry in GERMAN]


def test_numbers_tell_more_than_short_lines() -> None:
    text = "\n".join(GERMAN)
    found = starts_at(text, "Amsel", "Bundesamt", "von der", "Die")

    assert on_lines_of_their_own(tokens_of(text), set(), found, numbered=True) is None


def test_bullets_begin_entries_whatever_stands_behind_them() -> None:
    text = (
        "- Roe A, Doe B. Tea and sleep. J Tea. 2017;3:50.\n"
        "- [How much is too much?](https://example.org/tea) Tea House.\n"
        "- Tea Council. Tea at night. Last reviewed: May 2015.\n"
        "- Poe C. Tea in the\n  morning. J Tea. 2015;1:4.\n"
    )
    tokens = tokens_of(text)
    bullets = [i for i, char in enumerate(text) if char == "-"]

    tagged = {bullets[0]: 0.9, bullets[2]: 0.9, bullets[3]: 0.9}
    assert at_bullets(tokens, tagged) == set(bullets)
    assert at_bullets(tokens, starts_at(text, "Roe", "Tea", "Poe")) is None


def test_behind_a_line_that_ended_early_an_entry_begins() -> None:
    full = "with a long title that goes on until the line is as full as it can be and"
    text = (
        f"Roe A (2001) Of tea, {full}\nmore. J Tea 3:50\n"
        f"Doe B (2002) Of milk, {full}\nmore. J Milk 3:51\n"
        f"Ministry of Tea (2003) Of cups, {full}\nmore. London 2003.\n"
        f"Poe C (2004) Of water, {full}\nmore. J Water 3:53.\n"
        f"Noe D (2005) Of sugar, {full}\nmore. J Sugar 3:54."
    )

    found = starts_at(text, "Roe", "Doe", "Poe", "Noe")

    assert first_words(text, after_short_lines(tokens_of(text), found)) == []
    dotted = text.replace("3:51\n", "3:51.\n").replace("3:50\n", "3:50.\n")
    found = starts_at(dotted, "Roe", "Doe", "Poe", "Noe")
    assert first_words(dotted, after_short_lines(tokens_of(dotted), found)) == [
        "Ministry"
    ]


def test_a_full_line_has_no_room() -> None:
    text = "Roe A. Of tea and\nmilk. Tea\nDoe B. Of milk."
    tokens = tokens_of(text)

    rooms = {
        tokens.text[tokens.starts[i] :][:3]: has
        for i, has in room(tokens, slack=0.0).items()
    }

    assert rooms == {"mil": False, "Doe": True}


@pytest.mark.parametrize(
    "printed",
    [
        "10.1000/\n      359842.359859",
        "10.1000/359842.359859",
        "10.1000/\n359842.359859",
    ],
)
def test_a_wrapped_doi_goes_on_behind_the_indent(printed: str) -> None:
    text = f"Roe A. Tea. J Tea. 1977;20(10):762-772. doi:{printed}"

    assert parse_reference(text).item.doi == "10.1000/359842.359859"


def test_a_text_that_is_nothing_but_a_list_of_bodies_is_found() -> None:
    text = (
        "Tea Council. Tea at night: a guide. London: TC; 2020. World Tea Office. Global"
        " report on tea. Geneva: WTO; 2016. The Daily Cup. Tea houses face a hard"
        " winter, owners warn. 12 November 2021. Roe D. Waiting for tea. The Daily Cup,"
        " 9 June 2022, p. 4. Department of Drinks. The tea constitution. Updated 1"
        " January 2021. https://www.example.org/tea-constitution. Accessed 3 May 2022."
    )

    found = find_references(text)

    assert found is not None
    assert [e.span.of(text).split(".")[0] for e in found.entries] == [
        "Tea Council",
        "World Tea Office",
        "The Daily Cup",
        "Roe D",
        "Department of Drinks",
    ]


def test_the_list_ends_before_the_heading_of_what_follows() -> None:
    text = (
        "References\n\n1. Roe AV, Doe MJ. Strings of tea. J Tea. 1975;18(6):333-340.\n"
        "2. Poe RM. Random tea. J Tea. 1987;31(2):249-260.\n"
        "                               17\n\nRoe and Doe: Tea\n   doi:10.1000/rd.3\n"
        "3. Noe G. A tour of tea. Tea Surv.\n   2001;33(1):31-88.\n\n"
        "Author biography\n\nJane Roe is a professor of computer science at the"
        " University of Teapots. She\nreceived her PhD in 1998 and has published more"
        " than 80 papers.\n"
    )

    found = find_references(text)

    assert found is not None
    assert found.entries[-1].span.of(text).endswith("31-88.")
