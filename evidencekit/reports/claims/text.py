"""The claims of a document for people: each with its references below it."""

from collections.abc import Iterator, Sequence

from evidencekit.inert import visible
from evidencekit.model import Claim, Document, Link, line_and_column
from evidencekit.reports.claims import carried
from evidencekit.reports.look import Ink, Look
from evidencekit.reports.summary import count, support

_LEVELS = {
    "linked": ("linked", Ink.GOOD),
    "weak": ("weak", Ink.WARNING),
    None: ("–", Ink.FAINT),
}


def rendered(document: Document, claims: Sequence[Claim], look: Look) -> str:
    """Return `claims` of `document`, then what each reference carries.

    Where a link has no level, they are all sentences with all references, and there is
    nothing to sum up.
    """
    texts = {reference.id: reference.text for reference in document.references}
    lines = [look.painted(visible(document.path), Ink.HEADING)]
    for claim in claims:
        lines += ["", *_claim(claim, document, look)]
        for link in claim.links:
            lines += _link(link, texts.get(link.reference, ""), look)
        if not any(link.level for link in claim.links):
            lines.append(look.painted("      no listed reference matches", Ink.WARNING))
        if claim.runner_up:
            lines.append(_runner_up(claim.runner_up, texts, look))
    every = any(link.level is None for claim in claims for link in claim.links)
    if every:
        lines += ["", count(len(claims), "sentence")]
    else:
        lines += [*_by_reference(document, claims, look), "", support(claims)]
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, document: Document, look: Look) -> Iterator[str]:
    line, column = line_and_column(document.text, claim.span.start)
    place = f"  {line}:{column} {claim.id} "
    first, *rest = look.wrapped(claim.text, "    ", place)
    yield f"  {look.painted(place.strip(), Ink.FAINT)} {first[len(place) :]}"
    yield from rest


def _link(link: Link, text: str, look: Look) -> Iterator[str]:
    word, ink = _LEVELS[link.level]
    id = visible(link.reference)
    label = f"      {link.probability:.2f} {word:<6} by {link.basis:<7} [{id}] "
    shown = look.shortened(text, look.width - len(label))
    yield label.replace(word, look.painted(word, ink), 1) + shown
    if link.quote:
        yield from look.wrapped(f"“{link.quote}”", " " * 20, " " * 18)


def _runner_up(link: Link, texts: dict[str, str], look: Look) -> str:
    id, chance = visible(link.reference), f"{link.probability:.2f}"
    label = f"      {chance} runner-up [{id}] "
    text = texts.get(link.reference, "")
    shown = look.shortened(text, look.width - len(label))
    return look.painted(label + shown, Ink.FAINT)


def _by_reference(
    document: Document, claims: Sequence[Claim], look: Look
) -> Iterator[str]:
    if not document.references or not claims:
        return
    yield from ("", look.painted("What each reference carries", Ink.HEADING))
    texts = {reference.id: reference.text for reference in document.references}
    for id, ids in carried(document, claims).items():
        label = f"  [{visible(id)}] "
        carries = ", ".join(ids) or "no claim"
        ink = Ink.FAINT if ids else Ink.WARNING
        text = look.shortened(
            texts.get(id, ""), max(20, look.width - len(label) - len(carries) - 2)
        )
        yield f"{label}{look.painted(carries, ink)}  {look.painted(text, Ink.FAINT)}"
