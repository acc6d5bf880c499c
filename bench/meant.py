"""Whether the work that a text means is told, where printed text and DOI name two.

    python -m bench.meant            precision; needs ../shared beside the checkout
    python -m bench.meant --fit      the two weights, each article left out in turn
    python -m bench.meant --list     the cases that are told wrongly

Of each article up to eight cited references get a second work: one that another entry
of the list cites ("listed", "beside" where it is the nearest entry), the one of all
other articles with the most alike title ("alike"), or any of them ("any"). Sentences
that cite both are left out. In turn the printed work is right and the DOI leads to the
other, and the reverse; for "neither", both are of other articles.
"""

import argparse
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bench.appraisal import marked
from bench.claims import DATA, Article, document, item, records
from evidencekit.appraisal.meant import Dispute, Lead, leads, meant
from evidencekit.claims import link_claims
from evidencekit.claims.terms import stems, word_vector
from evidencekit.match.assess import Assessment, Fit
from evidencekit.model import Document, Found, Item, Work

KINDS = ("any", "alike", "listed", "beside")
_MOST = 8
_POOL = 1_500


@dataclass(frozen=True, slots=True)
class Case:
    """A cited reference by its place in the list, and works that are not meant."""

    place: int
    others: dict[str, Item]
    stranger: Item


def main() -> None:
    """Print how often it is told, and how often rightly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    for title, name, opened in (
        ("articles, with markers", "articles", marked),
        ("introductions, without", "introductions", _unmarked),
    ):
        articles = list(_articles(name, opened))
        print(title)
        if not options.fit:
            print_told(articles, listing=options.list)
        elif opened is marked:
            print_fit(articles)


Set = Sequence[tuple[Document, Sequence[Case]]]


def print_told(articles: Set, *, listing: bool = False) -> None:
    """Print by kind: cases, then told rightly and wrongly, in both directions.

    In the end by what is told: of ten printed works nine are taken to be right.
    """
    verdicts: Counter[tuple[str, str]] = Counter()
    for kind in KINDS:
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for page, cases in articles:
            chosen = [case for case in cases if kind in case.others]
            for right in ("printed", "registered"):
                swapped = _with(page, chosen, kind, right)
                for case, work in zip(chosen, _said(*swapped), strict=True):
                    told[right][work] += 1
                    verdicts[right, work] += 1
                    if listing and work not in ("", right):
                        _show(page, case, kind, right, work)
        print(f"  {kind:<8} " + " | ".join(_row(*pair) for pair in told.items()))
    for work, other, odds in (
        ("printed", "registered", 9),
        ("registered", "printed", 1 / 9),
    ):
        hits, misses = verdicts[work, work], verdicts[other, work]
        even, real = hits / (hits + misses), odds * hits / (odds * hits + misses)
        print(
            f"  told {work}: {hits} rightly, {misses} wrongly, {even:.3f}; {real:.3f}"
        )
    neither: Counter[str] = Counter()
    for page, cases in articles:
        for case in cases:
            listed = list(page.references)
            listed[case.place] = replace(listed[case.place], item=case.stranger)
            mixed = replace(page, references=tuple(listed))
            neither[_said(mixed, [(case.place, case.others["any"])])[0]] += 1
    print(f"  {_row('neither', neither)}")


def _row(right: str, told: Counter[str]) -> str:
    hits = told[right]
    misses = told.total() - told[""] - hits
    share = f"{hits / (hits + misses):.3f}" if hits + misses else "–"
    return f"{right}: {told.total()}, told {hits} + {misses} wrongly, {share}"


def _show(page: Document, case: Case, kind: str, right: str, work: str) -> None:
    own = page.references[case.place]
    citing = (c for c in page.claims if own.id in {k.reference for k in c.links})
    cited = next((claim.text for claim in citing), "")
    print(
        f"    {right} is right, told {work}:\n      own: {own.item.title}\n"
        f"      other: {case.others[kind].title}\n      {cited[:300]}"
    )


def print_fit(articles: Set) -> None:
    """Print the weight, and the share of right verdicts from .95 and .99, by folds."""
    rows = [
        (number % 5, kind, lead.fit)
        for number, (page, cases) in enumerate(articles)
        for kind in KINDS
        for lead in _leads(page, [c for c in cases if kind in c.others], kind)
        if lead.claims
    ]
    print(f"  all: {fitted([fit for *_, fit in rows]):.3f}")
    found: dict[str, list[float]] = defaultdict(list)
    for fold in range(5):
        weight = fitted([fit for n, _, fit in rows if n != fold])
        for n, kind, fit in rows:
            if n == fold:
                found[kind].append(weight * fit)
    for kind, values in found.items():
        line = f"  {kind:<8} {len(values)}"
        for least in (0.95, 0.99):
            edge = math.log(least / (1 - least))
            hits = sum(value >= edge for value in values)
            misses = sum(value <= -edge for value in values)
            share = hits / (hits + misses or 1)
            line += f"  from {least}: {hits} + {misses} wrongly, {share:.3f}"
        print(line)


def fitted(leads: Sequence[float]) -> float:
    """Return the weight of a logistic model without a bias, by Newton's method."""
    weight = 0.0
    for _ in range(30):
        chances = [
            1 / (1 + math.exp(-max(-30.0, min(30.0, weight * v)))) for v in leads
        ]
        slope = sum((1 - c) * v for c, v in zip(chances, leads, strict=True))
        bend = sum(c * (1 - c) * v * v for c, v in zip(chances, leads, strict=True))
        weight += slope / (bend + 1e-3)
    return weight


