"""The features of the places where a reference may begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencekit.parse.boundaries import Facts, Tokens, manner

_EDGE = ("", "", "", False, False, False, False, False, False)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a list are laid out: their width, and where each stands."""

    lines: str
    width: int
    short: str


def features(tokens: Tokens) -> Iterator[list[str]]:
    """Yield the features of each candidate of `tokens`, in order."""
    text, facts = tokens.text, tokens.facts
    blank = Facts(*_EDGE)
    padded = [blank] * 6 + list(facts) + [blank] * 12
    years, addresses = _since_and_until(facts)
    layout = _layout(text)
    manners = [manner(text, tokens.starts[i]) for i in tokens.candidates]
    usual = _usual_manners(tokens, manners)
    previous_manner = "-"
    for place, i in enumerate(tokens.candidates):
        p = i + 6
        around = padded[p - 6 : p + 12]
        row = _window(around)
        how = manners[place]
        row.append("m=" + how)
        row.append("m-1=" + previous_manner + ">" + how)
        row.append("mt=" + how + around[5].tail)
        row.append("usual=" + usual.get(how, "0"))
        since, until = years[i]
        row.append("y-" + since)
        row.append("y+" + until)
        row.append("y-+" + since + until + how)
        row.append("a-" + addresses[i][0])
        row.append("ym" + since + around[5].tail + how)
        row.append("i-" + str(sum(f.initials for f in around[:6])))
        row.append("i+" + str(sum(f.initials for f in around[7:15])))
        row.append("s+" + str(sum(f.shape == "x" for f in around[6:16]) // 2))
        row.append("s-" + str(sum(f.shape == "x" for f in around[:6]) // 2))
        gap = _gap(tokens, i, layout)
        row.append("g=" + gap)
        row.append("g=" + gap + how)
        row.append("g=" + gap + around[5].tail)
        if i == 0:
            row.append("first")
        previous_manner = how
        yield row


def _window(around: Sequence[Facts]) -> list[str]:
    row = ["1"]
    for offset in range(-4, 6):
        fact = around[6 + offset]
        row.append(f"s{offset}={fact.shape}")
        if -3 <= offset <= 3:
            row.append(f"w{offset}={fact.word}")
    before, here, after = around[5], around[6], around[7]
    row.append("ss=" + before.shape + "|" + here.shape)
    row.append("sss=" + before.shape + "|" + here.shape + "|" + after.shape)
    row.append("ts=" + before.tail + "|" + here.shape + "|" + after.shape)
    row.append("tw=" + before.tail + "|" + before.word)
    for name, fact in (("-2", around[4]), ("-1", before), ("0", here), ("+1", after)):
        for flag in ("year", "initials", "address", "label", "pages"):
            if getattr(fact, flag):
                row.append(flag + name)
    return row


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 3, 5, 8, 12, 18, 26, 40):
        if distance <= limit:
            return str(limit)
    return "far"


def _since_and_until(
    facts: Sequence[Facts],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return for each token how far the last and the next year and address are."""
    years = _distances([fact.year for fact in facts])
    addresses = _distances([fact.address for fact in facts])
    return years, addresses


def _distances(marked: Sequence[bool]) -> list[tuple[str, str]]:
    since: list[str] = []
    last = -1000
    for i, mark in enumerate(marked):
        since.append(_bucket(i - 1 - last))
        if mark:
            last = i
    until: list[str] = []
    coming = len(marked) + 1000
    for i in range(len(marked) - 1, -1, -1):
        if marked[i]:
            coming = i
        until.append(_bucket(coming - i))
    return list(zip(since, reversed(until), strict=True))


def _usual_manners(tokens: Tokens, manners: Sequence[str]) -> dict[str, str]:
    """Return how usual each manner is after something that can end a reference."""
    counts: dict[str, int] = {}
    total = 0
    for place, i in enumerate(tokens.candidates):
        if i == 0 or tokens.facts[i - 1].tail in ".0/)" or tokens.facts[i - 1].address:
            counts[manners[place]] = counts.get(manners[place], 0) + 1
            total += 1
    return {
        how: str(min(9, round(20 * count / total))) if total else "0"
        for how, count in counts.items()
    }


def _layout(text: str) -> Layout:
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    if len(lengths) < 2:
        return Layout("one", 0, "")
    width = lengths[len(lengths) * 9 // 10]
    short = sum(length < 0.8 * width for length in lengths) / len(lengths)
    lines = "long" if lengths[len(lengths) // 2] > 130 else "wrapped"
    return Layout(lines, width, str(round(short * 8)))


def _gap(tokens: Tokens, i: int, layout: Layout) -> str:
    """Describe the white space before a token: none, a new line, a blank line, …"""
    if i == 0:
        return "first"
    text = tokens.text
    before = text[tokens.ends[i - 1] : tokens.starts[i]]
    breaks = before.count("\n")
    if breaks == 0:
        return layout.lines + (
            "glued" if not before else "wide" if len(before) > 1 else ""
        )
    line = text.rfind("\n", 0, tokens.ends[i - 1]) + 1
    short = tokens.ends[i - 1] - line < 0.8 * layout.width
    indent = len(before) - before.rfind("\n") - 1
    return "|".join(
        (layout.lines, layout.short, str(min(breaks, 2)), "short" if short else "full",
         str(min(indent, 4)))
    )  # fmt: skip
