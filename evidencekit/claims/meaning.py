"""How near sentences and titles are in meaning, by a language model."""

from array import array
from collections.abc import Sequence

from evidencekit.claims.embedding import Embedder
from evidencekit.claims.likeness import Candidate, best_passages, passages_for
from evidencekit.claims.rows import Matrix


def meant_likeness(
    texts: Sequence[str], candidates: Sequence[Candidate], embedder: Embedder
) -> tuple[Matrix, Matrix]:
    """Return the cosines of texts and titles, as they are and around the list's mean.

    What all titles of a list are about tells nothing. An abstract counts as it does for
    `likeness`.
    """
    passages = passages_for(len(texts), candidates)
    owners = [j for j, found in enumerate(passages) for _ in found]
    flat = [passage for found in passages for passage in found]
    plain, own = (
        best_passages([array("f", row) for row in rows], owners, len(candidates))
        for rows in embedder.likeness(texts, flat)
    )
    return plain, own
