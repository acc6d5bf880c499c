"""Marks on a work's own record: "RETRACTED: …", "… [Withdrawn]", and who signed it."""

import re

from evidencekit.match.changes import Kind
from evidencekit.model import Work
from evidencekit.normalize import folded

_MARKED = (
    (r"retracted|retractado|retratado|retracte|ritrattato", Kind.RETRACTION),
    (r"withdrawn|zuruckgezogen", Kind.WITHDRAWAL),
    (r"removed|temporary removal", Kind.REMOVAL),
)
_NOUN = r"(?:article|articulo|artigo|artikel|articolo|chapter|paper|publication)"
_MARKS = tuple(
    (
        re.compile(
            # "RETRACTED ARTICLE: …", "[Retracted] …", "ARTIGO RETRATADO: …"
            rf"\W*(?:{_NOUN}\s+)?(?:{verb})(?: and replaced)?(?:\s+{_NOUN})?"
            r"\s*(?:[:\])—]|[–-]\s)|"
            # "… (Retracted article. See vol. 12, p. 34)", "… [Withdrawn]"
            rf".*[\[(](?:this (?:{_NOUN}) (?:has been|was) )?(?:{verb})\b[^\])]*[\])]"
            r"\W*$"
        ),
        kind,
    )
    for verb, kind in _MARKED
)


def marked(title: str) -> Kind | None:
    """Return what a title is marked with ("RETRACTED: …", "… [Withdrawn]")."""
    text = folded(title)
    return next((kind for mark, kind in _MARKS if mark.match(text)), None)


def is_by_its_container(work: Work) -> bool:
    """Say whether the only author of `work` is the journal that it stands in.

    Hindawi titles its notices "Retracted: …" and so signs them: 10.1155/2020/5109831.
    """
    containers = {folded(c) for c in (work.item.container_title, *work.containers) if c}
    return len(work.item.author) == 1 and folded(str(work.item.author[0])) in containers
