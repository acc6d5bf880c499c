"""Guards the capitals of a title, which many BibTeX styles would print small."""

import re

from evidencekit.latex_text import escaped

_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
# Styles keep the first letter of a title, and that after a colon.
_OPENING = re.compile(r"(?:^|:\s)\W*\Z")
# Characters; many shorter words ("and", "of") are small in title case as well.
_LONG = 4


def protected(title: str) -> str:
    """Return `title` for LaTeX with braces around each word whose capitals matter.

    Those are acronyms, single letters ("vitamin D") and, where the title is not in
    title case, every word with a capital: a name. A title all in capitals has none.
    """
    if not any(character.islower() for character in title):
        return escaped(title)
    names_show = not _in_title_case(title)
    pieces, position = [], 0
    for match in _WORD.finditer(title):
        opens = bool(_OPENING.search(title[: match.start()]))
        pieces.append(escaped(title[position : match.start()]))
        word = escaped(match.group())
        guarded = _matters(match.group(), opens, names_show)
        pieces.append(f"{{{word}}}" if guarded else word)
        position = match.end()
    return "".join([*pieces, escaped(title[position:])])


def _in_title_case(title: str) -> bool:
    words = [
        match.group()
        for match in _WORD.finditer(title)
        if len(match.group()) >= _LONG and not _OPENING.search(title[: match.start()])
    ]
    return 2 * sum(word[0].isupper() for word in words) > len(words) > 1


def _matters(word: str, opens: bool, names_show: bool) -> bool:
    if word in ("A", "I"):
        return names_show and not opens
    if any(_is_acronym(piece) for piece in _PIECE.findall(word)):
        return True
    return names_show and not opens and word[0].isupper()


def _is_acronym(piece: str) -> bool:
    """Say whether a capital stands where no word has one, or alone."""
    return any(letter.isupper() for letter in piece[1:]) or (
        len(piece) == 1 and piece.isupper()
    )
