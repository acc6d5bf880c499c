"""Reference lists of real PDFs, with their line breaks: GROBID's training lists."""

import html
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from train.batches import Part
from train.compose import GoldList, entries_at, moved

_BIBL = re.compile(r"<bibl\b[^>]*>(.*?)</bibl>", re.S)


def pdf_lists(path: Path, without: frozenset[str]) -> Iterator[GoldList]:
    """Yield GROBID's lists with their line breaks, but for the documents `without`."""
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            name = Path(member.name).name.split(".training")[0]
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is None or name in without:
                continue
            gold = _pdf_list(name, stream.read().decode("utf-8"))
            if len(gold.entries) >= 4:
                yield gold
                yield moved(gold, " ".join(gold.text.split()))


def _pdf_list(name: str, tei: str) -> GoldList:
    body = tei.partition("<listBibl>")[2].partition("</listBibl>")[0]
    marks: list[tuple[int, int, int, tuple[Part, ...]]] = []
    text = ""
    end = 0
    for match in _BIBL.finditer(body):
        between = _plain(body[end : match.start()]).strip()
        if between:
            text += between + "\n"
        end = match.end()
        label, closed, rest = match[1].rpartition("</label>")
        content = _plain(rest)
        head = _plain(label).strip() + (" " if closed else "")
        content = content.strip()
        marks.append((len(text), len(text + head), len(text + head + content), ()))
        text += head + content + "\n"
    return GoldList(name, text, entries_at(marks), phased=False)


def _plain(tei: str) -> str:
    tei = re.sub(r"\s*\n\s*", "", tei)
    tei = re.sub(r"<lb\s*/>\s*", "\n", tei)
    return html.unescape(re.sub(r"<[^>]+>", "", tei))
