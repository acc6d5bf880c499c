"""What each field says for or against a reference and a work being the same."""

from dataclasses import dataclass
from enum import IntEnum

from evidencekit.match.containers import same_container
from evidencekit.match.names import same_first_author, same_person
from evidencekit.match.numbers import same_issue, same_volume
from evidencekit.match.pages import pages
from evidencekit.match.preprints import is_preprint
from evidencekit.match.reading import printed_text
from evidencekit.match.registered import (
    registered_containers,
    registered_pages,
    registered_titles,
    registered_years,
)
from evidencekit.match.titles import (
    Title,
    dropped_part,
    head_stands_in,
    likeness,
    stands_in,
    title,
)
from evidencekit.model import Item, Reference, Work

# How alike titles count as where one stands in the text beside the parsed one.
_SURE = 0.85
# Below this share of words in common a title of more than so many words is another.
_OTHER, _NAMES = 0.3, 3
_HALF = 0.5
_YEARS_TO_PRINT = 3


class Agreement(IntEnum):
    """Whether a field speaks for the same work; SILENT where either side lacks it."""

    DIFFERS = -1
    SILENT = 0
    AGREES = 1


@dataclass(frozen=True, slots=True)
class Score:
    """What each field says; `title` is the share (0..1) of words in common, or None.

    `words` is how many words the shorter of the two titles has.
    """

    title: float | None
    author: Agreement
    year: Agreement
    container: Agreement
    volume: Agreement
    page: Agreement
    issue: Agreement = Agreement.SILENT
    words: int = 0

    @property
    def supports(self) -> int:
        """How many fields other than the title agree."""
        return self._others.count(Agreement.AGREES)

    @property
    def objections(self) -> int:
        """How many fields other than the title differ."""
        return self._others.count(Agreement.DIFFERS)

    @property
    def undisputed(self) -> bool:
        """Say whether the author agrees, and nothing else that is printed differs."""
        others = (*self._others, self.issue)
        return (
            self.author is Agreement.AGREES
            and Agreement.DIFFERS not in others
            and (self.title is None or self.title >= _SURE)
        )

    @property
    def contradicted(self) -> bool:
        """Say whether title and author are both another's, whatever else agrees.

        So are those of its neighbours in an issue. Where no title is printed, the
        container speaks for it: all of a publisher's journals may have the volume 2019
        and begin every article on page 1.
        """
        if self.author is not Agreement.DIFFERS:
            return False
        if self.title is None:
            return self.container is Agreement.DIFFERS
        return self.title < _OTHER and self.words > _NAMES

    @property
    def vague(self) -> bool:
        """Say whether title, author and page do not tell it from its neighbours.

        One of them differs: it may be printed wrongly, or be another article's.
        """
        titled = _agreement(None if self.title is None else self.title >= _HALF)
        if Agreement.AGREES in (titled, self.author):
            return False
        if self.author is Agreement.DIFFERS:
            return True
        own = (titled, self.page)
        return Agreement.AGREES not in own and Agreement.DIFFERS in own

    @property
    def _others(self) -> list[Agreement]:
        return [self.author, self.year, self.container, self.volume, self.page]

    @property
    def rank(self) -> float:
        """What orders candidates: the title first, then the other fields."""
        return 4 * (self.title or 0.0) + self.supports - self.objections


def score(reference: Reference, work: Work) -> Score:
    """Return what each field of `reference` says about being `work`."""
    item, text = reference.item, printed_text(reference)
    return Score(
        _title(item, work, text),
        _author(item, work),
        _year(item, work),
        _container(item, work),
        _volume(item, work),
        _page(item, work),
        _issue(item, work),
        _title_words(item, work),
    )


def _title(item: Item, work: Work, text: str) -> float | None:
    theirs = registered_titles(work)
    if not theirs or not (item.title or text):
        return None
    printed = title(text)
    whole = [form for form in theirs if len(form.words) > 3]
    if any(stands_in(form, printed) for form in whole):
        return 1.0
    if not item.title:
        return None
    ours = title(item.title)
    found = max(_likeness(ours, form) for form in theirs)
    # A title that was cut out at the wrong place stands in the text all the same.
    if any(head_stands_in(form, ours, printed) for form in theirs):
        return max(found, _SURE)
    return found


def _likeness(ours: Title, theirs: Title) -> float:
    if dropped_part(ours, theirs) or dropped_part(theirs, ours):
        # Half a title in common is a title in common if it says enough.
        return 1.0 if min(len(ours.words), len(theirs.words)) > 3 else 0.7
    return likeness(ours, theirs)


def _author(item: Item, work: Work) -> Agreement:
    same = same_first_author(item, work.item)
    if same is False:
        # In a list out of order, or cut at its head, the first name stands elsewhere.
        same = any(same_person(item.author[0], name) for name in work.item.author)
    return _agreement(same)


def _year(item: Item, work: Work) -> Agreement:
    years = registered_years(work)
    if not years or item.year is None:
        return Agreement.SILENT
    # The published version has a date of its own.
    slack = _YEARS_TO_PRINT if is_preprint(work) else 1
    if years[0] - 1 <= item.year <= years[-1] + slack:
        exact = years[0] <= item.year <= years[-1]
        return Agreement.AGREES if exact else Agreement.SILENT
    return Agreement.DIFFERS


def _container(item: Item, work: Work) -> Agreement:
    forms = registered_containers(work)
    if not forms or item.container_title is None:
        return Agreement.SILENT
    return _agreement(same_container(item.container_title, forms))


def _volume(item: Item, work: Work) -> Agreement:
    if not item.volume or not work.item.volume:
        return Agreement.SILENT
    return _agreement(same_volume(item.volume, work.item.volume))


def _page(item: Item, work: Work) -> Agreement:
    ours = pages(item.page) if item.page else None
    theirs = [span for value in registered_pages(work) if (span := pages(value))]
    if ours is None or not theirs:
        return Agreement.SILENT
    return _agreement(any(ours.first == span.first for span in theirs))


def _issue(item: Item, work: Work) -> Agreement:
    if not item.issue or not work.item.issue:
        return Agreement.SILENT
    return _agreement(same_issue(item.issue, work.item.issue))


def _title_words(item: Item, work: Work) -> int:
    theirs = [len(form.words) for form in registered_titles(work)]
    ours = [len(title(item.title).words)] if item.title else []
    return min((max(theirs, default=0), *ours))


def _agreement(same: bool | None) -> Agreement:
    if same is None:
        return Agreement.SILENT
    return Agreement.AGREES if same else Agreement.DIFFERS
