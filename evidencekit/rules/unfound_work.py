"""EK204: no service that answered knows the work."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.search import is_article, nearest
from evidencekit.model import Evidence, Problem, Severity
from evidencekit.rules.proof import described
from evidencekit.rules.registry import Need, rule


@rule("EK204", "unfound-work", Severity.WARNING, Need.WORKS)
def unfound_work(assessment: Assessment) -> Iterator[Problem]:
    """No service that answered knows a work that fits the reference.

    Why it matters: a reader may not be able to find the work either. Most articles of
    the last decades are registered, so that an article which cannot be found
    deserves a look.

    What to do: compare the registered works that come near, if any are listed: a small
    slip in title, author or year may hide the right one. Otherwise look the work up
    where it should stand, and print what leads there.

    When it is wrong: that a work was not found does not mean that there is none: small,
    old and non-English journals are often not registered, which is why books,
    theses, reports and web pages are passed over. Nothing is said when a service
    did not answer.
    """
    found, item = assessment.candidates, assessment.reference.item
    if found is None or assessment.work or assessment.unavailable:
        return
    if not is_article(item):
        return
    near = nearest(assessment.reference, found)
    message = f"{found.service} knows no work that fits this reference"
    if near:
        listed = "; ".join(f"{described(w)} {w.item.doi}" for w in near)
        message += f"; nearest: {listed}"
    shown = [(work.item.title, work.url) for work in near] or [(None, found.url)]
    yield Problem(
        message,
        tuple(
            Evidence("title", item.title, title, found.service, url, found.retrieved)
            for title, url in shown
        ),
    )
