"""Trains the reference model: python -m train.fields [--quick]."""

import argparse
import collections
import random
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from evidencekit.parse.features import keys, placed, spelled
from evidencekit.parse.lexicon import Lexicon
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.words import folded
from train import references
from train.calibration import calibrate
from train.export import export
from train.judged import judged_references, letters
from train.packing import export_phrases
from train.references import Labelled, held_out
from train.rendered import in_csl_styles, in_templates, stock
from train.sites import on_sites

SEED = 20261123
# Few references for many languages and kinds of works: they count more than once.
WEIGHTS = {"scielo": 2, "anystyle_gold": 2}


def corpus() -> list[Labelled]:
    """Return every training reference that could be labelled.

    None is printed in the development set, which has some of AnyStyle's and GROBID's.
    """
    judged = judged_references()
    found = [
        reference
        for reference in chain(references.anystyle(), references.grobid())
        if letters(reference.text) not in judged
    ]
    tagged = {"anystyle_core", "anystyle_good", "anystyle_ugly"}
    records = references.records("fields_train")
    frontiers = random.Random(SEED)
    for record in records:
        # One publisher's one style is two fifths of the set; a part of it will do.
        if record["source"] == "pmc_frontiers" and frontiers.random() < 0.55:
            continue
        if record["source"] not in tagged and not held_out(record["doc"]):
            labelled = references.labelled_from_values(record)
            if labelled is not None:
                found += [labelled] * WEIGHTS.get(record["source"], 1)
    material = stock(records, _places(found))
    found += in_csl_styles(material, SEED)
    found += in_templates(material, SEED)
    found += on_sites(material, SEED)
    return [reference for reference in found if reference.tokens.words]


def _places(found: list[Labelled]) -> list[str]:
    """Return places of publication that are printed as one run."""
    places = set()
    for reference in found:
        at = [i for i, own in enumerate(reference.labels) if own == references.PLACE]
        if at and at[-1] - at[0] + 1 == len(at) <= 3:
            cut = reference.tokens
            places.add(
                " ".join(reference.text[cut.starts[at[0]] : cut.ends[at[-1]]].split())
            )
    return sorted(places)


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

    def begins(self, word: bytes) -> bool:
        return (word.decode()[:-1],) in self._heads

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
    parser.add_argument("--iterations", type=int, default=115)
    parser.add_argument("--c1", type=float, default=0.12)
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
    lexicon = Lexicon(phrases)
    trainer = pycrfsuite.Trainer(verbose=False)
    for reference in material:
        phrases.document = reference.document
        features = list(spelled(keys(reference.tokens, lexicon)))
        trainer.append(features, reference.labels)
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
        written = export(target, "fields", placed=placed)
    print(written, written.stat().st_size)
    titles = [
        tuple(word.encode() + b" " for word in title)
        for title, documents in met.items()
        if len(title) > 1 or len(documents) > 1
    ]
    written = export_phrases(titles, "containers")
    print(written, written.stat().st_size)
    print(calibrate(), round(time.monotonic() - begun), "s")


if __name__ == "__main__":
    main()
