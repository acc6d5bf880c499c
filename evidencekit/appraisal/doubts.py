"""Where a claim says more than the studies behind it can show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidencekit.appraisal import wording
from evidencekit.appraisal.designs import OBSERVATIONAL, SINGLE
from evidencekit.appraisal.subjects import healthy, subjects
from evidencekit.appraisal.support import Support

# Fewer people than this show an effect only if it is large: two groups of 16 find a
# difference of one standard deviation with a power of .8.
_SMALL = 32


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: what is said, and the words of the record that it is about.

    `field` is "title", "abstract" or "publication-type".
    """

    message: str
    support: Support
    field: str
    words: str


def overstatement(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """Return the first way in which the claim says more than its support, if any."""
    found = (check(claim, supports) for check in _CHECKS)
    return next(filter(None, found), None)


def _synthesis(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """A "meta-analysis" that is a single study."""
    said = wording.synthesis(claim)
    if not said or not all(map(_is_single, supports)):
        return None
    return _about_design(f"the claim names a “{said}”", supports[0], "call it that")


def _plural(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """Several studies in words, one in the list."""
    said = wording.plural(claim)
    if not said or len(supports) != 1 or not _is_single(supports[0]):
        return None
    said = f"“{said}” speaks of more than one study"
    return _about_design(said, supports[0], "say “one study”, or cite a review")


def _design(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """An effect stated as a fact over studies that cannot show one."""
    said = wording.causal(claim)
    if not said or not all(map(_is_no_proof, supports)):
        return None
    said = f"“{said}” states an effect"
    return _about_design(said, supports[0], "say it less firmly, or cite a trial")


def _species(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """An effect on people over studies of animals or cells."""
    said = wording.causal(claim)
    if not said or wording.of_animals(claim) or wording.of_cells(claim):
        return None
    if not all(s.design and set(s.design.traits) & _NO_PEOPLE for s in supports):
        return None
    said = f"“{said}” states an effect, without naming animals or cells"
    return _about_design(said, supports[0], "name them")


def _small(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """A general statement over one study of a few people."""
    said = wording.plural(claim) or wording.causal(claim)
    if not said or len(supports) != 1 or _is_synthesis(supports[0]):
        return None
    looked_at = subjects(supports[0].abstract)
    if looked_at is None or looked_at.count >= _SMALL:
        return None
    number = "one person" if looked_at.count == 1 else f"{looked_at.count} people"
    return Doubt(
        f"“{said}” speaks in general; {_named(supports[0])} looked at {number}: say so",
        supports[0],
        "abstract",
        looked_at.sentence,
    )


def _healthy(claim: str, supports: Sequence[Support]) -> Doubt | None:
    """An effect on the ill over one study of healthy people."""
    said = wording.plural(claim) or wording.causal(claim)
    if not said or len(supports) != 1 or not wording.of_illness(claim):
        return None
    support = supports[0]
    if _is_synthesis(support):
        return None
    words = healthy(support.title, support.abstract)
    if words is None:
        return None
    field = "title" if words == support.title else "abstract"
    of_whom = f"{_named(support)} studied healthy people"
    message = f"“{said}” speaks of an illness; {of_whom}: say so"
    return Doubt(message, support, field, words)


_NO_PEOPLE = frozenset({"animals", "cells"})
_CHECKS: tuple[Callable[[str, Sequence[Support]], Doubt | None], ...] = (
    *(_synthesis, _plural, _design, _species, _small, _healthy),
)


def _is_single(support: Support) -> bool:
    made = support.design
    return made is not None and made.name in SINGLE and "several" not in made.traits


def _is_synthesis(support: Support) -> bool:
    """Say whether the work looks at studies, or is not known to look at people."""
    made = support.design
    several = made is not None and "several" in made.traits
    return several or (made is not None and made.name not in SINGLE | {"pilot study"})


def _is_no_proof(support: Support) -> bool:
    made = support.design
    if made is None:
        return False
    weak = made.name in OBSERVATIONAL or made.name in ("protocol", "pilot study")
    return weak or "pilot" in made.traits


def _about_design(said: str, support: Support, advice: str) -> Doubt:
    made = support.design
    assert made is not None
    article = "an" if str(made)[0] in "aeiou" else "a"
    return Doubt(
        f"{said}; {_named(support)} is {article} {made}: {advice}",
        support,
        made.field,
        made.words,
    )


def _named(support: Support) -> str:
    return f"reference {support.reference.id}"
