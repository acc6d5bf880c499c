"""How often matching is wrong: false alarms on right references, defects it misses.

    python bench/match.py works.jsonl.gz

Each Crossref record is printed as a reference in several ways that are all right
(abbreviated containers, initials, shortened pages, "et al.", other cases and dashes)
and then with one defect each. Every rule runs on what `assess` makes of it.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import evidencekit.rules  # noqa: F401  (registers the rules)
from evidencekit import parse_reference
from evidencekit.match.assess import assess
from evidencekit.match.search import best_candidate
from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Document,
    Found,
    InPubMed,
    Item,
    Lookup,
    Lookups,
    Name,
    NotFound,
    PartialDate,
    Query,
    Reference,
    Search,
    Severity,
    Span,
    Work,
)
from evidencekit.normalize import folded, plain
from evidencekit.rules.registry import Need, rules
from evidencekit.services.crossref_work import work_from_message

NOW = "2026-11-23T12:00:00Z"
Reading = Callable[[Item], Reference]
Printing = Callable[[Item, Work, random.Random], Item | None]


def main() -> None:
    """Print false alarms per 100 references and the recall of each injected defect."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", type=Path)
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parse", action="store_true", help="parse what is printed")
    options = parser.parse_args()
    works = [work for work in _works(options.works) if _is_citable(work)]
    _POOL.extend(works)
    lookups = Lookups({str(w.item.doi): Found(w) for w in works})
    print(f"{len(works)} works")
    reading = _parsed if options.parse else _as_data
    _false_alarms(works, lookups, reading, options.seed, options.examples)
    _recall(works, lookups, reading, options.seed, options.examples)
    _searching(works, reading, options.seed, options.examples)


def _false_alarms(
    works: list[Work], lookups: Lookups, reading: Reading, seed: int, examples: int
) -> None:
    dice = random.Random(seed)
    count, alarms = 0, Counter[str]()
    shown = Counter[str]()
    for work in works:
        for name, printing in PRINTINGS.items():
            item = printing(_printed(work), work, dice)
            if item is None:
                continue
            count += 1
            for code, message in _findings(item, lookups, reading):
                alarms[code] += 1
                shown[code] += 1
                if shown[code] <= examples:
                    print("  ", code, name, work.item.doi, message)
    total = sum(alarms.values())
    print(f"{count} right references, {100 * total / count:.2f} false alarms per 100")
    for code, number in sorted(alarms.items()):
        print(f"  {code} {number}")


def _recall(
    works: list[Work], lookups: Lookups, reading: Reading, seed: int, examples: int
) -> None:
    for name, (expected, defect) in DEFECTS.items():
        dice = random.Random(seed)
        tried = caught = noise = 0
        missed = []
        for work in works:
            item = defect(_printed(work), work, dice)
            if item is None:
                continue
            tried += 1
            codes = {code for code, _ in _findings(item, lookups, reading)}
            caught += bool(codes & expected)
            noise += bool(codes - expected)
            if not codes & expected:
                missed.append((work.item.doi, item.title, sorted(codes)))
        rate = caught / tried if tried else 0.0
        print(f"{name:<18} {tried:>5} recall {rate:.3f}  other codes {noise}")
        for example in missed[:examples]:
            print("    ", example)


def _as_data(item: Item) -> Reference:
    text = _written_out(item)
    return Reference("1", text, Span(0, len(text)), item)


def _parsed(item: Item) -> Reference:
    return parse_reference(_written_out(item))


def _searching(works: list[Work], reading: Reading, seed: int, examples: int) -> None:
    """Look for references without their DOI, with and without their own record."""
    dice = random.Random(seed)
    vocabulary = [(w, set(folded(w.item.title or "").split())) for w in works]
    tried = found = wrong = invented = 0
    for work in works:
        item = _vancouver(replace(_printed(work), doi=None), work, dice)
        if item is None:
            continue
        reference = reading(item)
        words = set(folded(item.title or "").split())
        ranked = sorted(vocabulary, key=lambda entry: -len(words & entry[1]))[:20]
        near = [w for w, _ in ranked if w.item.doi != work.item.doi]
        own = best_candidate(reference, Candidates("", "", NOW, (*near, work)))
        other = best_candidate(reference, Candidates("", "", NOW, tuple(near)))
        tried += 1
        found += own is work
        wrong += own is not None and own is not work
        invented += other is not None
        if other is not None and invented <= examples:
            print("    ", work.item.doi, other.item.doi, other.item.title)
    print(f"search: found {found / tried:.3f}, another {wrong / tried:.3f}")
    print(f"search without the record: something found {invented / tried:.3f}")


