"""How rules name works in messages and put the proof together."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from evidencekit.appraisal import Doubt, Support, supported
from evidencekit.match.assess import Assessment, Difference, Fit
from evidencekit.match.changes import Change, order
from evidencekit.model import (
    Claim,
    Document,
    Evidence,
    PartialDate,
    Problem,
    Work,
)
from evidencekit.normalize import plain
from evidencekit.rules.corrections import NO_ERRORS, replacement
from evidencekit.rules.placeholder_value import is_placeholder

_LONGEST_TITLE = 160


def quoted(text: str | None) -> str:
    """Return a title in quotation marks, cut at a word when it is long."""
    title = plain(text or "")
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return f"“{title}”"


def described(work: Work) -> str:
    """Return a work in a few words: title, first author, container and year."""
    item = work.item
    about = [item.author[0].family or str(item.author[0])] if item.author else []
    about += [plain(item.container_title)] if item.container_title else []
    about += [str(item.year)] if item.year else []
    title = quoted(item.title) if item.title else "a work without a title"
    return f"{title} ({', '.join(about)})" if about else title


def listed(changes: Iterable[Change]) -> str:
    """Return what happened to a work, one notice after the other."""
    return ", the ".join(str(change) for change in changes)


def against(date: PartialDate | None, change: Change) -> str:
    """Return how a notice lies to the article's own date, where both are stated."""
    if date is None:
        return ""
    match order(change, date):
        case "after":
            return f"; the article, of {date}, is older than the notice"
        case "before":
            return f"; the notice was out when the article was written, on {date}"
        case _:
            return ""


def evidence(
    work: Work, field: str, printed: str | None, registered: str | None
) -> Evidence:
    """Return what is printed and registered, and who says so."""
    variable = field.replace("_", "-") if field != "doi" else "DOI"
    return Evidence(
        variable, printed, registered, work.service, work.url, work.retrieved
    )


def sentences_of(claim: Claim, doubt: Doubt) -> tuple[Evidence, ...]:
    """Return the sentence of the claim beside the words of the record it rests on.

    Where no service gave a record, the title that is printed takes its place.
    """
    work = doubt.support.work
    if work is None:
        title = doubt.support.reference.item.title
        return Evidence("claim", claim.text, None), Evidence("title", title, None)
    return (evidence(work, doubt.field, claim.text, doubt.words),)


def doubted(
    document: Document,
    assessments: tuple[Assessment, ...],
    doubt_of: Callable[[str, Sequence[Support]], Doubt | None],
) -> Iterator[Problem]:
    """Yield what `doubt_of` says of each claim and all that it rests on.

    A claim that may rest on something else as well is left out.
    """
    for claim, supports in supported(document, assessments):
        alone = len(supports) == len(claim.links)
        doubt = doubt_of(claim.text, supports) if alone else None
        if doubt is not None:
            yield Problem(
                doubt.message,
                sentences_of(claim, doubt),
                span=claim.span,
                reference=doubt.support.reference.id,
                claim=claim.id,
            )


def wrong_fields(assessment: Assessment, field: str) -> Iterator[Difference]:
    """Yield what is wrong in a field; nothing where the DOI names another work.

    There every field differs from the DOI's work, which says no more than that. A
    value that was never filled in (volume 0) is EK105's.
    """
    if assessment.fit is Fit.OTHER:
        return
    for difference in assessment.differences:
        if difference.field != field or difference.kind in NO_ERRORS:
            continue
        if not is_placeholder(field, difference.printed):
            yield difference


def wrong_value(assessment: Assessment, field: str, noun: str) -> Iterator[Problem]:
    """Yield the problem of a field that holds one plain value."""
    work = assessment.work
    if work is None:
        return
    for difference in wrong_fields(assessment, field):
        printed, registered = difference.printed, difference.registered
        yield Problem(
            f"{noun} {printed} is printed; {registered} is registered for "
            f"{work.item.doi or described(work)}",
            (evidence(work, field, printed, registered),),
            replacement(assessment, difference, noun),
            span=assessment.reference.field_spans.get(field),
            confidence=assessment.reference.confidences.get(field, 1.0),
        )
