"""The tables: false alarms by style and type, recall by defect, precision by rule."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from bench.verdicts.check import Outcome
from bench.verdicts.defects import DEFECTS, RIGHT, Defect
from evidencekit.model import Finding, Severity, Status

# The most false alarms per 100 right references that the project holds itself to.
MOST_ALARMS = 0.5


def alarms(outcome: Outcome) -> list[Finding]:
    """Return the errors and warnings that the injected defect does not explain."""
    defect = outcome.case.defect
    explained = defect.codes | defect.also
    return [
        finding
        for finding in outcome.findings
        if finding.severity is not Severity.NOTE
        and finding.code not in explained
        and not _names_the_work(finding, outcome)
    ]


def caught(outcome: Outcome) -> bool:
    """Say whether a rule spoke that the defect calls for, or none if it calls none."""
    codes = outcome.case.defect.codes
    return bool(outcome.codes & codes) if codes else not outcome.codes & _DOUBTS


def verified(outcome: Outcome) -> bool:
    """Say whether the reference passes as it stands."""
    return Status.VERIFIED in outcome.statuses


# What must not be said where nobody answered.
_DOUBTS = frozenset({"EK201", "EK203", "EK204"})


def _names_the_work(finding: Finding, outcome: Outcome) -> bool:
    """A reference without its DOI is told so (EK301), which is right."""
    doi = outcome.case.draft.work.item.doi
    return finding.code == "EK301" and finding.problem.suggested_doi == doi


def print_right(found: Sequence[Outcome]) -> None:
    """Print false alarms per 100 right references, by style, type and rule."""
    right = [outcome for outcome in found if outcome.case.defect is RIGHT]
    _print_alarms("style", right, lambda o: o.case.style)
    _print_alarms("type of work", right, lambda o: o.case.draft.work.kind)
    codes = Counter(f.code for outcome in right for f in alarms(outcome))
    print("by rule:", ", ".join(f"{c} {n}" for c, n in sorted(codes.items())), "\n")


def print_variants(found: Sequence[Outcome]) -> None:
    """Print false alarms per 100 right references, by what is unusual about them."""
    _print_alarms("variant", found, lambda outcome: outcome.case.defect.name)
    codes = Counter(f.code for outcome in found for f in alarms(outcome))
    print("by rule:", ", ".join(f"{c} {n}" for c, n in sorted(codes.items())), "\n")


def _print_alarms(
    by: str, right: Iterable[Outcome], key: Callable[[Outcome], str]
) -> None:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in right:
        groups[key(outcome)].append(outcome)
    print(f"{by:32}{'right':>7}{'alarms':>8}{'per 100':>9}{'verified':>10}")
    for name, group in sorted(groups.items()):
        _print_row(name, group)
    _print_row("all", [outcome for group in groups.values() for outcome in group])
    print()


def _print_row(name: str, group: Sequence[Outcome]) -> None:
    alarmed = sum(bool(alarms(outcome)) for outcome in group)
    share = 100 * alarmed / len(group)
    passed = sum(map(verified, group)) / len(group)
    mark = "  over" if share > MOST_ALARMS else ""
    print(f"{name:32}{len(group):>7}{alarmed:>8}{share:>9.2f}{passed:>10.3f}{mark}")


def print_defects(found: Sequence[Outcome]) -> None:
    """Print the recall of every defect and what else is said where it is."""
    print(
        f"{'defect':28}{'cases':>7}{'recall':>8}{'passed':>8}{'other':>7}{'target':>8}"
    )
    for defect in DEFECTS:
        group = [outcome for outcome in found if outcome.case.defect is defect]
        if group:
            _print_defect(defect, group)
    print()


def _print_defect(defect: Defect, group: Sequence[Outcome]) -> None:
    recall = sum(map(caught, group)) / len(group)
    passed = sum(map(verified, group)) / len(group)
    other = sum(bool(alarms(outcome)) for outcome in group) / len(group)
    reached = 1 - passed if defect.unverified else recall
    target = f"{defect.target:>8.2f}" if defect.target else " " * 8
    mark = "  under" if defect.target and reached < defect.target else ""
    print(
        f"{defect.name:28}{len(group):>7}{recall:>8.3f}{passed:>8.3f}{other:>7.3f}"
        f"{target}{mark}"
    )


def print_defects_by_style(found: Sequence[Outcome]) -> None:
    """Print the recall of each style over all defects that have a target."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        if outcome.case.defect.target:
            groups[outcome.case.style].append(outcome)
    print(f"{'style':24}{'defects':>8}{'recall':>8}{'other':>7}")
    for style, group in sorted(groups.items()):
        recall = sum(map(caught, group)) / len(group)
        other = sum(bool(alarms(outcome)) for outcome in group) / len(group)
        print(f"{style:24}{len(group):>8}{recall:>8.3f}{other:>7.3f}")
    print()


def print_rules(found: Sequence[Outcome]) -> None:
    """Print how often each rule is right when it speaks, and when it ought to."""
    said, right, due = Counter[str](), Counter[str](), Counter[str]()
    for outcome in found:
        defect = outcome.case.defect
        for code in outcome.codes:
            finding = next(f for f in outcome.findings if f.code == code)
            explained = code in defect.codes | defect.also
            said[code] += 1
            right[code] += explained or _names_the_work(finding, outcome)
        if len(defect.codes) == 1:
            due.update(defect.codes)
    hit = Counter(c for o in found for c in o.case.defect.codes & o.codes
                  if len(o.case.defect.codes) == 1)  # fmt: skip
    print(f"{'rule':8}{'spoke':>8}{'precision':>11}{'due':>8}{'recall':>8}")
    for code in sorted(said | due):
        precision = f"{right[code] / said[code]:>11.3f}" if said[code] else " " * 11
        recall = f"{hit[code] / due[code]:>8.3f}" if due[code] else ""
        print(f"{code:8}{said[code]:>8}{precision}{due[code]:>8}{recall}")
    print()


def print_examples(found: Sequence[Outcome], count: int) -> None:
    """Print up to `count` false alarms and misses of each kind."""
    shown = Counter[str]()
    for outcome in found:
        defect, style = outcome.case.defect, outcome.case.style
        for finding in alarms(outcome):
            kind = f"{finding.code} at {defect.name}"
            shown[kind] += 1
            if shown[kind] <= count:
                doi = outcome.case.draft.work.item.doi
                print(f"ALARM {kind} | {style} | {doi} | {finding.problem.message}")
                print(f"      {outcome.text}")
        if defect is not RIGHT and not caught(outcome):
            shown[defect.name] += 1
            if shown[defect.name] <= count:
                others = " ".join(sorted(outcome.codes)) or "nothing"
                doi = outcome.case.draft.work.item.doi
                print(f"MISS {defect.name} | {style} | {doi} | said: {others}")
                print(f"      {outcome.text}")