def _findings(
    item: Item, lookups: Lookups, reading: Reading
) -> Iterator[tuple[str, str]]:
    """Yield the errors and warnings about works."""
    reference = reading(item)
    text = reference.text
    document = Document("bench.txt", "text/plain", text, (reference,))
    known = lookups
    for _ in range(6):
        assessment = assess(reference, known)
        if not assessment.wanted:
            break
        for query in assessment.wanted:
            known = known.merged(Lookups.of([(query, _answer(query, item, lookups))]))
    for rule in rules():
        about_works = rule.need is Need.WORKS and rule.severity is not Severity.NOTE
        if about_works or rule.code == "EK105":
            if rule.code in ("EK301", "EK501", "EK502"):
                continue
            for problem in rule.check(document, (assessment,)):
                yield rule.code, problem.message


def _answer(query: Query, item: Item, lookups: Lookups) -> Lookup | Search:
    match query:
        case ByDoi() | ById():
            return NotFound("bench", "", NOW)
        case BySearch():
            return _nearest(item, lookups)
        case InPubMed():
            return Candidates("bench", "", NOW)


def _nearest(item: Item, lookups: Lookups) -> Candidates:
    words = set(folded(item.title or "").split())
    works = [a.work for a in lookups.dois.values() if isinstance(a, Found)]
    works.sort(
        key=lambda w: -len(words & set(folded(w.item.title or "").split())),
    )
    return Candidates("bench", "", NOW, tuple(works[:10]))


def _works(path: Path) -> Iterator[Work]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            message = json.loads(line)["work"]
            yield work_from_message(message, "https://api.crossref.org", NOW)


def _is_citable(work: Work) -> bool:
    item = work.item
    return bool(
        work.kind in ("journal-article", "book-chapter", "proceedings-article")
        and item.title
        and len(item.title.split()) > 2
        and item.author
        and item.issued
        and item.container_title
    )


# --- printing -------------------------------------------------------------------------


def _printed(work: Work) -> Item:
    item = work.item
    return Item(
        type=item.type,
        title=plain(item.title or ""),
        author=item.author,
        container_title=plain(item.container_title or ""),
        issued=PartialDate(item.year or 0),
        volume=item.volume,
        issue=item.issue,
        page=item.page,
        doi=item.doi,
    )


def _as_registered(item: Item, work: Work, dice: random.Random) -> Item | None:
    return item


def _vancouver(item: Item, work: Work, dice: random.Random) -> Item | None:
    names = tuple(_initials(name) for name in item.author)
    cut = len(names) > 6
    return replace(
        item,
        title=_sentence_case(item.title or ""),
        author=names[:6] if cut else names,
        et_al=cut,
        container_title=plain(work.item.container_title_short or "")
        or item.container_title,
        page=_shortened(item.page),
    )


def _ama(item: Item, work: Work, dice: random.Random) -> Item | None:
    names = tuple(_initials(name) for name in item.author)
    cut = len(names) > 6
    return replace(
        item,
        title=_without_marks(item.title or ""),
        author=names[:3] if cut else names,
        et_al=cut,
        container_title=(item.container_title or "").replace("&", "and").upper(),
        page=_typographic(item.page),
    )


def _apa(item: Item, work: Work, dice: random.Random) -> Item | None:
    years = sorted({date.year for date in work.dates})
    return replace(
        item,
        title=(item.title or "").replace("-", "\u2010").replace("'", "’"),
        author=tuple(_dotted(name) for name in item.author),
        issued=PartialDate(dice.choice(years)) if years else item.issued,
        issue=None,
        page=_typographic(item.page),
    )


