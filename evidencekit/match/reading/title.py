"""The title of a printed reference, where its registered one stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencekit.match.reading.container import container_place
from evidencekit.match.reading.text import BETWEEN, WORD, Text, letters
from evidencekit.match.registered import registered_containers, registered_titles
from evidencekit.match.titles import Title, changes, title
from evidencekit.model import Item, Reference, Work

# What may stand behind a title that ends there.
_TITLE_ENDS = re.compile(r"\s*(?:$|[.,;:?!”’\"'»«/(\[–—|‑]|-\s|\d)")
_MORE = frozenset({"et", "al", "u", "a", "others", "cols"})


def title_place(work: Work, text: Text) -> tuple[int, int] | None:
    """Return the words of the text that are a registered title, the longest first."""
    forms = sorted(registered_titles(work), key=lambda form: -len(form.letters))
    for form in forms:
        found = text.find(form.letters)
        if found and _is_title(work, text, found, form):
            return found
    return None


def _is_title(work: Work, text: Text, place: tuple[int, int], form: Title) -> bool:
    if len(form.words) > 3 or _TITLE_ENDS.match(text.text, text.ends[place[1] - 1]):
        return True
    # A short title may be a word of a longer one, unless the container follows.
    container = container_place(registered_containers(work), text, place)
    return container is not None and container[0] == place[1]


def with_title(item: Item, work: Work, text: Text, place: tuple[int, int]) -> Item:
    """Return the item with the title at its place, unless it is printed otherwise."""
    if item.title:
        ours = title(item.title)
        forms = registered_titles(work)
        if any(not changes(ours, form) for form in forms):
            whole = "".join(text.words[place[0] : place[1]])
            if ours.letters == whole or ours.letters not in whole:
                return item
        # Words that nothing registered explains belong to the title as it is printed.
        excess = _excess(item.title, text, place)
        apart = len(excess) == len(ours.words) and place[1] - place[0] > 3
        if excess and not apart and not _explained(excess, work):
            return item
    return replace(item, title=text.between(*place))


def without_place_for_title(
    item: Item, work: Work, place: tuple[int, int] | None
) -> Item:
    """Return the item without a title that is a registered container or publisher.

    In a style without titles the first thing after the names is the container.
    """
    if place or not item.title:
        return item
    forms = (*registered_containers(work), work.item.publisher or "")
    known = {word for form in forms for word in title(form).words}
    # "The pandas development team" is the author of "pandas".
    ours = {word for form in registered_titles(work) for word in form.words}
    known |= {
        word
        for name in work.item.author
        for word in title(str(name)).words
        if word not in ours
    }
    left = [
        word
        for word in title(item.title).words
        if len(word) > 1
        and word.isalpha()
        and word not in BETWEEN
        and not any(full.startswith(word[:-1] or word) for full in known)
    ]
    return item if left else replace(item, title=None)


def without_numbers_of_title(
    reference: Reference, item: Item, text: Text, place: tuple[int, int]
) -> Item:
    """Return the item without volume, issue and pages that are the title's numbers."""
    if not item.title or not place:
        return item
    begin, end = text.starts[place[0]], text.ends[place[1] - 1]
    offset = reference.span.start

    def kept(field: str, value: str | None) -> str | None:
        span = reference.field_spans.get(field)
        return None if span and begin <= span.start - offset < end else value

    return replace(
        item,
        volume=kept("volume", item.volume),
        issue=kept("issue", item.issue),
        page=kept("page", item.page),
    )


def _excess(printed: str, text: Text, place: tuple[int, int]) -> list[str]:
    """Return the words of the parsed title outside the registered one's place."""
    ours = [letters(word) for word in WORD.findall(printed)]
    inside = list(text.words[place[0] : place[1]])
    for word in inside:
        if word in ours:
            ours.remove(word)
    return ours


def _explained(words: Sequence[str], work: Work) -> bool:
    known = {
        word
        for form in (*registered_containers(work), work.item.publisher or "")
        for word in title(form).words
    }
    known |= {w for name in work.item.author for w in title(str(name)).words}
    initials = {word[0] for word in known if word}
    return all(
        not word.isalpha()
        or word in BETWEEN | _MORE
        or (len(word) == 1 and word in initials)
        or any(other.startswith(word) and len(word) > 1 for other in known)
        for word in words
    )
