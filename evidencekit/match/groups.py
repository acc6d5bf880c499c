"""Organisations and study groups as authors, under their full and their short names."""

import re
from functools import lru_cache

from evidencekit.match.abbreviations import stands_for
from evidencekit.model import Name
from evidencekit.normalize import folded

_WORD = re.compile(r"[^\W_]+")
_GROUP_WORDS = """
    group groups consortium consortia collaboration collaborative collaborators
    investigators committee council initiative network society association organization
    organisation institute institutes university universidad universidade department
    ministry team force panel study studies trial trials trialists project program
    programme foundation federation alliance agency center centre staff editors
    editorial board commission office bureau college academy hospital laboratory survey
    service services authority union bank collective participants members writing
    working
    conference secretariat international national world nations government company inc
    ltd corporation gruppe arbeitsgruppe gesellschaft institut groupe societe comite
    grupo sociedad sociedade associacao asociacion fundacion fundacao ministerio
"""
_GROUP = frozenset(_GROUP_WORDS.split())
_SMALL_WORDS = """
    the of and for on in a to de da do la le des der die das und et y e del du
"""
_SMALL = frozenset(_SMALL_WORDS.split())
# "on behalf of the X investigators", "for the Y study group".
_BEHALF = re.compile(r"^(?:and |on behalf of |for |with |the )+", re.I)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LONGEST_NAME, _PARTICLE = 5, 3
# The share of the shorter name's words that both must have.
_ENOUGH = 0.7


@lru_cache(maxsize=16384)
def is_group(name: Name) -> bool:
    """Say whether a name is an organisation's, however it was parsed."""
    words = _words(str(name))
    if _GROUP & set(words):
        return True
    long = [word for word in words if len(word) > _PARTICLE]
    return bool(name.literal) and len(long) > _LONGEST_NAME


def same_group(left: str, right: str) -> bool:
    """Say whether both name one organisation: "WHO", "World Health Organization"."""
    forms = [_forms(text) for text in (left, right)]
    return any(_same(ours, theirs) for ours in forms[0] for theirs in forms[1])


def _forms(text: str) -> list[str]:
    """Return a name without and with what it has in brackets."""
    text = _BEHALF.sub("", text.strip())
    return [form for form in (text, _BRACKETED.sub("", text)) if form.strip()]


def _same(left: str, right: str) -> bool:
    if _spells_out(left, right) or _spells_out(right, left):
        return True
    ours, theirs = _significant(left), _significant(right)
    shorter, longer = sorted((ours, theirs), key=len)
    common = sum(
        any(stands_for(word, other) or stands_for(other, word) for other in longer)
        for word in shorter
    )
    own = [word for word in shorter if word not in _GROUP]
    return bool(own) and common >= max(1, _ENOUGH * len(shorter))


def _spells_out(short: str, full: str) -> bool:
    """An initialism, alone or in front of a group word: "IWGS Consortium"."""
    token = next((w for w in _WORD.findall(short) if w.isupper() and len(w) > 1), "")
    if not token and len(short.replace(".", "").split()) == 1:
        token = short.replace(".", "")
    if len(token) < 2:
        return False
    plainly = "".join(word[0] for word in _words(full))
    significant = "".join(word[0] for word in _significant(full))
    wanted = folded(token)
    return plainly.startswith(wanted) or significant.startswith(wanted)


def _significant(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _SMALL]


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text).replace("'", "").replace("’", ""))
