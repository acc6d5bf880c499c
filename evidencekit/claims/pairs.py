"""How well each sentence and each reference fit by what they say.

All features of a pair are computed by rows: one value for each reference.
"""

import math
from collections.abc import Iterator, Sequence

from evidencekit.claims.embedding import Embedder
from evidencekit.claims.likeness import Candidate, likeness
from evidencekit.claims.meaning import meant_likeness
from evidencekit.claims.naming import Naming
from evidencekit.claims.rows import (
    NEAR,
    Channel,
    Rows,
    Window,
    beside,
    columns_of,
    deviations,
    unless_zero,
)

# Names of the features, in the order of the weights.
FEATURES = (
    *("word", "ngram", "local", "local_cover", "local_rarest", "local_bm25"),
    *("phrase", "shared", "best_of_sentence", "best_of_reference"),
    *("ngram_by_sentence", "ngram_by_reference", "local_by_sentence"),
    *("local_by_reference", "bm25_by_sentence", "bm25_by_reference"),
    *("local_before", "local_after", "local_near", "local_around", "localbeside"),
    *("root", "root_by_reference", "root_near", "author", "coauthor", "year"),
    *("lone_author", *(f"kin{row}" for row in Channel.ROWS)),
)
# What follows them where a language model is installed.
MEANT_FEATURES = (
    *(f"meaning{row}" for row in Channel.ROWS),
    *(f"own_meaning{row}" for row in Channel.ROWS),
)
_AROUND = 8


def pair_features(
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    embedder: Embedder | None = None,
) -> Iterator[Rows]:
    """Yield, for each sentence, a row of every feature in the order of `FEATURES`.

    With an `embedder`, those of `MEANT_FEATURES` follow.
    """
    alike = likeness(texts, candidates)
    columns = [columns_of(m) for m in (alike.ngram, alike.local, alike.bm25)]
    of_roots, roots_near = columns_of(alike.root), Window(alike.root, NEAR)
    best = [max(column) for column in zip(*alike.word, strict=True)]
    near, around = Window(alike.local, NEAR), Window(alike.local, _AROUND)
    naming = Naming(candidates)
    channels = [Channel(alike.kin)]
    if embedder is not None:
        channels += map(Channel, meant_likeness(texts, candidates, embedder))
    last = len(texts) - 1
    for i, text in enumerate(texts):
        word, ngram, local, bm25 = (
            m[i] for m in (alike.word, alike.ngram, alike.local, alike.bm25)
        )
        ngrams, locals, bm25s = (
            column.deviations(row)
            for column, row in zip(columns, (ngram, local, bm25), strict=True)
        )
        top = max(word)
        yield [
            *(word, ngram, local, alike.cover[i], alike.rarest[i], bm25),
            unless_zero(alike.phrase[i]),
            [_LOGS[min(int(n), 99)] for n in alike.shared[i]],
            [float(w == top > 0) for w in word],
            [float(w == b > 0) for w, b in zip(word, best, strict=True)],
            *(deviations(ngram), ngrams, deviations(local), locals),
            *(deviations(bm25), bm25s),
            alike.local[i - 1] if i else None,
            alike.local[i + 1] if i < last else None,
            *(near.mean(i), around.mean(i), beside(local)),
            *(alike.root[i], of_roots.deviations(alike.root[i]), roots_near.mean(i)),
            *naming.rows(text),
            *(row for channel in channels for row in channel.rows(i)),
        ]


_LOGS = [math.log1p(n) for n in range(100)]
