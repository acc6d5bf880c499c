"""A model gives the probabilities that the definition of a random field gives."""

import zlib
from itertools import product
from math import exp, prod

import pytest

from evidencekit.parse.crf import Model, Tagging, seeds
from evidencekit.parse.phrases import Phrases
from train.packing import packed

LABELS = ["a", "b", "c"]
TRANSITIONS = [[0.5, -1.0, 0.25], [0.0, 1.5, -0.5], [2.0, 0.0, -2.0]]
# Multiples of the step of 127 / 127, so that packing changes nothing.
WEIGHTS = {
    "x": {0: 1.0, 1: -2.0},
    "y": {2: 1.0},
    "z": {0: -1.0, 2: 2.0},
    "w": {1: 127.0},
}
SENTENCE = [["x"], ["y", "z"], ["unknown"], ["z", "x"]]


@pytest.fixture
def model() -> Model:
    rows = {zlib.crc32(name.encode()): dict(own) for name, own in WEIGHTS.items()}
    return Model(packed(LABELS, TRANSITIONS, rows))


def weight(path: tuple[int, ...]) -> float:
    """Return the weight of one labelling by the definition."""
    total = 0.0
    for i, label in enumerate(path):
        for feature in SENTENCE[i]:
            total += WEIGHTS.get(feature, {}).get(label, 0.0)
        if i:
            total += TRANSITIONS[path[i - 1]][label]
    return exp(total)


def shares() -> dict[tuple[int, ...], float]:
    paths = {path: weight(path) for path in product(range(3), repeat=len(SENTENCE))}
    return {path: value / sum(paths.values()) for path, value in paths.items()}


def test_the_likeliest_label_of_every_token_is_taken(model: Model) -> None:
    tagging = model.tag([model.row(features) for features in SENTENCE])

    for i, (label, probability) in enumerate(
        zip(tagging.labels, tagging.probabilities, strict=True)
    ):
        own = [
            sum(share for path, share in shares().items() if path[i] == label)
            for label in range(len(LABELS))
        ]
        assert label == LABELS[own.index(max(own))]
        assert probability == pytest.approx(max(own), abs=1e-3)


def test_each_label_of_a_path_has_its_probability_given_those_behind(
    model: Model,
) -> None:
    tagging = model.path([model.row(features) for features in SENTENCE])
    path = tuple(map(LABELS.index, tagging.labels))

    for i, probability in enumerate(tagging.probabilities):
        behind = [own for own in shares() if own[i + 1 :] == path[i + 1 :]]
        same = sum(shares()[own] for own in behind if own[i] == path[i])
        expected = same / sum(shares()[own] for own in behind)
        assert probability == pytest.approx(expected, abs=1e-3)


def test_the_probability_of_a_path_is_its_share(model: Model) -> None:
    tagging = model.path([model.row(features) for features in SENTENCE])
    path = tuple(map(LABELS.index, tagging.labels))

    assert prod(tagging.probabilities) == pytest.approx(shares()[path], rel=1e-2)


def test_a_feature_has_a_row_behind_each_prefix(model: Model) -> None:
    assert model.rows("", seeds(["x", "unknown", "z"])) == [
        model.row(["x"]),
        0,
        model.row(["z"]),
    ]


def test_rows_can_be_added(model: Model) -> None:
    assert model.row(["x"]) + model.row(["z"]) == model.row(["x", "z"])


def test_no_tokens_have_no_labels(model: Model) -> None:
    assert model.tag([]) == model.path([]) == Tagging([], [])


def test_weights_beyond_all_bounds_are_no_error(model: Model) -> None:
    rows = [model.row(["w"] * 200), model.row(["x"]), model.row(["w"] * 200)]

    assert model.tag(rows).labels == model.path(rows).labels == ["b", "b", "b"]


def test_the_longest_known_phrase_is_found() -> None:
    phrases = Phrases.load("containers")
    words = [b"on ", b"new ", b"england ", b"journal ", b"of ", b"medicine ", b"zzz "]

    assert phrases.longest(words, 1) == 5
    assert phrases.longest(words, 6) == 0
