"""What is remembered of a work: a short text for each thing that happened to it."""

import re

from evidencekit.match.changes import Change, Kind, family
from evidencekit.match.standing import Standing

UNREGISTERED = "not registered"
_VOID = "void "
_DATE = re.compile(r" \([\d-]+\)\Z")
_IN_THE_RECORD = {"title": "by its title", "publication-type": "by its type in PubMed"}


def entries(standing: Standing) -> tuple[str, ...]:
    """Return what is remembered of a work that stands so.

    "retraction: 10.1016/… (2010-02-06)"; "void retraction: …" is a notice that was
    itself retracted.
    """
    void = (f"{_VOID}{_entry(change)}" for change in standing.void)
    return (*map(_entry, standing.changes), *void)


def key(entry: str) -> str:
    """Return what makes an entry the same one: all but its date, which is mended."""
    return _DATE.sub("", entry)


def key_of(change: Change, *, void: bool = False) -> str:
    """Return the key of the entry for `change`; `void` once its notice is."""
    return f"{_VOID if void else ''}{key(_entry(change))}"


def family_of(entry: str) -> frozenset[Kind]:
    """Return the kinds of change that say the same of a work as this entry does."""
    try:
        return family(Kind(entry.partition(":")[0]))
    except ValueError:  # void, not registered, or of a later version of ours
        return frozenset()


def is_a_mark(entry: str) -> bool:
    """Say whether no notice is known, only a mark on the work's own record."""
    return key(entry).partition(": ")[2] in _IN_THE_RECORD.values()


def is_of_pubmed(entry: str) -> bool:
    """Say whether PubMed alone says so, which is not asked about every work."""
    return ": PMID " in entry or entry.endswith(_IN_THE_RECORD["publication-type"])


def _entry(change: Change) -> str:
    where = _IN_THE_RECORD.get(change.field) or (
        "in place" if change.in_place else None
    )
    where = where or change.doi or f"PMID {change.pmid}"
    return f"{change.kind}: {where}" + (f" ({change.date})" if change.date else "")