def _folded(item: Item, work: Work, dice: random.Random) -> Item | None:
    """As a typist without accents and capitals writes it."""
    return replace(
        item,
        title=folded(item.title or ""),
        author=tuple(
            replace(
                name,
                family=folded(name.family).title() if name.family else None,
                given=folded(name.given).title() if name.given else None,
            )
            for name in item.author
        ),
        container_title="The " + folded(item.container_title or ""),
        volume=f"Vol. {item.volume}" if item.volume else None,
    )


PRINTINGS: dict[str, Printing] = {
    "as registered": _as_registered,
    "Vancouver": _vancouver,
    "AMA": _ama,
    "APA": _apa,
    "folded": _folded,
}


def _initials(name: Name) -> Name:
    given = re.findall(r"[^\W\d_]+", name.given or "")
    return replace(name, given="".join(g[0].upper() for g in given) or None)


def _dotted(name: Name) -> Name:
    given = re.findall(r"[^\W\d_]+", name.given or "")
    return replace(name, given=" ".join(f"{g[0].upper()}." for g in given) or None)


def _sentence_case(text: str) -> str:
    return text[:1] + text[1:].lower()


def _without_marks(text: str) -> str:
    return re.sub(r"[“”\"‘’«»]", "", text).replace("–", "-").replace("—", "-")


def _shortened(page: str | None) -> str | None:
    match = re.fullmatch(r"(\d+)-(\d+)", page or "")
    if match is None or len(match[1]) != len(match[2]):
        return page
    first, last = match.groups()
    while len(last) > 1 and first[-len(last)] == last[0]:
        last = last[1:]
    return f"{first}-{last}"


def _typographic(page: str | None) -> str | None:
    return page.replace("-", "–") if page else None


def _written_out(item: Item) -> str:
    names = ", ".join(_name(name) for name in item.author)
    if any("," in _name(name) for name in item.author):
        names = "; ".join(_name(name) for name in item.author)
    names += ", et al" if item.et_al else ""
    numbers = f"{item.year}"
    numbers += f";{item.volume}" if item.volume else ""
    numbers += f"({item.issue})" if item.issue else ""
    numbers += f":{item.page}" if item.page else ""
    parts = (names, item.title, item.container_title, numbers, f"doi:{item.doi}")
    return ". ".join(part for part in parts if part)


def _name(name: Name) -> str:
    if not name.family:
        return str(name)
    initials = (name.given or "").isupper() and "." not in (name.given or "")
    return f"{name.family}{' ' if initials else ', '}{name.given or ''}".strip(", ")


# --- defects --------------------------------------------------------------------------


def _wrong_year(item: Item, work: Work, dice: random.Random) -> Item | None:
    years = sorted({date.year for date in work.dates} | {item.year or 0})
    year = years[-1] + 1 if dice.random() < 0.5 else years[0] - 1
    return replace(item, issued=PartialDate(year))


def _wrong_volume(item: Item, work: Work, dice: random.Random) -> Item | None:
    if not (item.volume or "").isdigit():
        return None
    return replace(item, volume=str(int(item.volume or 0) + dice.choice((1, 2, 10))))


def _volume_zero(item: Item, work: Work, dice: random.Random) -> Item | None:
    return replace(item, volume="0") if (item.volume or "").isdigit() else None


def _wrong_issue(item: Item, work: Work, dice: random.Random) -> Item | None:
    if not (item.issue or "").isdigit():
        return None
    return replace(item, issue=str(int(item.issue or 0) + dice.choice((1, 2, 3))))


def _wrong_pages(item: Item, work: Work, dice: random.Random) -> Item | None:
    match = re.fullmatch(r"(e?)(\d+)(?:-(\d+))?", item.page or "")
    if match is None or work.kind != "journal-article":
        return None
    shift = dice.choice((1, 10, 100))
    first = f"{match[1]}{int(match[2]) + shift}"
    last = f"-{int(match[3]) + shift}" if match[3] else ""
    return replace(item, page=first + last)


def _wrong_last_page(item: Item, work: Work, dice: random.Random) -> Item | None:
    match = re.fullmatch(r"(\d+)-(\d+)", item.page or "")
    if match is None:
        return None
    return replace(item, page=f"{match[1]}-{int(match[2]) + 3}")


def _other(work: Work, dice: random.Random) -> Work:
    return dice.choice([w for w in _POOL if w.item.doi != work.item.doi])


