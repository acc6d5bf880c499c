"""How well sentences, markers and links are found; needs ../shared beside the checkout.

    python -m bench.claims

The links of the development sets are those of the shipped weights, which were trained
on them: `python -m train.unseen` prints the figures for unseen articles. Where a
language model is installed, links are printed without it and with it.
"""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.markers import print_alarms, print_markers
from bench.plain_words import plain_pages
from bench.worth import founding_article, judged_sentences, print_reliability
from evidencekit.claims import link_claims, rankings
from evidencekit.claims.detect import worthiness
from evidencekit.claims.embedding import Embedder, installed
from evidencekit.claims.link import LINKED, WEAK
from evidencekit.claims.probabilities import Weights
from evidencekit.claims.sentences import sentences
from evidencekit.model import (
    Document,
    Item,
    Name,
    PartialDate,
    Reference,
    Span,
    Work,
)
from evidencekit.readers import read

SHARED = Path(__file__).parents[2] / "shared"
DATA = SHARED / "data" / "claims"
Article = dict[str, Any]

# Rows of design/CLAIMS.md, measured on other articles of the same kinds: R@1, first
# use exact, links F1 of introductions, then of full articles.
BASELINES = {
    "BM25": ".37 .26 .20 | .31 .20 .14",
    "MiniLM cosine": ".39 .27 .20 | .32 .20 .13",
    "lexical + order alignment": ".53 .34 .35 | .47 .33 .31",
    "lexical + MiniLM + order": ".61 .42 .43 | .55 .41 .38",
    "boosted pairs + MiniLM + order": ".62 .44 .44 | .56 .42 .38",
}
# The sentences of ../shared/seed/article.txt that each reference can support, judged
# by reading both (2026-11-23): SHA-256 of their first 40 characters, the best first.
FITTING = {
    "1": ("aeb328dc", "9304281f", "3ae6e89b"),
    "2": ("f969d016", "bc44a39e", "93e7b03d", "f191d722"),
    "3": ("8072dee6", "8cb28a01"),
    "4": ("74fc47d8", "628a424e"),
    "5": ("684308db", "f38b11aa", "934f3772"),
    "6": ("628a424e", "b71c258a", "934f3772", "684308db", "f38b11aa", "74fc47d8"),
    "7": ("f780a2eb", "4f2177ad"),
    "8": ("f780a2eb", "4f2177ad"),
    "9": ("a3c02ef2", "6cf4508f", "74fc47d8"),
    "10": ("6cf4508f",),
    "11": ("b819907d", "5952aeb6"),
    "12": ("756cf2cc", "876bf7fb", "0c8134c1"),
    "13": ("0c8134c1", "876bf7fb", "7fbcfbc1"),
    "14": ("ff3851b8", "7fbcfbc1"),
    "15": ("74af3cde",),
    "16": ("02a550b3", "c7c1c215"),
    "17": ("b0bdf6e3", "f07968ef"),
}
# Its statements that none of the 17 references is about, judged in the same way
# (2026-11-28): on the illness and its outlook, on what groups and meetings do, on what
# organisations and sites offer, on those who give care.
UNSUPPORTED = (
    *("05eab450", "804b6d74", "03bae7a0", "a8589159", "b041bf95", "80fb1b38"),
    *("ceb01bcd", "2282d4c7", "e5729be3", "cf2ff49e", "4997f72d", "078107b6"),
    *("9c028712", "f9c7b659", "94e62a8e", "f7305381", "778b4b9f", "bcb7d6e3"),
    *("c6e31798", "c671273c", "2ebf6763", "7c8e4ed0", "2ee314e2"),
)


def main() -> None:
    """Print all tables."""
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    articles = list(records("articles"))
    print_sentences(articles)
    print_markers(articles, document)
    print_alarms(articles, document)
    print("\nworth a check (in training data, but for the founding article)")
    page = read(SHARED / "seed" / "article.txt")
    judged = [*judged_sentences(articles), *founding_article(page)]
    print_reliability(judged, worthiness)
    print(
        "\nlinks without markers: R@1, first use, links F1 (introductions | articles)"
    )
    for name, row in BASELINES.items():
        print(f"  {name:<32} {row}")
    for embedder in dict.fromkeys((None, installed())):
        print("  with a language model" if embedder else "  by words alone")
        for name in ("introductions", "articles"):
            print_links(name, list(records(name)), embedder)
        ordered = [article for article in articles if is_ordered(article)]
        print_links("articles in order", ordered, embedder)
        print_links("plain pages", list(plain_pages()), embedder)
        told = list(plain_pages(abstracts=True))
        print_links("plain pages with abstracts", told, embedder)
        known = {page["id"] for page in told}
        same = [page for page in plain_pages() if page["id"] in known]
        print_links("the same by titles", same, embedder)
        print_founding_article(embedder)


