"""EK204: no service that answered knows the work."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidencekit.match.assess import Assessment, is_undecided
from evidencekit.match.search import is_article, nearest
from evidencekit.model import (
    Candidates,
    Evidence,
    Problem,
    Search,
    Severity,
    Unavailable,
    Work,
)
from evidencekit.rules.proof import described
from evidencekit.rules.registry import Need, rule


@rule("EK204", "unfound-work", Severity.WARNING, Need.WORKS)
def unfound_work(assessment: Assessment) -> Iterator[Problem]:
    """No service that answered knows a work that fits the reference.

    Crossref is asked first, and PubMed for articles without a DOI that Crossref does
    not know. The finding names who answered, and who did not.

    Why it matters: a reader may not be able to find the work either. Most articles of
    the last decades are registered, so that an article which cannot be found
    deserves a look.

    What to do: compare the registered works that come near, if any are listed: a small
    slip in title, author or year may hide the right one. Otherwise look the work up
    where it should stand, and print what leads there.

    When it is wrong: that a work was not found does not mean that there is none: small,
    old and non-English journals are often not registered, which is why books,
    theses, reports and web pages are passed over. Nothing is said where a registered
    work may be the cited one without being sure to, where no title is printed to search
    for, nor when Crossref did not answer; where PubMed did not, the work may be there.
    """
    found, item = assessment.candidates, assessment.reference.item
    if found is None or assessment.work or assessment.unavailable:
        return
    if not is_article(item) or is_undecided(assessment):
        return
    further = assessment.further
    answers = (found, *(f for f in further if isinstance(f, Candidates)))
    works = tuple(work for answer in answers for work in answer.works)
    near = nearest(assessment.reference, replace(found, works=works))
    message = f"{found.service} knows no work that fits this reference"
    message += "".join(
        _more(a) for a in sorted(further, key=lambda a: isinstance(a, Unavailable))
    )
    if near:
        listed = "; ".join(f"{described(w)} {w.item.doi or w.url}" for w in near)
        message += f"; nearest: {listed}"
    yield Problem(
        message,
        tuple(_evidence(item.title, answers, near)),
        confidence=1 - (assessment.probability or 0.0),
    )


def _more(answer: Search) -> str:
    """Return what became of a service that was asked after Crossref."""
    match answer:
        case Candidates(service):
            return f", nor does {service}"
        case Unavailable(service, unasked=True):
            return f"; {service} was not asked"
        case Unavailable(service):
            return f"; {service} did not answer"


def _evidence(
    printed: str | None, answers: Iterable[Candidates], near: Iterable[Work]
) -> Iterator[Evidence]:
    """Yield the works that come near, and each answer that has none of them."""
    for work in near:
        title = work.item.title
        yield Evidence("title", printed, title, work.service, work.url, work.retrieved)
    services = {work.service for work in near}
    for answer in answers:
        if answer.service not in services:
            yield Evidence(
                "title", printed, None, answer.service, answer.url, answer.retrieved
            )
