"""EK106: a DOI whose own digits contradict the reference it stands in."""

from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.match.doi_scheme import Contradiction, coded
from evidencekit.model import Evidence, Found, NotFound, Problem, Severity
from evidencekit.rules.corrections import doi_replacement
from evidencekit.rules.registry import rule

_SPOKEN = {"page": "page or article number", "issued": "year"}
_CSL = {"page": "page", "issued": "issued", "volume": "volume", "issue": "issue"}


@rule("EK106", "misnumbered-doi", Severity.ERROR)
def misnumbered_doi(assessment: Assessment) -> Iterator[Problem]:
    """The DOI's own digits name another article than the one the reference prints.

    Many publishers put the article number, volume, year or first page into the DOI:
    10.1371/journal.pone.0204925 is article e0204925 of PLOS ONE and no other. Where
    the digits and the printed numbers disagree, one of them is wrong. A year that is
    coded on acceptance may be followed by the year of publication.

    Why it matters: the DOI leads the reader to another article, often a correction, a
    reply or a neighbour in the same volume. No service is needed to see it.

    What to do: look the article up by its title and copy its DOI.

    When it is wrong: the publisher departed from its own scheme. Once a service has
    said what the DOI is registered for, this rule is silent and others speak.
    """
    if isinstance(assessment.lookup, Found | NotFound):
        return
    reference = assessment.reference
    reading = coded(reference.item.doi)
    found = reading.contradictions(reference.item, reference.text) if reading else ()
    if reading and found:
        said = " and ".join(_said(c) for c in found)
        yield Problem(
            f"by its own digits {reading.doi} is another article: {said}",
            evidence=tuple(Evidence(_CSL[c.field], c.printed, c.coded) for c in found),
            fix=doi_replacement(assessment),
            span=reference.field_spans.get("doi"),
            suggested_doi=assessment.suggested_doi,
        )


def _said(contradiction: Contradiction) -> str:
    spoken = _SPOKEN.get(contradiction.field, contradiction.field)
    return f"{spoken} {contradiction.coded}, not {contradiction.printed} as printed"
