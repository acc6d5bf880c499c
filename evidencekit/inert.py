"""Makes text from strangers inert: nothing in it commands a terminal or turns a line.

Articles and records hold what anybody put there. Shown as it stands, a title could
clear the screen, hide a word, or make a DOI read from right to left.
"""

import json
import re
from typing import Any

# C0 and C1 controls and the separators of lines and paragraphs.
_BREAKS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
# What turns the writing direction (UAX 9), and what shows nothing at all: zero-width
# spaces and joiners of words, annotations, tags. Joiners of letters (U+200C, U+200D)
# stay: some scripts are not written without them.
_MARKS = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
# What no file takes: half a pair of surrogates, and what is no character at all.
_BROKEN = "\ud800-\udfff\ufffe\uffff"
_BREAK = re.compile(f"[{_BREAKS}]+")
_MARK = re.compile(f"[{_MARKS}]")
_NOTHING = re.compile(f"[{_BROKEN}]")
_ACTIVE = re.compile(f"[{_BREAKS}{_MARKS}{_BROKEN}]")


def visible(text: str) -> str:
    """Return `text` on one line, without anything that a reader would not see."""
    text = _NOTHING.sub("\ufffd", _BREAK.sub(" ", text))
    return " ".join(_MARK.sub("", text).split())


def visible_lines(text: str) -> str:
    """Return `text` as `visible` does, but line by line and with all its blanks."""
    return "\n".join(_ACTIVE.sub("", line) for line in text.split("\n"))


def json_text(content: Any, *, indent: int | None = None, sorted_: bool = False) -> str:
    """Return `content` as JSON that says the same and is safe to look at.

    What `visible` takes away is escaped, so that whoever reads the JSON gets it all.
    """
    text = json.dumps(content, ensure_ascii=False, indent=indent, sort_keys=sorted_)
    lines = text.split("\n")  # those that json.dumps made; it escapes all others
    return "\n".join(_ACTIVE.sub(_escaped, line) for line in lines)


def _escaped(match: re.Match[str]) -> str:
    # JSON escapes a character beyond the basic plane as a pair of surrogates.
    return json.dumps(match.group())[1:-1]
