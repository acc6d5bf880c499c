"""A printed reference compared with a registered work, field by field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidencekit.match.containers import same_container
from evidencekit.match.names import name_changes
from evidencekit.match.notices import announces
from evidencekit.match.numbers import numbers, same_issue, same_volume
from evidencekit.match.pages import Pages, bare, pages, same_pages
from evidencekit.match.reading import ACCESSED, ADDRESS, printed_text
from evidencekit.match.registered import (
    registered_containers,
    registered_pages,
    registered_titles,
    registered_years,
)
from evidencekit.match.titles import (
    Title,
    changes,
    dropped_part,
    head_stands_in,
    likeness,
    stands_in,
    title,
)
from evidencekit.model import Item, Reference, Work
from evidencekit.normalize import folded, plain

# Works that stand in a container under one settled name; the names of books,
# proceedings and preprint servers are printed in many ways.
_IN_JOURNALS = frozenset({"journal-article", "journal-issue"})
_NUMBER = re.compile(r"(?<![^\W_])[a-z]{0,2}\d+[a-z]?(?![^\W_])")
_RANGE = re.compile(r"\b[A-Za-z]{0,2}\d+\s?[-\u2010-\u2015]\s?[A-Za-z]{0,2}\d+\b")
_ROMAN = re.compile(r"\b[IVXLC]{2,}\b")
_CUT = re.compile(r"(?:…|\.\.\.)\W*$")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose printed value is not the registered one.

    `field` is an `Item` field name. `kind` refines it: "wrong", "missing" (not printed
    at all), "dropped-subtitle" and "added-subtitle" for a title, and for authors
    "first-author", "author", "misspelt", "dropped-author" or "added-author".
    """

    field: str
    printed: str | None
    registered: str | None
    kind: str = "wrong"


def differences(reference: Reference, work: Work) -> tuple[Difference, ...]:
    """Return the fields in which `reference` is not what is registered for `work`.

    Before a field is called wrong, its registered value is looked for in the printed
    text: where it stands there, it was parsed wrongly and not printed wrongly.
    """
    item, text = reference.item, printed_text(reference)
    return (
        *_title(item, work, text),
        *_authors(item, work, text),
        *_year(item, work, text),
        *_container(item, work, text),
        *_volume(item, work, text),
        *_issue(item, work, text),
        *_pages(item, work, text),
    )


def _title(item: Item, work: Work, text: str) -> Iterator[Difference]:
    if not item.title or not work.item.title:
        return
    ours, theirs = title(item.title), registered_titles(work)
    if any(not changes(ours, form) for form in theirs) or not theirs:
        return
    best = max(theirs, key=lambda form: likeness(ours, form))
    whole = plain(work.item.title)
    if any(_shortened(item.title, ours, form) for form in (theirs[0], best)):
        if not stands_in(theirs[0], title(text)):
            yield Difference("title", item.title, whole, "dropped-subtitle")
        return
    if not announces(plain(item.title)):
        if any(dropped_part(form, ours) for form in theirs):
            # Many records lack their subtitle; or nobody ever printed it.
            yield Difference("title", item.title, whole, "added-subtitle")
            return
        if any(stands_in(form, title(text)) for form in theirs):
            return
        if head_stands_in(theirs[0], ours, title(text)):
            yield Difference("title", item.title, whole, "dropped-subtitle")
            return
    yield Difference("title", item.title, whole)


def _shortened(printed: str, ours: Title, form: Title) -> bool:
    if dropped_part(ours, form, least=1):
        return True
    cut = len(ours.words)
    return bool(_CUT.search(printed)) and not changes(ours, Title(form.words[:cut]))


def _authors(item: Item, work: Work, text: str) -> Iterator[Difference]:
    for change in name_changes(item, work.item, _beside_title(item, work, text)):
        yield Difference("author", change.printed, change.registered, change.kind)
    if not item.author and work.item.author and not text:
        yield Difference("author", None, _names(work.item), "missing")


