"""Records that are about a work and not the work: notices, reviews, parts."""

import re
from dataclasses import dataclass

from evidencekit.match.changes import CORRECTIONS, GRAVE, Kind, kind_of
from evidencekit.match.marks import is_by_its_container, marked
from evidencekit.match.registered import is_at
from evidencekit.match.titles import stands_in, title
from evidencekit.model import Item, Work
from evidencekit.normalize import plain

# What announces a notice, by kind: on its own before a mark ("Correction: …"), or, for
# words that mean nothing else, also before a preposition ("Corrigendum to …"). "Removal
# of heavy metals" and "Response to treatment" are works in their own right.
_ALONE = {
    "retraction": r"(?:statement of )?retraction|withdrawal|(?:temporary )?removal",
    "expression of concern": r"editorial concern",
    "correction": r"corrections?|amendment|addend(?:um|a)|errata corrige",
    "comment": r"(?:invited |editorial )?comment(?:s|ary)?|re|critique",
    "reply": r"(?:authors?['’]?s? |the authors? )?(?:reply|response|rejoinder)",
    "review report": r"peer review(?: report)?|review report|referee report"
    r"|author response",
    "supplement": r"(?:supplementa(?:ry|l)|supporting) (?:material|information|data)s?",
}
_EVEN_BEFORE_A_PREPOSITION = {
    "retraction": r"retraction (?:note|notice|statement)|(?:withdrawal|removal) notice"
    r"|notice of (?:duplicate publication and )?retraction",
    "expression of concern": r"(?:editorial )?expression of (?:editorial )?concern",
    "correction": r"(?:author|publisher)['’s]* correction|corrigend(?:um|a)"
    r"|errat(?:um|a)|correction notice|notice of correction",
    "comment": r"comments? on|commentary (?:on|to)",
    "reply": r"(?:authors?['’]?s? |the authors? )?(?:reply|rejoinder) to|in reply to",
    "review report": r"decision letter",
}
_MARK = (
    r"(?:\s*[:.\]]\s*|\s+[-–—]\s+|\s*$|\s+(?:to|for|on|of|in)"
    r"(?:\s*:\s*|\s+(?=[“\"‘'«]|the article))"
)
_PREPOSITION = r"|\s*(?:to|for|on|of|in|regarding)?\b:?\s*)"
_AFTER = r"(?:the\s+)?(?:article\s+)?(?:(?:titled|entitled)\s+)?"
_ANNOUNCEMENTS = tuple(
    (kind, re.compile(rf"\W*(?:{words}){link}{_AFTER}", re.I))
    for table, link in (
        (_EVEN_BEFORE_A_PREPOSITION, _MARK + _PREPOSITION),
        (_ALONE, _MARK + ")"),
    )
    for kind, words in table.items()
)
_CLOSED_BY = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}
_RELATIONS = {
    "is-review-of": "review report",
    "is-comment-on": "comment",
    "is-reply-to": "reply",
    "is-supplement-to": "supplement",
    "is-part-of": "component",
    "is-child-of": "component",
}
_UPDATE_KINDS: dict[Kind | None, str] = {
    **dict.fromkeys(GRAVE, "retraction"),
    **dict.fromkeys(CORRECTIONS, "correction"),
    Kind.CONCERN: "expression of concern",
    Kind.REINSTATEMENT: "reinstatement",
}
_KINDS = {"component": "component", "peer-review": "review report"}
# "10.1371/journal.pone.0008988.g001", "10.1002/2050-7038.12430/v3/review1".
_PART_OF_DOI = re.compile(
    r"(10\.\d+/.+?)(?:[./](?:g|t|s|m|v|e)\d{3}|/v\d+/(?:review|decision|response)\d*"
    r"|/(?:fig|table|supp)-?\d+)"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a record is to another work.

    `kind` reads after "a": "correction", "retraction", "comment" …; `target` is the
    DOI of the work that it is about, None where that is not registered; `title` is
    the title without the words that announce the notice.
    """

    kind: str
    target: str | None
    title: str


def notice(work: Work) -> Notice | None:
    """Return what `work` is to another work; None for a work in its own right."""
    rest = plain(work.item.title or "")
    announced = announces(rest)
    further = announced
    while further:  # "Response to “Comment on ‘…’”"
        rest = _unquoted(rest[further[1] :])
        further = announces(rest)
    kind, target = _registered_as(work)
    if kind is None and announced is None:
        return None
    return Notice(kind or (announced[0] if announced else ""), target, rest)


def _unquoted(text: str) -> str:
    """Return what stands in the quotation marks that open a text, or all of it."""
    text = text.strip(" [].")
    end = text.rfind(_CLOSED_BY.get(text[:1], "\0"))
    return (text[1:end] if end > 0 else text).strip(" “”\"'‘’[]«».")


def announces(text: str) -> tuple[str, int] | None:
    """Return the kind of notice that a title announces and where the rest begins."""
    if marked(text):  # "TEMPORARY REMOVAL: …" is the work itself
        return None
    for kind, pattern in _ANNOUNCEMENTS:
        match = pattern.match(text)
        if match:
            return kind, match.end()
    return None


def cites(item: Item, work: Work, text: str) -> bool:
    """Say whether a printed reference is to a notice: to any, or to `work`.

    It is where the title announces one, where the text holds the whole title of
    `work`, or, in styles without titles, where volume and page are those of `work`.
    """
    if item.title and announces(plain(item.title)):
        return True
    whole = title(work.item.title or "")
    if len(whole.words) > 3 and stands_in(whole, title(text)):
        return True
    return not item.title and is_at(item, work)


def _registered_as(work: Work) -> tuple[str | None, str | None]:
    own = work.item.doi
    for update in work.updates:
        kind_of_update = kind_of(update)
        # A new version is the work; what names itself was changed in place.
        if update.doi != own and kind_of_update in _UPDATE_KINDS:
            return _UPDATE_KINDS[kind_of_update], update.doi
    for relation in work.relations:
        target = relation.id.lower()
        if relation.type in _RELATIONS and target.startswith("10.") and target != own:
            return _RELATIONS[relation.type], target
    if marked(work.item.title or "") and is_by_its_container(work):
        return "retraction", None
    kind = _KINDS.get(work.kind)
    part = _PART_OF_DOI.fullmatch(own or "") if kind else None
    return kind, part[1] if part else None


def about(found: Notice, item: Item) -> bool:
    """Say whether the notice's title is the printed one, as far as it has one."""
    if not item.title:
        return False
    ours, theirs = title(item.title), title(found.title)
    if ours.words and ours.letters == theirs.letters:
        return True
    return len(theirs.words) > 2 and (
        theirs.letters in ours.letters or ours.letters in theirs.letters
    )
