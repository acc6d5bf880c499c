"""The picture at the head of the page: what became of the references, and who
supports what."""

from collections import Counter
from collections.abc import Iterator
from textwrap import shorten
from xml.etree.ElementTree import Element

from evidencekit.inert import visible
from evidencekit.model import Document, DocumentReport, Finding, Severity, Status
from evidencekit.reports.html.elements import e
from evidencekit.reports.html.references import SIGNS, WORDS
from evidencekit.reports.summary import count

_WIDTH, _BAR = 600, 26
_MAP_HEIGHT = 180
_MOST_FIRST = 5
_MOST_ROWS = 400  # claims and references that a picture of this width can show


def overview(entry: DocumentReport, prefix: str) -> Element:
    """Return counts, a bar of all statuses, and the map from claims to references."""
    severities = Counter(finding.severity for finding in entry.findings)
    chips = [
        e("li", count(severities[severity], severity.value), class_=severity.value)
        for severity in Severity
    ]
    chips.append(e("li", f"{len({u.reference for u in entry.unchecked})} unchecked"))
    if entry.suppressed:
        chips.append(e("li", f"{len(entry.suppressed)} may pass"))
    return e(
        "div",
        e("ul", chips, class_="chips"),
        e("div", _statuses(entry), _first(entry, prefix)),
        _claim_map(entry, prefix),
        class_="overview",
    )


def _first(entry: DocumentReport, prefix: str) -> Element | None:
    """Return what to look at first, as links to the references."""
    gravest = sorted(entry.findings, key=lambda f: f.severity.rank)[:_MOST_FIRST]
    if not gravest:
        return None
    return e("ul", (_pointer(finding, prefix) for finding in gravest), class_="first")


def _pointer(finding: Finding, prefix: str) -> Element:
    problem = finding.problem
    place = f"Reference {problem.reference}" if problem.reference else "The list"
    said = shorten(visible(problem.message), 110, placeholder=" …")
    where = f"{prefix}r-{problem.reference}" if problem.reference else None
    return e(
        "li",
        e("span", SIGNS[finding.severity], " ", class_=finding.severity.value),
        e("a", place, href=f"#{where or prefix + 'references'}"),
        f": {said}",
    )


def _statuses(entry: DocumentReport) -> Element | None:
    statuses = Counter(verdict.status for verdict in entry.verdicts)
    total = sum(statuses.values())
    if not total:
        return None
    said = ", ".join(f"{n} {WORDS[status]}" for status, n in statuses.most_common())
    return e(
        "figure",
        e(
            "svg",
            e("title", f"Of {count(total, 'reference')}: {said}"),
            list(_bars(statuses, total)),
            viewBox=f"0 0 {_WIDTH} {_BAR}",
            role="img",
            class_="bar",
            preserveAspectRatio="none",
        ),
        e(
            "figcaption",
            (
                e(
                    "span",
                    f"{statuses[status]} {WORDS[status]}",
                    class_=f"key {status.value}",
                )
                for status in Status
                if statuses[status]
            ),
        ),
    )


def _bars(statuses: Counter[Status], total: int) -> Iterator[Element]:
    x = 0.0
    for status in Status:
        width = _WIDTH * statuses[status] / total
        if width:
            yield e(
                "rect",
                x=f"{x:.1f}",
                width=f"{max(width - 2, 1):.1f}",
                height=_BAR,
                class_=status.value,
            )
        x += width


def _claim_map(entry: DocumentReport, prefix: str) -> Element | None:
    document = entry.document
    claims, listed = document.claims, document.references
    if not claims or not listed or max(len(claims), len(listed)) > _MOST_ROWS:
        return None
    return e(
        "figure",
        e(
            "svg",
            e(
                "title",
                "Claims, in the order of the text, and their references",
            ),
            list(_lines(document)),
            list(_dots(entry, prefix)),
            viewBox=f"0 -14 {_WIDTH} {_MAP_HEIGHT + 34}",
            role="img",
            class_="map",
        ),
        e(
            "figcaption",
            "Above the claims in the order of the text, below the references",
        ),
    )


def _across(number: int, total: int) -> float:
    return _WIDTH * (number + 0.5) / total


def _lines(document: Document) -> Iterator[Element]:
    places = {
        reference.id: _across(number, len(document.references))
        for number, reference in enumerate(document.references)
    }
    for number, claim in enumerate(document.claims):
        x = _across(number, len(document.claims))
        for linked in claim.links:
            if linked.reference in places:
                end = places[linked.reference]
                middle = _MAP_HEIGHT / 2
                yield e(
                    "path",
                    d=f"M{x:.1f} 0C{x:.1f} {middle} {end:.1f} {middle} {end:.1f} "
                    f"{_MAP_HEIGHT}",
                    class_=linked.level or "weak",
                )


def _dots(entry: DocumentReport, prefix: str) -> Iterator[Element]:
    document = entry.document
    statuses = {verdict.reference: verdict.status.value for verdict in entry.verdicts}
    for number, claim in enumerate(document.claims):
        yield e(
            "a",
            e("title", claim.text),
            e(
                "circle",
                cx=f"{_across(number, len(document.claims)):.1f}",
                cy=0,
                r=4 if claim.links else 3,
                class_="claim" if claim.links else "claim bare",
            ),
            href=f"#{prefix}c-{claim.id}",
        )
    few = len(document.references) <= 40
    for number, reference in enumerate(document.references):
        x = _across(number, len(document.references))
        yield e(
            "a",
            e("title", f"{reference.id}: {reference.text}"),
            e(
                "circle",
                cx=f"{x:.1f}",
                cy=_MAP_HEIGHT,
                r=5,
                class_=statuses.get(reference.id, Status.NOT_APPLICABLE.value),
            ),
            e("text", reference.id, x=f"{x:.1f}", y=_MAP_HEIGHT + 18) if few else None,
            href=f"#{prefix}r-{reference.id}",
        )
