"""Parses one printed reference: the model's labels, put right and made an item."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import exp
from typing import Any

from evidencekit.model import Item, Reference, Span
from evidencekit.parse import dates
from evidencekit.parse.fields import Labelling, labelling
from evidencekit.parse.identifiers import Identifier
from evidencekit.parse.kinds import kind
from evidencekit.parse.names import Names, names
from evidencekit.parse.runs import Run, extended, runs, value


@dataclass(slots=True)
class _Draft:
    """The fields found so far, with their places and probabilities."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    probabilities: dict[str, float] = field(default_factory=dict)

    def put(
        self, name: str, found: Any, start: int, end: int, probability: float = 1.0
    ) -> None:
        """Keep the first value found for a field."""
        if found and name not in self.values:
            self.values[name] = found
            self.places[name] = (start, end)
            self.probabilities[name] = probability


def parse_reference(
    text: str, *, id: str = "1", label: str | None = None, start: int = 0
) -> Reference:
    """Return the reference printed in `text`, which begins at `start` in its document.

    Never raises: what cannot be parsed gives an item without fields.
    """
    found = labelling(text)
    draft = _Draft()
    _put_identifiers(draft, found.masked)
    _put_accessed(draft, text)
    _put_runs(draft, text, found)
    item = _item(text, draft)
    return Reference(
        id=id,
        text=text,
        span=Span(start, start + len(text)),
        item=item,
        label=label,
        field_spans={
            name: Span(start + a, start + b) for name, (a, b) in draft.places.items()
        },
        confidences=dict(draft.probabilities),
        confidence=exp(found.log_probability) if found.labels else 0.0,
    )


def _put_identifiers(draft: _Draft, masked: Iterable[Identifier]) -> None:
    for identifier in masked:
        if identifier.kind in ("doi", "pmid", "pmcid", "isbn", "url"):
            draft.put(
                identifier.kind, identifier.value, identifier.from_, identifier.to
            )


def _put_accessed(draft: _Draft, text: str) -> None:
    found = dates.accessed(text)
    if found is not None:
        date, start, end = found
        draft.put("accessed", date, start, end)


def _put_runs(draft: _Draft, text: str, found: Labelling) -> None:
    by_label: dict[str, list[Run]] = {}
    for run in runs(found):
        by_label.setdefault(run.label, []).append(run)
    _put_names(draft, text, "author", by_label.get("author", []))
    _put_names(draft, text, "editor", by_label.get("editor", []))
    for label, name, marks in (
        ("title", "title", "?!"),
        ("container", "container_title", ""),
        ("publisher", "publisher", ""),
        ("place", "publisher_place", ""),
        ("edition", "edition", ""),
        ("volume", "volume", ""),
        ("issue", "issue", ""),
        ("page", "page", ""),
    ):
        _put_text(draft, text, name, marks, by_label.get(label, []))
    _put_date(draft, text, by_label.get("date", []))


def _put_names(draft: _Draft, text: str, name: str, found: list[Run]) -> None:
    if not found:
        return
    first = found[0]
    start, end = extended(text, first.start, first.end, ".")
    people = names(value(text[start:end]))
    draft.put(name, people, start, end, first.probability)


def _put_text(
    draft: _Draft, text: str, name: str, marks: str, found: list[Run]
) -> None:
    if not found:
        return
    best = max(found, key=lambda run: run.length)
    start, end = extended(text, best.start, best.end, marks)
    draft.put(name, value(text[start:end]), start, end, best.probability)


def _put_date(draft: _Draft, text: str, found: list[Run]) -> None:
    for run in found:
        date = dates.partial_date(text[run.start : run.end])
        if date is not None:
            draft.put("issued", date, run.start, run.end, run.probability)


_EMPTY = Names((), False)


def _item(text: str, draft: _Draft) -> Item:
    fields = dict(draft.values)
    authors: Names = fields.pop("author", _EMPTY)
    editors: Names = fields.pop("editor", _EMPTY)
    present = {name: str(found) for name, found in fields.items()}
    if editors.names:
        present["editor"] = "editor"
    item = Item(author=authors.names, et_al=authors.et_al, editor=editors.names)
    return replace(item, type=kind(re.sub(r"\s+", " ", text), present), **fields)
