"""The publishers that number articles in their DOIs, and what the digits stand for.

A scheme is here if hardly any printed reference contradicts it but those that print
another work's DOI or a wrong number: `python -m bench.doi_scheme` shows them all
(25,000 references and 1,200 records, 2026-11-23).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Readings = Callable[[re.Match[str]], Iterator[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a publisher makes DOIs; `drift` as in `Coded`."""

    name: str
    pattern: re.Pattern[str]
    readings: Readings
    drift: tuple[int, int]


def _named(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """Read the groups as they are called; years have fewer digits at some publishers.

    `yy` is 98 or 07, `oyy` 998 or 007, `since1900` 98 or 107.
    """
    found = {name: value for name, value in match.groupdict().items() if value}
    if yy := found.pop("yy", None):
        found["issued"] = _four_digits(yy)
    if oyy := found.pop("oyy", None):
        found["issued"] = str(int(oyy) + (2000 if int(oyy) < 900 else 1000))
    if since := found.pop("since1900", None):
        found["issued"] = str(int(since) + 1900)
    yield found


def _four_digits(yy: str) -> str:
    return str(int(yy) + (2000 if int(yy) < _CENTURY else 1900))


_CENTURY = 30


def _plos(match: re.Match[str]) -> Iterator[dict[str, str]]:
    number = match["number"]
    yield {"locator": number}
    if match["code"] != "pone":
        # Until 2007 the other PLOS titles coded volume and article: pbio.0040152 is
        # volume 4, e152.
        yield {"volume": number[:3], "locator": number[3:]}


def _mdpi(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """Volume, two digits of issue, and four or five of the article or first page.

    Until 2009 some had the year and a number: md20080012 is of 2008.
    """
    digits = match["digits"]
    if digits.startswith("200"):
        yield {"issued": digits[:4]}
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


def _royal_society_of_chemistry(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """A letter for the decade and the last digit of the year: b512345a is of 2005."""
    decade = {"a": 1990, "b": 2000, "c": 2010, "d": 2020}[match["decade"]]
    yield {"issued": str(decade + int(match["year"]))}


def _royal_society(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """Since 2014 the article number is made of the year and the DOI's number."""
    year, number = match["issued"], match["number"]
    numbered = {"locator": year + number} if int(year) >= 2014 else {}
    yield {"issued": year, **numbered}


def _pnas(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """The volume of the year of acceptance; the article may be in the next one."""
    yield {"issued": str(int(match["volume"]) + _PNAS_BEGAN)}


_PNAS_BEGAN = 1903  # the year before volume 1, counted without a gap


def _sage(match: re.Match[str]) -> Iterator[dict[str, str]]:
    """Behind the ISSN the year; in old volumes also volume and issue.

    For some years the ISSN stood there without its last digit.
    """
    digits = match["digits"]
    year = {"issued": _four_digits(digits[1:3])}
    if len(digits) == _WITH_VOLUME:
        yield {**year, "volume": digits[3:6], "issue": digits[6:9]}
        if digits[:2] in _SHORT_ISSN_YEARS:
            yield {"issued": _four_digits(digits[:2])}
    else:
        yield year


_WITH_VOLUME = 11
_SHORT_ISSN_YEARS = ("97", "98", "99", "00", "01", "02", "03")


def _scheme(
    name: str,
    pattern: str,
    readings: Readings = _named,
    drift: tuple[int, int] = (0, 1),
) -> Scheme:
    return Scheme(name, re.compile(pattern), readings, drift)


_ISSN = r"\d{4}-\d{3}[\dx]"
_ISSN8 = r"\d{7}[\dx]"
_VOLUME_ISSUE_PAGE = r"(?P<volume>\d{1,3})[.-](?P<issue>\d{1,4})[.-](?P<page>\d+)"
_YEAR = r"(?P<issued>(?:19|20)\d\d)"
# The year of acceptance, or of the manuscript: articles come out later, in slow
# journals by some years; a few are put into an earlier volume.
_ACCEPTED, _SLOWLY = (-1, 3), (-1, 5)
_SAME_YEAR = (0, 0)
# Registrants that code journal, volume, issue and first page, and those that leave the
# issue out (Japanese journals at J-STAGE).
_WITH_ISSUE = (
    "1001|1073|1074|1083|1091|1093|1099|1101|1104|1105|1123|1126|1128|1136|1158|1161"
    "|1257|1542|2337|3732|4049|4315"
)
_WITHOUT_ISSUE = "1248|1253|1263|1266|1270|1508|1626|3136"

SCHEMES: tuple[Scheme, ...] = (
    _scheme("PLOS", r"10\.1371/journal\.(?P<code>p[a-z]{3})\.(?P<number>\d{7})", _plos),
    _scheme("Frontiers", rf"10\.3389/f[a-z]+\.{_YEAR}\.(?P<locator>\d{{5,7}})"),
    _scheme(
        "BioMed Central",
        rf"10\.1186/{_ISSN}-(?P<volume>\d+)-(?P<locator>[a-z]?\d+)",
    ),
    _scheme(
        "BioMed Central",
        rf"10\.1186/[a-z]{{2,3}}-{_YEAR}-(?P<volume>\d+)-(?P<issue>\d+)-(?P<locator>r?\d+)",
    ),
    # "proceedings2019021002" and its like number differently.
    _scheme("MDPI", r"10\.3390/(?!proceed|[a-z]*proc)[a-z]+(?P<digits>\d{7,9})", _mdpi),
    _scheme("eLife", r"10\.7554/elife\.(?P<locator>\d{5,6})"),
    _scheme("PeerJ", r"10\.7717/peerj\.(?P<locator>\d+)"),
    _scheme("JMIR", r"10\.2196/(?P<locator>\d{5,6})"),
    _scheme("Cochrane", r"10\.1002/14651858\.(?P<locator>cd\d{6})(?:\.pub\d+)?"),
    _scheme("BMJ", r"10\.1136/bmj\.(?P<locator>[a-z]\d{1,5})"),
    _scheme(
        "BMJ Open", rf"10\.1136/bmjopen-{_YEAR}-(?P<locator>\d{{6}})", drift=_ACCEPTED
    ),
    _scheme("Physiological Reports", r"10\.14814/phy2\.(?P<locator>\d{5})"),
    _scheme("Scientific Reports", r"10\.1038/srep(?P<locator>\d{5})"),
    _scheme(
        "Nature Communications",
        r"10\.1038/ncomms(?P<number>[3-9]\d{3}|\d{5})",
        _nature_communications,
    ),
    _scheme("Hindawi", rf"10\.1155/{_YEAR}/\d+", drift=(-1, 1)),
    _scheme(
        "the American Physical Society",
        r"10\.1103/(?:physrev[a-z]*|revmodphys)\.(?P<volume>\d+)\.(?P<locator>\d+)",
    ),
    _scheme("the American Psychological Association",
            rf"10\.1037/{_ISSN}\.{_VOLUME_ISSUE_PAGE}"),
    _scheme("the British Institute of Radiology",
            rf"10\.1259/{_ISSN}-{_VOLUME_ISSUE_PAGE}(?:-[a-z])?"),
    _scheme("the publisher",
            rf"10\.(?:{_WITH_ISSUE})/(?!microbe)(?:01\.)?(?:[a-z]+|{_ISSN})[./-]"
            rf"{_VOLUME_ISSUE_PAGE}s?"),
    _scheme("the publisher",
            rf"10\.(?:{_WITHOUT_ISSUE})/[a-z]+\.(?P<volume>\d{{1,3}})\.(?P<page>\d+)"),
    _scheme("the publisher",
            rf"10\.(?:1094|1152)/[a-z]+\.{_YEAR}\.{_VOLUME_ISSUE_PAGE}"),
    _scheme("the publisher",
            rf"10\.(?:1089|4269)/[a-z]+\.{_YEAR}\.(?P<volume>\d+)\.(?P<page>\d+)"),
    _scheme("the American Society for Microbiology",
            rf"10\.1128/[a-z]+\.{_VOLUME_ISSUE_PAGE}-\d+\.{_YEAR}"),
    _scheme("the Society for Neuroscience",
            rf"10\.1523/[a-z]+\.{_VOLUME_ISSUE_PAGE}\.{_YEAR}"),
    _scheme("the Microbiology Society",
            rf"10\.1099/{_ISSN8}-(?P<volume>\d+)-(?P<issue>\d+)-(?P<page>\d+)"),
    _scheme("Annual Reviews",
            r"10\.1146/annurev\.[a-z]+\.(?P<volume>\d+)\.1\.(?P<page>\d{1,4})"),
    _scheme("PNAS", r"10\.1073/pnas\.\d{7}(?P<volume>\d{3})", _pnas, (-1, 2)),
    _scheme("Copernicus",
            rf"10\.5194/[a-z]+-(?P<volume>\d+)-(?P<page>\d+)-{_YEAR}"),
    # Fewer digits count the articles of an issue.
    _scheme("IOP", rf"10\.1088/{_ISSN}/(?P<volume>\d+)/(?P<issue>\d+)/"
            r"(?:(?P<locator>\d{6})|\d+)"),
    _scheme("Optica", r"10\.1364/[a-z]+\.(?P<volume>\d+)\.(?P<page>\d{6})"),
    _scheme("Baishideng",
            r"10\.3748/wjg\.v(?P<volume>\d+)\.i(?P<issue>\d+)\.(?P<page>\d+)"),
    _scheme("the publisher",
            r"10\.(?:1300|4314|18637)/[a-z]+\d*\.?v(?P<volume>\d+)\.?[in](?P<issue>\d+)"
            r"(?:[._]\d+)?"),
    _scheme("the publisher", rf"10\.3923/[a-z]+\.{_YEAR}\.(?P<page>\d+)\.\d+"),
    _scheme("the Royal Society",
            rf"10\.1098/rs[a-z]+\.{_YEAR}\.(?P<number>\d{{4}})",
            _royal_society, _ACCEPTED),
    _scheme("the Royal Society of Chemistry",
            r"10\.1039/(?P<decade>[a-d])(?P<year>\d)(?:[a-z]{2}\d{5}|\d{5})[a-z]",
            _royal_society_of_chemistry, _ACCEPTED),
    # Since 2019 many Elsevier journals number articles with six digits.
    _scheme("Elsevier",
            rf"10\.1016/j\.[a-z]+\.{_YEAR}\.(?P<locator>1\d{{5}})", drift=_ACCEPTED),
    _scheme("Elsevier", rf"10\.(?:1016|1053|1054|1067|1078)/j\.[a-z]+\.{_YEAR}\.[\d.]+",
            drift=_ACCEPTED),
    # PIIs that begin with an S have been given to old articles, too.
    _scheme("Elsevier", rf"10\.1016/{_ISSN}\((?P<yy>\d\d)\)\d{{5}}-[\dx]",
            drift=_ACCEPTED),
    _scheme("Academic Press", rf"10\.1006/[a-z]+\.{_YEAR}\.\d+", drift=_ACCEPTED),
    _scheme("Wiley", rf"10\.(?:1111|1046|1034)/j\.{_ISSN}\.{_YEAR}\.\d+\.x",
            drift=_ACCEPTED),
    # Old articles that were put online later, and are dated so by many.
    _scheme("Wiley", rf"10\.(?:1111|1002)/j\.{_ISSN}\.{_YEAR}\.tb\d+\.x",
            drift=(-1, 99)),
    _scheme("Springer", r"10\.(?:1007|1186)/s\d{5}-(?P<oyy>[09]\d\d)-\d{4,5}-[\dx]",
            drift=_SLOWLY),
    _scheme("Nature", r"10\.1038/s\d{5}-(?P<oyy>0\d\d)-\d{4,5}-[\dx]", drift=_ACCEPTED),
    _scheme("Nature", rf"10\.1038/(?:sj\.)?[a-z]+\.{_YEAR}\.\d+", drift=_ACCEPTED),
    _scheme("Taylor & Francis", rf"10\.(?:1080|3109)/{_ISSN8}\.{_YEAR}\.\d+",
            drift=_SLOWLY),
    _scheme("Wolters Kluwer", rf"10\.(?:1097|1249|1519)/\d{{8}}-{_YEAR}\d{{5}}-\d{{5}}",
            drift=_SAME_YEAR),
    _scheme("SciELO", rf"10\.1590/s{_ISSN}{_YEAR}\d{{9}}", drift=_SAME_YEAR),
    _scheme("the American Physiological Society",
            rf"10\.1152/[a-z]+\.\d{{5}}\.{_YEAR}", drift=_ACCEPTED),
    _scheme("the publisher", rf"10\.(?:1001|1089|1109|1113|1123|1200|1515|3168|3892)"
            rf"/[a-z]+[.-]{_YEAR}[.-]\d[\d.-]*", drift=_ACCEPTED),
    _scheme("the publisher", rf"10\.1136/[a-z]+[.-]{_YEAR}[.-]\d+", drift=_ACCEPTED),
    _scheme("the publisher",
            r"10\.(?:1104|1105|1124|1534)/[a-z]+\.(?P<since1900>1\d\d)\.\d{6}",
            drift=_ACCEPTED),
    _scheme("the publisher", r"10\.(?:1104|1105)/[a-z]+\.(?P<yy>[01]\d)\.\d{5,6}",
            drift=_ACCEPTED),
    _scheme("the American Society for Microbiology",
            r"10\.1128/[a-z]+\.\d{5}-(?P<yy>\d\d)", drift=_ACCEPTED),
    _scheme("SAGE", r"10\.1177/\d{7}(?P<digits>[\dx]\d{8,10})", _sage, _ACCEPTED),
    _scheme("the publisher", rf"10\.213[456]/[a-z]+{_YEAR}\.\d{{2,4}}\.\d{{4}}",
            drift=_ACCEPTED),
    # SICI: ISSN (date) volume : issue < page :: title code.
    _scheme(
        "the publisher",
        rf"10\.\d+/(?:\(sici\))?{_ISSN}\((?P<issued>\d{{4}})\d*\)(?P<volume>\d+):"
        r"[^<]*<(?P<page>[a-z]?\d+)::.*",
    ),
)  # fmt: skip
