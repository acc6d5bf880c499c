"""The references of a check, each assessed as soon as an answer about it comes."""

from collections.abc import Iterable

from evidencekit.match.assess import Assessment, assess
from evidencekit.model import Lookup, Lookups, Query, Reference, Search


class Docket:
    """What is known of the references so far, and what is still to be asked.

    While services are asked there is time to assess: a check need not wait for the
    last answer to begin.
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        # These grow: a copy for each answer would cost the square of their number.
        self._dois: dict[str, Lookup] = {}
        self._searches: dict[str, Search] = {}
        self._ids: dict[str, Lookup] = {}
        self._pubmed: dict[str, Search] = {}
        self._known = Lookups(self._dois, self._searches, self._ids, self._pubmed)
        self._references = tuple(references)
        # By the position of the reference; its id is its own within a document only.
        self._assessments: dict[int, Assessment] = {}
        self._wanting: dict[Query, set[int]] = {}
        self._assess(range(len(self._references)))

    @property
    def lookups(self) -> Lookups:
        """The answers so far."""
        return Lookups().merged(self._known)

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """What the answers so far come to, in the order of the references."""
        return tuple(self._assessments[n] for n in range(len(self._references)))

    @property
    def wanted(self) -> tuple[Query, ...]:
        """What has to be answered next, in reading order; empty once all is settled."""
        return tuple(sorted(self._wanting, key=lambda query: min(self._wanting[query])))

    def hear(self, query: Query, answer: Lookup | Search) -> None:
        """Take an answer, and assess those who wanted it."""
        self._take(Lookups.of([(query, answer)]), [query])

    def add(self, lookups: Lookups) -> None:
        """Take many answers; those that are known already change nothing."""
        self._take(lookups, [query for query in self._wanting if query in lookups])

    def _take(self, lookups: Lookups, answered: Iterable[Query]) -> None:
        self._dois.update(lookups.dois)
        self._searches.update(lookups.searches)
        self._ids.update(lookups.ids)
        self._pubmed.update(lookups.pubmed)
        wanted = [query for query in answered if query in self._wanting]
        self._assess(sorted({n for query in wanted for n in self._wanting[query]}))
        # Only now: whoever breaks off before finds them wanted still.
        for query in wanted:
            del self._wanting[query]

    def _assess(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            assessment = assess(self._references[number], self._known)
            self._assessments[number] = assessment
            for query in assessment.wanted:
                if query not in self._known:
                    self._wanting.setdefault(query, set()).add(number)
