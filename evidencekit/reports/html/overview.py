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
_MAP_HEIGHT, _MARGIN = 180, 10
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
    if problem.claim:
        place = "A claim"
    said = shorten(visible(problem.message), 110, placeholder=" …")
    where = f"{prefix}f-{finding.fingerprint}"
    return e(
        "li",
        e("span", SIGNS[finding.severity], " ", class_=finding.severity.value),
        e("a", place, href=f"#{where}"),
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
            e("title", "Claims, in the order of the text, and their references"),
            # Lines stretch with the page; dots and numbers keep their size.
            e(
                "svg",
                list(_lines(document)),
                y=_MARGIN,
                width="100%",
                height=_MAP_HEIGHT,
                viewBox=f"0 0 {_WIDTH} {_MAP_HEIGHT}",
                preserveAspectRatio="none",
            ),
            list(_dots(entry, prefix)),
            height=_MAP_HEIGHT + 2 * _MARGIN + 14,
            # Its dots are links, which an image has none of.
            role="group",
            class_="map",
        ),
        e(
            "figcaption",
            e("span", "Above: claims in the order of the text. Below: references."),
            e("span", "linked", class_="key linked"),
            e("span", "nearest, to be looked at", class_="key weak"),
            e("span", "claim without a reference", class_="key bare"),
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
    statuses = {verdict.reference: verdict.status for verdict in entry.verdicts}
    for number, claim in enumerate(document.claims):
        bare = "" if claim.links else " bare"
        yield e(
            "a",
            e("title", claim.text),
            _placed(number, len(document.claims), _MARGIN, _CIRCLE, f"claim{bare}"),
            href=f"#{prefix}c-{claim.id}",
        )
    total = len(document.references)
    for number, reference in enumerate(document.references):
        status = statuses.get(reference.id, Status.NOT_APPLICABLE)
        shape = _SHAPES.get(status, _CIRCLE)
        yield e(
            "a",
            e("title", f"{reference.id} ({WORDS[status]}): {reference.text}"),
            _placed(number, total, _MARGIN + _MAP_HEIGHT, shape, status.value),
            _number(number, total, reference.id),
            href=f"#{prefix}r-{reference.id}",
        )


# Around (0, 0), so that a status can be told without its colour.
_CIRCLE = "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
_SQUARE = "M-5 -5h10v10h-10z"
_TRIANGLE = "M0 -6l6 10h-12z"
_SHAPES = {
    Status.MISMATCHED: _SQUARE,
    Status.NOTICE: _SQUARE,
    Status.DISCREPANT: _TRIANGLE,
    Status.NOT_FOUND: _TRIANGLE,
}


def _percent(number: int, total: int) -> str:
    return f"{100 * (number + 0.5) / total:.2f}%"


def _placed(number: int, total: int, y: int, shape: str, class_: str) -> Element:
    dot = e("path", d=shape, class_=f"dot {class_}")
    return e("svg", dot, x=_percent(number, total), y=y, class_="place")


def _number(number: int, total: int, id: str) -> Element | None:
    """Return the number below a dot: all of a short list, each fifth of a longer."""
    if (total > 40 and (number + 1) % (5 if total <= 100 else 25)) or len(id) > 4:
        return None
    # A phone has room for some twenty.
    odd = total > 20 and (number + 1) % 5
    return e(
        "text",
        id,
        x=_percent(number, total),
        y=_MAP_HEIGHT + 2 * _MARGIN + 11,
        class_="wide" if odd else None,
    )
