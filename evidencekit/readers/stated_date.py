"""When a document says that it was written: front matter and meta elements."""

import re
from collections.abc import Iterator

from evidencekit.model import PartialDate

# Hugo, Jekyll, Pandoc and Quarto: YAML between "---", TOML between "+++".
_FRONT_MATTER = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n((?:.*\n)*?)(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_ENTRY = re.compile(
    r"^(?:date|published|pubdate|publish[_-]?date|date[_-]?published|updated|modified"
    r"|lastmod|last[_-](?:modified|updated)(?:[_-]at)?|date[_-]?modified)"
    r"[ \t]*[:=][ \t]*[\"']?(\S+)",
    re.I | re.M,
)
_META = re.compile(r"<meta\b[^<>]{0,500}>", re.I)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OF_A_DATE = frozenset(
    {"date", "dc.date", "dcterms.date", "dcterms.modified", "dcterms.issued"}
    | {"article:published_time", "article:modified_time", "og:updated_time"}
    | {"citation_publication_date", "datepublished", "datemodified", "last-modified"}
)
_HEAD = 50_000  # characters; a head that is longer holds scripts
# JSON-LD in the way of schema.org, and the time elements that are marked as it says.
_LINKED_DATA = re.compile(
    r"\"date(?:Published|Modified)\"\s*:\s*\"([0-9][^\"<>]{3,40})\""
    r"|<time\b(?=[^<>]{0,300}\b(?:itemprop|class)\s*=\s*[\"'][^\"'<>]{0,100}"
    r"(?:date(?:Published|Modified)|entry-date|published|updated))"
    r"[^<>]{0,300}\bdatetime\s*=\s*[\"']([0-9][^\"'<>]{3,40})",
    re.IGNORECASE,
)
_PAGE = 1_000_000  # characters; what is further down is no article's head


def stated_date(text: str) -> PartialDate | None:
    """Return the latest date at which `text` says that it was written or revised."""
    dates = map(PartialDate.from_text, _stated(text))
    known = [date for date in dates if date is not None]
    return max(known, key=_latest, default=None)


def _stated(text: str) -> Iterator[str]:
    front = _FRONT_MATTER.match(text)
    if front:
        yield from (match[1] for match in _ENTRY.finditer(front[2]))
    elif text[:_HEAD].lstrip("\ufeff \t\r\n").startswith("<"):
        yield from _meta_dates(text[:_HEAD])
        yield from (m[1] or m[2] for m in _LINKED_DATA.finditer(text, 0, _PAGE))


def _meta_dates(head: str) -> Iterator[str]:
    for element in _META.findall(head):
        given = {m[1].lower(): m[2] or m[3] or "" for m in _ATTRIBUTE.finditer(element)}
        names = {given.get(k, "").lower() for k in ("name", "property", "itemprop")}
        if names & _OF_A_DATE and "content" in given:
            yield given["content"].strip()


def _latest(date: PartialDate) -> tuple[int, int, int]:
    # A bare year may mean any day in it: a date that says more is taken first.
    return date.year, date.month or 0, date.day or 0
