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

from evidencekit.match.score import Agreement, Score

# The upper bounds of how alike two titles are, and what to call what is below.
_BANDS = ((0.3, "other"), (0.5, "some"), (0.7, "half"), (0.85, "most"), (0.97, "near"))
# Titles of so many words recur: "Editorial", "Depression in adults".
_SHORT = 4


def probability(found: Score, *, by_doi: bool) -> float:
    """Return the probability in [0, 1] that they are the same work.

    `by_doi` says that the work stands under the DOI that the reference prints; the
    others were brought by a search.
    """
    weights = _weights()
    log_odds = sum(weights.get(name, 0.0) for name in evidence(found, by_doi=by_doi))
    return 1 / (1 + exp(-log_odds))


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
