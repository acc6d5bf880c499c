"""Any text can be read, in time that grows no faster than the text."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.endurance_parse import READERS, adversarial, repeated
from evidencekit.model import Reference
from evidencekit.parse import find_references, parse_reference, split_references
from evidencekit.parse.names import names

MEGABYTE = 1 << 20
PIECES = [
    "10.1000/", "doi:", "https://", "PMID: ", "(", ")", "[", "]", "<", ">", "2011", ";",
    ":", "-", ".", ",", " ", "\n", "A.", "AA", "Smith", "da ", "and ", "et al", "In: ",
    "eds", "“", "”", "\u00ad", "\x00", "\ud800", "é", "中", "🙂", "&lt;", "Suppl ",
    "pp. ",
]  # fmt: skip


def is_sound(reference: Reference) -> bool:
    """Say whether every span lies in the text and every confidence in [0, 1]."""
    inside = all(reference.span.contains(s) for s in reference.field_spans.values())
    shares = (*reference.confidences.values(), reference.confidence)
    return inside and all(0.0 <= share <= 1.0 for share in shares)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_reference(text: str) -> None:
    assert is_sound(parse_reference(text))


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_what_references_hold_is_a_reference(text: str) -> None:
    assert is_sound(parse_reference(text, start=17))


@pytest.mark.parametrize("unit", [*"a.(<[)9-,; \n", "10.", "A. ", "A.", "10.1/("])
def test_a_megabyte_of_one_thing_is_over_at_once(unit: str) -> None:
    text = unit * (MEGABYTE // len(unit))
    begun = time.process_time()
    parse_reference(text)

    assert time.process_time() - begun < 5.0


@pytest.mark.parametrize(
    "unit",
    [
        *PIECES,
        "A.A",
        "A. A ",
        "Aa ",
        "a" * 50 + " ",
        "10.1000/a/ ",
        "http://a/ b/",
        "Aa-",
    ],
)
def test_the_longest_text_that_is_parsed_takes_no_longer_than_its_share(
    unit: str,
) -> None:
    text = (unit * 30_000)[:29_990]
    begun = time.process_time()
    parse_reference(text)
    names(text + "!")

    assert time.process_time() - begun < 10.0


def test_random_mixtures_take_linear_time() -> None:
    choice = random.Random(1).choices
    begun = time.process_time()
    for _ in range(60):
        parse_reference("".join(choice(PIECES, k=2000)))

    assert time.process_time() - begun < 20.0


@pytest.mark.parametrize("blank", [" ", "\t", "\n", " \n"])
@pytest.mark.parametrize("heading", ["References", "1. Sources", "Notes:"])
def test_a_heading_before_much_white_space_is_passed_at_once(
    heading: str, blank: str
) -> None:
    signs = " (2011). 10.1000/a et al."
    begun = time.process_time()
    found = find_references(heading + blank * 20_000 + "!" + signs * 3)

    assert found is None
    assert time.process_time() - begun < 10.0


@pytest.mark.parametrize("reader", READERS)
def test_what_is_made_to_break_readers_is_read(reader: str) -> None:
    for text in adversarial(seed=7, count=30):
        READERS[reader](text)


def test_entries_lie_in_the_text_in_order_and_apart() -> None:
    for text in adversarial(seed=8, count=80):
        spans = [entry.span for entry in split_references(text)]
        places = [place for span in spans for place in (span.start, span.end)]

        assert places == sorted(places)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "unit",
    ["1\n", "[1] ", "> ", "“", "((", "Aa ", "et al. ", "CrossRef ", "2011;", "10.1/"],
)
def test_a_long_run_is_cut_in_no_more_than_its_share_of_time(unit: str) -> None:
    begun = time.process_time()
    split_references(repeated(unit, 8_000))

    assert time.process_time() - begun < 5.0
