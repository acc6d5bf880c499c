"""What the answers so far say about one reference, and what is still to be asked."""

from dataclasses import replace

from evidencekit.match.assessment import Assessment as Assessment
from evidencekit.match.assessment import Fit as Fit
from evidencekit.match.assessment import is_undecided as is_undecided
from evidencekit.match.beside import identified, searched_further
from evidencekit.match.doi_scheme import coded
from evidencekit.match.fields import Difference as Difference
from evidencekit.match.likelihood import fits_its_doi, is_found, same_work
from evidencekit.match.notices import Notice, about, cites, notice
from evidencekit.match.other_records import cannot_deny
from evidencekit.match.preprints import is_preprint
from evidencekit.match.reading import read_as
from evidencekit.match.score import Agreement, score
from evidencekit.match.search import best_candidate, search_text
from evidencekit.match.settled import (
    preprint_cited_as_published as preprint_cited_as_published,
)
from evidencekit.match.settled import (
    published_cited_as_preprint as published_cited_as_preprint,
)
from evidencekit.match.settled import settled, unless_known
from evidencekit.match.standing import standing
from evidencekit.match.titles import changes, dropped_part, title
from evidencekit.model import (
    ByDoi,
    BySearch,
    Candidates,
    Elsewhere,
    Found,
    Lookups,
    NotFound,
    Reference,
    Unavailable,
    Work,
)
from evidencekit.normalize import canonical_doi


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
    read = read_as(reference, work)
    record = notice(work)
    if record and cites(read.item, work, reference.text):
        record = None
    if record is None:
        likelihood = same_work(reference, work)
        start = replace(start, under_doi=likelihood)
        rating = score(read, work)
        fits = fits_its_doi(likelihood) and not rating.contradicted
        if fits or rating.undisputed or cannot_deny(read, work):
            same = settled(replace(start, fit=Fit.SAME), work)
            doubtful = rating.vague and not cannot_deny(read, work)
            return _unless_another(same, start, lookups) if doubtful else same
        return _of_preprint(_searched(replace(start, fit=Fit.OTHER), lookups), work)
    fit = Fit.NOTICE if _is_about(record, work, read) else Fit.OTHER
    if record.target is None:
        return _noticed(_searched(replace(start, fit=fit), lookups), record)
    query = ByDoi(record.target)
    match lookups.dois.get(record.target):
        case None:
            return replace(start, fit=fit, wanted=(query,))
        case Found(target) if fits_its_doi(same_work(reference, target)):
            return settled(replace(start, fit=Fit.NOTICE), target)
        case Unavailable() as silence if fit is Fit.NOTICE:
            # The notice names its work, and its title is the printed one.
            named = replace(start, fit=fit, suggested_doi=record.target)
            return replace(named, unavailable=(silence,))
        case _:
            return _searched(replace(start, fit=fit), lookups)


def _unless_another(
    same: Assessment, start: Assessment, lookups: Lookups
) -> Assessment:
    """Return `same`, unless a search brings another work that fits in every field.

    Without title and author, all that an issue's articles are told apart by is a page.
    """
    searched = _searched(replace(start, fit=Fit.OTHER), lookups)
    if searched.wanted:
        return searched
    under_doi, found = same.work, searched.work
    if not under_doi or not found or found.item.doi == under_doi.item.doi:
        return same
    if score(searched.reference, found).objections:
        return same
    return _of_preprint(searched, under_doi)


def _of_preprint(searched: Assessment, under_doi: Work) -> Assessment:
    """Return `searched`, or the preprint under the DOI of the work that was found.

    A reference without a title does not tell that they are two versions of one work.
    """
    work = searched.work
    if work is None or not is_preprint(under_doi) or is_preprint(work):
        return searched
    ours, theirs = title(under_doi.item.title or ""), title(work.item.title or "")
    if changes(ours, theirs) and not dropped_part(ours, theirs):
        return searched
    return settled(replace(searched, fit=Fit.SAME), under_doi)


def _is_about(record: Notice, work: Work, read: Reference) -> bool:
    """Say whether a notice is about the printed work.

    Where no title is printed, authors and container tell: the notice shares them.
    """
    if read.item.title:
        return about(record, read.item)
    found = score(read, work)
    return found.author is found.container is Agreement.AGREES


def _noticed(searched: Assessment, record: Notice) -> Assessment:
    """Return the assessment with the fit of a notice that names the work found.

    Where no title is printed, only the work that a search found tells what the notice
    under the DOI is about.
    """
    if searched.work and about(record, searched.work.item):
        return replace(searched, fit=Fit.NOTICE)
    return searched


def _searched(start: Assessment, lookups: Lookups) -> Assessment:
    """Look for the cited work without its DOI: by its article number, then by search.

    The number is only as good as the record that stands under the DOI made of it.
    """
    made = _doi_from_locator(start)
    if made and made not in lookups.dois:
        return replace(start, wanted=(ByDoi(made),))
    answer = lookups.dois.get(made or "")
    if isinstance(answer, Found) and fits_its_doi(
        same_work(start.reference, answer.work)
    ):
        return settled(start, answer.work)
    by_id = identified(start, lookups)
    if by_id is not None:
        if by_id.fit is not Fit.OTHER:
            return by_id
        start = by_id
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
            best = best_candidate(start.reference, found)
            if best is None or not is_found(best.probability):
                likelihood = best.probability if best else None
                start = replace(start, probability=likelihood)
                return searched_further(start, lookups)
            start = replace(start, fit=unless_known(start.fit, Fit.SAME))
            return settled(start, best.work, best.probability)


def _with_standing(start: Assessment, work: Work, lookups: Lookups) -> Assessment:
    """Say how the work stands; grave notices are asked for, as they may be void."""
    answers = {doi: lookups.dois.get(doi) for doi in standing(work).notices}
    known = {d: a.work for d, a in answers.items() if isinstance(a, Found)}
    wanted = tuple(ByDoi(doi) for doi, answer in answers.items() if answer is None)
    return replace(
        start, standing=standing(work, known), wanted=(*start.wanted, *wanted)
    )


def _doi_from_locator(start: Assessment) -> str | None:
    """Return the DOI that the printed article number makes at the same publisher."""
    item = start.reference.item
    printed = canonical_doi(item.doi or "")
    code = coded(printed)
    return code.corrected(item) if code else None
