"""How well EK605 reads "no effect", and how often it is right about a claim.

    python -m bench.directions           needs ../shared for two of the three tables
    python -m bench.directions --list    what it gets wrong, and what it finds

1. Sentences of articles that were judged by reading: does one report that something
   made no difference? (bench/no_effect.txt)
2. Claims over works whose results are told in our own words (bench/directions.txt).
3. Every sentence of the development articles that claims a benefit against the abstract
   of its own article. Nearly all of them are no contradictions.
"""

import argparse
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.appraisal import abstracts_and_sentences
from bench.claims import DATA
from evidencekit.appraisal.direction import claims_benefit, contradiction
from evidencekit.appraisal.null_results import is_null, parts_of

_HERE = Path(__file__).parent


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    listing = parser.parse_args().list
    print_claims(listing=listing)
    if DATA.exists():
        print_reading(listing=listing)
        print_articles(listing=listing)


def print_claims(*, listing: bool) -> None:
    """Print precision and recall over the claims of our own, first and later ones."""
    for part, name in enumerate(("first", "later")):
        met = [
            (bool(contradiction(case.claim, case.title, case.abstract)), case)
            for case in cases()
            if case.part == part
        ]
        found = [case.denied for said, case in met if said]
        denied = [said for said, case in met if case.denied]
        print(
            f"claims over works in our own words, {name}: {len(met)}, "
            f"precision {_share(found)}, recall {_share(denied)}"
        )
        for said, case in met if listing else ():
            if said != case.denied:
                print(f"    {'false' if said else 'missed'}: {case.claim}")


@dataclass(frozen=True, slots=True)
class Case:
    """A claim over a work; `denied` where the work found nothing of it."""

    part: int
    title: str
    abstract: str
    claim: str
    denied: bool


def cases() -> Iterator[Case]:
    """Yield the claims of bench/directions.txt."""
    part = -1
    title = abstract = ""
    for line in (_HERE / "directions.txt").read_text("utf-8").splitlines():
        kind, _, text = line.partition(" ")
        match kind:
            case "##":
                part += 1
            case "title:":
                title = text
            case "abstract:":
                abstract = text
            case "+" | "-":
                yield Case(part, title, abstract, text, kind == "+")


def print_reading(*, listing: bool) -> None:
    """Print precision and recall of the reading, over judged sentences."""
    judged = _judged()
    for place in ("abstract", "body"):
        met = {
            sentence: judged[digest]
            for found in abstracts_and_sentences()
            for sentence in (found.in_abstract if place == "abstract" else found.others)
            if (digest := _digest(sentence)) in judged
        }
        read = {s: any(is_null(part) for _, part in parts_of(s)) for s in met}
        found_ = [right for s, right in met.items() if read[s]]
        due = [read[s] for s, right in met.items() if right]
        recall = f", recall {_share(due)}" if place == "abstract" else ""
        print(
            f"sentences of the {place}, judged: {len(met)}, precision "
            f"{_share(found_)}{recall}"
        )
        for sentence, right in met.items() if listing else ():
            if right != read[sentence]:
                print(f"    {'missed' if right else 'false'}: {sentence}")


def print_articles(*, listing: bool) -> None:
    """Print how many claims of an article its own abstract is taken to deny."""
    claims = found = 0
    for article in abstracts_and_sentences():
        for sentence in article.others:
            if not claims_benefit(sentence):
                continue
            claims += 1
            said = contradiction(sentence, article.title, article.abstract)
            found += said is not None
            if said and listing:
                print(f"    {sentence}\n      {said}")
    print(f"sentences that claim a benefit: {claims}, said of them: {found}")


def _share(right: list[bool]) -> str:
    return f"{sum(right)} of {len(right)} ({sum(right) / (len(right) or 1):.3f})"


def _judged() -> dict[str, bool]:
    found: dict[str, bool] = {}
    reports = False
    for line in (_HERE / "no_effect.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            reports = line == "# yes"
        else:
            found |= dict.fromkeys(line.split(), reports)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


if __name__ == "__main__":
    main()
