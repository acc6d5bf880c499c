"""Author names as citation styles print them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from evidencekit.model import Name

Form = Callable[[Name], str]
_PART = re.compile(r"[^\W\d_][^\s.\-\u2010]*")


def initials(given: str, joint: str = "") -> str:
    """Return "J-P" for "Jean-Paul" with "" between, "J. -P." is "J.-P." with ". "."""
    dot = "." if "." in joint else ""
    words = []
    for word in given.replace(".", ". ").split():
        halves = [m[0].upper() for m in _PART.findall(word)]
        words.append("-".join(half + dot for half in halves))
    return joint.replace(".", "").join(word for word in words if word)


def surname(name: Name) -> str:
    """Return the family name with its particle, or the organisation's name."""
    return " ".join(part for part in (name.particle, name.family) if part)


def _form(pattern: str, given: Callable[[str], str], *, capitals: bool = False) -> Form:
    def printed(name: Name) -> str:
        if name.literal or not name.family:
            return str(name)
        family = surname(name)
        family = family.upper() if capitals else family
        rest = " ".join(p for p in (given(name.given or ""), name.suffix or "") if p)
        return pattern.format(f=family, g=rest).strip(" ,") if rest else family

    return printed


bare_initials = _form("{f} {g}", lambda g: initials(g).replace("-", ""))
comma_dotted = _form("{f}, {g}", lambda g: initials(g, ". "))
comma_tight = _form("{f}, {g}", lambda g: initials(g, "."))
comma_given = _form("{f}, {g}", str)
space_dotted = _form("{f} {g}", lambda g: initials(g, "."))
dotted_first = _form("{g} {f}", lambda g: initials(g, ". "))
tight_first = _form("{g} {f}", lambda g: initials(g, "."))
given_first = _form("{g} {f}", str)
capitals_dotted = _form("{f}, {g}", lambda g: initials(g, ". "), capitals=True)
capitals_given = _form("{f}, {g}", str, capitals=True)


@dataclass(frozen=True, slots=True)
class Authors:
    """How a style prints a list of names.

    More than `most` names are cut to `shown`, followed by `et_al`; a list that is cut
    in the middle prints its last name after `dots`.
    """

    first: Form
    rest: Form
    joint: str = ", "
    last: str = ", "
    most: int = 99
    shown: int = 99
    et_al: str = " et al."
    dots: str | None = None

    def printed(self, names: tuple[Name, ...], *, cut: bool = False) -> str:
        """Return the list; `cut` says that it goes on whatever its length."""
        forms = [self.rest if i else self.first for i in range(len(names))]
        texts = [form(name) for form, name in zip(forms, names, strict=True)]
        if len(texts) > self.most and self.dots:
            return self.joint.join(texts[: self.shown]) + self.dots + texts[-1]
        if len(texts) > self.most or cut:
            return self.joint.join(texts[: self.shown]) + self.et_al
        if len(texts) < 2:
            return "".join(texts)
        last = self.last if len(texts) > 2 else self.last.replace(", and", " and")
        return self.joint.join(texts[:-1]) + last + texts[-1]
