"""One item as a RIS record."""

from collections.abc import Iterator

from evidencekit.bibliography.ranges import page_ends
from evidencekit.inert import visible
from evidencekit.model import Item, Name, PartialDate

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "manuscript": "UNPB",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "thesis": "THES",
    "webpage": "ELEC",
}


def to_ris(item: Item, key: str | None = None, note: str | None = None) -> str:
    """Return `item` as a RIS record with an identifier and a note, where given."""
    lines = [("TY", _TYPES.get(item.type, "GEN"))]
    lines += [("ID", key)] if key else []
    lines += [(tag, visible(value)) for tag, value in _lines(item)]
    lines += [("N1", visible(note))] if note else []
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("AU", _name(name)) for name in item.author)
    # RIS has no word for a list that goes on; programs know this author.
    if item.author and item.et_al:
        yield "AU", "et al."
    yield from (("ED", _name(name)) for name in item.editor)
    first, last = page_ends(item.page)
    values = (
        ("TI", item.title),
        ("T2", item.container_title),
        ("J2", item.container_title_short),
        ("PY", item.issued and f"{item.issued.year:04d}"),
        ("DA", item.issued and _date(item.issued)),
        ("VL", item.volume),
        ("IS", item.issue or item.number),
        ("SP", first),
        ("EP", last),
        ("ET", item.edition or item.version),
        ("PB", item.publisher),
        ("CY", item.publisher_place),
        ("SN", item.isbn),
        ("DO", item.doi),
        ("AN", item.pmid),
        ("C2", item.pmcid),
        ("UR", item.url),
        ("Y2", item.accessed and _date(item.accessed)),
    )
    yield from ((tag, value) for tag, value in values if value)


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return str(name)
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def _date(date: PartialDate) -> str:
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{date.year:04d}/{month}/{day}/"
