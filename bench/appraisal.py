"""What the rules on the support of claims say of articles whose links are known.

    python -m bench.appraisal                  counts; needs ../shared beside the code
    python -m bench.appraisal --list EK603     every finding, to be judged by reading
    python -m bench.appraisal --list designs --sample 60 --seed 1
                                               titles with the design that they name;
                                               also abstracts, causal, plural,
                                               populations, and swapped: claims beside
                                               a title on the other group, for EK610
    python -m bench.appraisal --list EK607 --years 4
                                               works that are less old, to judge more
    python -m bench.appraisal --planted        numbers put out of turn, for EK608

The links are the markers of the articles, the designs those of the printed titles; the
articles are dated. Findings on real articles are few, as their authors hedge: what they
are made of is therefore judged apart, the design of a title or abstract and the wording
of a sentence that cites something. docs/claims.md has what was judged.
"""

import argparse
import random
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from xml.etree import ElementTree

from bench.claims import DATA, Article, document, records
from bench.plain_words import plain_pages
from evidencekit.appraisal import dates, design
from evidencekit.appraisal.populations import OTHER, populations
from evidencekit.appraisal.subjects import healthy, subjects
from evidencekit.appraisal.wording import causal, of_animals, plural
from evidencekit.claims.sentences import sentences
from evidencekit.judge import judge
from evidencekit.model import (
    Citation,
    Design,
    Document,
    Finding,
    Lookups,
    PartialDate,
    Span,
)
from evidencekit.rules.registry import selected

CODES = ("EK603", "EK604", "EK606", "EK607", "EK608", "EK610")
_NUMBERED = {
    "bracket": "bracket",
    "superscript": "raised",
    "paren-number": "parenthesis",
    "author-year": "author-year",
}