_POOL: list[Work] = []


def _wrong_container(item: Item, work: Work, dice: random.Random) -> Item | None:
    if work.kind != "journal-article":
        return None
    own = plain(work.item.container_title or "").lower()
    others = [
        w for w in _POOL if plain(w.item.container_title or "").lower() not in own
    ]
    other = dice.choice(others)
    name = other.item.container_title_short if dice.random() < 0.5 else None
    return replace(
        item, container_title=plain(name or other.item.container_title or "")
    )


def _wrong_first_author(item: Item, work: Work, dice: random.Random) -> Item | None:
    name = _other(work, dice).item.author[0]
    if not name.family or not item.author[0].family:
        return None
    if folded(name.family) in folded(" ".join(map(str, item.author))):
        return None
    return replace(item, author=(_initials(name), *item.author[1:]))


def _dropped_author(item: Item, work: Work, dice: random.Random) -> Item | None:
    people = [n for n in item.author if n.family]
    if len(people) < 2 or len({folded(n.family or "") for n in people}) < len(people):
        return None
    if len(people) < len(item.author):
        return None
    gone = dice.randrange(len(people))
    kept = (*item.author[:gone], *item.author[gone + 1 :])
    return replace(item, author=kept)


def _misspelt_author(item: Item, work: Work, dice: random.Random) -> Item | None:
    family = item.author[0].family or ""
    if len(family) < 5:
        return None
    at = dice.randrange(1, len(family) - 2)
    swapped = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
    if folded(swapped) == folded(family) or not family.isalpha():
        return None
    return replace(
        item, author=(replace(item.author[0], family=swapped), *item.author[1:])
    )


def _changed_word(item: Item, work: Work, dice: random.Random) -> Item | None:
    tokens = (item.title or "").split()
    longer = [i for i, word in enumerate(tokens) if len(word) > 3 and word.isalpha()]
    if not longer or len(tokens) < 4:
        return None
    at = dice.choice(longer)
    word = _other(work, dice).item.title or ""
    choices = [w for w in plain(word).split() if len(w) > 3 and w.isalpha()]
    if not choices or folded(choices[0]) == folded(tokens[at]):
        return None
    return replace(item, title=" ".join([*tokens[:at], choices[0], *tokens[at + 1 :]]))


def _dropped_word(item: Item, work: Work, dice: random.Random) -> Item | None:
    tokens = (item.title or "").split()
    if len(tokens) < 5:
        return None
    at = dice.randrange(1, len(tokens) - 2)
    if not tokens[at].isalpha() or tokens[at].lower() in ("and", "und", "et", "y", "e"):
        return None
    return replace(item, title=" ".join([*tokens[:at], *tokens[at + 1 :]]))


def _correction_title(item: Item, work: Work, dice: random.Random) -> Item | None:
    return replace(item, title=f"Correction: {item.title}")


def _other_doi(item: Item, work: Work, dice: random.Random) -> Item | None:
    return replace(item, doi=_other(work, dice).item.doi)


def _unregistered_doi(item: Item, work: Work, dice: random.Random) -> Item | None:
    return replace(item, doi=f"{item.doi}9x")


Defect = tuple[set[str], Printing]
DEFECTS: dict[str, Defect] = {
    "year": ({"EK213"}, _wrong_year),
    "volume": ({"EK215"}, _wrong_volume),
    "volume 0": ({"EK105"}, _volume_zero),
    "issue": ({"EK216"}, _wrong_issue),
    "pages": ({"EK217"}, _wrong_pages),
    "last page": ({"EK217"}, _wrong_last_page),
    "container": ({"EK214"}, _wrong_container),
    "first author": ({"EK212"}, _wrong_first_author),
    "dropped author": ({"EK212"}, _dropped_author),
    "misspelt author": ({"EK212"}, _misspelt_author),
    "changed word": ({"EK211"}, _changed_word),
    "dropped word": ({"EK211"}, _dropped_word),
    "correction title": ({"EK211"}, _correction_title),
    "other work's DOI": ({"EK201", "EK202"}, _other_doi),
    "unregistered DOI": ({"EK203"}, _unregistered_doi),
}


if __name__ == "__main__":
    main()
