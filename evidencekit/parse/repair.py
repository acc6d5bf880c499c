"""Puts right what a chain of labels cannot see: where sentences and numbers lie."""

from evidencekit.parse.borders import join_container, move_borders
from evidencekit.parse.common_numbers import label_numbers
from evidencekit.parse.grey import (
    collective_author,
    leave_own_numbers,
    leave_roles,
    name_containers,
    part_authors,
    publisher_after_place,
)
from evidencekit.parse.heads import (
    container_behind_names,
    initial_of_container,
    others_are_authors,
    publisher_in_brackets,
    title_before_publisher,
    volume_like_a_year,
)
from evidencekit.parse.title_heads import HEADS
from evidencekit.parse.title_missing import MISSING
from evidencekit.parse.title_tails import TAILS
from evidencekit.parse.titles import (
    date_beside_title,
    heed_quotes,
    part_chapter,
    part_title,
    part_web_page,
    title_before_in,
    title_behind_names,
    year_of_title,
)
from evidencekit.parse.tokens import Tokens

# How often numbers in a common form are what they seem (dev, 2026-11-23).
_SURE = 0.99

# In this order: each finds what those before it have left.
_FIELDS = (
    leave_roles,
    collective_author,
    move_borders,
    join_container,
    heed_quotes,
    date_beside_title,
    year_of_title,
    *HEADS,
    *TAILS,
    title_before_in,
    part_chapter,
    part_title,
    part_web_page,
    title_behind_names,
    *MISSING,
    part_authors,
    publisher_in_brackets,
    title_before_publisher,
    volume_like_a_year,
    container_behind_names,
    initial_of_container,
)
_BODIES = (name_containers, publisher_after_place)


def repaired(
    text: str, cut: Tokens, labels: list[str], probabilities: list[float]
) -> tuple[list[str], list[float]]:
    """Return the labels with borders at punctuation, and title and container apart.

    With them come the probabilities, higher where punctuation leaves no doubt.
    """
    labels, probabilities = list(labels), list(probabilities)
    sure = [*leave_own_numbers(cut, labels), *label_numbers(text, cut, labels)]
    for i in sure:
        probabilities[i] = max(probabilities[i], _SURE)
    for mend in _FIELDS:
        mend(cut, labels)
    others_are_authors(text, cut, labels)
    for mend in _BODIES:
        mend(cut, labels)
    return labels, probabilities
