"""Where sentences begin and end."""

import time
from itertools import pairwise

import pytest

from evidencekit.claims.sentences import sentences
from evidencekit.model import Span


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains. We stay.", ["It rains.", "We stay."]),
        ("It fell by 3.5 points. Good!", ["It fell by 3.5 points.", "Good!"]),
        ("Dr. Ito et al. found it. Yes.", ["Dr. Ito et al. found it.", "Yes."]),
        ("Take vitamin D. It helps.", ["Take vitamin D.", "It helps."]),
        (
            "As J. K. Ito wrote, e.g. in May, no.",
            ["As J. K. Ito wrote, e.g. in May, no."],
        ),
        ("He said “stop.” She did.", ["He said “stop.”", "She did."]),
        ("It eases pain.Some doubt it.", ["It eases pain.", "Some doubt it."]),
        (
            "See example.Com or www.site.Org today.",
            ["See example.Com or www.site.Org today."],
        ),
        ("It heals.3,4 The rest waits.", ["It heals.3,4", "The rest waits."]),
        ("It heals. [3] The rest waits.", ["It heals. [3]", "The rest waits."]),
        ("It took 45 min. Glucose fell.", ["It took 45 min.", "Glucose fell."]),
        ("Is it so? yes it is.", ["Is it so? yes it is."]),
        (
            "Coping With Pain You may be tired.",
            ["Coping With Pain", "You may be tired."],
        ),
        (
            "They treat chronic pain. Physical Therapy Chronic pain is common.",
            ["They treat chronic pain.", "Physical Therapy", "Chronic pain is common."],
        ),
        (
            "The National Sleep Foundation says so.",
            ["The National Sleep Foundation says so."],
        ),
        (
            "A heading\n\nText that\nwraps here.",
            ["A heading", "Text that\nwraps here."],
        ),
        (
            "Joint pain and limb swelling. Signs are: Joint painLimb swelling.",
            [
                "Joint pain and limb swelling.",
                "Signs are: Joint pain",
                "Limb swelling.",
            ],
        ),
        ("We asked PubMed for it.", ["We asked PubMed for it."]),
        ("Foods:\n- oats\n- nuts", ["Foods:", "- oats", "- nuts"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_only_the_span_is_read() -> None:
    text = "Before. It rains. After."

    assert sentences(text, Span(8, 17)) == (Span(8, 17),)


@pytest.mark.parametrize(
    "piece",
    ["a. ", ".", "Aa ", "\n", "x\n", "e.g. ", "a.B", ".[1", ".”", "\r\n", "A b. C"],
)
def test_long_adversarial_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()

    found = sentences(text)

    assert time.process_time() - began < 5
    assert all(a.end <= b.start for a, b in pairwise(found))
