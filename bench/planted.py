"""How clearly a reference of another article stands out; needs ../shared.

    python -m bench.planted

Into each article's list one reference of the next article is put, at a place that its
number fixes. A reference is as well placed as its likeliest link.
"""

import sys
from collections.abc import Sequence

from bench.claims import DATA, Article, document, records
from evidencekit.claims import rankings


def main() -> None:
    """Print the area under the curve for both development sets."""
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    print("a planted reference against the article's own, by its likeliest link")
    for name in ("introductions", "articles"):
        articles = list(records(name))
        own: list[float] = []
        planted: list[float] = []
        for number, article in enumerate(articles):
            stranger = _stranger(articles, number)
            place = 7 * number % (len(article["references"]) + 1)
            best = _best({**article, "references": _with(article, stranger, place)})
            planted.append(best.pop(place))
            own += best
        print(f"  {name:<14} AUC {area(own, planted):.3f}")


def _stranger(articles: Sequence[Article], number: int) -> Article:
    references = articles[(number + 1) % len(articles)]["references"]
    found: Article = references[number % len(references)]
    return found


def _with(article: Article, stranger: Article, place: int) -> list[Article]:
    listed = list(article["references"])
    return [*listed[:place], stranger, *listed[place:]]


def _best(article: Article) -> list[float]:
    """Return the probability of the likeliest link of each reference."""
    page, _ = document(article, "text_without_markers")
    best = [0.0] * len(page.references)
    for claim in rankings(page):
        for link in claim.links:
            place = int(link.reference) - 1
            best[place] = max(best[place], link.probability)
    return best


def area(high: Sequence[float], low: Sequence[float]) -> float:
    """Return how often a value of `high` is above one of `low`; a tie is a half."""
    pairs = [(h > v) + 0.5 * (h == v) for h in high for v in low]
    return sum(pairs) / len(pairs)


if __name__ == "__main__":
    main()
