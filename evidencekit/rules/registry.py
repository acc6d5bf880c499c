"""The rules there are: what each looks at, what it needs, and how it is registered."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from inspect import cleandoc
from itertools import groupby

from evidencekit.errors import UnknownRuleError
from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Measured, Problem, Severity
from evidencekit.nearest import did_you_mean
from evidencekit.rules.measured import measured


class Need(StrEnum):
    """What a rule needs beyond the printed reference.

    A rule that needs FINDINGS runs after all others, on a document that keeps only
    those suppressions that silenced nothing.
    """

    NOTHING = "nothing"
    WORKS = "works"
    CITATIONS = "citations"
    CLAIMS = "claims"
    FINDINGS = "findings"


ReferenceCheck = Callable[[Assessment], Iterator[Problem]]
DocumentCheck = Callable[[Document, tuple[Assessment, ...]], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of defect. `code` is public API, `name` can stand wherever it can.

    `check` yields the problems of a whole document; `page` is the rule's docstring,
    which is its documentation. A rule in `preview` runs only where it is selected.
    Where `is_overridden`, the user has set the severity, and it holds for every case.
    """

    code: str
    name: str
    severity: Severity
    need: Need
    check: DocumentCheck
    page: str
    preview: bool = False
    is_overridden: bool = False

    def gravity(self, problem: Problem) -> Severity:
        """Return how grave a problem is that the rule found."""
        if self.is_overridden:
            return self.severity
        return problem.severity or self.severity

    @property
    def summary(self) -> str:
        """The first line of the rule's page."""
        return self.page.splitlines()[0]

    @property
    def measured(self) -> tuple[Measured, ...]:
        """How often the rule is right, as far as it was measured."""
        return measured(self.code)

    @property
    def full_page(self) -> str:
        """The page, and how often the rule is right, with the commands that say so."""
        if not self.measured:
            return f"{self.page}\n\nHow often it is right was not measured."
        lines = [self.page]
        for (command, date), figures in groupby(self.measured, _origin):
            lines += ["", f"How often it is right (`{command}`, {date}):", ""]
            lines += [f"- {figure}" for figure in figures]
        return "\n".join(lines)


def _origin(figure: Measured) -> tuple[str, str]:
    return figure.command, figure.date


_RULES: dict[str, Rule] = {}


def rule(
    code: str, name: str, severity: Severity, need: Need = Need.NOTHING
) -> Callable[[ReferenceCheck], ReferenceCheck]:
    """Register a rule over one reference and what is known of it."""

    def register(check: ReferenceCheck) -> ReferenceCheck:
        def over_document(
            _: Document, assessments: tuple[Assessment, ...]
        ) -> Iterator[Problem]:
            for assessment in assessments:
                for problem in check(assessment):
                    yield _placed(problem, assessment.reference.id)

        _add(
            Rule(
                code, name, severity, need, over_document, cleandoc(check.__doc__ or "")
            )
        )
        return check

    return register


def document_rule(
    code: str,
    name: str,
    severity: Severity,
    need: Need = Need.NOTHING,
    *,
    preview: bool = False,
) -> Callable[[DocumentCheck], DocumentCheck]:
    """Register a rule that looks at a whole document."""

    def register(check: DocumentCheck) -> DocumentCheck:
        page = cleandoc(check.__doc__ or "")
        _add(Rule(code, name, severity, need, check, page, preview))
        return check

    return register


def rules() -> tuple[Rule, ...]:
    """Return every registered rule, by code."""
    return tuple(_RULES[code] for code in sorted(_RULES))


def find_rule(code_or_name: str) -> Rule:
    """Return the rule with this code or name.

    Raises:
        UnknownRuleError: no rule has it.
    """
    for candidate in _RULES.values():
        if code_or_name.upper() == candidate.code or code_or_name == candidate.name:
            return candidate
    known = [word for r in rules() for word in (r.code, r.name)]
    meant = did_you_mean(code_or_name, known)
    raise UnknownRuleError(
        f"{code_or_name}: no rule has this code or name{meant}; see `evidencekit rules`"
    )


def selected(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Iterable[tuple[str, Severity]] = (),
) -> tuple[Rule, ...]:
    """Return the rules that `select` names and `ignore` does not.

    Where nothing is selected, all are but those in preview. `severities` says how
    grave some of them are; of two that name the same rule, the later one holds.

    All take codes, names and code prefixes ("EK2").

    Raises:
        UnknownRuleError: a value fits no rule.
    """
    chosen = {r.code for s in select for r in _matching(s)}
    chosen = chosen or {r.code for r in _RULES.values() if not r.preview}
    dropped = {r.code for s in ignore for r in _matching(s)}
    grave = {r.code: severity for s, severity in severities for r in _matching(s)}
    return tuple(
        replace(r, severity=grave[r.code], is_overridden=True) if r.code in grave else r
        for r in rules()
        if r.code in chosen - dropped
    )


def _matching(selector: str) -> list[Rule]:
    by_prefix = [r for r in rules() if r.code.startswith(selector.upper())]
    return by_prefix if selector and by_prefix else [find_rule(selector)]


def _placed(problem: Problem, reference: str) -> Problem:
    return problem if problem.reference else replace(problem, reference=reference)


def _add(new: Rule) -> None:
    if new.code in _RULES:
        raise ValueError(f"{new.code} is registered twice")
    _RULES[new.code] = new
