"""How well pages in HTML are read: articles of the development set in many layouts.

    python -m bench.pages_as_html [ARTICLES]

Each article of `../shared/data/claims` is written as a page in the way of a kind of
site: with a frame of menus, related articles and comments, its markers as links and its
list as that kind has it. Printed are the references found and their text, sentences
with exactly their references, and sentences cut as in the data; "text" is the same
article through the reader of plain text.
"""

import gzip
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from evidencekit.claims.markers import outside_references
from evidencekit.claims.numbers import numbers_in
from evidencekit.claims.sentences import sentences
from evidencekit.model import Document
from evidencekit.readers import read

Article = dict[str, Any]
DATA = Path(__file__).parents[2] / "shared/data/claims/articles_dev.jsonl.gz"
_NUMBERS = r"\d{1,3}(?:\s?[,;‐–-]\s?\d{1,3})*"
_MARKERS = {
    "bracket": re.compile(rf"()\[({_NUMBERS})\]"),
    "paren-number": re.compile(rf"()\(({_NUMBERS})\)"),
    "superscript": re.compile(rf"(\^){{\[?({_NUMBERS})\]?}}"),
}
_ENDS = {"bracket": "[]", "paren-number": "()", "superscript": ("<sup>", "</sup>")}


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of page: how it links to a reference, its list, what is around both."""

    link: Callable[[int], str]
    entry: Callable[[int, str], str]
    page: str = "<main><article>{body}</article>{list}</main>"


def _links(n: int) -> str:
    doi = "https://doi.org/10.1000/example"
    return (
        f' [<a href="https://scholar.google.com/q={n}">Google Scholar</a>]'
        f' [<a href="{doi}.{n}">CrossRef</a>]'
    )


LAYOUTS = {
    "Wikipedia": Layout(
        lambda n: f'<a href="./A#cite_note-{n}"><span>{n}</span></a>',
        lambda n, t: (
            f'<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href='
            f'"#cite_ref-{n}">^</a></b></span> <span class="reference-text"><cite '
            f'class="citation journal">{t}</cite><span class="Z3988" title="ctx=x">'
            "</span><style>.a{b:c}</style></span></li>"
        ),
        '<div id="content"><div class="hatnote">See also Mood (2001)</div>{body}<h2 '
        'id="References">References<span class="mw-editsection">[<a href="/e">edit</a>]'
        '</span></h2><div class="reflist"><ol class="references">{entries}</ol></div>'
        '<h2>External links</h2><ul><li><a href="https://x.org">X</a></li></ul></div>',
    ),
    "PMC": Layout(
        lambda n: f'<a href="#B{n}" class="usa-link" aria-describedby="B{n}">{n}</a>',
        lambda n, t: (
            f'<li id="B{n}"><span class="label">{n}.</span><cite>{t}</cite> [<a '
            f'href="https://doi.org/10.1000/x.{n}">DOI</a>] [<a href="/articles/P{n}/">'
            "PMC free article</a>]</li>"
        ),
        '<main><article><section class="body">{body}</section><section class="ref-list"'
        '><h2>References</h2><section><ul class="ref-list font-sm">{entries}</ul>'
        "</section></section></article></main>",
    ),
    "PLOS": Layout(
        lambda n: f'<a href="#ref{n}" class="ref-tip">{n}</a>',
        lambda n, t: (
            f'<li id="ref{n}"><span class="order">{n}. </span><a name="ref{n}"></a>{t}'
            f'<ul class="reflinks"><li><a href="https://doi.org/10.1/{n}">View Article'
            '</a></li><li><a href="https://scholar.google.com/">Google Scholar</a></li>'
            "</ul></li>"
        ),
        '<main id="main-content"><div class="article-text">{body}<div class="references'
        '"><h2>References</h2><ol class="references">{entries}</ol></div></div></main>',
    ),
    "MDPI": Layout(
        lambda n: f'<a href="#B{n}-ij" class="html-bibr">{n}</a>',
        lambda n, t: (
            f'<li id="B{n}-ij" class="html-x" data-content="{n}.">{t}{_links(n)}</li>'
        ),
        '<article><div class="html-body">{body}</div><div class="html-back"><section '
        'class="html-ref_list"><h2>References</h2><ol class="html-xxx">{entries}</ol>'
        "</section></div></article>",
    ),
    "Frontiers": Layout(
        lambda n: f'<a href="#B{n}">{n}</a>',
        lambda n, t: (
            f'<p class="ReferencesCopy1"><a name="B{n}" id="B{n}"></a>{n}. {t}</p>'
            f'<p class="ReferencesCopy2"><a href="https://pubmed.ncbi.nlm.nih.gov/1{n}/'
            '">PubMed Abstract</a> | <a href="https://doi.org/10.1/y">CrossRef Full '
            'Text</a> | <a href="https://scholar.google.com/">Google Scholar</a></p>'
        ),
        '<main><div class="JournalFullText">{body}<h2>References</h2><div class='
        '"References">{entries}</div></div></main>',
    ),
    "Elsevier": Layout(
        lambda n: f'<a name="bbib{n}" href="#bib{n}"><span>{n}</span></a>',
        lambda n, t: (
            f'<li><span class="label"><a href="#bbib{n}">[{n}]</a></span><span '
            f'class="reference" id="bib{n}"><div class="contribution">{t}</div><div '
            'class="ReferenceLinks"><a href="https://www.scopus.com/x">View in Scopus'
            "</a></div></span></li>"
        ),
        '<div class="Body">{body}</div><div class="related-content"><h2>Cited by</h2>'
        '</div><section class="bibliography"><h2>References</h2><ol>{entries}</ol>'
        "</section>",
    ),
    "magazine": Layout(
        lambda n: f'<a href="#citation-{n}" data-id="#citation-{n}">{n}</a>',
        lambda n, t: f'<li id="citation-{n}"><p>{t}</p></li>',
        '<main><article>{body}</article><div><button aria-expanded="false">{count} '
        'Sources</button><div style="display:none"><p>We use good sources.</p><ol>'
        "{entries}</ol></div></div></main>",
    ),
    "WordPress": Layout(
        lambda n: f'<a id="r{n}" href="#f{n}">{n}</a>',
        lambda n, t: f'<li id="f{n}">{t} <a href="#r{n}">↩︎</a>',
        '<div class="site-content has-sidebar"><article class="post hentry"><div class='
        '"entry-content">{body}<details><summary>References</summary><ol>{entries}</ol>'
        "</details></div></article></div>",
    ),
    "no links": Layout(
        str,
        lambda n, t: f"<p>{n}. {t}</p>",
        '<div class="content">{body}<p><strong>References</strong></p>{entries}</div>',
    ),
    "run together": Layout(
        str,
        lambda n, t: f"{n}. {t} ",
        "<article>{body}<h3>References</h3><p>{entries}</p></article>",
    ),
    "lines": Layout(
        str,
        lambda n, t: f"{n}. {t}<br>\n",
        "<article>{body}<h3>References</h3><p>{entries}</p></article>",
    ),
}
_FRAME = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    "<title>{title}</title><script>var a = '<p>No [1]</p>';</script></head>"
    '<body class="with-sidebar"><header><a href="/">Home</a></header>'
    '<nav class="toc"><ul><li><a href="#References">'
    "References</a></li></ul></nav>{page}<aside><h3>Read next</h3><p>Seven foods help "
    'against sleep, says a study.</p></aside><div id="comments" class="comments-area">'
    "<h2>2 Comments</h2><ol><li>Ann (2019): this helped me a lot, see 12(3):4-5.</li>"
    "</ol></div><footer>© 2024 The site</footer></body></html>\n"
)


def page(article: Article, layout: Layout) -> str:
    """Return an article as a page of that kind."""
    paragraphs = []
    for (section, _), group in groupby(
        article["sentences"], key=lambda s: (s["section"], s["para"])
    ):
        said = " ".join(_linked(s, article["style"], layout) for s in group)
        paragraphs.append((section, f"<p>{said}</p>\n"))
    body = ""
    for title, inside in groupby(paragraphs, key=lambda p: p[0]):
        heading = f"<h2>{escape(title or 'Text')}</h2>\n"
        body += heading + "".join(text for _, text in inside)
    entries = "".join(
        layout.entry(n, _marked(r["raw"], r.get("journal")))
        for n, r in enumerate(article["references"], 1)
    )
    whole = layout.page.format(
        body=body, entries=entries, count=len(article["references"]), list=""
    )
    return _FRAME.format(title=escape(article["title"] or ""), page=whole)


def _marked(raw: str, journal: str | None) -> str:
    """Return a reference with its journal in italics."""
    before, found, after = raw.partition(journal or "\0")
    if not found:
        return escape(raw)
    return f"{escape(before)}<i>{escape(found)}</i>{escape(after)}"


def _linked(sentence: Article, style: str, layout: Layout) -> str:
    """Return a sentence with links in what the data says are markers."""
    said, cited = sentence["text_with_markers"], {r + 1 for r in sentence["refs"]}
    pattern = _MARKERS.get(style)
    if pattern is None:
        return escape(said)
    opening, closing = _ENDS[style]
    pieces, position = [], 0
    for match in pattern.finditer(said):
        if not cited.issuperset(map(int, re.findall(r"\d+", match[2]))):
            continue
        number = re.sub(r"\d+", lambda n: layout.link(int(n[0])), match[2])
        pieces += [escape(said[position : match.start()]), opening, number, closing]
        position = match.end()
    return "".join([*pieces, escape(said[position:])])


def text(article: Article) -> str:
    """Return an article as plain text."""
    paragraphs = groupby(article["sentences"], key=lambda s: (s["section"], s["para"]))
    body = [" ".join(s["text_with_markers"] for s in group) for _, group in paragraphs]
    entries = [f"{n}. {r['raw']}" for n, r in enumerate(article["references"], 1)]
    return "\n\n".join([*body, "References", "\n".join(entries)]) + "\n"


@dataclass(slots=True)
class Score:
    """What was found of what there is, over all articles."""

    references: int = 0
    found: int = 0
    extra: int = 0
    citing: int = 0
    exact: int = 0
    sentences: int = 0
    cut: int = 0
    lost: int = 0

    def add(self, article: Article, document: Document) -> None:
        """Count one article."""
        wanted = {_squeezed(r["raw"]) for r in article["references"]}
        got = [_squeezed(r.text) for r in document.references]
        self.references += len(wanted)
        self.found += len(wanted & set(got))
        self.extra += len(set(got) - wanted)
        begins = starts(article["sentences"], document.text)
        ids = {r.id: place for place, r in enumerate(document.references)}
        cited: list[set[int]] = [set() for _ in begins]
        places = [start for start in begins if start >= 0]
        numbers = [n for n, start in enumerate(begins) if start >= 0]
        for citation in document.citations:
            place = bisect_right(places, citation.span.start) - 1
            if place >= 0:
                cited[numbers[place]].update(ids[i] for i in citation.reference_ids)
        parts = outside_references(
            document.text, document.references, document.list_span
        )
        ours = {s.start for p in parts for s in sentences(document.text, p)}
        for sentence, start, found in zip(
            article["sentences"], begins, cited, strict=True
        ):
            if _is_printed(sentence, article["style"]) and (sentence["refs"] or found):
                self.citing += 1
                self.exact += found == set(sentence["refs"])
            self.sentences += 1
            self.cut += start in ours
            self.lost += start < 0

    def __str__(self) -> str:
        return (
            f"references {self.found / self.references:.3f} of {self.references}, "
            f"{self.extra:4} others   "
            f"markers {self.exact / max(1, self.citing):.3f} of {self.citing}   "
            f"sentences {self.cut / self.sentences:.3f}, lost {self.lost}"
        )


def _is_printed(sentence: Article, style: str) -> bool:
    """Say whether the markers are all there: of some, the data lost the mark-up."""
    pattern = _MARKERS.get(style)
    if pattern is None:
        return True
    markers = pattern.finditer(sentence["text_with_markers"])
    printed = {n - 1 for match in markers for n in numbers_in(match[2])}
    return printed.issuperset(sentence["refs"])


def _squeezed(said: str) -> str:
    return re.sub(r"\W+", "", said).casefold()


_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def starts(wanted: Sequence[Article], said: str) -> list[int]:
    """Return where each sentence begins, by its first words; -1: nowhere."""
    flat = said.translate(_SIGNS)
    found, position = [], 0
    for sentence in wanted:
        words = re.split(r"[\^\[(]", sentence["text_with_markers"].strip())[0][:40]
        pattern = r"\s+".join(map(re.escape, words.split()))
        match = re.compile(pattern).search(flat, position) if pattern else None
        found.append(match.start() if match else -1)
        position = match.start() + 1 if match else position
    return found


def main() -> None:
    """Print the figures of each layout."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    articles = articles[: int(sys.argv[1])] if len(sys.argv) > 1 else articles
    print(f"{len(articles)} articles of articles_dev")
    numeric = [a for a in articles if a["style"] in _MARKERS]
    named = [a for a in articles if a["style"] == "author-year"]
    for kind, chosen in (("numbered", numeric), ("author–year", named)):
        print(f"\n{kind}: {len(chosen)} articles")
        score = Score()
        for article in chosen:
            score.add(article, read("a.txt", data=text(article).encode()))
        print(f"  {'text':<13} {score}")
        for name, layout in LAYOUTS.items():
            score = Score()
            for article in chosen:
                data = page(article, layout).encode()
                score.add(article, read("a.html", data=data))
            print(f"  {name:<13} {score}", flush=True)


if __name__ == "__main__":
    main()
