"""Writes text so that LaTeX prints it as it is."""

import re

# BibTeX counts braces even where a backslash precedes them, so they need a name.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")


def escaped(text: str) -> str:
    """Return `text` with a backslash or a name for what LaTeX would act upon."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], text)
