"""What to search for when a DOI is missing or wrong, and which answer to believe."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidencekit.match.likelihood import is_found, probability
from evidencekit.match.notices import cites, notice
from evidencekit.match.preprints import cited_as_preprint, is_preprint
from evidencekit.match.reading import ADDRESS, printed_text, read_as
from evidencekit.match.score import score
from evidencekit.model import Candidates, Item, Reference, Work
from evidencekit.normalize import plain

# Crossref ranks by the words in common; past the title and a few names more words
# bring no better rank, but longer answers.
_LONGEST = 320
_AUTHORS = 3
_FEWEST_WORDS = 4
# What a candidate has to share with the reference to be shown to a reader.
_HALF, _FEWEST_FIELDS = 0.5, 3
# Works that seldom have a DOI with Crossref, and web pages that never have one.
_NEVER_REGISTERED = frozenset({"webpage", "post", "post-weblog", "software", "patent"})


def search_text(reference: Reference) -> str | None:
    """Return what to search for, None if the reference says too little.

    Title and author, or title, container and year: a web page has neither. Without a
    title it is all that is printed.
    """
    item = reference.item
    if item.type in _NEVER_REGISTERED:
        return None
    if not item.title:
        return _whole_text(reference)
    if not (item.author or (item.container_title and item.year)):
        return None
    families = [name.family or str(name) for name in item.author[:_AUTHORS]]
    parts = [plain(item.title), *families, item.container_title or ""]
    text = " ".join(part for part in parts if part)
    year = f" {item.year}" if item.year else ""
    return _cut(" ".join(text.split()), _LONGEST - len(year)) + year


def _whole_text(reference: Reference) -> str | None:
    """Return the text of a reference whose title is not printed or was not made out."""
    item = reference.item
    if not (item.container_title or item.author or item.year or item.page):
        return None
    words = ADDRESS.sub(" ", printed_text(reference)).split()
    return _cut(" ".join(words), _LONGEST) if len(words) > _FEWEST_WORDS else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that a search brought, and the probability that it is the cited one."""

    work: Work
    probability: float


def best_candidate(reference: Reference, found: Candidates) -> Candidate | None:
    """Return the likeliest of the works that a search brought, if it brought any.

    Notices are not the work they are about, and a preprint is not the published
    version: each is only taken where the reference cites it as such.
    """
    wanted = cited_as_preprint(reference.item, reference.text)
    rated = []
    for work in _eligible(reference, found):
        fields = score(read_as(reference, work), work)
        likelihood = probability(fields, by_doi=False)
        of_its_kind = is_preprint(work) == wanted
        # A notice may be registered at the very place of its work.
        own = bool(reference.item.title) or notice(work) is None
        order = (is_found(likelihood), own, of_its_kind, likelihood, fields.rank)
        rated.append((order, Candidate(work, likelihood)))
    return max(rated, key=lambda entry: entry[0])[1] if rated else None


def nearest(reference: Reference, found: Candidates, count: int = 3) -> list[Work]:
    """Return the candidates that come near the reference, nearest first.

    A search always answers with something; what shares neither half of the title nor
    three other fields is no help to anybody.
    """
    rated = [(score(reference, work), work) for work in found.works]
    near = [
        (rating, work)
        for rating, work in rated
        if (rating.title or 0.0) >= _HALF or rating.supports >= _FEWEST_FIELDS
    ]
    near.sort(key=lambda entry: -entry[0].rank)
    return [work for _, work in near[:count]]


def _eligible(reference: Reference, found: Candidates) -> Iterable[Work]:
    for work in found.works:
        if notice(work) is None or cites(
            read_as(reference, work).item, work, reference.text
        ):
            yield work


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(" ", 1)[0][:longest]


def is_article(item: Item) -> bool:
    """Say whether the reference is to an article in a numbered container."""
    numbered = item.volume or item.issue or item.page
    kinds = ("article", "article-journal", "document", "review", "paper-conference")
    return bool(item.container_title and numbered and item.type in kinds)
