"""Right ways to write a registered field, and wrong ones, for bench/fields.py."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from evidencekit.model import Item, Name, Work
from evidencekit.normalize import folded, plain


class Pool:
    """What other works lend to a defect: their containers, names and title words."""

    def __init__(self, works: Sequence[Work]) -> None:
        items = [work.item for work in works]
        self.containers = sorted(
            {plain(i.container_title) for i in items if i.container_title}
        )
        self.people = [n for i in items for n in i.author if n.family and n.given]
        self.words = sorted(
            {w for i in items for w in (i.title or "").split() if _is_content(w)}
        )

    def neighbour(self, container: str) -> str | None:
        """Return the container that shares most words with another one."""
        own = _container_words(container)
        near = [
            (len(own & words) / len(own | words), other)
            for other in self.containers
            if (words := _container_words(other)) and not words >= own and words != own
        ]
        best = max(near, default=(0.0, None))
        return best[1] if best[0] else None


Writing = Callable[[Item, Pool, random.Random], Item | None]


def _is_content(word: str) -> bool:
    return len(word) > 3 and word.isalpha()


def _container_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", folded(text))) - {"the", "of", "and", "in", "amp"}


# --- containers -----------------------------------------------------------------------


def _container(rewrite: Callable[[str], str | None]) -> Writing:
    def written(item: Item, _: Pool, __: random.Random) -> Item | None:
        text = rewrite(plain(item.container_title or ""))
        return replace(item, container_title=text) if text else None

    return written


def _short(item: Item, _: Pool, __: random.Random) -> Item | None:
    short = plain(item.container_title_short or "")
    alone = replace(item, container_title=short.replace(".", ""))
    return alone if short and len(short.split()) > 1 else None


def _cut_words(text: str) -> str | None:
    """Abbreviate as ISO 4 does where it knows no better: after a consonant."""
    words = [w for w in re.findall(r"[\w'’]+", text) if folded(w) not in _DROPPED]
    if len(words) < 2:
        return None
    return " ".join(_cut_word(word) for word in words)


def _cut_word(word: str) -> str:
    if len(word) <= 5 or word.isupper():
        return word
    for end in range(4, len(word) - 1):
        if word[end - 1] not in "aeiouyAEIOUY" and word[end] in "aeiouy":
            return word[:end] + "."
    return word


_DROPPED = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "for",
        "on",
        "de",
        "la",
        "le",
        "der",
        "die",
        "und",
        "el",
        "y",
        "et",
        "des",
        "a",
        "an",
        "to",
        "fur",
        "di",
        "e",
        "da",
        "do",
    ]
)


def _initials(text: str) -> str | None:
    words = [w for w in re.findall(r"[\w'’]+", text) if folded(w) not in _DROPPED]
    return "".join(w[0].upper() for w in words) if 3 <= len(words) <= 6 else None


def _neighbour(item: Item, pool: Pool, _: random.Random) -> Item | None:
    other = pool.neighbour(plain(item.container_title or ""))
    return replace(item, container_title=other) if other else None


def _neighbour_cut(item: Item, pool: Pool, _: random.Random) -> Item | None:
    other = _cut_words(pool.neighbour(plain(item.container_title or "")) or "")
    return replace(item, container_title=other) if other else None


def _another(item: Item, pool: Pool, dice: random.Random) -> Item | None:
    other = dice.choice(pool.containers)
    alike = _container_words(other) >= _container_words(item.container_title or "")
    return None if alike else replace(item, container_title=other)


# --- authors --------------------------------------------------------------------------


def _authors(rewrite: Callable[[Name], Name]) -> Writing:
    def written(item: Item, _: Pool, __: random.Random) -> Item | None:
        return replace(item, author=tuple(rewrite(name) for name in item.author))

    return written


def _with_initials(name: Name) -> Name:
    letters = re.findall(r"[^\W\d_]+", name.given or "")
    return replace(name, given="".join(g[0].upper() for g in letters) or None)


def _swapped(name: Name) -> Name:
    if not name.family or not name.given or "." in name.given or len(name.given) < 3:
        return name
    return replace(name, family=name.given, given=name.family)


def _ascii(name: Name) -> Name:
    return _spelt(name, folded)


_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "Ö": "Oe",
     "Ü": "Ue", "Ä": "Ae", "Ø": "Oe", "Å": "Aa"}
)  # fmt: skip


def _digraphs(name: Name) -> Name:
    return _spelt(name, lambda text: text.translate(_DIGRAPHS))


def _mojibake(name: Name) -> Name:
    return _spelt(name, _misread)


def _misread(text: str) -> str:
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return text


def _upper(name: Name) -> Name:
    return _spelt(name, str.upper)


def _spelt(name: Name, spell: Callable[[str], str]) -> Name:
    family = spell(name.family) if name.family else None
    given = spell(name.given) if name.given else None
    return replace(name, family=family, given=given)


_PARTICLE = re.compile(r"((?:(?:van|von|der|de|la|da|dos|del|di|den|el) )+)(.+)", re.I)


def _trailing_particle(name: Name) -> Name:
    """MEDLINE's "Silva CTB da"."""
    match = _PARTICLE.fullmatch(name.family or "")
    if match is None or not name.given:
        return name
    given = f"{_with_initials(name).given} {match[1].strip()}"
    return replace(name, family=match[2], given=given)


