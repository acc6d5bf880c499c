"""Trains the reference model: python -m train.fields [--quick]."""

import argparse
import collections
import random
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from evidencekit.parse.crf import Phrases
from evidencekit.parse.features import SPELL, Group, folded, groups
from train import references
from train.export import export, export_phrases
from train.references import Labelled

SEED = 20261123


def corpus() -> list[Labelled]:
    """Return every training reference that could be labelled."""
    found = list(references.anystyle()) + list(references.grobid())
    tagged = {"anystyle_core", "anystyle_good", "anystyle_ugly"}
    for record in references.records("fields_train"):
        if record["source"] not in tagged:
            labelled = references.labelled_from_values(record)
            if labelled is not None:
                found.append(labelled)
    return [reference for reference in found if reference.tokens.words]


def containers(corpus: list[Labelled]) -> dict[tuple[str, ...], set[str]]:
    """Return the container titles met, with the documents that print them."""
    met: dict[tuple[str, ...], set[str]] = collections.defaultdict(set)
    for reference in corpus:
        title = tuple(
            folded(word)
            for word, label in zip(
                reference.tokens.words, reference.labels, strict=True
            )
            if label == references.CONTAINER
        )
        if 0 < len(title) < 15:
            met[title].add(reference.document)
    return met


class OthersPhrases(Phrases):
    """The container titles that documents other than the one at hand print."""

    __slots__ = ("_documents", "_heads", "document")

    def __init__(self, met: dict[tuple[str, ...], set[str]]) -> None:
        """Hold the titles in `met`; set `document` before asking."""
        self._documents = met
        self._heads = {title[:n] for title in met for n in range(1, len(title) + 1)}
        self.document = ""

    def longest(self, words: Sequence[bytes], start: int) -> int:
        found = 0
        for end in range(start + 1, min(len(words), start + 15) + 1):
            head = tuple(word.decode()[:-1] for word in words[start:end])
            if head not in self._heads:
                break
            if self._documents.get(head, set()) - {self.document}:
                found = end - start
        return found


def main() -> None:
    """Train, and write weights/fields.crf and weights/containers.set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--iterations", type=int, default=150)
    parser.add_argument("--c1", type=float, default=0.15)
    parser.add_argument("--c2", type=float, default=0.01)
    options = parser.parse_args()
    begun = time.monotonic()
    material = corpus()
    met = containers(material)
    random.Random(SEED).shuffle(material)
    if options.limit:
        material = material[: options.limit]
    print(len(material), "references", round(time.monotonic() - begun), "s")
    phrases = OthersPhrases(met)
    trainer = pycrfsuite.Trainer(verbose=False)
    spelt: dict[Group, list[str]] = {}
    for reference in material:
        phrases.document = reference.document
        trainer.append(
            [
                [feature for group in own for feature in _spelt(spelt, group)]
                for own in groups(reference.tokens, phrases)
            ],
            reference.labels,
        )
    print("featured", round(time.monotonic() - begun), "s")
    trainer.set_params(
        {
            "c1": options.c1,
            "c2": options.c2,
            "max_iterations": options.iterations,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    with TemporaryDirectory() as directory:
        target = Path(directory) / "fields.crfsuite"
        trainer.train(str(target))
        print("trained", round(time.monotonic() - begun), "s")
        written = export(target, "fields")
    print(written, written.stat().st_size)
    titles = [
        tuple(word.encode() + b" " for word in title)
        for title, documents in met.items()
        if len(title) > 1 or len(documents) > 1
    ]
    written = export_phrases(titles, "containers")
    print(written, written.stat().st_size)


def _spelt(known: dict[Group, list[str]], group: Group) -> list[str]:
    if group not in known:
        known[group] = SPELL[group[0]](group[1])
    return known[group]


if __name__ == "__main__":
    main()
