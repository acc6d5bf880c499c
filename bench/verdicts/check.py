"""A printed list read, looked up and judged; and what was said of each case."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.verdicts.lists import Case, Entry, lists, printed
from bench.verdicts.works import Registry
from evidencekit.docket import Docket
from evidencekit.judge import judge
from evidencekit.model import Document, Finding, Lookups, Status
from evidencekit.rules.registry import Rule, rules

# As in `evidencekit.api`.
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of a case; `text` is what was read where it was printed."""

    case: Case
    text: str
    findings: tuple[Finding, ...]
    statuses: tuple[Status, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The rules that spoke."""
        return frozenset(finding.code for finding in self.findings)


def outcomes(
    cases: Sequence[Case], registry: Registry, seed: int, slips: float
) -> Iterator[Outcome]:
    """Yield what is said of each case, printed in lists of its style."""
    dice = random.Random(seed)
    chosen = rules()
    for group in lists(cases):
        yield from _judged(group, registry, chosen, dice, slips)


def _judged(
    cases: Sequence[Case],
    registry: Registry,
    chosen: Sequence[Rule],
    dice: random.Random,
    slips: float,
) -> Iterator[Outcome]:
    document, entries = printed(cases, dice, slips)
    lookups = _answers(document, entries, registry)
    report = judge(document, lookups, chosen)
    statuses = {verdict.reference: verdict.status for verdict in report.verdicts}
    for entry in entries:
        ids = {reference.id for reference in entry.references}
        spoken = [f for f in report.findings if f.problem.reference in ids]
        yield Outcome(
            entry.case,
            " ¦ ".join(reference.text for reference in entry.references),
            tuple(spoken),
            tuple(statuses[reference.id] for reference in entry.references),
        )


def _answers(
    document: Document, entries: Iterable[Entry], registry: Registry
) -> Lookups:
    docket = Docket(document.references)
    own = {
        str(work.item.doi): work for entry in entries for work in entry.case.draft.own
    }
    silent = {
        reference.id
        for entry in entries
        for reference in entry.references
        if entry.case.draft.silent
    }
    for _ in range(_MOST_ROUNDS):
        wanting = docket.assessments
        if not docket.wanted:
            break
        for quiet in (False, True):
            asking = [a for a in wanting if (a.reference.id in silent) is quiet]
            queries = dict.fromkeys(q for a in asking for q in a.wanted)
            new = [query for query in queries if query in docket.wanted]
            docket.add(registry.answers(new, own, silent=quiet))
    return docket.lookups
