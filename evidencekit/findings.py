"""From a rule's problems to findings: their place, their gravity, their fingerprint."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidencekit.model import Document, Finding, Problem, Span
from evidencekit.normalize import folded
from evidencekit.rules.registry import Rule

# What is said of a finding must not make others of its neighbours.
# One that is never closed is not looked through anew from each that follows.
_COMMENT = re.compile(
    r"<!--(?:(?!-->|<!--).)*-->|^[ \t]*%[^\n]*", re.DOTALL | re.MULTILINE
)


def findings(
    rule: Rule, problems: Iterable[Problem], document: Document
) -> Iterator[Finding]:
    """Yield the findings that the `problems` are which `rule` has in `document`."""
    references = {r.id: r for r in document.references}
    spans_of_claims = {c.id: c.span for c in document.claims}
    seen: Counter[str] = Counter()
    for problem in problems:
        reference = references.get(problem.reference or "")
        span = problem.span
        if span is None and reference is not None:
            span = reference.span
        if span is None and problem.claim is not None:
            span = spans_of_claims.get(problem.claim)
        if span is None:
            span = document.list_span or Span(0, 0)
        problem = _mendable(problem, document)
        line, column = document.line_and_column(span.start)
        # Of the claims that rest on one reference, each is a finding of its own.
        about = span.of(document.text)
        if reference is not None and problem.claim is None:
            about = reference.text
        fingerprint = _fingerprint(rule.code, about, problem)
        seen[fingerprint] += 1
        if seen[fingerprint] > 1:
            fingerprint = f"{fingerprint}-{seen[fingerprint]}"
        yield Finding(
            rule.code,
            rule.name,
            rule.gravity(problem),
            problem,
            span,
            line,
            column,
            fingerprint,
        )


def _mendable(problem: Problem, document: Document) -> Problem:
    """Return the problem without a fix that the file's mark-up does not allow."""
    fix, source = problem.fix, document.source
    if fix and source and source.edited(fix.span, fix.replacement) is None:
        return replace(problem, fix=None)
    return problem


def _fingerprint(code: str, about: str, problem: Problem) -> str:
    """Return what tells a finding from others, wherever it stands.

    What is registered has no part in it: that depends on who answered.
    """
    parts = [code, folded(_COMMENT.sub("", about)), *sorted(problem.notices)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