def _leads(page: Document, cases: Sequence[Case], kind: str) -> Iterator[Lead]:
    disputes = [Dispute(page.references[c.place], c.others[kind]) for c in cases]
    yield from filter(None, leads(page, disputes))


def _with(
    page: Document, cases: Sequence[Case], kind: str, right: str
) -> tuple[Document, list[tuple[int, Item]]]:
    """Return the page and what the DOIs lead to, one or the other being right."""
    if right == "printed":
        return page, [(case.place, case.others[kind]) for case in cases]
    references = list(page.references)
    leading = [(case.place, references[case.place].item) for case in cases]
    for case in cases:
        references[case.place] = replace(references[case.place], item=case.others[kind])
    return replace(page, references=tuple(references)), leading


def _said(page: Document, leading: Sequence[tuple[int, Item]]) -> list[str]:
    """Return which work is told for each reference; "" for none."""
    assessments = [
        Assessment(page.references[place], Found(Work(found, "", "", "")), Fit.OTHER)
        for place, found in leading
    ]
    told = meant(page, assessments)
    found = (told.get(a.reference.id) for a in assessments)
    return [verdict.work if verdict else "" for verdict in found]


def _articles(
    name: str, opened: Callable[[Article], Document]
) -> Iterator[tuple[Document, Sequence[Case]]]:
    choice, articles = random.Random(1), list(records(name))
    pool = [
        (article["id"], item(entry), word_vector(stems(entry["title"])))
        for article in articles
        for entry in article["references"]
        if entry["title"]
    ]
    for article in articles:
        yield link_claims(opened(article)), list(_cases(article, pool, choice))


def _unmarked(article: Article) -> Document:
    return document(article, "text_without_markers")[0]


Pool = Sequence[tuple[str, Item, dict[str, float]]]


def _cases(article: Article, pool: Pool, choice: random.Random) -> Iterator[Case]:
    citing: dict[int, set[int]] = defaultdict(set)
    for number, sentence in enumerate(article["sentences"]):
        for place in sentence["refs"]:
            citing[place].add(number)
    listed = article["references"]
    known = [p for p, entry in enumerate(listed) if entry["title"]]
    own = {entry["title"] for entry in listed}
    cited = [place for place in known if citing[place]]
    elsewhere = [
        entry
        for entry in choice.sample(pool, min(_POOL, len(pool)))
        if entry[0] != article["id"] and entry[1].title not in own
    ]
    for place in sorted(choice.sample(cited, min(_MOST, len(cited)))):
        title = word_vector(stems(listed[place]["title"]))
        alike = max(
            elsewhere, key=lambda e: sum(v * e[2].get(t, 0.0) for t, v in title.items())
        )
        others = {"any": choice.choice(elsewhere)[1], "alike": alike[1]}
        apart = [p for p in known if p != place and not citing[p] & citing[place]]
        if apart:
            others["listed"] = item(listed[choice.choice(apart)])
            others["beside"] = item(listed[min(apart, key=lambda p: abs(p - place))])
        yield Case(place, others, choice.choice(elsewhere)[1])


if __name__ == "__main__":
    main()