def _one_surname(name: Name) -> Name:
    parts = re.split(r"[ -]", name.family or "")
    several = len(parts) == 2 and all(len(part) > 3 for part in parts)
    return replace(name, family=parts[0]) if several else name


def _hyphenless(name: Name) -> Name:
    return _spelt(name, lambda text: text.replace("-", " "))


def _as_literal(name: Name) -> Name:
    return Name(literal=str(name)) if name.family and name.given else name


def _et_al(item: Item, _: Pool, __: random.Random) -> Item | None:
    if len(item.author) < 4:
        return None
    names = tuple(_with_initials(name) for name in item.author[:3])
    return replace(item, author=names, et_al=True)


def _dotted_tail(item: Item, _: Pool, __: random.Random) -> Item | None:
    if len(item.author) < 8:
        return None
    return replace(item, author=(*item.author[:6], item.author[-1]), et_al=True)


def _without_group(item: Item, _: Pool, __: random.Random) -> Item | None:
    people = tuple(name for name in item.author if name.family)
    return replace(item, author=people) if 0 < len(people) < len(item.author) else None


def _first_author(item: Item, pool: Pool, dice: random.Random) -> Item | None:
    name = dice.choice(pool.people)
    if not item.author[0].family or _is_among(name, item):
        return None
    return replace(item, author=(_with_initials(name), *item.author[1:]))


def _dropped(item: Item, _: Pool, dice: random.Random) -> Item | None:
    if len(item.author) < 2 or not all(name.family for name in item.author):
        return None
    gone = dice.randrange(len(item.author))
    kept = (*item.author[:gone], *item.author[gone + 1 :])
    families = [folded(name.family or "") for name in item.author]
    if len(set(families)) < len(families):
        return None
    return replace(item, author=tuple(_with_initials(name) for name in kept))


def _dropped_before_et_al(item: Item, _: Pool, dice: random.Random) -> Item | None:
    if len(item.author) < 8 or not all(name.family for name in item.author):
        return None
    gone = dice.randrange(5)
    kept = (*item.author[:gone], *item.author[gone + 1 : 6])
    return replace(item, author=kept, et_al=True)


def _added(item: Item, pool: Pool, dice: random.Random) -> Item | None:
    name = dice.choice(pool.people)
    if len(item.author) < 2 or _is_among(name, item):
        return None
    at = dice.randrange(1, len(item.author) + 1)
    return replace(item, author=(*item.author[:at], name, *item.author[at:]))


def _exchanged(item: Item, _: Pool, dice: random.Random) -> Item | None:
    """The first two authors in the wrong order."""
    people = [name for name in item.author if name.family]
    if len(people) < 2 or folded(str(people[0].family)) == folded(
        str(people[1].family)
    ):
        return None
    first, second, *rest = item.author
    return replace(item, author=(second, first, *rest))


def _is_among(name: Name, item: Item) -> bool:
    return folded(name.family or "") in folded(" ".join(map(str, item.author)))


# --- titles ---------------------------------------------------------------------------


def _title(rewrite: Callable[[str], str | None]) -> Writing:
    def written(item: Item, _: Pool, __: random.Random) -> Item | None:
        text = rewrite(plain(item.title or ""))
        return replace(item, title=text) if text else None

    return written


