"""Marks on a work's own record: "RETRACTED: …", "… [Withdrawn]", and who signed it."""

import re

from evidencekit.match.changes import Kind
from evidencekit.model import Work
from evidencekit.normalize import folded, plain

_NOUN = (
    r"(?:article|art[ií]culo|artigo|artikel|articolo|chapter|paper|publication|study)"
)
_VERBS = {
    Kind.RETRACTION: r"retracted|retractado|retratado|r[eé]tract[eé]|ritrattato",
    Kind.WITHDRAWAL: r"withdrawn|zur[uü]ckgezogen",
    Kind.REMOVAL: r"removed|temporary removal",
}
_PATTERNS = {
    kind: (
        # "RETRACTED ARTICLE: …", "[Retracted] …", "ARTIGO RETRATADO: …"
        rf"\A\W{{0,9}}(?:{_NOUN}\s+)?(?:{verb})(?: and replaced)?(?:\s+{_NOUN})?\s*"
        r"(?:[:\])—]+|[–-]\s)\s*"
        # "… (Retracted article. See vol. 12, p. 34)", "… [Withdrawn]"
        # Bounded: a title of nothing but brackets would be read again from each.
        rf"|[\[(](?:this {_NOUN} (?:has been|was) )?(?:{verb})\b[^\[\]()]{{0,200}}[\])]"
        r"\W{0,3}\Z"
    )
    for kind, verb in _VERBS.items()
}
_MARKS = {kind: re.compile(pattern, re.I) for kind, pattern in _PATTERNS.items()}
_ANY = re.compile("|".join(_PATTERNS.values()), re.I)


def marked(title: str) -> Kind | None:
    """Return what a title is marked with ("RETRACTED: …", "… [Withdrawn]")."""
    text = plain(title)
    if _ANY.search(text) is None:
        return None
    return next(kind for kind, mark in _MARKS.items() if mark.search(text))


def unmarked(title: str) -> str:
    """Return a title (without mark-up) as it was before it was marked."""
    return _ANY.sub("", title).strip()


def is_by_its_container(work: Work) -> bool:
    """Say whether the only author of `work` is the journal that it stands in.

    Hindawi titles its notices "Retracted: …" and so signs them: 10.1155/2020/5109831.
    """
    containers = {folded(c) for c in (work.item.container_title, *work.containers) if c}
    return len(work.item.author) == 1 and folded(str(work.item.author[0])) in containers
