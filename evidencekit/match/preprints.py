"""Which side of a preprint and its published version a record or reference is."""

import re

from evidencekit.model import Item, Work
from evidencekit.normalize import folded

_SERVERS = re.compile(
    r"\b(?:bio|med|ar|chem|chinai|psy|soc|eco|ss|engr|edu|agri|pale|techn|indi)?"
    r"(?:rxiv|arxiv)\b|\bpreprints?\b|\bresearch square\b|\bssrn\b|\bosf\b|\bzenodo\b"
    r"|\bf1000research\b.*\bawaiting\b|\bauthorea\b|\bcogprints\b"
)


def is_preprint(work: Work) -> bool:
    """Say whether `work` is registered as a preprint."""
    container = folded(work.item.container_title or "")
    # SSRN registers its preprints as articles of the "SSRN Electronic Journal".
    return work.kind == "posted-content" or bool(_SERVERS.search(container))


def cited_as_preprint(item: Item, text: str = "") -> bool:
    """Say whether a preprint server is named, in the container or beside the fields."""
    places = (item.container_title, item.publisher)
    if any(_SERVERS.search(folded(place)) for place in places if place):
        return True
    named = bool(_SERVERS.search(folded(text.replace(item.title or "", " "))))
    return named and not (item.volume and item.page)


def cited_as_published(item: Item, text: str = "") -> bool:
    """Say whether a container with a volume or pages is printed, or both of these.

    And no server.
    """
    numbered = item.volume or item.issue or item.page
    placed = (item.container_title and numbered) or (item.volume and item.page)
    return bool(placed and not cited_as_preprint(item, text))


def published_doi(work: Work) -> str | None:
    """Return the DOI of the published version that a preprint's record names."""
    return _related(work, "is-preprint-of")


def preprint_doi(work: Work) -> str | None:
    """Return the DOI of the preprint that a published work's record names."""
    return _related(work, "has-preprint")


def _related(work: Work, relation_type: str) -> str | None:
    for relation in work.relations:
        if relation.type == relation_type and relation.id_type == "doi":
            return relation.id.lower()
    return None
