"""A model gives the probabilities that the definition of a random field gives."""

import zlib
from itertools import product
from math import exp, prod

import pytest

from evidencekit.parse.crf import Model, Path, Tagging
from evidencekit.parse.phrases import Phrases
from train.packing import packed

LABELS = ["a", "b", "c"]
# Weights, and those of staying with a label, are multiples of the step of 127 / 127, so
# that packing changes nothing.
TRANSITIONS = [[1.0, -1.0, 0.25], [0.0, 2.0, -0.5], [2.0, 0.0, -2.0]]
WEIGHTS = {
    "x": {0: 1.0, 1: -2.0},
    "y": {2: 1.0},
    "z": {0: -1.0, 2: 2.0},
    "w": {1: 127.0},
}
SENTENCE = [["x"], ["y", "z"], ["unknown"], ["z", "x"]]
APART = [False] * len(SENTENCE)


@pytest.fixture
def model() -> Model:
    rows = {zlib.crc32(name.encode()): dict(own) for name, own in WEIGHTS.items()}
    return Model(packed(LABELS, TRANSITIONS, rows))


def rows(model: Model) -> list[int]:
    return [model.row(features) for features in SENTENCE]


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
    tagging = model.path(rows(model), APART)
    path = tuple(map(LABELS.index, tagging.labels))

    for i, probability in enumerate(tagging.probabilities):
        behind = [own for own in shares() if own[i + 1 :] == path[i + 1 :]]
        same = sum(shares()[own] for own in behind if own[i] == path[i])
        expected = same / sum(shares()[own] for own in behind)
        assert probability == pytest.approx(expected, abs=1e-3)


def test_the_probability_of_a_path_is_its_share(model: Model) -> None:
    tagging = model.path(rows(model), APART)
    path = tuple(map(LABELS.index, tagging.labels))

    assert prod(tagging.probabilities) == pytest.approx(shares()[path], rel=1e-2)
    assert tagging.probability == prod(tagging.probabilities)


def test_joined_tokens_are_labelled_as_one(model: Model) -> None:
    tagging = model.path(rows(model), [False, True, False, True])
    path = tuple(map(LABELS.index, tagging.labels))
    alike = {own: share for own, share in shares().items() if _is_alike(own)}

    assert _is_alike(path)
    assert alike[path] == max(alike.values())
    assert tagging.probability == pytest.approx(
        alike[path] / sum(alike.values()), rel=3e-2
    )


def _is_alike(path: tuple[int, ...]) -> bool:
    return path[0] == path[1] and path[2] == path[3]


def test_rows_can_be_added(model: Model) -> None:
    assert model.row(["x"]) + model.row(["z"]) == model.row(["x", "z"])


def test_no_tokens_have_no_labels(model: Model) -> None:
    assert model.tag([]) == Tagging([], [])
    assert model.path([], []) == Path([], [], 1.0)


def test_weights_beyond_all_bounds_are_no_error(model: Model) -> None:
    rows = [model.row(["w"] * 200), model.row(["x"]), model.row(["w"] * 200)]

    assert model.tag(rows).labels == ["b", "b", "b"]
    assert model.path(rows, [False] * 3).labels == ["b", "b", "b"]
    assert model.path(rows, [False, True, True]).labels == ["b", "b", "b"]


def test_the_longest_known_phrase_is_found() -> None:
    phrases = Phrases.load("containers")
    words = [b"on ", b"new ", b"england ", b"journal ", b"of ", b"medicine ", b"zzz "]

    assert phrases.longest(words, 1) == 5
    assert phrases.longest(words, 6) == 0
