"""LaTeX to plain text, at a cost only where there is any LaTeX."""

import html
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

# The macros for container titles that AASTeX 6.3 defines and NASA ADS writes;
# pylatexenc knows none of them and would print nothing.
_CONTAINERS = {
    "aap": "Astronomy & Astrophysics",
    "aapr": "Astronomy & Astrophysics Reviews",
    "aaps": "Astronomy & Astrophysics, Supplement",
    "aj": "Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal, Letters",
    "apjs": "Astrophysical Journal, Supplement",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "grl": "Geophysical Research Letters",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jgr": "Journal of Geophysical Research",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "rmp": "Reviews of Modern Physics",
    "solphys": "Solar Physics",
    "ssr": "Space Science Reviews",
}
# BibTeX has no comments and no tables inside a value, LaTeX does: "50% of", "R&D".
_MEANT = re.compile(r"(?<!\\)[%&]")
_DOLLAR = re.compile(r"(?<!\\)\$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
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
    if latex.strip().removeprefix("\\") in _CONTAINERS and "\\" in latex:
        return _CONTAINERS[latex.strip().removeprefix("\\")]
    latex = _without_entities(latex)
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
    latex = _SIGN.sub(_sign, _without_entities(latex))
    return " ".join(_ESCAPED.sub(r"\1", latex).strip("{} \t\r\n").split())


def _without_entities(latex: str) -> str:
    """Return a value that was copied from a web page as the page shows it."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), latex)


def _sign(match: re.Match[str]) -> str:
    return ">" if match[1] else "<"


@lru_cache(maxsize=4096)
def _decoded(latex: str) -> str:
    latex = _SIGN.sub(_sign, _MEANT.sub(r"\\\g<0>", latex))
    latex = _with_prices(latex)
    try:
        text: str = _decoder().latex_to_text(latex)
    # pylatexenc raises unrelated types on what it cannot parse; a title with its LaTeX
    # still in it is better than none.
    except Exception:
        return latex
    if "$" in latex:
        text = _SCRIPT.sub("", text)
    return text if text.strip() else latex.strip("{} ")


def _with_prices(latex: str) -> str:
    """Return `latex` with each dollar escaped that is money: "$18.50, cloth; $10".

    As in Pandoc's Markdown, a formula neither ends in white space nor goes on in a
    digit; here that counts only where it would begin with a digit.
    """
    parts = _DOLLAR.split(latex)
    pieces, at = [parts[0]], 1
    while at < len(parts):
        if at + 1 == len(parts) or _is_price(parts[at], parts[at + 1]):
            pieces.append(rf"\${parts[at]}")
            at += 1
        else:
            pieces.append(f"${parts[at]}${parts[at + 1]}")
            at += 2
    return "".join(pieces)


def _is_price(body: str, following: str) -> bool:
    return body[:1].isdigit() and (body[-1:].isspace() or following[:1].isdigit())


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