def _year(item: Item, work: Work, text: str) -> Iterator[Difference]:
    years = registered_years(work)
    if not years:
        return
    registered = _span(years)
    if item.year is None:
        if not set(map(str, years)) & _loose(item, text):
            yield Difference("issued", None, registered, "missing")
    # Between the online and the print date either year is right, and any between.
    elif not years[0] <= item.year <= years[-1]:
        explained = _agreeing(item, work, "volume", "issue", "page")
        if not set(map(str, years)) & _loose(item, text, explained):
            yield Difference("issued", str(item.year), registered)


def _container(item: Item, work: Work, text: str) -> Iterator[Difference]:
    forms = registered_containers(work)
    if not forms or work.kind not in _IN_JOURNALS:
        return
    if _stands_in_words(forms, _beside_title(item, work, text)):
        return
    printed = item.container_title
    if printed is None:
        yield Difference("container_title", None, plain(forms[0]), "missing")
    elif not same_container(printed, forms) and not _ends_with(printed, forms):
        yield Difference("container_title", printed, plain(forms[0]))


def _ends_with(printed: str, forms: Iterable[str]) -> bool:
    """Say whether the last sentence of what was taken for a container is one."""
    _, stop, last = printed.rpartition(". ")
    return bool(stop) and any(not changes(title(last), title(form)) for form in forms)


def _volume(item: Item, work: Work, text: str) -> Iterator[Difference]:
    registered = work.item.volume
    if not registered or not numbers(registered):
        return
    if registered.isalpha() and _stands_alone(registered, item, text):
        return  # "I", which is too short for a number to be told by
    if item.volume is None:
        if not set(numbers(registered)) & _loose(item, text):
            yield Difference("volume", None, registered, "missing")
    elif not same_volume(item.volume, registered):
        if item.year is None and item.volume in map(str, registered_years(work)):
            return  # the year was taken for the volume
        explained = _agreeing(item, work, "issued", "issue", "page")
        loose = _loose(item, text, explained)
        if not set(numbers(registered)) & loose or _are_exchanged(item, work, text):
            yield Difference("volume", item.volume, registered)


def _stands_alone(roman: str, item: Item, text: str) -> bool:
    rest = text.replace(item.title, " ") if item.title else text
    return bool(
        re.search(rf"(?<![\w.]){re.escape(roman)}(?=[\s.,;:(])(?!\. ?[A-Z])", rest)
    )


def _issue(item: Item, work: Work, text: str) -> Iterator[Difference]:
    registered = work.item.issue
    if not registered:
        return
    if item.issue is None:
        # Most styles leave the issue out where pages run through the volume.
        yield Difference("issue", None, registered, "missing")
    elif not same_issue(item.issue, registered):
        exchanged = _are_exchanged(item, work, text)
        if _misplaced(item, work) and not exchanged:
            return
        explained = _agreeing(item, work, "issued", "volume", "page")
        if not set(numbers(registered)) & _loose(item, text, explained) or exchanged:
            yield Difference("issue", item.issue, registered)


def _are_exchanged(item: Item, work: Work, text: str) -> bool:
    """Say whether volume and issue stand in each other's place: "3(12)" for "12(3)"."""
    volume, issue = item.volume or "", item.issue or ""
    return (
        bool(work.item.volume and work.item.issue)
        and same_volume(volume, work.item.issue or "")
        and same_issue(issue, work.item.volume or "")
        and (not text or f"{volume}({issue})" in text.replace(" (", "("))
    )


def _misplaced(item: Item, work: Work) -> bool:
    """Say whether the printed issue is the year, the page ("7(74)") or the volume."""
    elsewhere = [str(year) for year in registered_years(work)]
    if not item.page:
        elsewhere += [end for value in registered_pages(work) for end in _ends(value)]
    if not item.volume or not same_volume(item.volume, work.item.volume or ""):
        elsewhere += numbers(work.item.volume or "")
    return bare(item.issue or "") in elsewhere


