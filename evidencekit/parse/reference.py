"""Parses one printed reference: the model's labels, put right and made an item."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from evidencekit.model import Item, PartialDate, Reference, Span
from evidencekit.normalize import canonical_doi
from evidencekit.parse import dates
from evidencekit.parse.confidence import field_confidence, whole_confidence
from evidencekit.parse.editions import edition
from evidencekit.parse.fields import MOST_CHARACTERS, Labelling, labelling
from evidencekit.parse.identifiers import Identifier
from evidencekit.parse.kinds import kind
from evidencekit.parse.names import Names, names
from evidencekit.parse.runs import Run, extended, runs, value, without


@dataclass(slots=True)
class _Draft:
    """The fields found so far, with their places and the model's probabilities."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    probabilities: dict[str, float] = field(default_factory=dict)

    def put(
        self, name: str, found: Any, place: tuple[int, int], probability: float = 1.0
    ) -> None:
        """Keep the first value found for a field."""
        if found and name not in self.values:
            self.values[name] = found
            self.places[name] = place
            self.probabilities[name] = probability


def parse_reference(
    text: str, *, id: str = "1", label: str | None = None, start: int = 0
) -> Reference:
    """Return the reference printed in `text`, which begins at `start` in its document.

    Never raises: what cannot be parsed gives an item without fields.
    """
    span = Span(start, start + len(text))
    if len(text) > MOST_CHARACTERS:
        return Reference(id, text, span, Item(), label, confidence=0.0)
    found = labelling(text)
    draft = _Draft()
    _put_identifiers(draft, found.masked)
    _put_found(draft, "accessed", dates.accessed(text))
    _put_found(draft, "edition", edition(text))
    _put_runs(draft, text, found)
    return Reference(
        id=id,
        text=text,
        span=span,
        item=_item(text, draft),
        label=label,
        field_spans={
            name: Span(start + a, start + b) for name, (a, b) in draft.places.items()
        },
        confidences={
            name: field_confidence(name, probability)
            for name, probability in draft.probabilities.items()
        },
        confidence=whole_confidence(found),
    )


_ESCAPED_DOI = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d+%2f.+)", re.I)
_NUMBERS = {"patent": "number", "report": "number"}
_IDENTIFIED = ("doi", "pmid", "pmcid", "isbn", "url", "number", "version")


def _put_identifiers(draft: _Draft, masked: Iterable[Identifier]) -> None:
    for identifier in masked:
        place = (identifier.from_, identifier.to)
        name = _NUMBERS.get(identifier.kind, identifier.kind)
        escaped = _ESCAPED_DOI.match(identifier.value) if name == "url" else None
        if escaped:
            draft.put("doi", canonical_doi(escaped[1]), place)
        elif name in _IDENTIFIED:
            draft.put(name, identifier.value, place)


def _put_found(draft: _Draft, name: str, found: tuple[Any, int, int] | None) -> None:
    if found is not None:
        value, start, end = found
        draft.put(name, value, (start, end))


# Signs that close a field and belong to it.
_CLOSING_SIGNS = {"title": "?!"}
_FIELDS = {
    "title": "title",
    "container": "container_title",
    "publisher": "publisher",
    "place": "publisher_place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
}


_DATE_OF_VOLUME = ("date", "volume")


def _put_runs(draft: _Draft, text: str, found: Labelling) -> None:
    by_label: dict[str, list[Run]] = {}
    in_order = list(runs(found))
    for run in in_order:
        by_label.setdefault(run.label, []).append(run)
    # "Group 2020. … 2023;26:1-9": the year that the volume goes with comes first, but
    # not in "Doe J (2016). … Social Science & Medicine (1982), 166".
    pairs = list(pairwise(in_order))
    heads = [b for a, b in pairs if _is_date_of_authors(text, a, b)] or [
        a for a, b in pairs if (a.label, b.label) == _DATE_OF_VOLUME
    ]
    _put_names(draft, text, "editor", by_label.get("editor", []))
    _put_names(draft, text, "author", by_label.get("author", []))
    for label, name in _FIELDS.items():
        if label in by_label:
            _put_text(draft, text, name, by_label[label])
    accessed, known = draft.places.get("accessed"), by_label.get("date", [])
    for run in (*heads, *known):
        if accessed and accessed[0] <= run.start < accessed[1]:
            continue
        date = dates.partial_date(text[run.start : run.end])
        if date is not None:
            draft.put("issued", date, (run.start, run.end), run.probability)
    _put_any_year(draft, text, found)
    _put_arxiv(draft, text, found.masked)


def _is_date_of_authors(text: str, before: Run, date: Run) -> bool:
    labels = (before.label, date.label)
    return labels == ("author", "date") and text[: date.start].endswith("(")


_LONE_YEAR = re.compile(r"c?((?:1[6-9]|20)\d\d)[a-z]?\Z")


