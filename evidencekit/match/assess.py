"""What the answers so far say about one reference, and what is still to be asked."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from evidencekit.match.doi_scheme import coded
from evidencekit.match.fields import Difference as Difference
from evidencekit.match.fields import differences
from evidencekit.match.notices import about, cites_a_notice, is_cited, notice
from evidencekit.match.other_records import cannot_deny, telling
from evidencekit.match.preprints import (
    cited_as_preprint,
    cited_as_published,
    is_preprint,
)
from evidencekit.match.pubmed import known_to_pubmed, printed_id, pubmed_term
from evidencekit.match.reading import read_as
from evidencekit.match.score import fits_its_doi, score
from evidencekit.match.search import best_candidate, search_text
from evidencekit.match.standing import Standing, standing
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    InPubMed,
    Lookup,
    Lookups,
    NotFound,
    Query,
    Reference,
    Search,
    Unavailable,
    Work,
)
from evidencekit.normalize import canonical_doi


class Fit(StrEnum):
    """How the work under the printed DOI, or the one found by search, fits."""

    SAME = "same"  # the cited work (its fields may still differ)
    OTHER = "other"  # a different work
    NOTICE = "notice"  # a notice, review or part of the cited work
    NONE = "none"  # nothing is registered, or nothing found
    UNKNOWN = "unknown"  # nothing was asked, or nobody answered


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reference with what is known of it.

    `reference` is as it was last read: in the light of `work` where there is one.
    `lookup` is the answer for the printed DOI (None: no DOI, or not asked yet);
    `fit` says how its work fits. `work` is the work that the reference is held to be:
    under the printed DOI where that fits, else the one that a notice or a validated
    search led to; None where there is none. `differences` compares the reference with
    `work`, `standing` is what became of that since. `candidates` is what a search
    brought and `further` what PubMed answered after it, which may be silence;
    `unavailable` the services without whose answer nothing can be said, `wanted` the
    queries that have to be answered next.
    """

    reference: Reference
    lookup: Lookup | None = None
    fit: Fit = Fit.UNKNOWN
    work: Work | None = None
    differences: tuple[Difference, ...] = ()
    standing: Standing = field(default_factory=Standing)
    suggested_doi: str | None = None
    candidates: Candidates | None = None
    further: Search | None = None
    unavailable: tuple[Unavailable, ...] = ()
    wanted: tuple[Query, ...] = ()


def assess(reference: Reference, lookups: Lookups) -> Assessment:
    """Return what `lookups` say about `reference`."""
    found = _assessed(reference, lookups)
    return _with_standing(found, found.work, lookups) if found.work else found


def _assessed(reference: Reference, lookups: Lookups) -> Assessment:
    doi = canonical_doi(reference.item.doi or "")
    start = Assessment(reference)
    if doi is None:
        return _searched(start, lookups)
    lookup = lookups.dois.get(doi)
    if lookup is None:
        return replace(start, wanted=(ByDoi(doi),))
    start = replace(start, lookup=lookup)
    match lookup:
        case Found(work):
            return _found(start, work, lookups)
        case NotFound():
            return _searched(replace(start, fit=Fit.NONE), lookups)
        case Elsewhere():
            return start
        case Unavailable():
            return replace(start, unavailable=(lookup,))


def _found(start: Assessment, work: Work, lookups: Lookups) -> Assessment:
    """Judge the work that is registered under the printed DOI."""
    reference = start.reference
    cited = cites_a_notice(reference.item) or is_cited(work, reference.text)
    record = None if cited else notice(work)
    if record is None:
        read = read_as(reference, work)
        if fits_its_doi(score(read, work)) or cannot_deny(read, work):
            return _settled(replace(start, fit=Fit.SAME), work)
        return _searched(replace(start, fit=Fit.OTHER), lookups)
    fit = Fit.NOTICE if about(record, reference.item) else Fit.OTHER
    if record.target is None:
        return _searched(replace(start, fit=fit), lookups)
    query = ByDoi(record.target)
    match lookups.dois.get(record.target):
        case None:
            return replace(start, fit=fit, wanted=(query,))
        case Found(target) if fits_its_doi(score(read_as(reference, target), target)):
            return _settled(replace(start, fit=Fit.NOTICE), target)
        case Unavailable() as silence if fit is Fit.NOTICE:
            # The notice names its work, and its title is the printed one.
            named = replace(start, fit=fit, suggested_doi=record.target)
            return replace(named, unavailable=(silence,))
        case _:
            return _searched(replace(start, fit=fit), lookups)


