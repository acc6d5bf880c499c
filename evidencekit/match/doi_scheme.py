"""What the digits of a DOI fix where its publisher numbers articles in the DOI."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from evidencekit.match.doi_publishers import SCHEMES
from evidencekit.match.pages import bare, pages
from evidencekit.model import Item


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A printed field (an `Item` field name) that the DOI's own digits exclude."""

    field: str
    printed: str
    coded: str


@dataclass(frozen=True, slots=True)
class Coded:
    """What a DOI says of its article.

    `scheme` says who numbers articles so. Each of `readings` maps fields to values;
    most DOIs can be read in one way only. The fields are those of an `Item`, and
    "locator": an article number, which stands where others have pages. The year of
    publication can differ from the coded one by as much as `drift` says, both ends
    included: most publishers code the year of acceptance.
    """

    doi: str
    scheme: str
    readings: tuple[Mapping[str, str], ...] = field(hash=False)
    drift: tuple[int, int] = (0, 1)

    @property
    def article(self) -> str | None:
        """The article number or first page in the DOI, without leading zeros."""
        number = self.readings[0].get("locator") or self.readings[0].get("page")
        return bare(number) if number else None

    def contradictions(self, item: Item, text: str = "") -> tuple[Contradiction, ...]:
        """Return the fields of `item` that no reading of the DOI allows.

        `text` is the printed reference: a value that stands in it elsewhere than in
        the DOI was parsed into the wrong field rather than printed wrongly.
        """
        numbers = _numbers_beside(self.doi, text)
        found = (tuple(self._against(r, item, numbers)) for r in self.readings)
        return min(found, key=len, default=())

    def corrected(self, item: Item) -> str | None:
        """Return the DOI with the printed article number in place of its own.

        None where that is not how the publisher makes DOIs: only PLOS, PeerJ and
        eLife put nothing but the title and the article number into them.
        """
        number = self.readings[0].get("locator", "")
        span = pages(item.page) if item.page else None
        if not number or not self.doi.endswith(number) or len(self.readings[0]) != 1:
            return None
        if span is None or span.last is not None:
            return None
        if not span.first.isdigit() or span.first == bare(number):
            return None
        printed = span.first.zfill(len(number)) if number[:1] == "0" else span.first
        return self.doi.removesuffix(number) + printed

    def _against(
        self, reading: Mapping[str, str], item: Item, numbers: frozenset[str]
    ) -> Iterator[Contradiction]:
        for name, value in reading.items():
            if name == "issued":
                if not self._year_agrees(item.year, int(value), numbers):
                    yield Contradiction(name, str(item.year), value)
                continue
            own_name = "page" if name == "locator" else name
            printed = getattr(item, own_name)
            if not printed or bare(value) in numbers or _AGREES[name](printed, value):
                continue
            # "67(96)" for page 96: the right number in the wrong place is another
            # defect.
            if bare(printed) not in map(bare, reading.values()):
                yield Contradiction(own_name, printed, bare(value))

    def _year_agrees(
        self, printed: int | None, value: int, numbers: frozenset[str]
    ) -> bool:
        if printed is None:
            return True
        first, last = (value + drift for drift in self.drift)
        beside = any(str(year) in numbers for year in range(first, last + 1))
        return beside or first <= printed <= last


def coded(doi: str | None) -> Coded | None:
    """Return what `doi` (canonical) says of its article; None if it says nothing."""
    for scheme in SCHEMES if doi else ():
        match = scheme.pattern.fullmatch(doi or "")
        if match:
            readings = tuple(scheme.readings(match))
            found = Coded(match.string, scheme.name, readings, scheme.drift)
            return found if readings else None
    return None


def _volume_agrees(printed: str, value: str) -> bool:
    # "11 Suppl 2" and "17(3)" name their volume first; "XXX" says nothing.
    number = re.match(r"0*(\d+)", printed)
    return number is None or number[1] == bare(value)


def _issue_agrees(printed: str, value: str) -> bool:
    # Without a "3-4" or "2 Suppl", which name several numbers.
    return not re.fullmatch(r"\d{1,2}", printed) or bare(printed) == bare(value)


def _page_agrees(printed: str, value: str) -> bool:
    # Beside another number, "1-12" counts the pages of the PDF.
    span = pages(printed)
    counts = span is not None and span.first == "1" and span.last is not None
    return span is None or counts or span.first == bare(value)


def _locator_agrees(printed: str, value: str) -> bool:
    # Beside an article number, a range counts the pages of the PDF.
    span = pages(printed)
    return span is None or span.last is not None or span.first == bare(value)


_AGREES: Mapping[str, Callable[[str, str], bool]] = {
    "volume": _volume_agrees,
    "issue": _issue_agrees,
    "page": _page_agrees,
    "locator": _locator_agrees,
}


def _numbers_beside(doi: str, text: str) -> frozenset[str]:
    rest = text.lower().replace(doi, " ")
    return frozenset(bare(n) for n in re.findall(r"(?<![\w.])[a-z]{0,2}\d+", rest))