def main() -> None:
    """Print what is found, or what is to be judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", metavar="WHAT", help="a rule's code, or a part")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N of them")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--years", type=int, default=dates.OLD)
    parser.add_argument("--planted", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    dates.OLD = options.years
    if options.planted:
        print_planted()
        return
    parts = {"designs": titles, "abstracts": abstracts, "causal": effects,
             "plural": plurals, "populations": groups, "swapped": swapped}  # fmt: skip
    if options.list is None:
        print_counts()
        return
    lines = list(parts[options.list]() if options.list in parts
                 else findings(options.list))  # fmt: skip
    random.Random(options.seed).shuffle(lines)
    print(f"{len(lines)} in all")
    for line in lines[: options.sample]:
        print(line)


def print_counts() -> None:
    """Print how much each rule finds, and the designs that titles name."""
    found: Counter[str] = Counter()
    articles = list(records("articles"))
    for article in articles:
        found.update({finding.code for _, finding in _judged(article)})
        found.update(f"{f.code} findings" for _, f in _judged(article))
    print(f"{len(articles)} articles: rule, articles with a finding, findings")
    for code in CODES:
        print(f"  {code}  {found[code]:>4} {found[f'{code} findings']:>4}")
    named = Counter(made.name for _, made in _designs())
    print(f"designs of {len(_titles())} titles: {sum(named.values())} named")
    for name, number in named.most_common():
        print(f"  {name:<24} {number}")


def print_planted() -> None:
    """Print how often a wrong number in a marker is named where it comes early.

    In each article that is numbered by first use, one sentence that cites a reference
    for the first time gets the number of another, of five to twenty places further on.
    """
    choice = random.Random(5)
    articles = found = others = 0
    for article in records("articles"):
        if article["style"] == "author-year" or article["first_use_monotone"] < 1:
            continue
        page = marked(article)
        place = {reference.id: n for n, reference in enumerate(page.references)}
        last = len(place) - 1
        firsts = [
            n
            for n, citation in enumerate(page.citations)
            if all(place[cited] + 5 <= last for cited in citation.reference_ids)
        ]
        if len(place) < 20 or not firsts:
            continue
        at = choice.choice(firsts)
        near = max(place[cited] for cited in page.citations[at].reference_ids)
        wrong = page.references[choice.randint(near + 5, min(last, near + 20))].id
        citations = list(page.citations)
        citations[at] = replace(citations[at], reference_ids=(wrong,))
        mixed = replace(page, citations=tuple(citations))
        named = [
            f.problem.reference
            for f in judge(mixed, Lookups(), selected(["EK608"])).findings
        ]
        articles += 1
        found += wrong in named
        others += len(set(named) - {wrong})
    print(
        f"{articles} articles with a number out of turn: {found} named, {others} others"
    )


def findings(code: str) -> Iterator[str]:
    """Yield each finding of a rule with its message and its proof."""
    for article in records("articles"):
        for _, finding in _judged(article):
            if finding.code == code:
                proof = " | ".join(
                    str(e.printed or e.registered) for e in finding.problem.evidence
                )
                yield f"{article['id']}: {finding.problem.message}\n    {proof}"


def titles() -> Iterator[str]:
    """Yield the titles that name a design."""
    yield from (f"{made}: {title}" for title, made in _designs())


def abstracts() -> Iterator[str]:
    """Yield what the abstracts of the articles tell of their design and subjects."""
    for told in abstracts_and_sentences():
        title, abstract = told.title, told.abstract
        made, looked_at = design(title, abstract), subjects(abstract)
        said = [f"{made}, {made.field}: {made.words}"] if made else []
        said += [f"{looked_at.count}: {looked_at.sentence}"] if looked_at else []
        said += [f"healthy: {words}"] if (words := healthy(title, abstract)) else []
        yield "\n    ".join([title, *said])


def effects() -> Iterator[str]:
    """Yield the citing sentences that are taken to state an effect as a fact."""
    yield from (f"“{said}”: {text}" for text in _citing() if (said := causal(text)))


def plurals() -> Iterator[str]:
    """Yield the citing sentences that are taken to speak of several studies."""
    yield from (f"“{said}”: {text}" for text in _citing() if (said := plural(text)))


def groups() -> Iterator[str]:
    """Yield the titles, then the citing sentences, that name one group of people."""
    texts = (*_titles(), *_citing())
    yield from (f"{said}: {text}" for text in texts if (said := populations(text)))


def swapped() -> Iterator[str]:
    """Yield what EK610 would say of claims if they cited a title of the other group."""
    titles = [(title, populations(title)) for title in _titles()]
    plain = (s for page in plain_pages() for s in page["sentences"] if s["refs"])
    claims = [*_citing(), *(str(s["text_without_markers"]) for s in plain)]
    for claim in dict.fromkeys(claims):
        for group, said in _groups_of(claim):
            others = [(t, found) for t, found in titles if OTHER[group] in found]
            title, found = random.Random(claim).choice(others)
            yield f"“{said}”: {claim}\n    “{found[OTHER[group]]}”: {title}"


def _groups_of(claim: str) -> list[tuple[str, str]]:
    return [] if of_animals(claim) else [*populations(claim).items()]


def _citing() -> Iterator[str]:
    for article in records("articles"):
        for sentence in article["sentences"]:
            if sentence["refs"]:
                yield str(sentence["text_without_markers"])


def _judged(article: Article) -> Iterator[tuple[Document, Finding]]:
    page = marked(article)
    report = judge(page, Lookups(), selected(CODES))
    yield from ((page, finding) for finding in report.findings)


def marked(article: Article) -> Document:
    """Return an article whose citations are the known ones, dated by its year."""
    page, spans = document(article, "text_without_markers")
    style = _NUMBERED.get(article["style"], "flattened")
    ids = [reference.id for reference in page.references]
    citations = [
        # A marker has to begin inside its sentence.
        Citation(
            Span(span.end - 1, span.end),
            tuple(ids[n] for n in sentence["refs"] if n < len(ids)),
            style=style,
        )
        for sentence, span in zip(article["sentences"], spans, strict=True)
        if sentence["refs"] and span.end > span.start
    ]
    year = article.get("year")
    date = PartialDate(int(year)) if year else None
    return replace(page, citations=tuple(citations), date=date)


def _titles() -> list[str]:
    listed = (r["title"] for a in records("articles") for r in a["references"])
    return sorted({title for title in listed if title})


def _designs() -> Iterator[tuple[str, Design]]:
    for title in _titles():
        if made := design(title):
            yield title, made


_BLOCK_END = re.compile(r"(?=</(?:title|p|sec)>)")


@dataclass(frozen=True, slots=True)
class Told:
    """Title and abstract of an article, their sentences, and those of its text."""

    title: str
    abstract: str
    in_abstract: tuple[str, ...]
    others: tuple[str, ...]


@cache
def abstracts_and_sentences() -> tuple[Told, ...]:
    """Return the development articles that have an abstract, as their JATS has them."""
    return tuple(_told())


def _told() -> Iterator[Told]:
    with tarfile.open(DATA / "jats_dev.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is None:
                continue
            root = ElementTree.fromstring(_BLOCK_END.sub(" ", file.read().decode()))
            title, abstract = root.find(".//article-title"), root.find(".//abstract")
            if title is not None and abstract is not None:
                told = _plain(abstract)
                paragraphs = map(_plain, root.iterfind(".//body//p"))
                others = (s for text in paragraphs for s in _sentences(text))
                yield Told(_plain(title), told, tuple(_sentences(told)), tuple(others))


def _sentences(text: str) -> Iterator[str]:
    found = (span.of(text) for span in sentences(text))
    return (sentence for sentence in found if len(sentence) < 400)


def _plain(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


if __name__ == "__main__":
    main()