def _pages(item: Item, work: Work, text: str) -> Iterator[Difference]:
    registered = registered_pages(work)
    if not registered:
        return
    if item.page is None:
        if not any(_ends(value) <= _loose(item, text) for value in registered):
            yield Difference("page", None, registered[0], "missing")
    elif not _any_pages(item.page, work) and not any(
        _stands_at(value, item, work, text) for value in registered
    ):
        yield Difference("page", item.page, registered[0])


def _stands_at(registered: str, item: Item, work: Work, text: str) -> bool:
    """Say whether registered pages stand in the text beside the printed ones."""
    printed = _ends(item.page or "")
    explained = _agreeing(item, work, "issued", "volume", "issue")
    unseen = _ends(registered) - printed
    if unseen and unseen <= _loose(item, text, (*explained, *printed)):
        return True
    ranges = _RANGE.findall(ADDRESS.sub(" ", text))
    return any(
        same_pages(found, registered) and not same_pages(found, item.page or "")
        for found in ranges
    )


def _any_pages(printed: str, work: Work) -> bool:
    ours = pages(printed)
    for value in registered_pages(work):
        theirs = pages(value)
        if theirs is None or ours is None or same_pages(printed, value):
            return True
        # Beside an article number, "1-12" counts the pages of the PDF.
        if ours.first == "1" and ours.last and theirs.last is None:
            return True
        if theirs.first == "1" and theirs.last and _may_number(printed, ours, work):
            return True
    return False


def _may_number(printed: str, ours: Pages, work: Work) -> bool:
    """Say whether pages may be the number of an article that is registered without."""
    if ours.last is not None or work.article_number:
        return False
    return len(ours.first) > 3 or printed in (work.item.doi or "")


def _ends(text: str) -> set[str]:
    span = pages(text)
    return {page for page in (span.first, span.last) if page} if span else {text}


def _agreeing(item: Item, work: Work, *fields: str) -> list[str]:
    """Return the numbers that are both printed and registered in those fields."""
    registered = {
        "issued": set(map(str, registered_years(work))),
        "volume": set(numbers(work.item.volume or "")),
        "issue": set(numbers(work.item.issue or "")),
        "page": {end for value in registered_pages(work) for end in _ends(value)},
    }
    printed = {
        "issued": {str(item.year)},
        "volume": set(numbers(item.volume or "")),
        "issue": set(numbers(item.issue or "")),
        "page": _ends(item.page or ""),
    }
    return [n for field in fields for n in printed[field] & registered[field]]


def _loose(item: Item, text: str, explained: Iterable[str] = ()) -> set[str]:
    """Return the numbers in the text outside titles and addresses.

    Each of `explained` accounts for one of them, and so does the day of the date.
    """
    rest = ACCESSED.sub(" ", ADDRESS.sub(" ", text))
    for known in (item.title, item.container_title):
        if known:
            rest = rest.replace(known, " ")
    found = [bare(n) for n in _NUMBER.findall(folded(rest))]
    found += [n for roman in _ROMAN.findall(rest) for n in numbers(roman)]
    day = [str(item.issued.day)] if item.issued and item.issued.day else []
    for number in (*explained, *day):
        if number in found:
            found.remove(number)
    return set(found)


def _beside_title(item: Item, work: Work, text: str) -> str:
    """Return the text without addresses and, where it is right, without the title."""
    rest = ADDRESS.sub(" ", text)
    if item.title and any(
        not changes(title(item.title), form) for form in registered_titles(work)
    ):
        rest = rest.replace(item.title, " ")
    return rest


def _stands_in_words(forms: Iterable[str], text: str) -> bool:
    words = _joined(text)
    return any(_joined(form) in words for form in forms if len(title(form).words) > 1)


def _joined(text: str) -> str:
    return f" {' '.join(word for word in title(text).words if word != 'and')} "


def _names(item: Item) -> str:
    return ", ".join(str(name) for name in item.author)


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
