"""Keeps what is known of each word met, so that it is looked up once a token."""

from collections.abc import Callable

from evidencekit.parse.memo import Memo
from evidencekit.parse.phrases import Phrases
from evidencekit.parse.words import form_of

Entry = tuple[str, bytes, bool, int, int, bool, int]
"""A word's shape, its folded form as `Phrases` want it, whether it is a number, what it
may be as an initial and as a mark (`words.Form`), whether it begins a phrase, and its
window."""


class Lexicon:
    """The words met, which may begin `phrases`, with what `window` says of each.

    `window` takes a word's shape and folded form; see `parse/evidence.py`.
    """

    __slots__ = ("entries", "phrases")

    def __init__(
        self, phrases: Phrases, window: Callable[[str, str], int] = lambda *_: 0
    ) -> None:
        def entry(word: str) -> Entry:
            shape, low, coded, is_number, initial, mark = form_of(word)
            begins = phrases.begins(coded)
            return shape, coded, is_number, initial, mark, begins, window(shape, low)

        self.phrases = phrases
        self.entries: Memo[str, Entry] = Memo(entry)