def records(name: str) -> Iterator[Article]:
    """Yield the articles of a development set."""
    with gzip.open(DATA / f"{name}_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def is_ordered(article: Article) -> bool:
    """Say whether the references are numbered in the order of first use."""
    monotone = article.get("first_use_monotone")
    return monotone is None or monotone > 0.9


def document(article: Article, key: str) -> tuple[Document, list[Span]]:
    """Return an article as one text with its list, and the gold sentences' places."""
    parts: list[str] = []
    spans: list[Span] = []
    place, paragraph = 0, None
    for sentence in article["sentences"]:
        gap = "" if paragraph is None else "\n\n"
        gap = " " if sentence["para"] == paragraph else gap
        paragraph = sentence["para"]
        words = " ".join(sentence[key].split())
        parts += [gap, words]
        spans.append(Span(place + len(gap), place + len(gap) + len(words)))
        place = spans[-1].end
    start = place + len("\n\n")
    parts.append("\n\n")
    references = []
    place = start
    for number, entry in enumerate(article["references"], 1):
        span = Span(place, place + len(entry["raw"]))
        references.append(Reference(str(number), entry["raw"], span, item(entry)))
        parts += [entry["raw"], "\n"]
        place = span.end + 1
    text = "".join(parts)
    found = Document(article["id"], "text/plain", text, tuple(references))
    return replace(found, list_span=Span(start, len(text))), spans


_INITIALS = re.compile(r"(.*?)((?: [A-ZÀ-Þ][A-ZÀ-Þ.‐-]{0,8})*)$")


def item(entry: Article) -> Item:
    """Return the registered fields of a reference of the data."""
    names = (_INITIALS.match(name) for name in entry.get("authors") or ())
    year = (entry.get("year") or "")[:4]
    return Item(
        title=entry.get("title") or None,
        author=tuple(Name(m[1], m[2].strip() or None) for m in names if m),
        issued=PartialDate(int(year)) if year.isdigit() else None,
    )


def print_sentences(articles: list[Article]) -> None:
    """Print how many gold sentences are found with both ends exact."""
    print("sentences, both ends exact (articles_dev)")
    for key in ("text_without_markers", "text_with_markers"):
        gold_count = found_count = right = 0
        began = time.perf_counter()
        for article in articles:
            page, spans = document(article, key)
            assert page.list_span is not None
            found = set(sentences(page.text, Span(0, page.list_span.start)))
            gold = {span for span in spans if span.start < span.end}
            right += len(found & gold)
            gold_count += len(gold)
            found_count += len(found)
        print(
            f"  {key:<24} P {right / found_count:.3f}  R {right / gold_count:.3f}"
            f"  {time.perf_counter() - began:.1f} s"
        )


def print_links(
    name: str, articles: list[Article], embedder: Embedder | None = None
) -> None:
    """Print the shared scorer's line for the links of a development set."""
    began = time.perf_counter()
    found = [prediction(article, embedder) for article in articles]
    taken = (time.perf_counter() - began) / len(articles)
    print(f"  {name}, {taken:.2f} s an article (in training data)")
    print(f"    {scored(articles, found)}")


def scored(articles: Sequence[Article], predictions: Sequence[Article]) -> str:
    """Return what the shared scorer says of predictions."""
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "links.jsonl")
        for path, lines in ((gold, articles), (found, predictions)):
            path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        scorer = str(SHARED / "tools" / "score_claims.py")
        command = [sys.executable, scorer, str(gold), str(found)]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    return said.stdout.strip()


def prediction(
    article: Article,
    embedder: Embedder | None = None,
    weights: Weights | None = None,
) -> Article:
    """Return our links of an article in the scorer's form, by gold sentence.

    What references have under "abstract" is taken for what is registered.
    """
    page, spans = document(article, "text_without_markers")
    works = {
        reference.id: Work(reference.item, "bench", "", "", abstract=entry["abstract"])
        for reference, entry in zip(page.references, article["references"], strict=True)
        if entry.get("abstract")
    }
    starts = [span.start for span in spans]
    best: dict[tuple[int, int], float] = defaultdict(float)
    for claim in rankings(page, works, embedder, weights):
        middle = (claim.span.start + claim.span.end) // 2
        place = max(0, bisect_right(starts, middle) - 1)
        for link in claim.links:
            pair = place, int(link.reference) - 1
            best[pair] = max(best[pair], link.probability)
    links = [[*pair, probability] for pair, probability in best.items()]
    return {
        "id": article["id"],
        "links": links,
        "chosen": [link[:2] for link in links if link[2] >= WEAK],
        "linked": [link[:2] for link in links if link[2] >= LINKED],
    }


def print_founding_article(embedder: Embedder | None = None) -> None:
    """Print which sentence each reference of the founding article reaches."""
    page = read(SHARED / "seed" / "article.txt")
    shown: dict[str, list[tuple[float, str]]] = defaultdict(list)
    claims = link_claims(page, embedder=embedder).claims
    for claim in claims:
        for link in claim.links:
            shown[link.reference].append((link.probability, _digest(claim.text)))
    print("\nfounding article: reference, best link, fits, any link fits")
    best_right = any_right = 0
    for reference, fitting in FITTING.items():
        places = sorted(shown[reference], reverse=True)
        best = bool(places) and places[0][1] in fitting
        some = any(digest in fitting for _, digest in places)
        best_right += best
        any_right += some
        probability = f"{places[0][0]:.2f}" if places else "none"
        print(f"  {reference:>2}  {probability:>4}  {best!s:<5}  {some}")
    print(f"  best link fits {best_right} of 17, any shown link {any_right} of 17")
    linked = {_digest(claim.text) for claim in claims if claim.links}
    bare = [digest for digest in UNSUPPORTED if digest not in linked]
    named = {_digest(claim.text) for claim in claims if claim.check_worthy}
    print(
        f"  statements that no reference is about: {len(UNSUPPORTED)}, {len(bare)} of"
        f" them without any link, {len(named.intersection(bare))} of these named as"
        " worth a check"
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text[:40].encode()).hexdigest()[:8]


if __name__ == "__main__":
    main()
