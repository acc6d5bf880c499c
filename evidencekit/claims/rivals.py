"""What the likely links of a text say about each other.

Once every pair has odds of its own, a second look sees its rivals: what else the
sentence may cite, where else the reference may stand, and what its neighbours do.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

_NEAR = 3
# Chances below this tell nothing.
_LITTLE = 0.01
Chances = Mapping[int, float]


def rival_features(
    logits: Sequence[Mapping[int, float]],
) -> Iterator[list[list[float]]]:
    """Yield, for each sentence, the features of its pairs, in the order they are in.

    Args:
        logits: by sentence, the log-odds of the references that it may cite.
    """
    chances = [{j: _chance(v) for j, v in row.items()} for row in logits]
    everywhere: dict[int, float] = defaultdict(float)
    for row in chances:
        for j, chance in row.items():
            everywhere[j] += chance
    before: dict[int, float] = defaultdict(float)
    nothing: Chances = {}
    last = len(chances) - 1
    for i, (row, own) in enumerate(zip(chances, logits, strict=True)):
        total = sum(row.values())
        around = [*chances[max(0, i - _NEAR) : i], *chances[i + 1 : i + _NEAR + 1]]
        above = chances[i - 1] if i else nothing
        below = chances[i + 1] if i < last else nothing
        yield [
            [
                own[j],
                chance,
                _log(chance),
                _log(total - chance),
                _log(everywhere[j] - chance),
                _log(row.get(j - 1, 0.0)),
                _log(row.get(j + 1, 0.0)),
                _log(before[j]),
                _log(sum([other[j] for other in around if j in other])),
                _log(above.get(j - 1, 0.0)),
                _log(below.get(j + 1, 0.0)),
            ]
            for j, chance in row.items()
        ]
        for j, chance in row.items():
            before[j] += chance


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _log(chance: float) -> float:
    return math.log(max(0.0, chance) + _LITTLE)
