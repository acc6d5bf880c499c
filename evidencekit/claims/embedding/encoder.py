"""A BERT encoder in numpy: the mean of a text's last layer is where it stands.

The shape is read from the weights; only the number of heads is not in them.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evidencekit.claims.embedding.tensors import Array, tensors
from evidencekit.claims.embedding.wordpiece import WordPieces

# As many pieces as the model was trained with (its sentence_bert_config.json).
MOST_PIECES = 256
_BATCH = 16
_EPSILON = 1e-12
# A cosine is exact to this many digits whatever else is in the batch.
_DIGITS = 4


class Encoder:
    """Turns texts into unit vectors."""

    def __init__(
        self, vocabulary: Sequence[str], weights: Mapping[str, Array], heads: int
    ) -> None:
        self.vocabulary = vocabulary
        self._pieces, self._weights, self._heads = (
            WordPieces(vocabulary),
            weights,
            heads,
        )
        self._layers = sum(
            name.endswith("attention.self.query.weight") for name in weights
        )

    @classmethod
    def read(cls, folder: Path) -> "Encoder":
        """Return the encoder whose files lie in `folder`."""
        vocabulary = Path(folder, "vocab.txt").read_text("utf-8").splitlines()
        shape = json.loads(Path(folder, "config.json").read_text("utf-8"))
        weights = tensors(Path(folder, "model.safetensors"))
        return cls(vocabulary, weights, shape["num_attention_heads"])

    def likeness(
        self, texts: Sequence[str], others: Sequence[str]
    ) -> tuple[list[list[float]], list[list[float]]]:
        """Return the cosines of each text with each of the others, and the same
        around the mean of the others, in [-1, 1]."""
        ours, theirs = self.vectors(texts), self.vectors(others)
        mean = theirs.mean(axis=0)
        return _cosines(ours, theirs), _cosines(
            _unit(ours - mean), _unit(theirs - mean)
        )

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return unit vectors, [text, dimension]."""
        known: dict[str, int] = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        cut = [self._pieces.numbers(text, MOST_PIECES) for text in known]
        # Texts of a length go together, so that little of a batch is padding.
        order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
        width = self._weights["embeddings.LayerNorm.weight"].shape[0]
        found = np.zeros((len(cut), width), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found[batch] = self._encoded([cut[i] for i in batch])
        return found[[known[text] for text in texts]]

    def _encoded(self, cut: Sequence[Sequence[int]]) -> Array:
        longest = max(map(len, cut))
        numbers = np.array([[*row, *[0] * (longest - len(row))] for row in cut])
        there = np.array([[i < len(row) for i in range(longest)] for row in cut])
        hidden = self._embedded(numbers)
        for layer in range(self._layers):
            hidden = self._layer(f"encoder.layer.{layer}.", hidden, there)
        mean = (hidden * there[:, :, None]).sum(axis=1)
        return _unit(mean)

    def _embedded(
        self, numbers: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"
    ) -> Array:
        weights = self._weights
        found: Array = weights["embeddings.word_embeddings.weight"][numbers]
        places = weights["embeddings.position_embeddings.weight"]
        found = found + places[: numbers.shape[1]]
        found = found + weights["embeddings.token_type_embeddings.weight"][0]
        return self._normal("embeddings.LayerNorm.", found)

    def _layer(self, name: str, hidden: Array, there: Array) -> Array:
        seen = self._attention(name + "attention.", hidden, there)
        inner = _gelu(self._linear(name + "intermediate.dense.", seen))
        out = self._linear(name + "output.dense.", inner)
        return self._normal(name + "output.LayerNorm.", out + seen)

    def _attention(self, name: str, hidden: Array, there: Array) -> Array:
        query, key, value = (
            self._split(self._linear(f"{name}self.{part}.", hidden))
            for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(query.shape[-1]))
        scores = np.where(there[:, None, None, :], scores, np.float32(-1e9))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed = (shares @ value).swapaxes(1, 2).reshape(hidden.shape)
        out = self._linear(name + "output.dense.", mixed)
        return self._normal(name + "output.LayerNorm.", out + hidden)

    def _split(self, values: Array) -> Array:
        """Return the values by head: [text, head, place, dimension]."""
        count, places, _ = values.shape
        found: Array = values.reshape(count, places, self._heads, -1).swapaxes(1, 2)
        return found

    def _linear(self, name: str, values: Array) -> Array:
        weights = self._weights
        found: Array = values @ weights[name + "weight"].T + weights[name + "bias"]
        return found

    def _normal(self, name: str, values: Array) -> Array:
        mean = values.mean(axis=-1, keepdims=True)
        spread = ((values - mean) ** 2).mean(axis=-1, keepdims=True)
        unit = (values - mean) / np.sqrt(spread + np.float32(_EPSILON))
        found: Array = (
            unit * self._weights[name + "weight"] + self._weights[name + "bias"]
        )
        return found


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Array = rows / np.maximum(length, np.float32(1e-9))
    return found


def _cosines(ours: Array, theirs: Array) -> list[list[float]]:
    found: list[list[float]] = np.round(
        (ours @ theirs.T).astype(float), _DIGITS
    ).tolist()
    return found


def _gelu(values: Array) -> Array:
    """Return x·Φ(x), with Φ to seven digits (Abramowitz & Stegun 7.1.26)."""
    x = np.abs(values) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * x)
    sum_ = np.float32(1.061405429) * t + np.float32(-1.453152027)
    for factor in (1.421413741, -0.284496736, 0.254829592):
        sum_ = sum_ * t + np.float32(factor)
    tail = sum_ * t * np.exp(-x * x)
    found: Array = 0.5 * values * (1 + np.sign(values) * (1 - tail))
    return found
