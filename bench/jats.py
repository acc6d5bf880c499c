"""How well articles in JATS are read: those of the development set.

    python -m bench.jats

Printed are the references found, how many of their fields are those of the data, and
how many citing sentences have exactly their references.
"""

import gzip
import io
import json
import re
import tarfile
from bisect import bisect_right
from collections import Counter
from pathlib import PurePath

from bench.pages_as_html import DATA, Article, starts
from evidencekit.model import Document, Reference
from evidencekit.readers import read


def main() -> None:
    """Print the figures."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    files = {}
    with tarfile.open(DATA.with_name("jats_dev.tar.gz")) as archive:
        for member in archive:
            content = archive.extractfile(member) or io.BytesIO()
            files[PurePath(member.name).stem] = content.read()
    count: Counter[str] = Counter()
    for article in articles:
        data = files[article["id"].replace("/", "_")]
        document = read("a.xml", data=data)
        count["references"] += len(article["references"])
        count["found"] += len(document.references)
        if len(document.references) == len(article["references"]):
            for reference, wanted in zip(
                document.references, article["references"], strict=True
            ):
                _compare(reference, wanted, count)
        _cited(document, article, count)
    print(f"{len(articles)} articles")
    print(f"references: {count['found']} of {count['references']}")
    for name in ("title", "year", "doi", "authors"):
        right, all_ = count[f"{name} right"], count[name]
        print(f"{name + ':':<10} {right / all_:.3f} of {all_}")
    print(f"markers:   {count['exact'] / count['citing']:.3f} of {count['citing']}")
    print(f"lost:      {count['lost']} of {count['sentences']} sentences")


def _compare(reference: Reference, wanted: Article, count: Counter[str]) -> None:
    item = reference.item
    for name, found in (("title", item.title), ("year", item.year), ("doi", item.doi)):
        if wanted.get(name):
            count[name] += 1
            count[f"{name} right"] += _bare(str(found)) == _bare(wanted[name])
    if wanted.get("authors"):
        count["authors"] += 1
        count["authors right"] += len(item.author) == len(wanted["authors"])


def _bare(said: str) -> str:
    return re.sub(r"\W", "", said).casefold()


def _cited(document: Document, article: Article, count: Counter[str]) -> None:
    places = starts(article["sentences"], document.text)
    order = sorted((place, n) for n, place in enumerate(places) if place >= 0)
    begins = [place for place, _ in order]
    ids = {r.id: place for place, r in enumerate(document.references)}
    cited: list[set[int]] = [set() for _ in places]
    for citation in document.citations:
        before = bisect_right(begins, citation.span.start) - 1
        if before >= 0:
            cited[order[before][1]].update(ids[name] for name in citation.reference_ids)
    for sentence, place, found in zip(article["sentences"], places, cited, strict=True):
        count["sentences"] += 1
        count["lost"] += place < 0
        if place >= 0 and (sentence["refs"] or found):
            count["citing"] += 1
            count["exact"] += found == set(sentence["refs"])


if __name__ == "__main__":
    main()
