"""A title that was cut out at the wrong place, and is not quite the registered one."""

from collections.abc import Iterator, Sequence

from evidencekit.match.reading.text import Text
from evidencekit.match.registered import registered_titles
from evidencekit.match.titles import Title, changes, dropped_part, likeness, title
from evidencekit.model import Item, Work

# Of a title of so many words, at most this share may be printed otherwise.
_FEWEST, _CHANGED = 4, 0.34
# A parsed title as near as this to a whole one is not cut out of its neighbours.
_SURE = 0.75
# No title goes on behind one of these, or begins before one.
_CLOSING = frozenset('.?!”"»,/')
_MARKS = frozenset('.:;?!,“”«»"()[]/')


def near_title_place(item: Item, work: Work, text: Text) -> tuple[int, int] | None:
    """Return the words of the text that are nearly a registered title, or its head.

    None where they are too few or too different, or where the parsed title is as near.
    """
    forms = [form for form in registered_titles(work) if len(form.words) >= _FEWEST]
    parsed = title(item.title) if item.title else Title(())
    if any(not changes(parsed, form) or dropped_part(parsed, form) for form in forms):
        return None
    nearest = max((likeness(parsed, form) for form in forms), default=0.0)
    heads = [head for form in forms for head in _heads(form)]
    for form in forms:
        place = _place(form, text)
        if (
            place
            and _may_end(text.behind(place[1]))
            and likeness(title(text.between(*place)), form) > nearest
        ):
            return place
    for head in heads if nearest < _SURE else ():
        place = _place(head, text)
        if place and _ends(text.behind(place[1])):
            return place
    return None


def _place(form: Title, text: Text) -> tuple[int, int] | None:
    """Return the run of words that is nearly `form`, None where there is none."""
    missing = len(set(form.words).difference(text.words))
    pairs = (
        _aligned(form.words, text) if missing <= _CHANGED * len(form.words) else None
    )
    return _widened(pairs, form.words, text) if pairs else None


def _heads(form: Title) -> Iterator[Title]:
    """Yield a title without its subtitle, which many references leave out."""
    for index in sorted(form.breaks, reverse=True):
        if index >= _FEWEST:
            yield Title(form.words[:index])


def _ends(gap: str) -> bool:
    """Say whether a title ends before `gap`, and is not cut off there."""
    if "…" in gap or "..." in gap:
        return False
    return not gap.strip() or not _CLOSING.isdisjoint(gap)


def _may_end(gap: str) -> bool:
    """Say whether no subtitle follows that is another than the registered one."""
    return ":" not in gap


def _aligned(wanted: Sequence[str], text: Text) -> list[tuple[int, int]] | None:
    """Return which word of `wanted` is which of the text, in the nearest run of words.

    The least number of words changed, left out and put in between tells what is near
    (Sellers 1980, with a free beginning and end). None where that is too many.
    """
    words = text.words
    rows = [[0] * (len(words) + 1)]
    for i, word in enumerate(wanted, 1):
        before, row = rows[-1], [i]
        for j, other in enumerate(words):
            change = before[j] + (word != other)
            row.append(min(change, before[j + 1] + 1, row[j] + 1))
        rows.append(row)
    least = min(rows[-1])
    if least > _CHANGED * len(wanted):
        return None
    i, j = len(wanted), rows[-1].index(least)
    pairs = []
    while i and j:
        same = wanted[i - 1] == words[j - 1]
        if rows[i][j] == rows[i - 1][j - 1] + (not same):
            if same:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1] or None


def _widened(
    pairs: Sequence[tuple[int, int]], wanted: Sequence[str], text: Text
) -> tuple[int, int]:
    """Return the run from the first common word to the last, with changed ends.

    What stands beside it up to a mark is taken for the words that were changed.
    """
    (first, start), (last, end) = pairs[0], pairs[-1]
    end += 1
    for _ in range(first):
        start -= start > 0 and not _parted(text, start)
    for _ in range(len(wanted) - 1 - last):
        end += end < len(text.words) and not _parted(text, end)
    return start, end


def _parted(text: Text, at: int) -> bool:
    """Say whether a mark stands before a word of the text."""
    return not _MARKS.isdisjoint(text.behind(at))
