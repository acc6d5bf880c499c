"""Trains the tagger that finds where references begin: python -m train.segments."""

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from evidencekit.parse.boundaries import Tokens, tokens_of
from evidencekit.parse.boundary_features import features
from evidencekit.parse.numbering import label_sequence
from train import references
from train.batches import Batch, batches
from train.compose import GoldList, composed_lists
from train.export import export
from train.judged import judged_documents, judged_entries, judged_references
from train.pdf_lists import pdf_lists
from train.rendered import in_csl_styles, stock

SEED = 20261123
PDF_LISTS = references.DATA / "grobid_reference_segmenter_train.tar.gz"
_PLACES = ("Amsterdam", "Berlin", "London", "Madrid", "New York", "Paris", "São Paulo")
# How often each real PDF list counts: there are a hundredth as many as composed ones.
_PDF_TIMES = 3


def labelled_references() -> list[references.Labelled]:
    """Return tagged references, and Crossref's records rendered in CSL styles."""
    found = list(references.anystyle()) + list(references.grobid())
    material = stock(references.records("fields_train"), list(_PLACES))
    return found + list(in_csl_styles(material, SEED))


def places(gold: GoldList) -> tuple[list[list[str]], list[str]]:
    """Return the features and tags of the places where a reference may begin."""
    tokens = tokens_of(gold.text)
    numbers = frozenset(label.start for label in label_sequence(gold.text))
    return list(features(tokens, numbers)), tags(gold, tokens)


def tags(gold: GoldList, tokens: Tokens) -> list[str]:
    """Return B(egins), O(utside) or the phase of each candidate."""
    found: list[str] = []
    entries = gold.entries
    place, begun = -1, True
    for i in tokens.candidates:
        start = tokens.starts[i]
        while place + 1 < len(entries) and entries[place + 1].start <= start:
            place, begun = place + 1, False
        if place < 0 or start >= entries[place].end:
            found.append("O")
        elif not begun:
            found.append("B")
            begun = True
        else:
            phases = [p.phase for p in entries[place].parts if p.start <= start]
            found.append(phases[-1] if phases else "A")
    return found


def phased(
    rows: list[list[str]], own: Sequence[str], tagger: pycrfsuite.Tagger
) -> list[str]:
    """Return `own` with the likeliest phases, which real lists do not tell."""
    tagger.set(rows)
    return [
        tag
        if tag in "BO"
        else max("ATC", key=lambda phase: tagger.marginal(phase, place))
        for place, tag in enumerate(own)
    ]


def train(parts: Iterable[Batch], iterations: int, c2: float) -> Path:
    """Train on lists composed of `parts` and on real ones; return the weights."""
    first, second = (pycrfsuite.Trainer(verbose=False) for _ in range(2))
    for gold in composed_lists(parts, SEED):
        rows, own = places(gold)
        sequence = pycrfsuite.ItemSequence(rows)
        first.append(sequence, own)
        second.append(sequence, own)
    parameters = {"c2": c2, "feature.minfreq": 3}
    with TemporaryDirectory() as directory:
        target = Path(directory) / "segments.crfsuite"
        first.set_params({**parameters, "max_iterations": 12})
        first.train(str(target))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(target))
        for gold in pdf_lists(PDF_LISTS, without=judged_documents()):
            rows, own = places(gold)
            own = phased(rows, own, tagger)
            for _ in range(_PDF_TIMES):
                second.append(rows, own)
        second.set_params({**parameters, "max_iterations": iterations})
        second.train(str(target))
        return export(target, "segments")


def main() -> None:
    """Train, and write weights/segments.crf."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=70)
    parser.add_argument("--c2", type=float, default=0.5)
    options = parser.parse_args()
    begun = time.monotonic()
    judged = judged_entries() | judged_references()
    parts = batches(labelled_references(), judged_documents(), judged)
    written = train(parts, options.iterations, options.c2)
    print(written, written.stat().st_size, round(time.monotonic() - begun), "s")


if __name__ == "__main__":
    main()
