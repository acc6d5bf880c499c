"""Records that could stand beside a real one: notices, preprints, sequels, siblings."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Message = dict[str, Any]
Maker = Callable[[Message, random.Random], Message]

_CORRECTIONS = (
    "Correction: {}", "Correction to: {}", "Erratum: {}", "Erratum to: {}",
    "Publisher Correction: {}", "Author Correction: {}", "Correction",
    "Corrigendum to “{}” [{c} {v} ({y}) {p}]", "Corrigendum: {}", "Corrigendum",
)  # fmt: skip
_RETRACTIONS = ("Retraction: {}", "Retraction Note: {}", "Retraction notice to “{}”")
_CONCERNS = ("Expression of Concern: {}", "Editorial Expression of Concern: {}")
_COMMENTS = (
    "Comment on “{}”", "Comments on “{}”", "Commentary: {}", "Re: {}",
    "Invited commentary on: {}",
)  # fmt: skip
_REPLIES = ("Response to “Comment on ‘{}’”", "Authors’ reply: {}", "Reply to: {}")
# What the notice's record says of itself; the others only say it in their titles.
_SAY_SO = 0.7


def neighbours(
    own: Message, everything: Sequence[Message], dice: random.Random
) -> Iterator[Message]:
    """Yield what a search finds beside `own`: a sequel, a sibling, one or two more."""
    if not own.get("title") or own["type"] != "journal-article":
        return
    yield sequel(own, dice)
    yield sibling(own, mixed(dice.sample(everything, 2)), dice)
    for maker in dice.sample((correction, comment, preprint, concern), 2):
        yield maker(own, dice)


def mixed(pair: Sequence[Message]) -> Message:
    """Return the authors of one work under a title made of both: a work of no other."""
    titles = [_title(message).split() for message in pair]
    words = titles[0][: len(titles[0]) // 2] + titles[1][len(titles[1]) // 2 :]
    return {"title": [" ".join(words) or "Letter to the editor"],
            "author": pair[0].get("author", [])}  # fmt: skip


def correction(own: Message, dice: random.Random) -> Message:
    """Return the record of a correction of `own`."""
    return _notice(own, "correction", dice.choice(_CORRECTIONS), dice)


def retraction(own: Message, dice: random.Random) -> Message:
    """Return the record of a retraction notice."""
    return _notice(own, "retraction", dice.choice(_RETRACTIONS), dice)


def concern(own: Message, dice: random.Random) -> Message:
    """Return the record of an expression of concern."""
    return _notice(own, "expression_of_concern", dice.choice(_CONCERNS), dice)


def comment(own: Message, dice: random.Random) -> Message:
    """Return the record of a comment or reply, by other authors or the same."""
    title = dice.choice((*_COMMENTS, *_REPLIES)).format(_title(own))
    made = {**_beside(own, dice), "DOI": f"{own['DOI']}.c", "title": [title]}
    return _without(made, "subtitle", "update-to", "relation")


def component(own: Message, dice: random.Random) -> Message:
    """Return the record of a figure or table, which has no title of its own."""
    part = f"{dice.choice('gts')}00{dice.randrange(1, 8)}"
    return {
        "DOI": f"{own['DOI']}.{part}",
        "type": "component",
        "publisher": own.get("publisher"),
        "issued": {"date-parts": [[None]]},
    }


def review(own: Message, dice: random.Random) -> Message:
    """Return the record of a review report."""
    number = dice.randrange(1, 4)
    return {
        "DOI": f"{own['DOI']}v0.1/reviews/{number}",
        "type": "peer-review",
        "title": [f'Peer Review #{number} of "{_title(own)} (v0.1)"'],
        "issued": own.get("issued"),
        "relation": {
            "is-review-of": [{"id-type": "doi", "id": own["DOI"]}],
        },
    }


def preprint(own: Message, dice: random.Random) -> Message:
    """Return the record of the preprint, posted some months before."""
    year = _year(own) - dice.randrange(2)
    made = {
        "DOI": f"10.1101/{abs(hash_of(own)) % 10**6:06d}",
        "type": "posted-content",
        "subtype": "preprint",
        "title": own["title"],
        "author": own.get("author", []),
        "institution": [{"name": dice.choice(["bioRxiv", "medRxiv"])}],
        "publisher": "Cold Spring Harbor Laboratory",
        "posted": {"date-parts": [[year, 2, 11]]},
        "issued": {"date-parts": [[year, 2, 11]]},
    }
    if dice.random() < 0.6:
        link = {"id-type": "doi", "id": own["DOI"]}
        made["relation"] = {"is-preprint-of": [link]}
    return made


def sequel(own: Message, dice: random.Random) -> Message:
    """Return a later work by the same authors under nearly the same title."""
    title = _title(own)
    words = title.split()
    match dice.randrange(4):
        case 0:
            title += ": Part II"
        case 1:
            title += ": a follow-up study"
        case 2 if len(words) > 6:
            title = " ".join(words[: -len(words) // 3])
        case _:
            title = f"Further observations on {title[:1].lower()}{title[1:]}"
    year = _year(own) + dice.randrange(1, 4)
    made = {
        **own,
        "DOI": f"{own['DOI']}.2",
        "title": [title],
        "volume": _plus(own.get("volume"), year - _year(own)),
        "page": _moved(own.get("page"), dice.randrange(7, 90)),
        "issued": {"date-parts": [[year]]},
        "published-print": {"date-parts": [[year]]},
    }
    return _without(
        made, "subtitle", "relation", "published-online", "article-number",
        "journal-issue", "published", "update-to", "updated-by",
    )  # fmt: skip


def sibling(own: Message, other: Message, dice: random.Random) -> Message:
    """Return another article of the same issue, under the next number."""
    made = {
        **own,
        "DOI": next_doi(own["DOI"]),
        "title": other.get("title") or ["Letter to the editor"],
        "author": other.get("author", []),
        "page": _moved(own.get("page"), dice.randrange(5, 30)),
    }
    return _without(
        made, "subtitle", "relation", "update-to", "updated-by", "article-number"
    )


def updated(own: Message, made: Message, kind: str) -> Message:
    """Return `own` with the word that `made` is its notice."""
    update = {
        "DOI": made["DOI"],
        "type": kind,
        "label": kind.replace("_", " ").capitalize(),
        "source": "publisher",
        "updated": {"date-parts": [[_year(own) + 1, 4, 2]]},
    }
    return {**own, "updated-by": [update]}


def next_doi(doi: str) -> str:
    """Return the DOI after `doi`: its last number raised by one."""
    numbers = list(re.finditer(r"\d+", doi))
    if len(numbers) < 3:  # the prefix alone
        return f"{doi}1"
    last = numbers[-1]
    following = str(int(last[0]) + 1).zfill(len(last[0]))
    return doi[: last.start()] + following + doi[last.end() :]


def hash_of(own: Mapping[str, Any]) -> int:
    """Return a number that is the same for a record at any time."""
    return int.from_bytes(str(own["DOI"]).encode()[-6:], "big")


def _notice(own: Message, kind: str, pattern: str, dice: random.Random) -> Message:
    title = pattern.format(
        _title(own),
        c=next(iter(own.get("container-title") or ["J."])),
        v=own.get("volume") or 1,
        y=_year(own),
        p=own.get("page") or "1-2",
    )
    made = {
        **_beside(own, dice),
        "DOI": f"{own['DOI']}-{kind[:4]}",
        "title": [title],
    }
    if dice.random() < _SAY_SO or "{" not in pattern:
        update = {"DOI": own["DOI"], "type": kind, "label": kind.capitalize()}
        made["update-to"] = [update]
    return _without(made, "subtitle", "relation", "updated-by")


def _beside(own: Message, dice: random.Random) -> Message:
    """Return what a later short piece in the same journal shares with `own`."""
    year = _year(own) + dice.randrange(2)
    made = {
        **own,
        "volume": _plus(own.get("volume"), year - _year(own)),
        "page": _moved(own.get("page"), dice.randrange(20, 400)),
        "issued": {"date-parts": [[year]]},
        "published-print": {"date-parts": [[year]]},
    }
    return _without(made, "published-online", "article-number", "published")


def _without(made: Message, *keys: str) -> Message:
    return {k: v for k, v in made.items() if k not in keys and v is not None}


def _title(own: Message) -> str:
    return str(next(iter(own.get("title") or [""])))


def _year(own: Message) -> int:
    parts = ((own.get("issued") or {}).get("date-parts") or [[None]])[0]
    return int(parts[0]) if parts and parts[0] else 2000


def _plus(number: str | None, more: int) -> str | None:
    return str(int(number) + more) if number and number.isdigit() else number


def _moved(page: str | None, by: int) -> str | None:
    found = re.fullmatch(r"([a-zA-Z]*)(\d+)(?:-(\d+))?", page or "")
    if not found:
        return page
    first = str(int(found[2]) + by).zfill(len(found[2]))
    last = f"-{int(found[3]) + by}" if found[3] else ""
    return f"{found[1]}{first}{last}"
