"""EK401: two entries of the list for one work."""

from collections.abc import Iterable, Iterator

from evidencekit.match.assess import Assessment
from evidencekit.model import Document, Evidence, Item, Problem, Reference, Severity
from evidencekit.normalize import canonical_doi, folded, words
from evidencekit.rules.registry import document_rule

# "Introduction" and "Depression in adults" are the titles of many works.
_FEWEST_WORDS = 4
# Of the shorter title's words, those that the other has, where both are of one work.
_ALIKE = 0.7


@document_rule("EK401", "duplicate-reference", Severity.WARNING)
def duplicate_reference(
    document: Document, assessments: tuple[Assessment, ...]
) -> Iterator[Problem]:
    """A reference cites the same work as an earlier one of the list.

    Two references are one when they print the same DOI, or the same title, year and
    first author and nothing that tells them apart, or when both were found to be one
    registered work. The later one is named.

    Why it matters: one work looks like two supports for what the article says, and
    the numbers of everything after it are off.

    What to do: keep one and renumber. Where the titles differ, one of the two has the
    other's DOI.

    When it is wrong: two parts of a work published under one title; parts with pages,
    volumes or DOIs of their own pass, and so does what stands in two lists.
    """
    for reference, twin in twins(document.listed, assessments):
        yield _problem(reference, twin)


def twins(
    references: Iterable[Reference], assessments: Iterable[Assessment]
) -> Iterator[tuple[Reference, Reference]]:
    """Yield each reference that cites the work of an earlier one, and that one."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, ...], list[Reference]] = {}
    works = {a.reference.id: a.work.item.doi for a in assessments if a.work}
    for reference in references:
        doi = canonical_doi(reference.item.doi or "") or works.get(reference.id)
        key = _key(reference.item)
        twin = by_doi.get(doi or "") or next(
            (r for r in by_title.get(key, ()) if _may_be_one(r.item, reference.item)),
            None,
        )
        if twin and _are_in_one_book(twin.item, reference.item):
            twin = None
        if twin:
            yield reference, twin
        if doi:
            by_doi.setdefault(doi, reference)
        if key:
            by_title.setdefault(key, []).append(reference)


def _are_in_one_book(left: Item, right: Item) -> bool:
    """Say whether two chapters, or a book and its chapter, share the book's DOI."""
    kinds = {left.type, right.type}
    return bool(kinds & {"book", "chapter"}) and _titles_differ(left, right)


def _key(item: Item) -> tuple[str, ...]:
    title = words(item.title or "")
    if len(title) < _FEWEST_WORDS or item.year is None:
        return ()
    return (" ".join(title), str(item.year), _first_author(item))


def _first_author(item: Item) -> str:
    if not item.author:
        return ""
    first = item.author[0]
    return folded(first.family or first.literal or "")


def _may_be_one(left: Item, right: Item) -> bool:
    """Say whether no printed field tells the two apart."""
    for field in ("doi", "volume", "issue", "page", "url"):
        one, other = getattr(left, field), getattr(right, field)
        if one and other and _bare(one) != _bare(other):
            return False
    return True


def _bare(value: str) -> str:
    return folded(value).replace("–", "-").strip(" ./")


def _problem(reference: Reference, twin: Reference) -> Problem:
    doi = canonical_doi(reference.item.doi or "")
    same_doi = doi is not None and doi == canonical_doi(twin.item.doi or "")
    message = f"the same work as reference {twin.id}"
    if same_doi and _titles_differ(reference.item, twin.item):
        message = f"the same DOI as reference {twin.id}, under another title"
    field, printed = ("DOI", doi) if same_doi else ("title", reference.item.title)
    evidence = Evidence(field, printed, None)
    return Problem(message, evidence=(evidence,), reference=reference.id)


def _titles_differ(left: Item, right: Item) -> bool:
    one, other = words(left.title or ""), words(right.title or "")
    if not one or not other:
        return False
    common = set(one) & set(other)
    return len(common) < _ALIKE * min(len(set(one)), len(set(other)))
