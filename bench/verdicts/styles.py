"""Citation styles, each an entry of a table: how an item is printed as a line."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bench.verdicts import names
from bench.verdicts.abbreviated import bare, dotted
from bench.verdicts.names import Authors
from evidencekit.model import Item

_NAMES_OF_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = tuple(_NAMES_OF_MONTHS.split())
_GROUP = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
# "[" and "]" mark optional parts, so that a style that prints them uses these.
_BRACKETS = str.maketrans("⟦⟧", "[]")
_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*[-\u2010-\u2015]\s*([A-Za-z]*)(\d+)")
_DOUBLE = re.compile(r"([.?!])(?:\.|(?<=[?!])\s\.)+(?=\W|$)|(?<=[?!]),(?=[”’\"'])")


@dataclass(frozen=True, slots=True)
class Style:
    """One citation style.

    The templates hold `{fields}`; what stands in brackets is left out unless all of its
    fields are there. `pages`, `container` and `title` turn the item's values into the
    style's. `label` is printed before the entries of a numbered list.
    """

    name: str
    authors: Authors
    article: str
    chapter: str
    book: str
    pages: Callable[[str], str]
    container: Callable[[Item], str]
    title: Callable[[str], str]
    doi: str = "https://doi.org/{}"
    label: str = ""

    def printed(self, item: Item) -> str:
        """Return `item` as a line of this style."""
        match item.type:
            case "article-journal" | "article" | "review" | "document":
                template = self.article
            case "chapter" | "paper-conference" | "entry":
                template = self.chapter
            case _:
                template = self.book
        if item.container_title and template is self.book:
            template = self.article
        return filled(template, self._values(item))

    def _values(self, item: Item) -> dict[str, str]:
        issued = item.issued
        authors = self.authors.printed(item.author, cut=item.et_al)
        editors = " and ".join(map(names.dotted_first, item.editor[:3]))
        title = self.title(item.title or "")
        if not authors:  # then the title is what the entry begins with
            authors, title = title, ""
        return {
            "authors": authors,
            "title": title,
            "editors": editors,
            "container": self.container(item),
            "publisher": item.publisher or "",
            "place": item.publisher_place or "",
            "volume": item.volume or "",
            "issue": item.issue or "",
            "pages": self.pages(item.page) if item.page else "",
            "year": str(issued.year) if issued else "n.d.",
            "month": _MONTHS[issued.month - 1] if issued and issued.month else "",
            "day": str(issued.day) if issued and issued.day else "",
            "doi": self.doi.format(item.doi) if item.doi else "",
        }


def filled(template: str, values: dict[str, str]) -> str:
    """Return the template with its values, without the optional parts that lack one."""
    while found := _GROUP.search(template):
        fields = _FIELD.findall(found[1])
        kept = found[1] if all(values[field] for field in fields) else ""
        template = template[: found.start()] + kept + template[found.end() :]
    text = _FIELD.sub(lambda field: values[field[1]], template).translate(_BRACKETS)
    return " ".join(_DOUBLE.sub(r"\1", text).split())


def full(page: str) -> str:
    """Return pages as registered, "12-12" as the one page it is."""
    found = _RANGE.fullmatch(page)
    if found and found[2] == found[4]:
        return found[1] + found[2]
    return page


def en_dash(page: str) -> str:
    """Return pages with the dash of typesetters."""
    return full(page).replace("-", "–")


def shortened(page: str) -> str:
    """Return "580-91" for "580-591"."""
    found = _RANGE.fullmatch(full(page))
    if not found or found[1] or len(found[2]) != len(found[4]):
        return full(page)
    first, last = found[2], found[4]
    while len(last) > 1 and first[-len(last)] == last[0]:
        last = last[1:]
    return f"{first}-{last}"


def first_page(page: str) -> str:
    """Return the first page alone, as some journals of physics print it."""
    found = _RANGE.fullmatch(page)
    return found[1] + found[2] if found else page


def as_is(text: str) -> str:
    """Return the title as it is registered."""
    return text


def sentence_case(text: str) -> str:
    """Return the title with capitals only where a word has more than its first one."""
    kept: list[str] = []
    for index, word in enumerate(text.split(" ")):
        after_colon = index and kept[-1].endswith((":", "?", "."))
        plain = word[1:] == word[1:].lower() and len(word) > 1
        kept.append(word.lower() if index and plain and not after_colon else word)
    return " ".join(kept)


def headline(text: str) -> str:
    """Return the title with a capital at the head of every longer word."""
    small = {"a", "an", "the", "of", "in", "on", "and", "for", "to", "with", "by", "at"}
    words = text.split(" ")
    return " ".join(
        word if index and word in small else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def _container(item: Item) -> str:
    return item.container_title or ""


_APA = Authors(
    names.comma_dotted, names.comma_dotted, last=", & ", most=20, shown=19, dots=", … "
)
_HARVARD = Authors(names.comma_tight, names.comma_tight, last=" and ", most=3, shown=1)
_MLA = Authors(
    names.comma_given,
    names.given_first,
    last=", and ",
    most=2,
    shown=1,
    et_al=", et al.",
)
_CHICAGO = Authors(
    names.comma_given, names.given_first, last=", and ", most=10, shown=7,
    et_al=", et al.",
)  # fmt: skip
_NOTES = Authors(names.given_first, names.given_first, last=", and ", most=3, shown=1)
_VANCOUVER = Authors(
    names.bare_initials, names.bare_initials, most=6, shown=6, et_al=", et al."
)
_AMA = Authors(
    names.bare_initials, names.bare_initials, most=6, shown=3, et_al=", et al."
)
_IEEE = Authors(
    names.dotted_first, names.dotted_first, last=", and ", most=6, shown=1,
    et_al=" et al.",
)  # fmt: skip
_NATURE = Authors(names.comma_dotted, names.comma_dotted, last=" & ", most=5, shown=1)
_ABNT = Authors(
    names.capitals_dotted, names.capitals_dotted, "; ", "; ", most=3, shown=1,
    et_al=" et al.",
)  # fmt: skip
_DIN = Authors(
    names.capitals_given, names.capitals_given, " ; ", " ; ", most=3, shown=1,
    et_al=" u. a.",
)  # fmt: skip
_ACS = Authors(names.comma_dotted, names.comma_dotted, "; ", "; ", most=10, shown=10,
               et_al="; et al.")  # fmt: skip
_ELSEVIER = Authors(names.tight_first, names.tight_first, most=6, shown=6,
                    et_al=", et al.")  # fmt: skip
_SPRINGER = Authors(names.bare_initials, names.bare_initials, most=6, shown=3,
                    et_al=" et al")  # fmt: skip
_CELL = Authors(names.comma_tight, names.comma_tight, last=", and ", most=10,
                shown=10, et_al=", et al.")  # fmt: skip
_APS = Authors(names.dotted_first, names.dotted_first, last=", and ", most=10, shown=1)
_GOST = Authors(names.space_dotted, names.space_dotted, most=4, shown=3,
                et_al=" et al.")  # fmt: skip

STYLES = (
    Style(
        "APA", _APA,
        "{authors} ({year}).[ {title}.] {container}[, {volume}][({issue})][, {pages}]."
        "[ {doi}]",
        "{authors} ({year}).[ {title}.] In[ {editors} (Eds.),] {container}"
        "[ (pp. {pages})].[ {publisher}.][ {doi}]",
        "{authors} ({year}).[ {title}.][ {publisher}.][ {doi}]",
        en_dash, _container, sentence_case,
    ),
    Style(
        "Vancouver", _VANCOUVER,
        "{authors}.[ {title}.] {container}. {year}[ {month}][ {day}];"
        "[{volume}][({issue})][:{pages}].[ {doi}]",
        "{authors}.[ {title}.] In:[ {editors}, editors.] {container}.[ {place}:]"
        "[ {publisher};] {year}.[ p. {pages}.][ {doi}]",
        "{authors}.[ {title}.][ {place}:][ {publisher};] {year}.[ {doi}]",
        shortened, bare, sentence_case, "doi: {}", "{}. ",
    ),
    Style(
        "AMA", _AMA,
        "{authors}.[ {title}.] {container}. {year};[{volume}][({issue})][:{pages}]."
        "[ {doi}]",
        "{authors}.[ {title}.] In:[ {editors}, eds.] {container}.[ {publisher};]"
        " {year}[:{pages}].[ {doi}]",
        "{authors}.[ {title}.][ {publisher};] {year}.[ {doi}]",
        full, bare, sentence_case, "doi:{}", "{}. ",
    ),
    Style(
        "Harvard", _HARVARD,
        "{authors} ({year})[ ‘{title}’,] {container}[, {volume}][({issue})]"
        "[, pp. {pages}].[ {doi}.]",
        "{authors} ({year})[ ‘{title}’,] in[ {editors} (eds)] {container}."
        "[ {place}:][ {publisher}][, pp. {pages}].[ {doi}.]",
        "{authors} ({year})[ {title}.][ {place}:][ {publisher}.][ {doi}.]",
        en_dash, _container, as_is, "doi: {}",
    ),
    Style(
        "MLA", _MLA,
        "{authors}.[ “{title}.”] {container}[, vol. {volume}][, no. {issue}], {year}"
        "[, pp. {pages}][, {doi}].",
        "{authors}.[ “{title}.”] {container}[, edited by {editors}][, {publisher}],"
        " {year}[, pp. {pages}][, {doi}].",
        "{authors}.[ {title}.][ {publisher},] {year}[, {doi}].",
        en_dash, _container, headline,
    ),
    Style(
        "Chicago author-date", _CHICAGO,
        "{authors}. {year}.[ “{title}.”] {container}[ {volume}][ ({issue})][: {pages}]."
        "[ {doi}.]",
        "{authors}. {year}.[ “{title}.”] In {container}[, edited by {editors}]"
        "[, {pages}].[ {place}:][ {publisher}.][ {doi}.]",
        "{authors}. {year}.[ {title}.][ {place}:][ {publisher}.][ {doi}.]",
        en_dash, _container, headline,
    ),
    Style(
        "Chicago notes", _NOTES,
        "{authors},[ “{title},”] {container}[ {volume}][, no. {issue}] ({year})"
        "[: {pages}][, {doi}].",
        "{authors},[ “{title},”] in {container}[, ed. {editors}]"
        " ([{place}: ][{publisher}, ]{year})[, {pages}][, {doi}].",
        "{authors},[ {title}] ([{place}: ][{publisher}, ]{year})[, {doi}].",
        en_dash, _container, headline, "https://doi.org/{}", "{}. ",
    ),
    Style(
        "IEEE", _IEEE,
        "{authors},[ “{title},”] {container}[, vol. {volume}][, no. {issue}]"
        "[, pp. {pages}],[ {month}.] {year}[, {doi}].",
        "{authors},[ “{title},”] in {container}[, {editors}, Eds.][, {publisher}],"
        " {year}[, pp. {pages}][, {doi}].",
        "{authors},[ {title}.][ {place}:][ {publisher},] {year}[, {doi}].",
        en_dash, dotted, sentence_case, "doi: {}", "⟦{}⟧ ",
    ),
    Style(
        "Nature", _NATURE,
        "{authors}[ {title}.] {container}[ {volume}][, {pages}] ({year}).[ {doi}]",
        "{authors}[ {title}.] in {container}[ (eds {editors})][ {pages}]"
        " ([{publisher}, ]{year}).[ {doi}]",
        "{authors}[ {title}] ([{publisher}, ]{year}).[ {doi}]",
        en_dash, dotted, sentence_case, "https://doi.org/{}", "{}. ",
    ),
    Style(
        "ABNT", _ABNT,
        "{authors}.[ {title}.] {container}[, {place}][, v. {volume}][, n. {issue}]"
        "[, p. {pages}], {year}.[ {doi}.]",
        "{authors}.[ {title}.] In:[ {editors} (org.).] {container}.[ {place}:]"
        "[ {publisher},] {year}.[ p. {pages}.][ {doi}.]",
        "{authors}.[ {title}.][ {place}:][ {publisher},] {year}.[ {doi}.]",
        full, _container, as_is, "DOI: {}",
    ),
    Style(
        "DIN 1505", _DIN,
        "{authors}:[ {title}.] In: {container}[ {volume}] ({year})[, Nr. {issue}]"
        "[, S. {pages}].[ – DOI {doi}]",
        "{authors}:[ {title}.] In:[ {editors} (Hrsg.):] {container}.[ {place} :]"
        "[ {publisher},] {year}[, S. {pages}].[ – DOI {doi}]",
        "{authors}:[ {title}.][ {place} :][ {publisher},] {year}.[ – DOI {doi}]",
        en_dash, _container, as_is, "{}",
    ),
    Style(
        "ACS", _ACS,
        "{authors}[ {title}.] {container} {year}[, {volume}][ ({issue})][, {pages}]."
        "[ {doi}.]",
        "{authors}[ {title}.] In {container};[ {editors}, Eds.;][ {publisher}:"
        " {place},] {year};[ pp {pages}.][ {doi}.]",
        "{authors}[ {title};][ {publisher}:][ {place},] {year}.[ {doi}.]",
        en_dash, dotted, headline, "https://doi.org/{}", "({}) ",
    ),
    Style(
        "Elsevier", _ELSEVIER,
        "{authors},[ {title},] {container}[ {volume}] ({year})[ {pages}].[ {doi}.]",
        "{authors},[ {title},] in:[ {editors} (Eds.),] {container}[, {publisher}],"
        " {year}[: pp. {pages}].[ {doi}.]",
        "{authors},[ {title},][ {publisher},] {year}.[ {doi}.]",
        en_dash, dotted, sentence_case, "https://doi.org/{}", "⟦{}⟧ ",
    ),
    Style(
        "Springer", _SPRINGER,
        "{authors} ({year})[ {title}.] {container}[ {volume}][({issue})][:{pages}]."
        "[ {doi}]",
        "{authors} ({year})[ {title}.] In:[ {editors} (eds)] {container}."
        "[ {publisher}][, {place}][, pp {pages}].[ {doi}]",
        "{authors} ({year})[ {title}.][ {publisher}][, {place}].[ {doi}]",
        en_dash, bare, sentence_case,
    ),
    Style(
        "Cell", _CELL,
        "{authors} ({year}).[ {title}.] {container}[ {volume}][, {pages}].[ {doi}.]",
        "{authors} ({year}).[ {title}.] In {container}[, {editors}, eds.]"
        "[ ({publisher})][, pp. {pages}].[ {doi}.]",
        "{authors} ({year}).[ {title}][ ({publisher})].[ {doi}.]",
        en_dash, dotted, sentence_case,
    ),
    Style(
        "APS, no titles", _APS,
        "{authors}, {container}[ {volume}][, {pages}] ({year}).[ {doi}]",
        "{authors}, in {container}[, edited by {editors}] ([{publisher}, ]{year})"
        "[, pp. {pages}].[ {doi}]",
        "{authors},[ {title}] ([{publisher}, ]{year}).[ {doi}]",
        first_page, dotted, as_is, "https://doi.org/{}", "⟦{}⟧ ",
    ),
    Style(
        "GOST", _GOST,
        "{authors}[ {title}] // {container}. – {year}.[ – Vol. {volume}.]"
        "[ – № {issue}.][ – P. {pages}.][ – {doi}.]",
        "{authors}[ {title}] // {container}.[ – {place}:][ {publisher},] {year}."
        "[ – P. {pages}.][ – {doi}.]",
        "{authors}[ {title}.][ – {place}:][ {publisher},] {year}.[ – {doi}.]",
        full, _container, as_is, "DOI: {}", "{}. ",
    ),
)  # fmt: skip
