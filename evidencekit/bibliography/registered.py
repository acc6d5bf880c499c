"""The registered work in place of what is printed of it, where it is sure enough."""

from collections.abc import Iterable
from dataclasses import fields, replace

from evidencekit.match.settled import (
    preprint_cited_as_published,
    published_cited_as_preprint,
)
from evidencekit.model import Item, Name, PartialDate, Reference, Status, Verdict, Work
from evidencekit.normalize import canonical_doi


def registered(reference: Reference, verdict: Verdict) -> Item | None:
    """Return the cited work as it is registered; None where it is not known for sure.

    What its record lacks is as printed. A record that the printed DOI leads to and
    that is of another work, of a notice or of another version is never used.
    """
    work = verdict.work
    if work is None or not work.item.title:
        return None
    match verdict.status:
        case Status.VERIFIED | Status.DISCREPANT:
            other_version = preprint_cited_as_published(reference, work) or (
                published_cited_as_preprint(reference, work)
            )
            return None if other_version else _joined(reference.item, work)
        case Status.MISMATCHED | Status.NOTICE if _is_suggested(work, verdict):
            printed = replace(reference.item, doi=None, url=None)
            return _joined(printed, work)
        case _:
            return None


def _is_suggested(work: Work, verdict: Verdict) -> bool:
    suggested = canonical_doi(verdict.suggested_doi or "")
    return suggested is not None and suggested == canonical_doi(work.item.doi or "")


def _joined(printed: Item, work: Work) -> Item:
    """Return the record's item, with what is printed where the record says nothing."""
    record = work.item
    filled = {
        field.name: getattr(record, field.name) or getattr(printed, field.name)
        for field in fields(Item)
    }
    author, et_al = _authors(printed, record)
    periodical = record.type == "article-journal"
    return Item(
        **{
            **filled,
            "type": printed.type if record.type == "document" else record.type,
            "title": _title(printed.title, record.title),
            "author": author,
            "et_al": et_al,
            "issued": _issued(printed.issued, (record.issued, *work.dates)),
            "page": record.page or work.article_number or printed.page,
            # An article is found by its journal, and a work with a DOI by that.
            "publisher": printed.publisher if periodical else filled["publisher"],
            "url": _url(printed.url if filled["doi"] else filled["url"]),
        }
    )


def _authors(printed: Item, record: Item) -> tuple[tuple[Name, ...], bool]:
    """Return the registered authors, unless the record names only some of them."""
    fewer = len(record.author) < len(printed.author)
    if fewer or (_shouts(record.author) and printed.author and not printed.et_al):
        return printed.author, printed.et_al
    return record.author, False


def _shouts(names: Iterable[Name]) -> bool:
    surnames = [name.surname for name in names if len(name.surname) > 2]
    return bool(surnames) and all(surname.isupper() for surname in surnames)


def _title(printed: str | None, registered: str | None) -> str | None:
    """Return the registered title as one prints it: no stop, not all capitals."""
    if registered is None:
        return printed
    title = registered.removesuffix(".") if registered[-2:] != ".." else registered
    small = printed and not printed.isupper()
    same_words = printed and printed.casefold().rstrip(".") == title.casefold()
    return printed if title.isupper() and small and same_words else title


def _issued(
    printed: PartialDate | None, dates: Iterable[PartialDate | None]
) -> PartialDate | None:
    """Return the first registered date, or the one in the year that is printed.

    Works are registered online in one year and in print in the next.
    """
    known = [date for date in dates if date]
    year = printed.year if printed else None
    in_print = (date for date in known if date.year == year)
    return next(in_print, known[0] if known else printed)


def _url(url: str | None) -> str | None:
    """Return an address that says more than the DOI does."""
    return None if url and "doi.org/" in url else url
