"""Turns printed references with known fields into labelled tokens."""

import gzip
import json
import re
import tarfile
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from evidencekit.parse.common_numbers import label_numbers
from evidencekit.parse.identifiers import identifiers
from evidencekit.parse.titles import part_title
from evidencekit.parse.tokens import Tokens, tokens

DATA = Path(__file__).parents[2] / "shared" / "data" / "parse"

AUTHOR, EDITOR, TITLE, CONTAINER = "author", "editor", "title", "container"
DATE, VOLUME, ISSUE, PAGE = "date", "volume", "issue", "page"
PUBLISHER, PLACE, EDITION, SERIES, OTHER = (
    "publisher",
    "place",
    "edition",
    "series",
    "other",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference with one label a token; `document` is where it was printed."""

    source: str
    document: str
    text: str
    tokens: Tokens
    labels: list[str]
    gold: dict[str, Any] = field(default_factory=dict)


# -- gold given as values: find them in the print ------------------------------------


@dataclass(slots=True)
class _Print:
    """A text reduced to its letters and digits, with the way back to the tokens."""

    letters: str
    owner: list[int]
    first: set[int]
    last: set[int]

    @classmethod
    def of(cls, text: str, cut: Tokens) -> "_Print":
        letters: list[str] = []
        owner: list[int] = []
        first, last = set(), set()
        for i, (start, end) in enumerate(zip(cut.starts, cut.ends, strict=True)):
            if cut.words[i][0] == "<":
                continue
            first.add(len(letters))
            for c in _letters(text[start:end]):
                letters.append(c)
                owner.append(i)
            last.add(len(letters))
        return cls("".join(letters), owner, first, last)

    def places(self, value: str) -> Iterator[tuple[int, int]]:
        """Yield the token ranges that spell `value`, whole tokens only."""
        wanted = _letters(value)
        if not wanted:
            return
        at = self.letters.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if at in self.first and end in self.last:
                yield self.owner[at], self.owner[end - 1] + 1
            at = self.letters.find(wanted, at + 1)


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in text if c.isalnum())


def labelled_from_values(
    record: dict[str, Any], *, loose: bool = False
) -> Labelled | None:
    """Return the record labelled, or None where a field cannot be found in print.

    `loose` names are printed with other given names or initials than the record has.
    """
    text, gold = record["raw"], record["gold"]
    cut = tokens(text, identifiers(text))
    labels: list[str | None] = [None] * len(cut.words)
    printed = _Print.of(text, cut)
    if not _label_all(printed, labels, gold, cut):
        return None
    _label_dates(cut, labels)
    _label_places(cut, labels)
    if loose:
        _label_initials(cut, labels)
    final = _settled(text, cut, [label or OTHER for label in labels])
    return Labelled(record["source"], record["doc"], text, cut, final, gold)


def _label_all(
    printed: _Print, labels: list[str | None], gold: dict[str, Any], cut: Tokens
) -> bool:
    for name, label in (("title", TITLE), ("container", CONTAINER)):
        if gold.get(name) and not _label_longest(printed, labels, gold[name], label):
            return False
    if not _label_names(printed, labels, gold.get("authors"), AUTHOR):
        return False
    if not _label_names(printed, labels, gold.get("editors"), EDITOR):
        return False
    for name, label in (("authors_text", AUTHOR), ("editors_text", EDITOR)):
        if gold.get(name) and not _label_longest(printed, labels, gold[name], label):
            return False
    if gold.get("year") and not _label_year(printed, labels, str(gold["year"])):
        return False
    for name, label in (("publisher", PUBLISHER), ("place", PLACE)):
        if gold.get(name):
            _label_longest(printed, labels, gold[name], label)
    return _label_numbers(printed, labels, gold, cut)


def _free(labels: list[str | None], start: int, end: int) -> bool:
    return all(label is None for label in labels[start:end])


def _label_longest(
    printed: _Print, labels: list[str | None], value: Any, label: str
) -> bool:
    if isinstance(value, list):
        value = " ".join(value)
    for start, end in printed.places(str(value)):
        if _free(labels, start, end):
            labels[start:end] = [label] * (end - start)
            return True
    return False


def _label_names(
    printed: _Print, labels: list[str | None], names: Any, label: str
) -> bool:
    """Label the stretch from the first to the last name."""
    if not names:
        return True
    title = next((i for i, own in enumerate(labels) if own == TITLE), len(labels))
    stretches: dict[str, tuple[int, int]] = {}
    position = 0
    for name in names:
        family = name.get("family") or name.get("literal") or ""
        given = name.get("given") or ""
        spot = _name_place(printed, labels, family, given, position)
        if spot is None:
            return False
        # Some publishers tag the editors of the book as authors of the chapter.
        own = EDITOR if spot[0] > title and AUTHOR in stretches else label
        low, high = stretches.get(own, spot)
        stretches[own] = (min(low, spot[0]), max(high, spot[1]))
        position = spot[1]
    for own, (low, high) in stretches.items():
        if not _free(labels, low, high):
            return False
        labels[low:high] = [own] * (high - low)
    return True


def _name_place(
    printed: _Print, labels: list[str | None], family: str, given: str, position: int
) -> tuple[int, int] | None:
    for value in (family + given, given + family):
        for start, end in printed.places(value):
            if start >= position and _free(labels, start, end):
                return start, end
    for start, end in printed.places(family):
        if start >= position and _free(labels, start, end):
            return start, end
    return None


def _label_year(printed: _Print, labels: list[str | None], year: str) -> bool:
    match = re.search(r"(?:1[0-9]|20)\d\d", year)
    wanted = match.group() if match else year
    for suffix in ("", *"abcdefgh"):
        spots = [s for s in printed.places(wanted + suffix) if _free(labels, *s)]
        if spots:
            start, end = spots[0]
            labels[start:end] = [DATE] * (end - start)
            return True
    return False


def _label_numbers(
    printed: _Print, labels: list[str | None], gold: dict[str, Any], cut: Tokens
) -> bool:
    """Label volume, issue and pages: the places that stand closest together."""
    anchor = max(
        (i for i, label in enumerate(labels) if label in (CONTAINER, TITLE)), default=0
    )
    for name, label in (("volume", VOLUME), ("issue", ISSUE), ("pages", PAGE)):
        value = gold.get(name)
        if not value:
            continue
        spots = [
            spot
            for form in _forms(name, str(value))
            for spot in printed.places(form)
            if _free(labels, *spot)
        ]
        if not spots:
            return False
        after = [spot for spot in spots if spot[0] >= anchor]
        start, end = min(after or spots, key=lambda spot: abs(spot[0] - anchor))
        labels[start:end] = [label] * (end - start)
        anchor = end
    return True


def _forms(name: str, value: str) -> Iterator[str]:
    yield value
    if name == "pages" and (
        match := re.fullmatch(r"(\D*)(\d+)\W+(\D*)(\d+)", value.strip())
    ):
        head, first, tail, last = match.groups()
        for size in range(len(last) - 1, 0, -1):
            yield f"{head}{first}-{tail}{last[-size:]}"
        if first == last:
            yield head + first
    if name == "issue":
        yield "suppl " + value
        yield re.sub(r"(?i)supp?l?(?:ement)?", "suppl", value)


_MONTH = re.compile(
    r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fev|abr|mai|ago|set|out"
    r"|dez|ene|dic|spring|summer|autumn|fall|winter)[a-zéç]{0,8}\Z"
)


def _label_dates(cut: Tokens, labels: list[str | None]) -> None:
    """Label month and day beside the year as part of the date."""
    for i, label in enumerate(list(labels)):
        if label != DATE:
            continue
        for step in (1, -1):
            k = i + step
            while (
                0 <= k < len(labels)
                and labels[k] is None
                and abs(k - i) <= 3
                and not re.search(r"[;:]|\)\s*\S|[.]\s+\S", cut.gaps[max(k, k - step)])
                and (_MONTH.match(cut.words[k]) or _is_day(cut.words[k], cut, k))
            ):
                labels[k] = DATE
                k += step


def _is_day(word: str, cut: Tokens, k: int) -> bool:
    return (
        word.isdigit()
        and 0 < int(word) < 32
        and any(
            0 <= n < len(cut.words) and _MONTH.match(cut.words[n])
            for n in (k - 1, k + 1)
        )
    )


def _label_initials(cut: Tokens, labels: list[str | None]) -> None:
    """Take the initials at both ends of a run of names into it."""
    for i, word in enumerate(cut.words):
        initial = word.isalpha() and word.isupper() and len(word) < 5
        beside = labels[i - 1] if i else None
        if (
            initial
            and labels[i] is None
            and beside in (AUTHOR, EDITOR)
            and re.fullmatch(r"[\s,.\-–]*", cut.gaps[i])
        ):
            labels[i] = beside
    for i in range(len(labels) - 2, -1, -1):
        word = cut.words[i]
        if (
            labels[i] is None
            and labels[i + 1] in (AUTHOR, EDITOR)
            and word.isalpha()
            and word.isupper()
            and len(word) < 4
            and re.fullmatch(r"[\s.\-–]*", cut.gaps[i + 1])
        ):
            labels[i] = labels[i + 1]


def _label_places(cut: Tokens, labels: list[str | None]) -> None:
    """Label what stands beside the publisher, as in "Champaign: Human Kinetics"."""
    start = next((i for i, label in enumerate(labels) if label == PUBLISHER), None)
    if start is None:
        return
    end = start
    while end < len(labels) and labels[end] == PUBLISHER:
        end += 1
    if re.match(r"[\s)]*[:,]\s", cut.gaps[start]):
        k = start - 1
        while k >= 0 and labels[k] is None and start - k <= 4 and _is_place(cut, k):
            labels[k] = PLACE
            if re.search(r"[.;?]\s", cut.gaps[k]):
                break
            k -= 1
    elif cut.gaps[end].startswith(", "):
        k = end
        while (
            k < len(labels) and labels[k] is None and k - end < 4 and _is_place(cut, k)
        ):
            labels[k] = PLACE
            if re.search(r"[.;:]\s", cut.gaps[k + 1]):
                break
            k += 1


def _is_place(cut: Tokens, k: int) -> bool:
    return cut.words[k][0].isupper() and not _VOLUME_WORDS.match(cut.words[k])


def _settled(text: str, cut: Tokens, labels: list[str]) -> list[str]:
    """Settle what the sources label in different ways, or leave out."""
    labels = list(labels)
    label_numbers(text, cut, labels)
    part_title(cut, labels)
    for i, word in enumerate(cut.words):
        low = word.lower()
        before = labels[i - 1] if i else OTHER
        if low in ("et", "al", "others", "alii") and before in (AUTHOR, EDITOR):
            labels[i] = before
        elif labels[i] == EDITOR and re.match(
            r"(?:in|eds?|editors?|edited|by|hgs?|hrsg|orgs?|coords?|dir|éds?)\Z", low
        ):
            edge = before != EDITOR or (i + 1 == len(labels) or labels[i + 1] != EDITOR)
            labels[i] = OTHER if edge else labels[i]
    return labels


# -- gold given as mark-up ------------------------------------------------------------

_ANYSTYLE = {
    "author": AUTHOR,
    "director": AUTHOR,
    "producer": OTHER,
    "translator": OTHER,
    "editor": EDITOR,
    "title": TITLE,
    "journal": CONTAINER,
    "container-title": CONTAINER,
    "date": DATE,
    "pages": PAGE,
    "publisher": PUBLISHER,
    "location": PLACE,
    "edition": EDITION,
    "collection-title": SERIES,
}
_VOLUME_WORDS = re.compile(
    r"(?i)(?:vol(?:ume|umen)?s?|bd|band|v|t|tome|tomo|jg|jahrg|no|nos|nr|num|number|n"
    r"|issue|iss|heft|h|núm|fasc|n[°º]|nº|pp?|pgs?|pages?|pags?|págs?|s|seiten?"
    r"|in|and|o|the|ed|eds|hg|hrsg|editors?)\Z"
)


def anystyle(archive: Path = DATA / "anystyle_train.tar.gz") -> Iterator[Labelled]:
    """Yield AnyStyle's tagged references (core, good, ugly; BSD-2-Clause)."""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if not member.name.endswith(".xml"):
                continue
            handle = tar.extractfile(member)
            assert handle is not None
            root = ElementTree.fromstring(handle.read())
            source = "anystyle_" + Path(member.name).stem
            for number, sequence in enumerate(root):
                parts = [(child.tag, child.text or "") for child in sequence]
                yield _from_parts(source, f"{source}:{number // 20}", parts)


def _from_parts(source: str, document: str, parts: list[tuple[str, str]]) -> Labelled:
    text = " ".join(part.strip() for _, part in parts)
    places: list[tuple[int, str]] = []
    position = 0
    for tag, part in parts:
        places.append((position, tag))
        position += len(part.strip()) + 1
    cut = tokens(text, identifiers(text))
    labels = [_label_of_part(cut, i, places) for i in range(len(cut.words))]
    return Labelled(source, document, text, cut, _settled(text, cut, labels))


def _label_of_part(cut: Tokens, i: int, places: list[tuple[int, str]]) -> str:
    if cut.words[i][0] == "<":
        return OTHER
    tag = [tag for start, tag in places if start <= cut.starts[i]][-1]
    word = cut.words[i]
    if tag == "volume":
        return _volume_or_issue(cut, i, places)
    if tag in ("pages", "editor", "container-title", "journal"):
        first = i == 0 or not any(
            start <= cut.starts[i - 1] and tag == name
            for start, name in places[-1:] + places
            if start <= cut.starts[i - 1]
        )
        if (tag == "pages" or first) and _VOLUME_WORDS.match(word):
            return OTHER
    return _ANYSTYLE.get(tag, OTHER)


def _volume_or_issue(cut: Tokens, i: int, places: list[tuple[int, str]]) -> str:
    """AnyStyle keeps volume and issue in one element: part them."""
    word = cut.words[i]
    if _VOLUME_WORDS.match(word):
        return OTHER
    start = max(start for start, tag in places if start <= cut.starts[i])
    before = [
        k
        for k in range(i)
        if cut.starts[k] >= start and not _VOLUME_WORDS.match(cut.words[k])
    ]
    lead = cut.gaps[i]
    named = i and cut.starts[i - 1] >= start and cut.words[i - 1].lower()
    if named and re.match(r"no|nr|n\Z|num|iss|heft|h\Z|nº|núm|fasc", str(named)):
        return ISSUE
    if not before:
        return ISSUE if "(" in lead and cut.starts[i] > start + 1 else VOLUME
    if re.search(r"[-–]\s*\Z", lead):
        return VOLUME if len(before) == 1 else ISSUE
    return ISSUE


_TEI = {
    "a": TITLE,
    "m": CONTAINER,
    "j": CONTAINER,
    "s": SERIES,
    "u": TITLE,
}


def grobid(
    archive: Path = DATA / "grobid_citation_train.tar.gz",
) -> Iterator[Labelled]:
    """Yield GROBID's tagged references (CC BY 4.0)."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            if not member.name.endswith(".xml"):
                continue
            handle = tar.extractfile(member)
            assert handle is not None
            raw = re.sub(rb'\sxmlns(:\w+)?="[^"]*"', b"", handle.read())
            try:
                root = ElementTree.fromstring(raw)
            except ElementTree.ParseError:
                continue
            for bibl in root.iter("bibl"):
                yield _from_tei(member.name, bibl)


def _from_tei(document: str, bibl: ElementTree.Element) -> Labelled:
    pieces: list[tuple[str, str]] = []
    has_article_title = any(t.get("level") == "a" for t in bibl.iter("title"))
    has_journal = any(t.get("level") == "j" for t in bibl.iter("title"))

    def walk(element: ElementTree.Element, label: str) -> None:
        if element.text:
            pieces.append((element.text, label))
        for child in element:
            inner = _tei_label(child, has_article_title, has_journal, label)
            walk(child, inner)
            if child.tail:
                pieces.append((child.tail, label))

    walk(bibl, OTHER)
    text, owners = "", []
    for piece, label in pieces:
        text += piece
        owners += [label] * len(piece)
    cut = tokens(text, identifiers(text))
    labels = [
        OTHER if word[0] == "<" else owners[start]
        for word, start in zip(cut.words, cut.starts, strict=True)
    ]
    labels = [
        OTHER
        if label in (VOLUME, ISSUE, PAGE)
        and _VOLUME_WORDS.match(cut.words[i])
        and not cut.words[i].isdigit()
        else label
        for i, label in enumerate(labels)
    ]
    return Labelled("grobid", document, text, cut, _settled(text, cut, labels))


def _tei_label(
    element: ElementTree.Element, article: bool, journal: bool, outer: str
) -> str:
    if element.tag == "title":
        level = element.get("level") or "a"
        if level == "m" and not article:
            return TITLE
        return _TEI.get(level, TITLE)
    if element.tag == "biblScope":
        unit = element.get("unit") or element.get("type") or ""
        if unit.startswith("vol"):
            return VOLUME
        if unit.startswith("iss"):
            return ISSUE
        return PAGE if unit in ("pp", "page", "pages") else OTHER
    table = {
        "author": AUTHOR,
        "editor": EDITOR,
        "date": DATE,
        "publisher": PUBLISHER,
        "pubPlace": PLACE,
        "orgName": outer if outer == AUTHOR else AUTHOR,
        "lb": outer,
    }
    return table.get(element.tag, OTHER)


def held_out(document: str) -> bool:
    """Say whether a document is kept out of training, to measure confidence on."""
    return zlib.crc32(document.encode()) % 20 == 0


def records(name: str) -> list[dict[str, Any]]:
    """Return the records of one of the shared JSON-lines files."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