_BRITISH = (
    (r"\b(behavi|tum|col|lab|neighb|fav|hon|rum|vap|od)or(?!at|if|ect|rect)", r"\1our"),
    (r"(?<=[a-z]{3})iz(?=e\b|ed\b|es\b|ing\b|ation)", "is"),
    (r"(?<=anal)yz|(?<=paral)yz|(?<=catal)yz", "ys"),
    (r"\bpedi", "paedi"), (r"\b(fib|cent|met|lit)er(?=s?\b)", r"\1re"),
    (r"(model|label|signal|travel)(?=ing\b|ed\b)", r"\1l"), (r"\bedema", "oedema"),
    (r"\banem", "anaem"), (r"\bestro", "oestro"), (r"\baging\b", "ageing"),
    ("sulf", "sulph"), (r"\baluminum", "aluminium"), (r"\bgray\b", "grey"),
    (r"\bprogram(?=s?\b)", "programme"), (r"\bdefense", "defence"),
    (r"\btoward\b", "towards"), (r"\bfetal", "foetal"), (r"\bhemo", "haemo"),
    (r"\bcatalog\b", "catalogue"), (r"\bleukemia", "leukaemia"),
    (r"\bgyneco", "gynaeco"), (r"\bmold\b", "mould"), (r"\borthoped", "orthopaed"),
)  # fmt: skip


def _british(text: str) -> str | None:
    low = text.lower()
    for american, british in _BRITISH:
        low = re.sub(american, british, low)
    return low if low != text.lower() else None


def _hyphenated(text: str) -> str | None:
    """A word broken at the end of a line, with its hyphen left in."""
    words = text.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[longest]) < 9 or not words[longest].isalpha():
        return None
    words[longest] = words[longest][:4] + "- " + words[longest][4:]
    return " ".join(words)


def _changed_word(item: Item, pool: Pool, dice: random.Random) -> Item | None:
    words = plain(item.title or "").split()
    places = [i for i, word in enumerate(words) if _is_content(word)]
    other = dice.choice(pool.words)
    if len(words) < 4 or not places:
        return None
    at = dice.choice(places)
    if folded(words[at])[:4] == folded(other)[:4]:
        return None
    return replace(item, title=" ".join([*words[:at], other, *words[at + 1 :]]))


_OPPOSITES = (
    ("increase", "decrease"), ("increased", "decreased"), ("high", "low"),
    ("men", "women"), ("positive", "negative"), ("with", "without"),
    ("before", "after"), ("upper", "lower"), ("male", "female"), ("in", "and"),
    ("effect", "effects"), ("type", "types"), ("new", "old"), ("i", "ii"),
    ("short", "long"), ("acute", "chronic"), ("early", "late"), ("1", "2"),
)  # fmt: skip


def _opposite(text: str) -> str | None:
    words = text.lower().split()
    both = dict(_OPPOSITES) | {b: a for a, b in _OPPOSITES}
    for index, word in enumerate(words):
        if word in both and word not in ("in", "and"):
            return " ".join([*words[:index], both[word], *words[index + 1 :]])
    return None


def _negated(text: str) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    half = len(words) // 2
    return " ".join([*words[:half], "not", *words[half:]])


# --- numbers --------------------------------------------------------------------------


def _text(field: str, rewrite: Callable[[str], str | None]) -> Writing:
    def written(item: Item, _: Pool, __: random.Random) -> Item | None:
        text = rewrite(getattr(item, field))
        return replace(item, **{field: text}) if text else None  # type: ignore[arg-type]

    return written


def _abbreviated_end(page: str) -> str | None:
    match = re.fullmatch(r"([A-Za-z]*)(\d+)-\1(\d+)", page)
    if match is None or len(match[2]) != len(match[3]) or match[2] >= match[3]:
        return None
    shared = 0
    while match[2][shared] == match[3][shared]:
        shared += 1
    return f"{match[1]}{match[2]}–{match[3][shared:]}"


def _first_only(page: str) -> str | None:
    return page.partition("-")[0] if "-" in page else None


def _locator(page: str) -> str | None:
    return f"e{page.lstrip('e0')}" if re.fullmatch(r"e?\d{5,8}", page) else None


def _moved(number: str, by: int) -> str | None:
    match = re.search(r"\d+", number)
    if match is None:
        return None
    return number[: match.start()] + str(int(match[0]) + by) + number[match.end() :]


