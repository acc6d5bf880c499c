"""What linking costs, and how clearly a stranger's reference stands out.

    python -m bench.linking     with ../shared beside the checkout

Into each article's list one reference of the next article is put, at a place that its
number fixes. A reference is as well placed as its likeliest link.
"""

import resource
import sys
import time
from collections.abc import Callable, Sequence

from bench.claims import DATA, Article, document, records
from evidencekit.claims import link_claims, rankings
from evidencekit.claims.embedding import Embedder
from evidencekit.claims.link import strangers
from evidencekit.claims.probabilities import Weights


def main() -> None:
    """Print time, memory, and the area under the curve for both development sets."""
    if not DATA.exists():
        sys.exit(f"{DATA} is not there")
    articles = list(records("articles"))
    print("sentences × references, seconds of one core, peak memory of this process")
    print_cost(_cut(articles, 200, 50))
    print_cost(_cut(articles, 2_000, 1_000))
    print("a planted reference against the article's own, by its likeliest link")
    for name in ("introductions", "articles"):
        print(f"  {name:<14} AUC {planted_area(list(records(name))):.3f}")
    print("named as strangers: own references, planted ones")
    for name in ("introductions", "articles"):
        articles = list(records(name))
        print(f"  {name:<14} {' '.join(map(str, _named(articles)))}")


def planted_area(
    articles: Sequence[Article],
    embedder: Embedder | None = None,
    weights: Callable[[Article], Weights | None] = lambda _: None,
) -> float:
    """Return the area under the curve for own references against planted ones.

    `weights` names those that an article is linked with, if not the package's.
    """
    own: list[float] = []
    planted: list[float] = []
    for number, article in enumerate(articles):
        place = 7 * number % (len(article["references"]) + 1)
        listed = _with(article, _stranger(articles, number), place)
        mixed = {**article, "references": listed}
        best = _best(mixed, embedder, weights(article))
        planted.append(best.pop(place))
        own += best
    return area(own, planted)


def print_cost(article: Article) -> None:
    """Print what linking an article takes, the better of two times."""
    page, _ = document(article, "text_without_markers")
    taken = []
    for _ in range(2):
        began = time.process_time()
        link_claims(page)
        taken.append(time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = f"{len(article['sentences'])} × {len(article['references'])}"
    print(f"  {size:<14} {min(taken):.2f} s  {memory} MB")


def _cut(articles: Sequence[Article], sentences: int, references: int) -> Article:
    """Return an article of that size, made of several if one is not enough."""
    said = [s for article in articles for s in article["sentences"]]
    listed = [r for article in articles for r in article["references"]]
    return {
        "id": "cut",
        "sentences": said[:sentences],
        "references": listed[:references],
    }


def _stranger(articles: Sequence[Article], number: int) -> Article:
    references = articles[(number + 1) % len(articles)]["references"]
    found: Article = references[number % len(references)]
    return found


def _named(articles: Sequence[Article]) -> tuple[int, int, int, int]:
    """Return how many own references are named, of how many, and planted ones."""
    own = planted = listed = 0
    for number, article in enumerate(articles):
        place = 7 * number % (len(article["references"]) + 1)
        stranger = _stranger(articles, number)
        mixed = {**article, "references": _with(article, stranger, place)}
        page, _ = document(mixed, "text_without_markers")
        found = strangers(page)
        listed += len(article["references"])
        own += sum(name != page.references[place].id for name in found)
        planted += page.references[place].id in found
    return own, listed, planted, len(articles)


def _with(article: Article, stranger: Article, place: int) -> list[Article]:
    listed = list(article["references"])
    return [*listed[:place], stranger, *listed[place:]]


def _best(
    article: Article, embedder: Embedder | None, weights: Weights | None
) -> list[float]:
    """Return the probability of the likeliest link of each reference."""
    page, _ = document(article, "text_without_markers")
    best = [0.0] * len(page.references)
    for claim in rankings(page, embedder=embedder, weights=weights):
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