def _searched(start: Assessment, lookups: Lookups) -> Assessment:
    """Look for the cited work without its DOI: by its article number, then by search.

    The number is only as good as the record that stands under the DOI made of it.
    """
    made = _doi_from_locator(start)
    if made and made not in lookups.dois:
        return replace(start, wanted=(ByDoi(made),))
    answer = lookups.dois.get(made or "")
    if isinstance(answer, Found):
        read = read_as(start.reference, answer.work)
        if fits_its_doi(score(read, answer.work)):
            return _settled(start, answer.work)
    identified = _identified(start, lookups)
    if identified is not None:
        return identified
    text = search_text(start.reference)
    if text is None:
        return start
    match lookups.searches.get(text):
        case None:
            return replace(start, wanted=(BySearch(text),))
        case Unavailable() as silence:
            return replace(start, unavailable=(*start.unavailable, silence))
        case Candidates() as found:
            start = replace(start, candidates=found)
            work = best_candidate(start.reference, found)
            if work is None:
                return _searched_further(start, lookups)
            return _settled(
                replace(start, fit=_unless_known(start.fit, Fit.SAME)), work
            )


def _identified(start: Assessment, lookups: Lookups) -> Assessment | None:
    """Return what a printed PMID or PMCID leads to, None if that is nothing."""
    query = printed_id(start.reference.item)
    if query is None or start.lookup is not None:
        return None
    match lookups.ids.get(query.id):
        case None:
            return replace(start, wanted=(query,))
        case Found(work):
            return _of_pubmed(start, work, lookups)
        case _:
            return None


def _searched_further(start: Assessment, lookups: Lookups) -> Assessment:
    """Look in PubMed for an article without a DOI that Crossref does not know.

    Crossref has answered: where PubMed does not, the work is not found all the same.
    """
    missed = replace(start, fit=_unless_known(start.fit, Fit.NONE))
    term = pubmed_term(start.reference)
    if term is None or start.lookup is not None:
        return missed
    match lookups.pubmed.get(term):
        case None:
            return replace(missed, wanted=(InPubMed(term),))
        case Unavailable() as silence:
            return replace(missed, further=silence)
        case Candidates() as found:
            work = best_candidate(start.reference, found)
            settled = _of_pubmed(start, work, lookups) if work else None
            return settled or replace(missed, further=found)


def _of_pubmed(start: Assessment, work: Work, lookups: Lookups) -> Assessment | None:
    """Hold the reference to be PubMed's work, None where that does not fit.

    The record under the work's DOI says more, and is asked for.
    """
    reference, doi = start.reference, work.item.doi
    if doi and doi not in lookups.dois:
        return replace(start, wanted=(ByDoi(doi),))
    if notice(work) and not cites_a_notice(reference.item):
        return None
    settled = replace(start, fit=_unless_known(start.fit, Fit.SAME))
    match lookups.dois.get(doi or ""):
        case Found(registered) if fits_its_doi(
            score(read_as(reference, registered), registered)
        ):
            return _settled(settled, known_to_pubmed(registered, work))
        case NotFound():
            work = replace(work, item=replace(work.item, doi=None))
    fits = work.item.title and fits_its_doi(score(read_as(reference, work), work))
    return _settled(settled, work) if fits else None


def _settled(start: Assessment, work: Work) -> Assessment:
    """Hold the reference to be `work`; its DOI is suggested where it is not printed."""
    reference = read_as(start.reference, work)
    printed = canonical_doi(reference.item.doi or "")
    found = telling(reference, work, differences(reference, work))
    if preprint_cited_as_published(reference, work) or (
        published_cited_as_preprint(reference, work)
    ):
        # The other version has its own date, container and numbers.
        found = tuple(d for d in found if d.field in ("title", "author"))
    suggested = work.item.doi if work.item.doi != printed else None
    return replace(
        start,
        reference=reference,
        work=work,
        differences=found,
        suggested_doi=suggested,
    )


def _with_standing(start: Assessment, work: Work, lookups: Lookups) -> Assessment:
    """Say how the work stands; grave notices are asked for, as they may be void."""
    answers = {doi: lookups.dois.get(doi) for doi in standing(work).notices}
    known = {d: a.work for d, a in answers.items() if isinstance(a, Found)}
    wanted = tuple(ByDoi(doi) for doi, answer in answers.items() if answer is None)
    return replace(
        start, standing=standing(work, known), wanted=(*start.wanted, *wanted)
    )


def preprint_cited_as_published(reference: Reference, work: Work) -> bool:
    """Say whether `work` is the preprint of what is cited as published."""
    return is_preprint(work) and cited_as_published(reference.item, reference.text)


def published_cited_as_preprint(reference: Reference, work: Work) -> bool:
    """Say whether `work` is the published version of what is cited as a preprint."""
    return (
        not is_preprint(work)
        and work.kind == "journal-article"
        and cited_as_preprint(reference.item, reference.text)
    )


def _doi_from_locator(start: Assessment) -> str | None:
    """Return the DOI that the printed article number makes at the same publisher."""
    item = start.reference.item
    printed = canonical_doi(item.doi or "")
    code = coded(printed)
    return code.corrected(item) if code else None


def _unless_known(known: Fit, fit: Fit) -> Fit:
    return fit if known is Fit.UNKNOWN else known
