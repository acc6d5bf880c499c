"""How likely it is that a printed reference and a registered work are the same work.

The evidence of the fields is added up (log odds), with weights that were fitted to
right and spoilt references and to the works that a search brings beside the right one
(`python -m train.matching`). A printed DOI speaks for the work under it before any
field does.
"""

import json
from functools import cache
from importlib.resources import files
from math import exp

from evidencekit.match.reading import read_as
from evidencekit.match.score import Agreement, Score, score
from evidencekit.model import Reference, Work

# The upper bounds of how alike two titles are, and what to call what is below.
_BANDS = ((0.3, "other"), (0.5, "some"), (0.7, "half"), (0.85, "most"), (0.97, "near"))
# Titles of so many words recur: "Editorial", "Depression in adults".
_SHORT = 4
# A title of so many words says nothing without author or container.
_A_NAME = 2
# One threshold cannot serve to find a work and to doubt that there is one. On the half
# `report` (2026-11-23, python -m train.matching; references with one wrong field, some
# with two): the work under a printed DOI is held to be the cited one from .2 on in
# 99.3 % of the cases where it is, and in 4 % of those where a neighbour in the same
# issue or a sequel stands there. A search's hit is named from .8 on: 93.7 % of the
# right ones, and 98.8 % of those named are right. Below .2 are 1.2 % of the right ones.
_UNDER_ITS_DOI, _FOUND, _POSSIBLE = 0.2, 0.8, 0.2


def fits_its_doi(likelihood: float) -> bool:
    """Say whether the work under a printed DOI is held to be the cited one."""
    return likelihood >= _UNDER_ITS_DOI


def is_found(likelihood: float) -> bool:
    """Say whether a work that a search brought is sure enough to be named."""
    return likelihood >= _FOUND


def is_possible(likelihood: float) -> bool:
    """Say whether a work may be the cited one, so that there is no doubting it."""
    return likelihood >= _POSSIBLE


def same_work(reference: Reference, work: Work) -> float:
    """Return the probability that a reference means the work that it identifies."""
    return probability(score(read_as(reference, work), work), by_doi=True)


def probability(found: Score, *, by_doi: bool) -> float:
    """Return the probability in [0, 1] that they are the same work.

    `by_doi` says that the work stands under the DOI that the reference prints; the
    others were brought by a search.
    """
    weights = _weights()
    log_odds = sum(weights.get(name, 0.0) for name in evidence(found, by_doi=by_doi))
    likelihood = 1 / (1 + exp(-log_odds))
    # "Ecology, 2019": many are called so, and a search brings the first of them.
    named = Agreement.AGREES in (found.author, found.container)
    return (
        likelihood if named or by_doi or found.words > _A_NAME else min(likelihood, 0.5)
    )


def evidence(found: Score, *, by_doi: bool) -> list[str]:
    """Return what speaks for or against, as names of weights."""
    names = ["any", *(["doi"] if by_doi else []), _title(found)]
    for field in ("author", "year", "container", "volume", "issue", "page"):
        agreement: Agreement = getattr(found, field)
        if agreement is not Agreement.SILENT:
            names.append(f"{field} {agreement.name.lower()}")
    return names


def _title(found: Score) -> str:
    if found.title is None:
        return "title silent"
    length = "short" if found.words <= _SHORT else "long"
    for bound, name in _BANDS:
        if found.title < bound:
            return f"{length} title {name}"
    return f"{length} title same"


@cache
def _weights() -> dict[str, float]:
    path = files("evidencekit.match") / "likelihood.json"
    weights: dict[str, float] = json.loads(path.read_text("utf-8"))["weights"]
    return weights
