"""Headings in plain text and pages, which are no claims."""

import pytest

from evidencekit.claims import link_claims
from evidencekit.claims.headings import is_heading
from evidencekit.model import Span
from evidencekit.readers import read

PARAGRAPH = "Melatonin shortens the time that it takes people to fall asleep."


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("Other things to try", PARAGRAPH, True),
        ("How it may work", "\n\n" + PARAGRAPH, True),
        ("Other things to try.", PARAGRAPH, False),
        ("- Other things to try", PARAGRAPH, False),
        ("Magnesium lowers blood pressure", "It calms nerves, too", False),
        ("Magnesium lowers blood pressure", "", False),
        ("One of the many things that people with insomnia can try", PARAGRAPH, False),
        ("Related: Ten foods that lower blood pressure for good.", "", True),
        ("Updated 12/03/2021 10:45 AM", "", True),
        ("Published studies show that walking helps", "", False),
        ("![A walk lowers blood pressure](walk.png)", "", True),
    ],
)
def test_a_short_line_above_a_paragraph_is_a_heading(
    line: str, following: str, expected: bool
) -> None:
    text = f"{PARAGRAPH}\n{line}\n{following}"

    place = text.index(line) + len(line) - len(line.lstrip("- "))

    assert is_heading(text, Span(place, text.index(line) + len(line))) is expected


def test_the_title_is_no_claim_however_long() -> None:
    title = "Sleep and mood: vitamin D is linked to better sleep in people over sixty"

    assert is_heading(f"\n{title}\n{PARAGRAPH}", Span(1, 1 + len(title)))
    assert not is_heading(f"{PARAGRAPH}\n{title}\n", Span(65, 65 + len(title)))


def test_a_heading_is_no_claim() -> None:
    text = (
        f"Foods that lower the risk of sleepless nights\n{PARAGRAPH}\n\nReferences\n"
        "1. Doe J. Melatonin and the time to fall asleep. Sleep. 2010;3(2):4-9.\n"
        "2. Roe P. Foods and sleepless nights. Sleep. 2011;4(2):14-19.\n"
    )

    claims = link_claims(read("page.txt", data=text.encode())).claims

    assert [claim.text for claim in claims] == [PARAGRAPH]
