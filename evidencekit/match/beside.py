"""What is asked beside Crossref about a reference without a DOI, and what it comes to.

That is PubMed, for printed PMIDs and for articles that Crossref does not know, and
DataCite, for arXiv's identifiers. PubMed's silence leaves things as Crossref says.
"""

import re
from dataclasses import replace

from evidencekit.match.assessment import Assessment, Fit
from evidencekit.match.likelihood import (
    fits_its_doi,
    is_found,
    probability,
    same_work,
)
from evidencekit.match.notices import cites, notice
from evidencekit.match.preprints import cited_as_published
from evidencekit.match.pubmed import known_to_pubmed, printed_id, pubmed_term
from evidencekit.match.reading import read_as
from evidencekit.match.score import Agreement, score
from evidencekit.match.search import best_candidate
from evidencekit.match.settled import settled, unless_known
from evidencekit.model import (
    ByDoi,
    Candidates,
    Elsewhere,
    Found,
    InPubMed,
    Lookups,
    NotFound,
    Reference,
    Unavailable,
    Work,
)
from evidencekit.normalize import arxiv_doi

# Where BibTeX keeps arXiv's identifier, bare.
_EPRINT = re.compile(
    r"\beprint\s{0,20}=\s{0,20}[{\"]\s?([^}\"\s]{6,30})", re.IGNORECASE
)


def identified(start: Assessment, lookups: Lookups) -> Assessment | None:
    """Return what a printed identifier other than a DOI leads to; None for nothing."""
    if start.lookup is not None:
        return None
    item, text = start.reference.item, start.reference.text
    if not cited_as_published(item, text):
        preprint = _in_arxiv(start, lookups)
        if preprint is not None:
            return preprint
    query = printed_id(item)
    if query is None:
        return None
    match lookups.ids.get(query.id):
        case None:
            return replace(start, wanted=(query,))
        case Found(work):
            return _of_pubmed(start, work, lookups)
        case _:
            return None


def searched_further(start: Assessment, lookups: Lookups) -> Assessment:
    """Look for a work without a DOI that Crossref does not know.

    Crossref has answered: where the others do not, it is not found all the same. Only
    of what is nothing but a preprint of arXiv, Crossref could not have told.
    """
    missed = replace(start, fit=unless_known(start.fit, Fit.NONE))
    if start.lookup is not None:
        return missed
    preprint = _in_arxiv(start, lookups)
    if preprint is not None:
        return preprint
    published = cited_as_published(start.reference.item, start.reference.text)
    match lookups.dois.get(printed_arxiv_doi(start.reference) or ""):
        case Elsewhere() as silence if not published:
            return replace(start, lookup=silence, candidates=None)
        case Unavailable() as silence if not published:
            return replace(start, unavailable=(*start.unavailable, silence))
        case Elsewhere(_, agency, reason):
            silence = Unavailable(agency, reason or "not asked", unasked=not reason)
            missed = replace(missed, further=(silence,))
    term = pubmed_term(start.reference)
    if term is None:
        return missed
    match lookups.pubmed.get(term):
        case None:
            return replace(missed, wanted=(InPubMed(term),))
        case Unavailable() as silence:
            # A records file or an interruption may speak in its place.
            silence = replace(silence, service="PubMed")
            return replace(missed, further=(*missed.further, silence))
        case Candidates() as found:
            best = best_candidate(start.reference, found)
            sure = best is not None and is_found(best.probability)
            held = _of_pubmed(start, best.work, lookups) if best and sure else None
            return held or replace(missed, further=(*missed.further, found))


def printed_arxiv_doi(reference: Reference) -> str | None:
    """Return the DOI that arXiv registered for the printed identifier."""
    text = reference.text
    eprint = _EPRINT.search(text) if "arxiv" in text.lower() else None
    if eprint:
        return arxiv_doi(f"arXiv:{eprint[1]}")
    return arxiv_doi(text) or arxiv_doi(reference.item.url or "")


def _in_arxiv(start: Assessment, lookups: Lookups) -> Assessment | None:
    """Return what DataCite says of arXiv's identifier, None if that is nothing.

    The work of another author is another work. One of the same author under another
    title may be another version of it.
    """
    doi = printed_arxiv_doi(start.reference)
    if doi is None:
        return None
    match lookups.dois.get(doi):
        case None:
            return replace(start, wanted=(ByDoi(doi),))
        case Found(work) as lookup:
            rating = score(read_as(start.reference, work), work)
            if fits_its_doi(probability(rating, by_doi=True)):
                # The identifier leads to the work as well as its DOI would.
                held = settled(replace(start, fit=Fit.SAME), work)
                return replace(held, suggested_doi=None)
            if rating.author is Agreement.DIFFERS and not cited_as_published(
                start.reference.item, start.reference.text
            ):
                return replace(start, lookup=lookup, fit=Fit.OTHER)
    return None


def _of_pubmed(start: Assessment, work: Work, lookups: Lookups) -> Assessment | None:
    """Hold the reference to be PubMed's work, None where that does not fit.

    The record under the work's DOI says more, and is asked for.
    """
    reference, doi = start.reference, work.item.doi
    if work.item.title and not _fits(reference, work):
        return None
    if notice(work) and not cites(reference.item, work, reference.text):
        return None
    if doi and doi not in lookups.dois:
        return replace(start, wanted=(ByDoi(doi),))
    same = replace(start, fit=unless_known(start.fit, Fit.SAME))
    match lookups.dois.get(doi or ""):
        case Found(registered) if _fits(reference, registered):
            return settled(same, known_to_pubmed(registered, work))
        case NotFound():
            work = replace(work, item=replace(work.item, doi=None))
    return settled(same, work) if work.item.title else None


def _fits(reference: Reference, work: Work) -> bool:
    return fits_its_doi(same_work(reference, work))