def _moved_end(page: str) -> str | None:
    match = re.fullmatch(r"(\d+)-(\d+)", page)
    wrong = match and match[1] != match[2]
    return f"{match[1]}-{int(match[2]) + 2}" if match and wrong else None


_ROMAN = {1: "I", 4: "IV", 5: "V", 9: "IX", 10: "X", 40: "XL", 50: "L", 90: "XC"}


def _roman(number: str) -> str | None:
    if not number.isdigit() or not 0 < int(number) < 100:
        return None
    rest, letters = int(number), ""
    for value in sorted(_ROMAN, reverse=True):
        letters += _ROMAN[value] * (rest // value)
        rest %= value
    return letters


VARIANTS: dict[str, dict[str, Writing]] = {
    "container_title": {
        "registered abbreviation": _short,
        "words cut off": _container(_cut_words),
        "capitals": _container(str.upper),
        "without accents": _container(folded),
        "initials": _container(_initials),
        "and for &": _container(
            lambda t: t.replace("&", "and") if "&" in t else t.replace(" and ", " & ")
        ),
        "The, or not": _container(
            lambda t: t[4:] if t.startswith("The ") else f"The {t}"
        ),
        "with a place": _container(lambda t: f"{t} (London, England)"),
        "[Internet]": _container(lambda t: f"{t} [Internet]"),
    },
    "author": {
        "initials": _authors(_with_initials),
        "capitals": _authors(_upper),
        "without accents": _authors(_ascii),
        "digraphs for umlauts": _authors(_digraphs),
        "mojibake": _authors(_mojibake),
        "family and given swapped": _authors(_swapped),
        "particle last": _authors(_trailing_particle),
        "one of two surnames": _authors(_one_surname),
        "without hyphens": _authors(_hyphenless),
        "names in one piece": _authors(_as_literal),
        "first three et al.": _et_al,
        "first six … last": _dotted_tail,
        "without the study group": _without_group,
    },
    "title": {
        "capitals": _title(str.upper),
        "without accents": _title(folded),
        "British spelling": _title(_british),
        "typographic dashes": _title(lambda t: t.replace("-", "\u2010")),
        "without hyphens": _title(lambda t: t.replace("-", " ")),
        "a word broken": _title(_hyphenated),
        "mojibake": _title(_misread),
        "without punctuation": _title(lambda t: re.sub(r"[^\w\s-]", " ", t)),
        "in quotes, with a stop": _title(lambda t: f"“{t.rstrip('.')}.”"),
        "LaTeX braces": _title(lambda t: re.sub(r"\b([A-Z]{2,})\b", r"{\1}", t)),
    },
    "page": {
        "abbreviated end": _text("page", _abbreviated_end),
        "first page only": _text("page", _first_only),
        "locator without zeros": _text("page", _locator),
        "with pp.": _text("page", lambda p: f"pp. {p.replace('-', '–')}"),
    },
    "volume": {
        "Vol.": _text("volume", lambda v: f"Vol. {v}"),
        "Roman": _text("volume", _roman),
        "zeros": _text("volume", lambda v: v.zfill(3) if v.isdigit() else None),
    },
    "issue": {
        "No.": _text("issue", lambda v: f"No. {v}"),
        "zeros": _text("issue", lambda v: v.zfill(2) if v.isdigit() else None),
    },
}

DEFECTS: dict[str, dict[str, Writing]] = {
    "container_title": {
        "another": _another,
        "a neighbour": _neighbour,
        "a neighbour, cut off": _neighbour_cut,
    },
    "author": {
        "first author": _first_author,
        "dropped author": _dropped,
        "dropped before et al.": _dropped_before_et_al,
        "added author": _added,
        "first two exchanged": _exchanged,
    },
    "title": {
        "changed word": _changed_word,
        "opposite word": _title(_opposite),
        "negated": _title(_negated),
    },
    "page": {
        "moved by 1": _text("page", lambda p: _moved(p, 1)),
        "moved by 100": _text("page", lambda p: _moved(p, 100)),
        "end moved": _text("page", _moved_end),
    },
    "volume": {
        "moved by 1": _text("volume", lambda v: _moved(v, 1)),
        "moved by 10": _text("volume", lambda v: _moved(v, 10)),
    },
    "issue": {"moved by 1": _text("issue", lambda v: _moved(v, 1))},
}