def _put_any_year(draft: _Draft, text: str, found: Labelling) -> None:
    """Take the last year that nothing else is made of, where the model saw no date."""
    if "issued" in draft.values:
        return
    accessed = draft.places.get("accessed", (len(text), len(text)))
    cut = found.tokens
    for i in range(len(found.labels) - 1, -1, -1):
        start, end = cut.starts[i], cut.ends[i]
        match = _LONE_YEAR.match(cut.words[i])
        if (
            match
            and found.labels[i] in ("other", "publisher")
            and not (accessed[0] <= start < accessed[1])
        ):
            year = PartialDate(int(match.group(1)))
            draft.put("issued", year, (start, end), 1.0 - found.probabilities[i])
            return


_EDITED = re.compile(
    r"[\s,]*[(\[]?\s*(?:eds?|editors?|orgs?|organizador(?:es)?|hrsg|coords?)\b", re.I
)


def _put_names(draft: _Draft, text: str, name: str, found: list[Run]) -> None:
    if not found:
        return
    first = found[0]
    place = extended(text, first.start, first.end, ".")
    if name == "author" and _EDITED.match(text, first.end):
        name = "editor"  # a whole book, listed under its editors
    draft.put(name, names(value(text[slice(*place)])), place, first.probability)


# "[Internet]" and the like say how the work was read, not what it is called.
_MEDIUM = re.compile(
    r"\s*\[(?:internet|on-?line|electronic|eletr[ôo]nico|web ?site)[^\]]*\]?\s*\Z",
    re.IGNORECASE,
)
_IN = re.compile(r"(?i)(?:in|em|en|dans)\s*:\s*")
_SUPPLEMENT_BEFORE = re.compile(r"(?i)\bsup+l?(?:em?ent\w*)?\.?\s*\Z")


# What tells an edition, a package's version or a thesis is not part of its title.
_TITLE_TAIL = re.compile(
    r"\s*(?:[.,(]\s*R package(?: version)?\b[^)]*\)?"
    r"|[.(\[]\s*(?:tese|dissertação|(?:unpublished )?(?:ph\.?\s?d\.?|doctoral"
    r"|master\S*) (?:thesis|dissertation))\b[^.)\]]{0,60}[)\]]?"
    r"|,\s*\d{1,2}\s?(?:st|nd|rd|th)(?:\s+ed(?:ition|n|\.)?)?)\s*\Z",
    re.IGNORECASE,
)
# A number, a Roman number, or what stands for one.
_NUMBERED = re.compile(
    r"(?i)\d|\b[ivxlc]+\b|sup+l|spec|spéc|esp|sonder|extra|hors|\b[a-z]\b|spring|summer"
    r"|autumn|fall|winter|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def _put_text(draft: _Draft, text: str, name: str, found: list[Run]) -> None:
    best = max(found, key=lambda run: run.length)
    start, end = extended(text, best.start, best.end, _CLOSING_SIGNS.get(name, ""))
    if name in ("title", "container_title"):
        if name == "title":
            start, end = without(text, start, end, _TITLE_TAIL)
            start, end = _before_edition(draft, text, start, end)
        if "[" in text:
            start, end = without(text, start, end, _MEDIUM)
        if (lead := _IN.match(text, start, end)) is not None:
            start = lead.end()
    elif name == "issue":
        before = _SUPPLEMENT_BEFORE.search(text, max(0, start - 14), start)
        if before is not None:
            start = before.start()
    if name == "page" and end - start == 1 and text[start:end].isupper():
        return  # the section of "J. Mater. Chem. C, 2021"
    if name in ("volume", "issue") and not _NUMBERED.search(text, start, end):
        return
    draft.put(name, value(text[start:end]), (start, end), best.probability)


def _before_edition(draft: _Draft, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a title without the edition that closes it."""
    begun, done = draft.places.get("edition", (end, end))
    if start < begun < end <= done + 1:
        end = start + len(text[start:begun].rstrip(" ,.;:(["))
    return start, end


def _put_arxiv(draft: _Draft, text: str, masked: Iterable[Identifier]) -> None:
    """Name arXiv as the container where nothing else is."""
    for identifier in masked:
        if identifier.kind == "arxiv" and "container_title" not in draft.values:
            place = (identifier.start, identifier.end)
            draft.put("container_title", value(text[slice(*place)]), place)


_EMPTY = Names((), False)


def _item(text: str, draft: _Draft) -> Item:
    fields = dict(draft.values)
    authors: Names = fields.pop("author", _EMPTY)
    editors: Names = fields.pop("editor", _EMPTY)
    present = {name: str(found) for name, found in fields.items()}
    for name, found_names in (("author", authors), ("editor", editors)):
        if found_names.names:
            present[name] = name
    return Item(
        type=kind(" ".join(text.split()), present),
        author=authors.names,
        et_al=authors.et_al,
        editor=editors.names,
        **fields,
    )
