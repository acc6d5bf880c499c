"""What the digits of a DOI fix where its publisher numbers articles in the DOI."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

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
    "locator": an article number, which stands where others have pages.
    """

    doi: str
    scheme: str
    readings: tuple[Mapping[str, str], ...] = field(hash=False)

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
        found = (tuple(_against(r, item, numbers)) for r in self.readings)
        return min(found, key=len, default=())

    def corrected(self, item: Item) -> str | None:
        """Return the DOI with the printed article number in place of its own.

        None where that is not how the publisher makes DOIs: only PLOS, PeerJ and
        eLife put nothing but the title and the article number into them.
        """
        number = self.readings[0].get("locator", "")
        span = pages(item.page) if item.page else None
        if len(self.readings[0]) != 1 or span is None or span.last is not None:
            return None
        if not span.first.isdigit() or span.first == bare(number):
            return None
        printed = span.first.zfill(len(number)) if number[:1] == "0" else span.first
        return self.doi.removesuffix(number) + printed


def coded(doi: str | None) -> Coded | None:
    """Return what `doi` (canonical) says of its article; None if it says nothing."""
    for scheme in _SCHEMES if doi else ():
        match = scheme.pattern.fullmatch(doi or "")
        if match:
            readings = tuple(scheme.readings(match))
            return Coded(match.string, scheme.name, readings) if readings else None
    return None


def _against(
    reading: Mapping[str, str], item: Item, numbers: frozenset[str]
) -> Iterator[Contradiction]:
    for name, value in reading.items():
        own_name = "page" if name == "locator" else name
        printed = str(item.year or "") if name == "issued" else getattr(item, own_name)
        if not printed or bare(value) in numbers or _AGREES[name](printed, value):
            continue
        # "67(96)" for page 96: the right number in the wrong place is another defect.
        if bare(printed) not in map(bare, reading.values()):
            yield Contradiction(own_name, printed, bare(value))


def _year_agrees(printed: str, value: str) -> bool:
    # The DOI is given on acceptance; the volume may be the following year's.
    return int(printed) - int(value) in (0, 1)


def _volume_agrees(printed: str, value: str) -> bool:
    # "11 Suppl 2" and "17(3)" name their volume first; "XXX" says nothing.
    number = re.match(r"0*(\d+)", printed)
    return number is None or number[1] == bare(value)


def _issue_agrees(printed: str, value: str) -> bool:
    # Without a "3-4" or "2 Suppl", which name several numbers.
    return not re.fullmatch(r"\d{1,2}", printed) or bare(printed) == bare(value)


def _page_agrees(printed: str, value: str) -> bool:
    span = pages(printed)
    return span is None or span.first == bare(value)


def _locator_agrees(printed: str, value: str) -> bool:
    # Beside an article number, a range counts the pages of the PDF.
    span = pages(printed)
    return span is None or span.last is not None or span.first == bare(value)


_AGREES: Mapping[str, Callable[[str, str], bool]] = {
    "issued": _year_agrees,
    "volume": _volume_agrees,
    "issue": _issue_agrees,
    "page": _page_agrees,
    "locator": _locator_agrees,
}


def _numbers_beside(doi: str, text: str) -> frozenset[str]:
    rest = text.lower().replace(doi, " ")
    return frozenset(bare(n) for n in re.findall(r"(?<![\w.])[a-z]{0,2}\d+", rest))


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    pattern: re.Pattern[str]
    readings: Callable[[re.Match[str]], Iterator[dict[str, str]]]


def _named(match: re.Match[str]) -> Iterator[dict[str, str]]:
    yield {name: value for name, value in match.groupdict().items() if value}


def _plos(match: re.Match[str]) -> Iterator[dict[str, str]]:
    number = match["number"]
    yield {"locator": number}
    if match["code"] != "pone":
        # Until 2007 the other PLOS titles coded volume and article: pbio.0040152 is
        # volume 4, e152.
        yield {"volume": number[:3], "locator": number[3:]}


def _mdpi(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """Volume, two digits of issue, and four or five of the article or first page."""
    digits = match["digits"]
    for length in (4, 5):
        volume, issue = digits[: -2 - length], digits[-2 - length : -length]
        if volume and 0 < int(issue) <= 24:
            yield {"volume": volume, "locator": digits[-length:]}


def _nature_communications(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """The DOI's number is 1000 ahead until volume 6, then it is the article's.

    Below 3000 the distance varies.
    """
    yield {"locator": match["number"]}
    yield {"locator": str(int(match["number"]) - 1000)}


def _scheme(
    name: str,
    pattern: str,
    readings: Callable[[re.Match[str]], Iterator[dict[str, str]]] = _named,
) -> _Scheme:
    return _Scheme(name, re.compile(pattern), readings)


_ISSN = r"\d{4}-\d{3}[\dx]"
_VOLUME_ISSUE_PAGE = r"(?P<volume>\d{1,3})[.-](?P<issue>\d{1,2})[.-](?P<page>\d+)"
# Registrants that code journal, volume, issue and first page. Each had at least five
# references in the PMC and SciELO lists of 2026-11-23 (bench/doi_scheme.py) and none
# whose page disagreed but where another work's DOI had been printed.
_REGISTRANTS = "1001|1083|1093|1101|1104|1105|1123|1136|1257|3732|4049|4315"

_SCHEMES: tuple[_Scheme, ...] = (
    _scheme("PLOS", r"10\.1371/journal\.(?P<code>p[a-z]{3})\.(?P<number>\d{7})", _plos),
    _scheme("Frontiers", r"10\.3389/f[a-z]+\.(?P<issued>\d{4})\.(?P<locator>\d{5,7})"),
    _scheme(
        "BioMed Central",
        rf"10\.1186/{_ISSN}-(?P<volume>\d+)-(?P<locator>[a-z]?\d+)",
    ),
    # "proceedings2019021002" and its like number differently.
    _scheme("MDPI", r"10\.3390/(?!proceed|[a-z]*proc)[a-z]+(?P<digits>\d{7,9})", _mdpi),
    _scheme("eLife", r"10\.7554/elife\.(?P<locator>\d{5,6})"),
    _scheme("PeerJ", r"10\.7717/peerj\.(?P<locator>\d+)"),
    _scheme("Scientific Reports", r"10\.1038/srep(?P<locator>\d{5})"),
    _scheme(
        "Nature Communications",
        r"10\.1038/ncomms(?P<number>[3-9]\d{3}|\d{5})",
        _nature_communications,
    ),
    _scheme("Hindawi", r"10\.1155/(?P<issued>\d{4})/\d+"),
    _scheme(
        "the American Physical Society",
        r"10\.1103/(?:physrev[a-z]*|revmodphys)\.(?P<volume>\d+)\.(?P<locator>\d+)",
    ),
    _scheme("the American Psychological Association",
            rf"10\.1037/{_ISSN}\.{_VOLUME_ISSUE_PAGE}"),
    _scheme("the British Institute of Radiology",
            rf"10\.1259/{_ISSN}-{_VOLUME_ISSUE_PAGE}(?:-[a-z])?"),
    _scheme("the publisher",
            rf"10\.(?:{_REGISTRANTS})/(?:[a-z]+|{_ISSN})[./-]{_VOLUME_ISSUE_PAGE}"),
    # SICI: ISSN (date) volume : issue < page :: title code.
    _scheme(
        "the publisher",
        rf"10\.\d+/(?:\(sici\))?{_ISSN}\((?P<issued>\d{{4}})\d*\)(?P<volume>\d+):"
        r"[^<]*<(?P<page>[a-z]?\d+)::.*",
    ),
)  # fmt: skip
