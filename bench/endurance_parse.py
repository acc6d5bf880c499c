"""Measures that reading any text ends, without an exception, in time linear in it.

    python -m bench.endurance_parse            # everything: about half an hour
    python -m bench.endurance_parse --part runs

Three parts: `strings` reads 10,000 random and adversarial strings; `runs` times each
reader on one thing repeated, alone or between other things, and on four times as much;
`lists` does so with real reference lists up to 1 MB.
"""

import argparse
import gzip
import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from click.testing import CliRunner

from evidencekit.cli import main as evidencekit
from evidencekit.parse import parse_reference, split_references
from evidencekit.parse.names import names
from evidencekit.readers import markdown, plain_text

SHARED = Path(__file__).parents[2] / "shared"
KILOBYTE = 1 << 10
# Four times the text may take so many times as long, with so much for the clock.
MOST_GROWTH, CLOCK_S = 6.0, 0.05
REFERENCE = (
    "Smith AB, Jones C, et al. Exercise and mood in adults: a review. J Health Res. "
    "2011;18(3):362-70. doi:10.1000/jhr.2011.18"
)
WORDS = (
    "et al. ", "et al", "Smith J, ", "Smith, J., ", "J. Smith and ", "da Silva ", "A. ",
    "A.", "AA, ", "O'", "Aa-", "McX", "2011", "2011;", "(2011) ", "1999-2000 ", "1. ",
    "[1] ", "(1) ", "1) ", "1\n", "\n1. ", "10.1000/", "10.1000/a ", "10.1/(", "doi:",
    "doi: 10.\n1000/a", "https://", "https://a.b/ c/", "www.", "PMID: ", "PMC12 ",
    "ISBN 978", "arXiv:", "18(3):", "3-7", "S1-", "pp. ", "vol. 1 ", "In: ", "(eds.) ",
    "Suppl ", "Reference Source ", "CrossRef ", "CrossRef Medline\n", "References ",
    "References\n", "\nReferences\n", "Notes 1 ", "By A", "See also ", "Written by ",
    "Share\n", "———. ", "“", "”", "«", "„", "''", "“A.” ", "&lt;", "&#", "<i>", "</i>",
    "- ", "-\n", "–", "\u00ad", "\u00ad\n", "\u200b", "\u202e", "\u2028", "\x85",
    "\xa0", "\ud800", "\udfff", "\ufeff", "e\u0301", "\u0301", "中", "中。", "한글 ",
    "ß", "İ", "ǆ", "𝟙", "²", "٣", "Ⅷ", "🙂", "\U0010ffff", "((", "()", "[[", "[]",
    "[^1]", "[^a]: ", "[a](", "](", "{{", "<<", "..", ". .", ",,", ";;",
    "a" * 50 + " ", "A" * 500 + " ",
    "word ", "Word ", "the title of it. ", "\n\n", "\r\n", "\n \n", " \n", "\t", "# ",
    "\n# ", "* ", "^ ", "> ", "| ", "```\n", "<!-- ", "-->", REFERENCE + " ",
    REFERENCE + "\n",
)  # fmt: skip
# One character of each kind that the patterns tell apart.
KINDS = "aAé0 \n\t\r.,;:([{<\"'-–/&*#^=_@|]) \x00中“\u0301"
BEFORE = (
    "References", "References\n", "x\nReferences", "2011). 10.1000/a References ",
    "[1]", "1. ", "Smith J. ", "Smith, ", "A.", "doi:", "doi: 10.1000/", "https://",
    "https://a.b/", "By ", "Written by", "See", "\n#", "- ", "(", "[", '"', "“", "<",
    "<!--", "[a](", "[^1]:", "PMID", "ISBN ", "et al", "In", "CrossRef", "2011",
    "2011;18(", "18", "J", "van", "pp", "May", "(Smith", "(Smith 2011", "1-", "", ".",
)  # fmt: skip
BETWEEN = (
    " ", "\n", "\t", "\r\n", " \n", ".", ",", "-", "0", "a", "A", "A.", "A. ", "a ",
    "A ", "1 ", "[", "(", "*", "# ", "'", "\xa0", "_", "=", "a.", "a-", "0-", "0,", "/",
)  # fmt: skip
BEHIND = ("x", ".", "!", "\n" + REFERENCE, " 2011", "")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a reader took for a text of `size`, and for four times as much."""

    reader: str
    text: str
    size: int
    seconds: float
    more: float

    @property
    def grows(self) -> bool:
        """Say whether the time grew faster than the text."""
        return self.more > MOST_GROWTH * self.seconds + CLOCK_S


def parse_command(text: str) -> None:
    """Run `evidencekit parse` on `text`, with and without --split."""
    data = text.encode("utf-8", "replace")
    for options in ([], ["--split"]):
        outcome = CliRunner().invoke(evidencekit, ["parse", *options], input=data)
        if outcome.exception and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception


READERS: dict[str, Callable[[str], object]] = {
    "parse_reference": parse_reference,
    "names": names,
    "split_references": split_references,
    "plain_text.read": lambda text: plain_text.read("x.txt", text),
    "markdown.read": lambda text: markdown.read("x.md", text),
    "evidencekit parse": parse_command,
}


def adversarial(seed: int, count: int) -> Iterator[str]:
    """Yield random strings: of any code points, of bytes, of pieces of references."""
    rng = random.Random(seed)
    printed = real_references() or [REFERENCE]
    for number in range(count):
        match number % 5:
            case 0:
                text = "".join(
                    chr(rng.randrange(0x110000)) for _ in range(rng.randint(0, 300))
                )
            case 1:
                text = "".join(rng.choices(KINDS, k=rng.randint(1, 400)))
            case 2:
                text = "".join(rng.choices(WORDS, k=rng.randint(1, 120)))
            case 3:
                text = damaged(rng.choice(printed), rng)
            case _:
                some = rng.choices(printed, k=rng.randint(2, 12))
                text = rng.choice((" ", "\n", "\n\n")).join(
                    damaged(one, rng) for one in some
                )
        yield text


def damaged(text: str, rng: random.Random) -> str:
    """Return `text` with pieces cut out, doubled and put in."""
    for _ in range(rng.randint(1, 6)):
        start = rng.randint(0, len(text))
        end = min(len(text), start + rng.randint(0, 30))
        piece = rng.choice(("", text[start:end] * 2, rng.choice(WORDS)))
        text = text[:start] + piece + text[end:]
    return text


def real_references() -> list[str]:
    """Return the development references; none without the shared data."""
    path = SHARED / "data" / "parse" / "fields_dev.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [str(json.loads(line)["raw"]) for line in lines]


def repeated(unit: str, size: int) -> str:
    """Return `unit` repeated up to `size` characters."""
    return (unit * (size // len(unit) + 1))[:size]


def timing(reader: str, name: str, text: Callable[[int], str], size: int) -> Timing:
    """Time a reader on a text of `size` and of four times that size."""
    seconds = [_seconds(READERS[reader], text(times * size)) for times in (1, 4)]
    found = Timing(reader, name, size, seconds[0], seconds[1])
    if found.grows:  # once more: another process may have had the core
        seconds = [
            min(_seconds(READERS[reader], text(times * size)) for _ in range(3))
            for times in (1, 4)
        ]
        found = Timing(reader, name, size, seconds[0], seconds[1])
    return found


def _seconds(read: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def strings_part(count: int) -> int:
    """Read random strings with every reader; return how many raised."""
    raised = 0
    slowest = dict.fromkeys(READERS, 0.0)
    for text in adversarial(20261123, count):
        for reader, read in READERS.items():
            try:
                slowest[reader] = max(slowest[reader], _seconds(read, text))
            except Exception:
                raised += 1
                print(reader, ascii(text))
                traceback.print_exc(limit=-3)
    print(f"{count} strings, {raised} exceptions; slowest:")
    for reader, seconds in slowest.items():
        print(f"  {reader:<20}{1000 * seconds:8.1f} ms")
    return raised


def runs(size: int) -> Iterator[tuple[str, Callable[[int], str], int]]:
    """Yield texts that repeat one thing: a name, the text by its size, and a size."""
    for code in range(128):
        yield ascii(chr(code)), _run("", chr(code), ""), size
    for word in WORDS:
        yield ascii(word)[:40], _run("", word, ""), size
    rng = random.Random(20261123)
    for pair in product(KINDS, repeat=2):
        yield ascii("".join(pair)), _run("", "".join(pair), ""), size // 8
    for _ in range(400):
        unit = "".join(rng.choices(KINDS, k=3))
        yield ascii(unit), _run("", unit, ""), size // 8
    around = list(product(BEFORE, BETWEEN, BEHIND))
    for before, unit, behind in rng.sample(around, 1000):
        name = f"{before!a} {unit!a}* {behind[:9]!a}"
        yield name, _run(before, unit, behind), size // 8


def _run(before: str, unit: str, behind: str) -> Callable[[int], str]:
    return lambda size: before + repeated(unit, size) + behind


def lists() -> Iterator[tuple[str, Callable[[int], str], int]]:
    """Yield real references as lists of any size, in a line and in many."""
    printed = real_references() or [REFERENCE]
    numbered = [f"{n}. {text}" for n, text in enumerate(printed, start=1)]
    bracketed = [f"[{n}] {text}" for n, text in enumerate(printed, start=1)]
    for name, entries in (
        ("plain", printed),
        ("numbered", numbered),
        ("bracketed", bracketed),
    ):
        for between, layout in ((" ", "in one line"), ("\n", "in lines")):
            whole = between.join(entries) + between
            yield f"{name} {layout}", _run("", whole, ""), 256 * KILOBYTE
    titled = "Prose of an article.\n\nReferences\n\n" + "\n".join(numbered) + "\n\n"
    yield "articles", _run("", titled, ""), 256 * KILOBYTE


def growth_part(
    texts: Iterator[tuple[str, Callable[[int], str], int]], readers: Sequence[str]
) -> int:
    """Time the readers on texts and on four times as much; return how many grew."""
    grown = 0
    slowest: dict[str, tuple[float, str]] = dict.fromkeys(readers, (0.0, ""))
    count = 0
    for name, text, size in texts:
        count += 1
        for reader in readers:
            found = timing(reader, name, text, size)
            per_megabyte = found.more / (4 * size) * 1024 * KILOBYTE
            slowest[reader] = max(slowest[reader], (per_megabyte, name))
            if found.grows:
                grown += 1
                print(
                    f"GROWS {reader} {name} {size}: "
                    f"{found.seconds:.3f} s, four times: {found.more:.3f} s",
                    flush=True,
                )
    print(f"{count} texts, {grown} grew faster than the text; slowest for 1 MB:")
    for reader, (seconds, name) in slowest.items():
        print(f"  {reader:<20}{seconds:8.1f} s  {name}")
    return grown


def main() -> None:
    """Run the parts that are asked for; exit 1 where any text is too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("strings", "runs", "lists"), action="append")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=64, help="of a run, in kB")
    parser.add_argument("--reader", choices=tuple(READERS), action="append")
    options = parser.parse_args()
    parts = options.part or ("strings", "runs", "lists")
    readers = options.reader or tuple(READERS)
    failed = 0
    if "strings" in parts:
        failed += strings_part(options.count)
    if "runs" in parts:
        failed += growth_part(runs(options.size * KILOBYTE), readers)
    if "lists" in parts:
        failed += growth_part(lists(), readers)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
