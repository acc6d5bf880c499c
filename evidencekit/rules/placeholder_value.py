"""EK105: a value that stands where the real one was never filled in."""

import re
from collections.abc import Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import (
    Document,
    Evidence,
    Fix,
    Problem,
    Reference,
    Severity,
    Work,
)
from evidencekit.rules.corrections import as_printed, is_doubtful, verbatim_at
from evidencekit.rules.registry import document_rule

_CSL = {"container_title": "container-title"}
_CHECKED = ("title", "container_title", "volume", "issue", "page")
_NUMBERS = ("volume", "issue", "page")
# Not "XX" and "XXX": Roman volumes, such as volume XXX of Mind
# (10.1093/mind/xxx.117.115a).
_NOTHING = re.compile(
    r"0+(?:\s*[-–]+\s*0+)?|n\.?\s?/?p\.?|n/a(?:\s*[-–]+\s*n/a)?|\?{2,}|x{4,}"
    r"|(x{2,}|\?+)\s*[-–]+\s*\1|tb[ad]|null|none|nan|undefined|unknown",
    re.IGNORECASE,
)
# What templates leave behind in the text of a reference. PubMed's summary format has a
# "[journal]" of its own.
_TEMPLATE = re.compile(
    r"(?<!PubMed )\[(?i:(?:insert|add|enter|your)\s[^\[\]]{2,30}"
    r"|(?:journal|publisher|volume|year|page|doi|url)s?(?:\s+(?:here|name|number))?"
    r"|(?:article|author|book)s?\s+(?:here|names?|title))\]"
    r"|\bTODO:|\[TODO\b|\bFIXME\b|\bX{4,}\b|\[object Object\]|\blorem ipsum\b"
    r"|\b10\.[xX]{3,}/",
)
# Not "untitled" and "unknown", which are registered as titles.
_WHOLE = ("null", "none", "nan", "undefined", "n/a", "tbd", "tba")
_IN_PRESS = re.compile(
    r"(?:^|[.,;:(\[])\s*"
    r"(in press|forthcoming|im druck|no prelo|sous presse|en prensa)\s*(?:[.,;)\]]|$)",
    re.IGNORECASE,
)
# Most articles leave "in press" within a year; three leave no doubt.
_LONG_PAST = 3


@document_rule("EK105", "placeholder-value", Severity.WARNING)
def placeholder_value(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A number, name or date was never filled in.

    Volume or issue 0, pages "n.p." or "000-000", "[journal name]", "TODO" and the like,
    a title that says "undefined", and "in press" beside a year that other references
    of the list have left three years behind.

    Why it matters: reference managers and generators put such values where they know
    nothing, most of all for articles that were online before they had a volume. Nobody
    can find the work by them.

    What to do: print the real value. Where a service knows the work, its registered
    value is shown.

    When it is wrong: a few journals did publish a volume or an issue 0.
    """
    latest = max((r.item.year or 0 for r in document.references), default=0)
    for assessment in assessments:
        found = list(_values(assessment)) or list(_template(assessment.reference))
        yield from found
        yield from _long_in_press(assessment.reference, latest)


def is_placeholder(field: str, value: str | None) -> bool:
    """Say whether `value` stands for nothing in `field` (a name of an `Item` field)."""
    if value is None:
        return False
    if field in _NUMBERS:
        return bool(_NOTHING.fullmatch(value.strip("() .")))
    return value.strip(" .[]()").casefold() in _WHOLE


def _values(assessment: Assessment) -> Iterator[Problem]:
    reference, work = assessment.reference, assessment.work
    for field in _CHECKED:
        printed = getattr(reference.item, field)
        if not is_placeholder(field, printed):
            continue
        registered = getattr(work.item, field) if work else None
        if registered == printed:
            continue
        name = _CSL.get(field, field)
        spoken = name.replace("-", " ")
        message = f"{spoken} {printed} stands where the real one was never filled in"
        if registered:
            message = f"{spoken} {printed} is a placeholder; registered is {registered}"
        yield Problem(
            message,
            evidence=(_evidence(name, printed, registered, work),),
            fix=_fix(assessment, field, registered),
            span=reference.field_spans.get(field),
            reference=reference.id,
        )


def _evidence(
    name: str, printed: str, registered: str | None, work: Work | None
) -> Evidence:
    if work is None or registered is None:
        return Evidence(name, printed, None)
    return Evidence(name, printed, registered, work.service, work.url, work.retrieved)


def _fix(assessment: Assessment, field: str, registered: str | None) -> Fix | None:
    reference = assessment.reference
    span = reference.field_spans.get(field)
    if span is None or registered is None:
        return None
    item = reference.item
    if verbatim_at(reference, span, getattr(item, field)) is None:
        return None
    unfilled = [f for f in _CHECKED if is_placeholder(f, getattr(item, f))]
    if is_doubtful(assessment, besides=unfilled):
        return None
    text = as_printed(reference, span, registered)
    return Fix(f"Print the registered {field}", span, text, safe=True)


def _template(reference: Reference) -> Iterator[Problem]:
    found = _TEMPLATE.search(reference.text)
    if found:
        printed = found.group().strip()
        message = f"“{printed}” was left over from a template"
        yield Problem(message, reference=reference.id)


def _long_in_press(reference: Reference, latest: int) -> Iterator[Problem]:
    item, found = reference.item, _IN_PRESS.search(reference.text)
    if not found or item.year is None or item.volume or item.page:
        return
    if latest - item.year >= _LONG_PAST:
        yield Problem(
            f"“{found[1]}” since {item.year}, while the list goes on "
            f"to {latest}; it will have appeared",
            reference=reference.id,
        )
