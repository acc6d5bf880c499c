"""LaTeX to plain text, at a cost only where there is any LaTeX."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_UNESCAPED_COMMENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([_%&#~{}$])")
# "$<$" and "{\\textless}": how a SICI's angle brackets are written
_SIGN = re.compile(
    r"\$\s*(?:\\lt|<)\s*\$|\{?\\textless\b(?:\{\})?\}?"
    r"|(\$\s*(?:\\gt|>)\s*\$|\{?\\textgreater\b(?:\{\})?\}?)"
)
# "H_2O" is what pylatexenc makes of "H$_2$O".
_SCRIPT = re.compile(r"(?<=\w)[_^](?=\w)")
_URL_MACRO = re.compile(
    r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}"
)


def plain_text(latex: str) -> str:
    """Return the text that `latex` prints, in one line.

    pylatexenc takes 0.3 ms a value, so it sees only what holds a macro or math;
    braces, ties and dashes are done without it.
    """
    if "\\" in latex or "$" in latex:
        latex = _decoded(latex)
    else:
        latex = latex.replace("{", "").replace("}", "").replace("~", " ")
        latex = latex.replace("---", "—").replace("--", "–")
    return " ".join(latex.split())


def verbatim(latex: str) -> str:
    """Return a URL or DOI without the LaTeX around it and the escapes inside it."""
    macro = _URL_MACRO.search(latex)
    if macro:
        latex = macro[1] or macro[2] or ""
    latex = _SIGN.sub(_sign, latex)
    return " ".join(_ESCAPED.sub(r"\1", latex).strip("{} \t\r\n").split())


def _sign(match: re.Match[str]) -> str:
    return ">" if match[1] else "<"


@lru_cache(maxsize=4096)
def _decoded(latex: str) -> str:
    # BibTeX has no comments inside a value, LaTeX does: "50% of …" must stay whole.
    latex = _SIGN.sub(_sign, _UNESCAPED_COMMENT.sub(r"\\%", latex))
    try:
        text: str = _decoder().latex_to_text(latex)
    # pylatexenc raises unrelated types on what it cannot parse; a title with its LaTeX
    # still in it is better than none.
    except Exception:
        return latex
    if "$" in latex:
        text = _SCRIPT.sub("", text)
    return text if text.strip() else latex.strip("{} ")


@cache
def _decoder() -> "LatexNodes2Text":
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    # Bare URLs, not pylatexenc's "<…>".
    context.add_context_category(
        "bibliography", [MacroTextSpec("url", simplify_repl="%s")], prepend=True
    )
    return LatexNodes2Text(latex_context=context, math_mode="text")
