"""Every token is given the weights of all features that training spells for it."""

import pytest

from evidencekit.parse.crf import LANE_BITS, Model
from evidencekit.parse.evidence import lexicon, rows
from evidencekit.parse.features import WORD_PLACES, keys, placed, spelled
from evidencekit.parse.identifiers import identifiers
from evidencekit.parse.tokens import tokens

PRINTED = [
    "Smith",
    "Smith JA, Doe AB. On things. Nature. 2001 Mar;1(2):3-4. doi: 10.1000/182",
    "Müller, K., & O'Neil, J. (2011). Meta-analysis in practice. In B. Roe (Ed.), "
    "Handbook of methods (pp. 12-18). New York: Wiley.",
]


def own(model: Model, features: list[str]) -> list[int]:
    """Return what the features of one token weigh, in steps, label by label."""
    lanes = len(model.labels)
    weights = [0] * lanes
    for feature in features:
        place, name = placed(feature)
        lane_weights = unpacked(model.row([name]), lanes * len(WORD_PLACES))
        for label in range(lanes):
            weights[label] += lane_weights[place * lanes + label]
    return weights


def unpacked(row: int, lanes: int) -> list[int]:
    half = 1 << (LANE_BITS - 1)
    row += sum(half << (LANE_BITS * lane) for lane in range(lanes))
    mask = (1 << LANE_BITS) - 1
    return [(row >> (LANE_BITS * lane) & mask) - half for lane in range(lanes)]


@pytest.mark.parametrize("text", PRINTED)
def test_a_row_is_the_sum_of_the_weights_of_the_spelled_features(text: str) -> None:
    model = Model.load("fields")
    found = keys(tokens(text, identifiers(text)), lexicon())

    for row, features in zip(rows(found), spelled(found), strict=True):
        seen = unpacked(row, len(model.labels))
        expected = own(model, features)
        # a row is too large by the same number in every lane
        excess = {a - b for a, b in zip(seen, expected, strict=True)}
        assert len(excess) == 1
        assert any(expected)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Effects of light on Sleep", ["of", "light", "on"]),
        ("Smith JA, Doe AB, Roe C. Sleep", ["JA", "Doe", "AB", "Roe", "C"]),
        ("Smith, J., & Doe, A. (2001)", ["J", "Doe", "A"]),
        ("12-18", ["18"]),
        ("Vitamin D and Sleep 2001", []),
        (".A Sleep doi: 10.1000/182-x", []),
    ],
)
def test_words_that_nothing_parts_are_joined(text: str, joined: list[str]) -> None:
    cut = tokens(text, identifiers(text))
    found = keys(cut, lexicon()).joined

    assert [w for w, own in zip(cut.words, found, strict=True) if own] == joined
