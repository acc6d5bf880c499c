"""How far the record of another agency than Crossref speaks about a reference.

Such a record may be in another language or script, describe another version, or say of
a field what nobody prints (`Work.loose`). What it cannot tell is passed over.
"""

from collections.abc import Iterable
from itertools import chain

from evidencekit.match.fields import Difference
from evidencekit.match.score import Agreement, Score, score
from evidencekit.model import Name, Reference, Work

_CROSSREF = "Crossref"
# Fields that would differ by chance between any two works.
_TELLING = ("author", "year", "volume", "page")
_LOOSE_NAMES = {"year": "issued"}
# Below this share of words in common, a title is another one: a translation, or the
# name of a release. Above, a word of it was changed.
_SAME_LANGUAGE = 0.5


def cannot_deny(reference: Reference, work: Work) -> bool:
    """Say whether `work` may be the cited one, little as it looks like it."""
    if work.agency == _CROSSREF:
        return False
    rating = score(reference, work)
    agreeing = [f for f in _told(work) if _of(rating, f) is Agreement.AGREES]
    differing = [f for f in _told(work) if _of(rating, f) is Agreement.DIFFERS]
    if not _same_script(reference.item.title, work.item.title):
        return bool(agreeing) or len(differing) < 2
    if "title" in work.loose:
        named = rating.author is Agreement.AGREES
        return named or (rating.title or 0.0) > 0.0
    if work.service == "DataCite":
        return False
    # A record in the journal's own language, of an article cited by its English title.
    return "author" in agreeing and len(agreeing) > len(differing)


def telling(
    reference: Reference, work: Work, found: Iterable[Difference]
) -> tuple[Difference, ...]:
    """Return those differences that the record of `work` is good enough for."""
    if work.agency == _CROSSREF:
        return tuple(found)
    silent = set(work.loose)
    if not _same_script(reference.item.title, work.item.title) or (
        (score(reference, work).title or 0.0) < _SAME_LANGUAGE
    ):
        silent.add("title")
    if not _same_script(_names(reference.item.author), _names(work.item.author)):
        silent.add("author")
    # Archives name their data in many ways.
    return tuple(
        d for d in found if d.field not in silent and d.kind != "added-subtitle"
    )


def _told(work: Work) -> list[str]:
    return [f for f in _TELLING if _LOOSE_NAMES.get(f, f) not in work.loose]


def _of(rating: Score, field: str) -> Agreement:
    value: Agreement = getattr(rating, field)
    return value


def _same_script(one: str | None, other: str | None) -> bool:
    """Say whether both texts are in Latin letters, or neither is; so is no text."""
    scripts = {_is_latin(text) for text in (one, other) if text}
    return len(scripts - {None}) < 2


def _is_latin(text: str) -> bool | None:
    """Return None for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return None
    # Latin, IPA and the signs between: all below Greek; and Latin Extended Additional.
    latin = sum(c < "\u0370" or "\u1e00" <= c <= "\u1eff" for c in letters)
    return 2 * latin >= len(letters)


def _names(names: Iterable[Name]) -> str:
    parts = chain.from_iterable((n.family, n.given, n.literal) for n in names)
    return " ".join(part for part in parts if part)
