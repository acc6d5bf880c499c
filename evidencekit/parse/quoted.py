"""Lists in which each entry is a name and its title in quotation marks.

National Kidney Foundation: “About kidney disease.” J Sleep Res: “Naps,” May 2019.
"""

import re

# From the quotation mark that ends the entry before, and its date, to the one that
# begins the title. A second title of the same body follows with no name before it.
_ENTRY = re.compile(
    r"(?:\A\s*|[”\"](?:,?\s[^“”\":]{0,24}\b(?:1[89]|20)\d\d\.?)?\s*)"
    r"(?P<name>[^\W\d_][^“”\":]{1,120}):\s+(?=[“\"]\S)"
)
_TITLE = re.compile(r":\s+[“\"](?=\S)")
_FEWEST = 3
_MOST = 0.8  # of the titles behind a colon


def at_names(text: str) -> set[int] | None:
    """Return where the names begin if all entries of the list in `text` are such."""
    names = {match.start("name") for match in _ENTRY.finditer(text)}
    if len(names) < _FEWEST or len(names) < _MOST * len(_TITLE.findall(text)):
        return None
    return names
