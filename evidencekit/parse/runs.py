"""The stretches of tokens that carry one label, and the print that they stand for."""

import re
from typing import NamedTuple

from evidencekit.parse.fields import Labelling


class Run(NamedTuple):
    """Tokens `first` to `last` (exclusive) of one label; code points in the text."""

    label: str
    first: int
    last: int
    start: int
    end: int
    probability: float

    @property
    def length(self) -> int:
        """The number of tokens."""
        return self.last - self.first


def runs(labelling: Labelling) -> list[Run]:
    """Return the runs of a labelling, in order."""
    cut, labels = labelling.tokens, labelling.labels
    found: list[Run] = []
    first = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[first]:
            found.append(
                Run(
                    labels[first],
                    first,
                    i,
                    cut.starts[first],
                    cut.ends[i - 1],
                    # its neighbours too: they may belong to it
                    min(labelling.probabilities[max(0, first - 1) : i + 1]),
                )
            )
            first = i
    return found


_OPENING = {"(": ")", "[": "]", "{": "}"}


def extended(text: str, start: int, end: int, marks: str = "") -> tuple[int, int]:
    """Return the range with the brackets that it cuts through and closing `marks`."""
    inner = text[start:end]
    for opening, closing in _OPENING.items():
        missing = inner.count(opening) - inner.count(closing)
        if missing == 1 and text[end : end + 1] == closing:
            end += 1
        elif missing == 1 and (near := text.find(closing, end, end + 24)) >= 0:
            end = near + 1
        elif missing == -1 and text[start - 1 : start] == opening and start > 0:
            start -= 1
    while marks and end < len(text) and text[end] in marks:
        end += 1
    return start, end


def without(text: str, start: int, end: int, tail: re.Pattern[str]) -> tuple[int, int]:
    """Return the range without a `tail` that it ends in."""
    found = tail.search(text, start, end)
    return (start, found.start()) if found is not None else (start, end)


_LINE_BREAK_HYPHEN = re.compile(
    r"(?<=[^\W\d_])(?:[-‐]\s*\n\s*|\u00ad\s*)(?=[a-zà-öø-ÿ])"
)


_BREAK_AFTER_SIGN = re.compile(r"(?<=\w)([-‐‑–/])\s*\n\s*(?=\w)")


def value(text: str) -> str:
    """Return printed text as a value: one line, white space single, words whole."""
    if "\n" in text or "\u00ad" in text:
        text = _LINE_BREAK_HYPHEN.sub("", text)
        text = _BREAK_AFTER_SIGN.sub(r"\1", text).replace("\u00ad", "")
    return " ".join(text.split())
