"""What to ask PubMed for: a reference's printed number, or a term in its language."""

import re
from dataclasses import replace

from evidencekit.match.pages import pages
from evidencekit.match.search import is_article
from evidencekit.model import ById, Item, Reference, Work
from evidencekit.normalize import folded

# Words of four letters and more that PubMed's index leaves out; shorter ones are not
# needed to tell titles apart.
_LEFT_OUT_TEXT = """
about again almost also although always among another because been before being between
both could does done during each either enough especially found from further have having
here however into itself just made mainly make might most mostly must nearly neither
obtained often overall perhaps quite rather really regarding seem seen several should
show showed shown shows significantly since some such than that their theirs them then
there therefore these they this those through thus upon used using various very were
what when which while with within without would
"""
_LEFT_OUT = frozenset(_LEFT_OUT_TEXT.split())
# A word with an apostrophe is indexed in more than one way.
_WORD = re.compile(r"(?<![\w'’])[a-z]{4,}(?![\w'’])")
_FAMILY = re.compile(r"[a-z][a-z '’-]+")
_DIGITS = re.compile(r"\d+")
# So many words make a title unmistakable; with each more, a slip is more likely.
_FEWEST_WORDS, _MOST_WORDS = 3, 8


def printed_id(item: Item) -> ById | None:
    """Return the query for the printed PMID, or else the PMCID."""
    pmid = _DIGITS.search(item.pmid or "")
    if pmid:
        return ById(f"pmid:{pmid[0]}")
    pmcid = _DIGITS.search(item.pmcid or "")
    return ById(f"pmcid:PMC{pmcid[0]}") if pmcid else None


def pubmed_term(reference: Reference) -> str | None:
    """Return a term that the article fits by its title, or by its place in a volume.

    None for what is not printed as an article, and where too little is printed.
    """
    item = reference.item
    if not is_article(item):
        return None
    ways = [way for way in (_title(item), _place(item)) if way]
    return " OR ".join(f"({way})" for way in ways) or None


def known_to_pubmed(registered: Work, record: Work) -> Work:
    """Return the registered work with what only PubMed's record of it says."""
    item = replace(registered.item, pmid=record.item.pmid, pmcid=record.item.pmcid)
    relations = (*registered.relations, *record.relations)
    return replace(
        registered,
        item=item,
        relations=tuple(dict.fromkeys(relations)),
        publication_types=record.publication_types,
    )


def _title(item: Item) -> str | None:
    found = dict.fromkeys(_WORD.findall(folded(item.title or "")))
    words = [word for word in found if word not in _LEFT_OUT]
    if len(words) < _FEWEST_WORDS:
        return None
    # The longest say most; their order in the title keeps the term readable.
    longest = sorted(words, key=lambda word: -len(word))[:_MOST_WORDS]
    return " AND ".join(f"{word}[ti]" for word in words if word in longest)


def _place(item: Item) -> str | None:
    family = item.author[0].family if item.author else None
    author = _FAMILY.fullmatch(folded(family or ""))
    span = pages(item.page) if item.page else None
    if not (author and item.year and item.volume and span):
        return None
    volume, page = _DIGITS.search(item.volume), re.search(r"\w+", span.first)
    if not volume or not page:
        return None
    when = f"{item.year}[dp] AND {volume[0]}[vi]"
    return f"{author[0]}[au] AND {when} AND {page[0]}[pg]"
