"""The claims of a document for people: each with its references below it."""

from collections.abc import Iterator

from evidencekit.appraisal.unsupported import without_reference
from evidencekit.inert import visible
from evidencekit.model import Claim, Finding, Link
from evidencekit.reports.claims import View
from evidencekit.reports.look import INKS, Ink, Look
from evidencekit.reports.summary import count, support

_SCALE = "levels of evidence: 1 is strongest, 5 weakest (Oxford 2011)"
# Of a full ranking, what is less likely is only counted; the other formats have it all.
_TOLD = 0.01
_LEVELS = {
    "linked": ("linked", Ink.GOOD),
    "weak": ("weak", Ink.WARNING),
    None: ("–", Ink.FAINT),
}


def rendered(shown: View, look: Look) -> str:
    """Return the claims, then what each reference carries.

    Where a link has no level, they are all sentences with all references, and there is
    nothing to sum up.
    """
    claims, texts = shown.claims, shown.texts
    lines = [look.painted(visible(shown.document.path), Ink.HEADING)]
    for claim in claims:
        lines += ["", *_claim(claim, shown, look)]
        for finding in shown.said_of(claim):
            lines += _finding(finding, look)
        told = [link for link in claim.links if link.level or link.probability >= _TOLD]
        for link in told:
            lines += _link(link, shown, look)
        if rest := len(claim.links) - len(told):
            lines.append(
                look.painted(f"      {rest} more, each below {_TOLD}", Ink.FAINT)
            )
        if not any(link.level for link in claim.links):
            lines.append(
                look.painted(f"      {without_reference(claims)}", Ink.WARNING)
            )
        if claim.runner_up:
            lines.append(_runner_up(claim.runner_up, texts, look))
    if not shown.document.has_prose:
        return f"{lines[0]}\n\nIt is a bibliography: without a text it has no claims\n"
    every = any(link.level is None for claim in claims for link in claim.links)
    if every:
        lines += ["", count(len(claims), "sentence")]
    else:
        lines += [*_by_reference(shown, look), "", support(claims)]
    if not every and claims and any(d.level for d in shown.designs.values()):
        lines.append(look.painted(_SCALE, Ink.FAINT))
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, shown: View, look: Look) -> Iterator[str]:
    line, column = shown.document.line_and_column(claim.span.start)
    place = f"  {line}:{column} {claim.id} "
    first, *rest = look.wrapped(claim.text, "    ", place)
    yield f"  {look.painted(place.strip(), Ink.FAINT)} {first[len(place) :]}"
    yield from rest


def _finding(finding: Finding, look: Look) -> Iterator[str]:
    """Yield what was found, and the words of the record that it rests on."""
    severity = look.painted(finding.severity.value, INKS[finding.severity])
    place = f"      {finding.severity.value} {finding.code} "
    first, *rest = look.wrapped(finding.problem.message, " " * 8, place)
    yield first.replace(finding.severity.value, severity, 1)
    yield from rest
    for evidence in finding.problem.evidence:
        if evidence.words:
            quote = f"{evidence.label}: “{evidence.words}”"
            yield from look.wrapped(quote, " " * 10, " " * 8)


def _link(link: Link, shown: View, look: Look) -> Iterator[str]:
    word, ink = _LEVELS[link.level]
    id = visible(link.reference)
    label = f"      {link.probability:.2f} {word:<6} by {link.basis:<7} [{id}] "
    text = look.shortened(shown.texts.get(link.reference, ""), look.width - len(label))
    yield label.replace(word, look.painted(word, ink), 1) + text
    design = shown.designs.get(link.reference)
    if design and link.level:
        yield look.painted(f"{' ' * 18}{design}", Ink.FAINT)
    if link.quote:
        yield from look.wrapped(f"“{link.quote}”", " " * 20, " " * 18)


def _runner_up(link: Link, texts: dict[str, str], look: Look) -> str:
    id, chance = visible(link.reference), f"{link.probability:.2f}"
    label = f"      {chance} runner-up [{id}] "
    text = texts.get(link.reference, "")
    shown = look.shortened(text, look.width - len(label))
    return look.painted(label + shown, Ink.FAINT)


def _by_reference(shown: View, look: Look) -> Iterator[str]:
    if not shown.document.references or not shown.claims:
        return
    yield from ("", look.painted("What each reference carries", Ink.HEADING))
    texts = shown.texts
    for id, ids in shown.carried.items():
        label = f"  [{visible(id)}] "
        carries = ", ".join(ids) or "no claim"
        ink = Ink.FAINT if ids else Ink.WARNING
        text = look.shortened(
            texts.get(id, ""), max(20, look.width - len(label) - len(carries) - 2)
        )
        yield f"{label}{look.painted(carries, ink)}  {look.painted(text, Ink.FAINT)}"
