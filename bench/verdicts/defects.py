"""The defects that are injected, each an entry of a table with the rules that it calls.

A defect is a function of a printed reference that returns it with the defect, or None
where the reference has nothing to spoil in that way.
"""

import random
import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.verdicts import relatives
from bench.verdicts.relatives import Message
from bench.verdicts.works import work_of, years
from evidencekit.model import Item, Name, PartialDate, Work
from evidencekit.normalize import folded, plain


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be printed, and what only this case's services know.

    `own` are records beside or instead of the common ones; `work` is what the
    reference was made of and `again` another reference to the same work.
    """

    work: Work
    message: Message
    item: Item
    own: tuple[Work, ...] = ()
    again: Item | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What a defect draws on: the dice, the other works, all DOIs."""

    dice: random.Random
    works: Sequence[Work]
    registered: Container[str]

    def other(self, work: Work) -> Work:
        """Return another work, not one by the same first author."""
        while True:
            found = self.dice.choice(self.works)
            first = (found.item.author or (Name(),))[0].family
            same = first and first in " ".join(map(str, work.item.author))
            if found.item.doi != work.item.doi and not same and found.item.author:
                return found


Spoil = Callable[[Draft, Around], Draft | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of defect.

    `codes` are the rules of which one has to speak, `also` those that may; `target` is
    the least recall that the project holds itself to. `unverified` says that the
    reference must not pass for verified, whatever is said of it. `write` changes the
    printed line.
    """

    name: str
    spoil: Spoil
    codes: frozenset[str]
    also: frozenset[str] = frozenset()
    target: float | None = None
    unverified: bool = False
    write: Callable[[str, random.Random], str] | None = None


def _changed(draft: Draft, **fields: Any) -> Draft:
    return replace(draft, item=replace(draft.item, **fields))


# --- DOIs -----------------------------------------------------------------------------


def _other_doi(draft: Draft, around: Around) -> Draft | None:
    if not draft.item.doi:
        return None
    return _changed(draft, doi=around.other(draft.work).item.doi)


def _sibling_doi(draft: Draft, around: Around) -> Draft | None:
    if draft.work.kind != "journal-article":
        return None
    other = around.other(draft.work)
    made = relatives.sibling(draft.message, _as_message(other), around.dice)
    return _with_doi_of(draft, made)


def _related_doi(make: relatives.Maker) -> Spoil:
    def spoil(draft: Draft, around: Around) -> Draft | None:
        if draft.work.kind != "journal-article" or len(_words(draft)) < 4:
            return None
        return _with_doi_of(draft, make(draft.message, around.dice))

    return spoil


def _preprint_doi(draft: Draft, around: Around) -> Draft | None:
    if draft.work.kind != "journal-article" or not (
        draft.item.volume or draft.item.page
    ):
        return None
    return _with_doi_of(draft, relatives.preprint(draft.message, around.dice))


def _unregistered_doi(draft: Draft, around: Around) -> Draft | None:
    doi = draft.item.doi or ""
    digits = [m.start() for m in re.finditer(r"\d", doi) if m.start() > doi.find("/")]
    if not digits:
        return None
    at = around.dice.choice(digits)
    digit = around.dice.choice([d for d in "0123456789" if d != doi[at]])
    made = doi[:at] + digit + doi[at + 1 :]
    if around.dice.random() < 0.3:
        made = doi[: at + 1] + doi[at:]
    return None if made.lower() in around.registered else _changed(draft, doi=made)


def _with_doi_of(draft: Draft, made: Message) -> Draft:
    own = (*draft.own, work_of(made))
    return replace(_changed(draft, doi=made["DOI"]), own=own)


# --- numbers and containers -----------------------------------------------------------


def _year(*distances: int) -> Spoil:
    def spoil(draft: Draft, around: Around) -> Draft | None:
        known = years(draft.work)
        year = (draft.item.year or 0) + around.dice.choice(distances)
        if known[0] <= year <= known[-1] or year > 2026:
            return None
        return _changed(draft, issued=PartialDate(year))

    return spoil


def _volume(draft: Draft, around: Around) -> Draft | None:
    if not (draft.item.volume or "").isdigit():
        return None
    return _changed(draft, volume=_misprinted(draft.item.volume or "", around.dice))


def _issue(draft: Draft, around: Around) -> Draft | None:
    if not (draft.item.issue or "").isdigit():
        return None
    shift = around.dice.choice((1, 2, 3))
    return _changed(draft, issue=str(int(draft.item.issue or 0) + shift))


def _first_page(draft: Draft, around: Around) -> Draft | None:
    found = re.fullmatch(r"([a-zA-Z]*)(\d+)(?:-(\d+))?", draft.item.page or "")
    if not found or draft.work.kind == "report":
        return None
    if not found[3] or found[2] == found[3]:
        return _changed(draft, page=found[1] + _misprinted(found[2], around.dice))
    shift = around.dice.choice((1, 10, 100, 1000))
    return _changed(
        draft, page=f"{found[1]}{int(found[2]) + shift}-{int(found[3]) + shift}"
    )


def _last_page(draft: Draft, around: Around) -> Draft | None:
    found = re.fullmatch(r"(\d+)-(\d+)", draft.item.page or "")
    if not found or found[1] == found[2]:
        return None
    last = int(found[2]) + around.dice.choice((1, 2, 3, 10))
    return _changed(draft, page=f"{found[1]}-{last}")


def _container(draft: Draft, around: Around) -> Draft | None:
    if draft.work.kind != "journal-article":
        return None
    mine = _letters(draft.item.container_title)
    for _ in range(50):
        other = around.dice.choice(around.works)
        title = plain(other.item.container_title or "")
        theirs = _letters(title)
        alike = theirs in mine or mine in theirs
        if other.kind == "journal-article" and theirs and not alike:
            short = plain(other.item.container_title_short or "") or None
            return _changed(draft, container_title=title, container_title_short=short)
    return None


def _misprinted(number: str, dice: random.Random) -> str:
    """Return another number: one off, two digits swapped, one digit changed."""
    made = []
    if len(number) > 1:
        at = dice.randrange(len(number) - 1)
        made.append(number[:at] + number[at + 1] + number[at] + number[at + 2 :])
    made += [str(int(number) + 1), str(int(number) + dice.choice((2, 9, 10)))]
    return dice.choice([m for m in made if int(m) != int(number)])


# --- authors --------------------------------------------------------------------------


def _people(draft: Draft, fewest: int) -> tuple[Name, ...] | None:
    """Return the authors if they are all people with names of their own."""
    names = draft.item.author
    families = {folded(name.family or "") for name in names}
    if len(names) < fewest or "" in families or len(families) < len(names):
        return None
    return names


def _first_author(draft: Draft, around: Around) -> Draft | None:
    people = _people(draft, 1)
    new = around.other(draft.work).item.author[0]
    if not people or not new.family:
        return None
    return _changed(draft, author=(new, *people[1:]))


def _dropped_author(draft: Draft, around: Around) -> Draft | None:
    people = _people(draft, 2)
    if not people:
        return None
    gone = around.dice.randrange(len(people))
    return _changed(draft, author=(*people[:gone], *people[gone + 1 :]))


def _added_author(draft: Draft, around: Around) -> Draft | None:
    people = _people(draft, 1)
    new = around.other(draft.work).item.author[0]
    if not people or not new.family:
        return None
    at = around.dice.randrange(1, len(people) + 1)
    return _changed(draft, author=(*people[:at], new, *people[at:]))


def _swapped_authors(draft: Draft, around: Around) -> Draft | None:
    people = _people(draft, 2)
    if not people:
        return None
    at = around.dice.randrange(len(people) - 1)
    swapped = (people[at + 1], people[at])
    return _changed(draft, author=(*people[:at], *swapped, *people[at + 2 :]))


def _misspelt_author(draft: Draft, around: Around) -> Draft | None:
    people = _people(draft, 1)
    family = people[0].family or "" if people else ""
    if len(family) < 5 or not family.isalpha() or not people:
        return None
    at = around.dice.randrange(1, len(family) - 2)
    made = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
    if around.dice.random() < 0.5:
        made = family[:at] + family[at + 1 :]
    if folded(made) == folded(family):
        return None
    return _changed(draft, author=(replace(people[0], family=made), *people[1:]))


# --- titles ---------------------------------------------------------------------------


def _words(draft: Draft) -> list[str]:
    return (draft.item.title or "").split()


def _content(words: Sequence[str]) -> list[int]:
    return [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]


def _word_changed(draft: Draft, around: Around) -> Draft | None:
    words = _words(draft)
    places = _content(words)
    theirs = plain(around.other(draft.work).item.title or "").split()
    new = [theirs[i].lower() for i in _content(theirs)]
    if len(words) < 4 or not places or not new:
        return None
    at, word = around.dice.choice(places), around.dice.choice(new)
    if folded(word)[:4] == folded(words[at])[:4]:
        return None
    return _changed(draft, title=" ".join([*words[:at], word, *words[at + 1 :]]))


_OPPOSITES = {
    "increases": "decreases", "increased": "decreased", "high": "low",
    "with": "without", "effective": "ineffective", "positive": "negative",
    "improves": "worsens",
    "associated": "unassociated", "upregulates": "downregulates", "is": "is not",
    "early": "late", "before": "after", "more": "less", "acute": "chronic",
    "enhanced": "reduced", "activation": "inactivation", "male": "female",
    "does": "does not", "are": "are not", "can": "cannot", "and": "but not",
}  # fmt: skip


def _negated(draft: Draft, around: Around) -> Draft | None:
    words = _words(draft)
    places = [i for i, word in enumerate(words) if word.lower() in _OPPOSITES]
    if len(words) < 4 or not places:
        return None
    at = around.dice.choice(places)
    new = _OPPOSITES[words[at].lower()]
    return _changed(draft, title=" ".join([*words[:at], new, *words[at + 1 :]]))


def _word_dropped(draft: Draft, around: Around) -> Draft | None:
    words = _words(draft)
    places = [i for i in _content(words) if 0 < i < len(words) - 1]
    if len(words) < 6 or not places:
        return None
    at = around.dice.choice(places)
    return _changed(draft, title=" ".join([*words[:at], *words[at + 1 :]]))


def _misspelt_word(draft: Draft, around: Around) -> Draft | None:
    words = _words(draft)
    places = [i for i in _content(words) if len(words[i]) > 5]
    if len(words) < 4 or not places:
        return None
    at = around.dice.choice(places)
    word, letter = words[at], around.dice.randrange(1, len(words[at]) - 2)
    new = word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
    if new == word:
        return None
    return _changed(draft, title=" ".join([*words[:at], new, *words[at + 1 :]]))


def _subtitle_dropped(draft: Draft, around: Around) -> Draft | None:
    head, colon, tail = (draft.item.title or "").partition(": ")
    if not colon or len(head.split()) < 4 or len(tail.split()) < 2:
        return None
    return _changed(draft, title=head)


_SUBTITLES = (
    "a systematic review and meta-analysis", "A Randomized Controlled Trial",
    "evidence from a longitudinal study", "a case report", "results of a pilot study",
)  # fmt: skip


def _subtitle_invented(draft: Draft, around: Around) -> Draft | None:
    title = draft.item.title or ""
    if ":" in title or title[-1:] in "?!" or len(title.split()) < 4:
        return None
    return _changed(draft, title=f"{title}: {around.dice.choice(_SUBTITLES)}")


def _subtitle_replaced(draft: Draft, around: Around) -> Draft | None:
    head, colon, tail = (draft.item.title or "").partition(": ")
    if not colon or len(head.split()) < 3 or len(tail.split()) < 3:
        return None
    return _changed(draft, title=f"{head}: {around.dice.choice(_SUBTITLES)}")


# --- inventions -----------------------------------------------------------------------


def _invented(draft: Draft, around: Around) -> Draft | None:
    """Return a reference of the usual shape to a work that does not exist."""
    if draft.work.kind != "journal-article" or not draft.item.volume:
        return None
    dice = around.dice
    authors = [around.other(draft.work).item.author[0] for _ in range(3)]
    if not all(name.family for name in authors):
        return None
    return _changed(
        draft,
        title=_invented_title(draft, around),
        author=tuple(authors),
        volume=str(dice.randrange(2, 90)),
        issue=str(dice.randrange(1, 12)),
        page=f"{dice.randrange(20, 400)}-{dice.randrange(401, 420)}",
        issued=PartialDate(dice.randrange(1998, 2025)),
        doi=None,
    )


def _invented_title(draft: Draft, around: Around) -> str:
    """Return a title half made of a real one: the kind that a language model writes."""
    mine = _words(draft)
    theirs = plain(around.other(draft.work).item.title or "").split()
    topic = " ".join(mine[: max(3, len(mine) // 2)]).rstrip(":,.")
    field = " ".join(theirs[-3:]).lower().rstrip(".")
    pattern = around.dice.choice(
        ("{t} in {f}", "The role of {t} in {f}", "{t} and its relation to {f}",
         "{t}: implications for {f}", "Effects of {t} on {f}")
    )  # fmt: skip
    return str(pattern.format(t=topic, f=field))


def _invented_with_real_doi(draft: Draft, around: Around) -> Draft | None:
    made = _invented(draft, around)
    return made and _changed(made, doi=around.other(draft.work).item.doi)


def _invented_with_own_doi(draft: Draft, around: Around) -> Draft | None:
    """Return an invention under the DOI of a work in the journal that it names."""
    made = _invented(draft, around)
    return made and _changed(made, doi=draft.item.doi)


def _invented_with_dead_doi(draft: Draft, around: Around) -> Draft | None:
    made = _invented(draft, around)
    return made and _unregistered_doi(_changed(made, doi=draft.item.doi), around)


def _invented_in_silence(draft: Draft, around: Around) -> Draft | None:
    made = _invented(draft, around)
    return made and replace(made, silent=True)


def _chimera(draft: Draft, around: Around) -> Draft | None:
    """Return the title of one work with authors, place and DOI of another."""
    other = around.other(draft.work).item
    if draft.work.kind != "journal-article" or not other.container_title:
        return None
    return _changed(
        draft,
        author=other.author,
        container_title=plain(other.container_title),
        container_title_short=other.container_title_short,
        volume=other.volume,
        issue=other.issue,
        page=other.page,
        issued=PartialDate(other.year or 2000),
        doi=around.dice.choice((draft.item.doi, other.doi)),
    )


# --- status ---------------------------------------------------------------------------


def _updated(make: relatives.Maker, kind: str) -> Spoil:
    def spoil(draft: Draft, around: Around) -> Draft | None:
        made = make(draft.message, around.dice)
        own = relatives.updated(draft.message, made, kind)
        return replace(draft, own=(work_of(own), work_of(made)))

    return spoil


def _duplicate(draft: Draft, around: Around) -> Draft | None:
    if len(_words(draft)) < 4 or not draft.item.author:
        return None
    if around.dice.random() < 0.5:
        return replace(draft, again=draft.item)
    return replace(draft, again=replace(draft.item, doi=None))


def _as_message(work: Work) -> Message:
    return {
        "title": [work.item.title or ""],
        "author": [
            {"family": n.family, "given": n.given} if n.family else {"name": str(n)}
            for n in work.item.author
        ],
    }


def _letters(text: str | None) -> str:
    return "".join(c for c in folded(text or "") if c.isalnum())


def _right(draft: Draft, around: Around) -> Draft | None:
    return draft


RIGHT = Defect("none", _right, frozenset())


def _defect(
    name: str,
    spoil: Spoil,
    codes: str,
    target: float | None = None,
    *,
    also: str = "",
    unverified: bool = False,
) -> Defect:
    return Defect(
        name, spoil, frozenset(codes.split()), frozenset(also.split()), target,
        unverified,
    )  # fmt: skip


_FIELDS = "EK211 EK212 EK213 EK214 EK215 EK216 EK217"
DEFECTS = (
    _defect("DOI of another work", _other_doi, "EK201", 0.98, also="EK204 EK401"),
    _defect("DOI of a sibling", _sibling_doi, "EK201", 0.98),
    _defect(
        "DOI of a correction", _related_doi(relatives.correction), "EK202", 0.98
    ),
    _defect(
        "DOI of a retraction", _related_doi(relatives.retraction), "EK202", 0.98
    ),
    _defect("DOI of a concern", _related_doi(relatives.concern), "EK202", 0.98),
    _defect("DOI of a comment", _related_doi(relatives.comment), "EK202", 0.98),
    _defect("DOI of a review", _related_doi(relatives.review), "EK202", 0.98),
    _defect("DOI of a component", _related_doi(relatives.component), "EK202", 0.98),
    _defect(
        "DOI of a sequel", _related_doi(relatives.sequel), f"EK201 {_FIELDS}",
        unverified=True,
    ),
    _defect("DOI of a preprint", _preprint_doi, "EK205", 0.95),
    _defect("unregistered DOI", _unregistered_doi, "EK203", 0.98),
    _defect("year ±1", _year(-1, 1), "EK213", 0.95),
    _defect("year ±5", _year(-5, 5), "EK213", 0.95),
    _defect("volume", _volume, "EK215", 0.95),
    _defect("issue", _issue, "EK216", 0.95),
    _defect("first page", _first_page, "EK217", 0.95),
    _defect("last page", _last_page, "EK217", 0.95),
    _defect("container", _container, "EK214", 0.95),
    _defect("first author", _first_author, "EK212", 0.95),
    _defect("dropped author", _dropped_author, "EK212", 0.95),
    _defect("added author", _added_author, "EK212"),
    _defect("swapped authors", _swapped_authors, "EK212"),
    _defect("misspelt author", _misspelt_author, "EK212"),
    _defect("word changed", _word_changed, "EK211", 0.95),
    _defect("negated", _negated, "EK211", 0.95),
    _defect("word dropped", _word_dropped, "EK211"),
    _defect("word misspelt", _misspelt_word, "EK211"),
    _defect("subtitle dropped", _subtitle_dropped, "EK303", also="EK211"),
    _defect("subtitle invented", _subtitle_invented, "EK211 EK303"),
    _defect("subtitle replaced", _subtitle_replaced, "EK211"),
    _defect("invented", _invented, "EK204", 0.97, unverified=True),
    _defect(
        "invented, real DOI", _invented_with_real_doi, "EK201", 0.97,
        also="EK204 EK401", unverified=True,
    ),
    _defect(
        "invented, DOI of the journal", _invented_with_own_doi, "EK201", 0.97,
        also=f"EK204 EK401 {_FIELDS}",
        unverified=True,
    ),
    _defect(
        "invented, dead DOI", _invented_with_dead_doi, "EK203", 0.97, also="EK204",
        unverified=True,
    ),
    _defect("invented, service silent", _invented_in_silence, "", unverified=True),
    _defect(
        "chimera", _chimera, f"EK201 {_FIELDS}", also="EK204 EK401", unverified=True
    ),
    _defect("retracted", _updated(relatives.retraction, "retraction"), "EK501", 0.98),
    _defect(
        "concern", _updated(relatives.concern, "expression_of_concern"), "EK502", 0.98
    ),
    _defect("corrected", _updated(relatives.correction, "correction"), "EK503", 0.98),
    _defect("duplicate", _duplicate, "EK401"),
)  # fmt: skip
