"""A printed reference read a second time, in the light of the work it is held against.

Where the registered title, container, names or numbers stand in the printed text, a
field that was cut out at another place was parsed wrongly and not printed wrongly.
"""

from dataclasses import replace

from evidencekit.match.reading.authors import (
    head_end,
    with_authors,
    without_words_of_title,
)
from evidencekit.match.reading.container import with_container
from evidencekit.match.reading.near_title import near_title_place
from evidencekit.match.reading.numbers import with_numbers
from evidencekit.match.reading.text import ACCESSED as ACCESSED
from evidencekit.match.reading.text import ADDRESS as ADDRESS
from evidencekit.match.reading.text import Text
from evidencekit.match.reading.text import printed_text as printed_text
from evidencekit.match.reading.title import (
    title_place,
    with_title,
    without_numbers_of_title,
    without_place_for_title,
)
from evidencekit.model import Item, Reference, Work


def read_as(reference: Reference, work: Work) -> Reference:
    """Return `reference` with the fields that stand in its text as registered.

    Only what was parsed wrongly changes: a field that is printed otherwise than it is
    registered stays as it was parsed.
    """
    whole = printed_text(reference)
    if not whole:
        return reference
    item, text = reference.item, Text.of(whole)
    place = title_place(work, text)
    if place:
        item = with_title(item, work, text, place)
    elif place := near_title_place(item, work, text):
        item = replace(item, title=text.between(*place))
    if place:
        item = without_numbers_of_title(reference, item, text, place)
        item = without_words_of_title(item, text, place)
    item, container = with_container(item, work, text, place)
    item = without_place_for_title(item, work, place)
    item = with_authors(item, work, text, head_end(item, text, place, container))
    item = with_numbers(item, work, _beside(text, item, place))
    return reference if item == reference.item else replace(reference, item=item)


def _beside(text: Text, item: Item, place: tuple[int, int] | None) -> str:
    """Return the text without addresses and without the title."""
    if place:
        end = text.ends[place[1] - 1]
        return f"{text.text[: text.starts[place[0]]]} {text.text[end:]}"
    return text.text.replace(item.title, " ") if item.title else text.text
