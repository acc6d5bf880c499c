"""How many citing sentences get exactly their references from the markers.

Articles of the development set are read as they are and in forms made from them:
raised numbers as Unicode, as HTML links and flattened by scraping; numbers in brackets
or parentheses raised, flattened behind the stop, or glued to the word before it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidencekit.claims.markers import find_citations
from evidencekit.model import Document, Span
from evidencekit.readers import read
from evidencekit.rules.misnumbered_list import misnumbered_list
from evidencekit.rules.uncited_reference import uncited_reference
from evidencekit.rules.undefined_citation import undefined_citation

Article = dict[str, Any]
_RAISED = re.compile(r"\^\{([^{}]{1,200})\}")
_SUPERSCRIPTS = str.maketrans("0123456789-–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_LIST = r"\d{1,3}(?:\s?[,;‐-–-]\s?\d{1,3})*"
_PRINTED = {
    "bracket": re.compile(rf" ?\[({_LIST})\](?:(?P<stop>[.,;:])(?=\s|$))?"),
    "paren-number": re.compile(rf" ?\(({_LIST})\)(?:(?P<stop>[.,;:])(?=\s|$))?"),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A form that articles of one style are read in."""

    name: str
    style: str
    rewritten: Callable[[str], str]
    kind: str = ""


def _unicode(text: str) -> str:
    return _RAISED.sub(lambda m: m[1].strip("[]").translate(_SUPERSCRIPTS), text)


def _flattened(text: str) -> str:
    return _RAISED.sub(lambda m: m[1], text)


def _linked(text: str) -> str:
    def links(match: re.Match[str]) -> str:
        if not re.fullmatch(_LIST, match[1]):
            return f"<sup>{match[1]}</sup>"
        anchor = r'<a href="#ref-\g<0>">\g<0></a>'
        return "<sup>" + re.sub(r"\d+", anchor, match[1]) + "</sup>"

    return _RAISED.sub(links, text)


def _moved(style: str, form: str) -> Callable[[str], str]:
    def rewritten(text: str) -> str:
        return _PRINTED[style].sub(
            lambda m: form.format(n=re.sub(r"\s", "", m[1]), stop=m["stop"] or ""),
            text,
        )

    return rewritten


VARIANTS = (
    Variant("bracket", "bracket", str),
    Variant("parenthesis", "paren-number", str, "paren"),
    Variant("[3] → (3)", "bracket", _moved("bracket", " ({n}){stop}"), "paren"),
    Variant("superscript ^{3}", "superscript", str, "raised"),
    Variant("superscript ³", "superscript", _unicode, "raised"),
    Variant("superscript <sup><a>", "superscript", _linked, "raised"),
    Variant("[3] → “.³”", "bracket", _moved("bracket", "{stop}^{{{n}}}"), "raised"),
    Variant("superscript flattened", "superscript", _flattened, "flat"),
    Variant("glued by the source", "numeric-bare", str, "flat"),
    Variant("[3] → “.3”", "bracket", _moved("bracket", "{stop}{n}"), "flat"),
    Variant("[3] → “word3.”", "bracket", _moved("bracket", "{n}{stop}"), "flat"),
    Variant("[3] → “word 3.”", "bracket", _moved("bracket", " {n}{stop}"), "flat"),
    Variant("(3) → “.3”", "paren-number", _moved("paren-number", "{stop}{n}"), "flat"),
    Variant(
        "(3) → “word3.”", "paren-number", _moved("paren-number", "{n}{stop}"), "flat"
    ),
    Variant("author–year", "author-year", str),
)


@dataclass(slots=True)
class Count:
    """Sentences with a reference in gold or found, and how many of them agree."""

    sentences: int = 0
    exact: int = 0
    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[int], gold: set[int]) -> None:
        """Count one sentence."""
        if found or gold:
            self.sentences += 1
            self.exact += found == gold
            self.right += len(found & gold)
            self.found += len(found)
            self.gold += len(gold)

    def __str__(self) -> str:
        return (
            f"exact {self.exact / max(1, self.sentences):.3f} of {self.sentences:>5}"
            f"   P {self.right / max(1, self.found):.3f}"
            f"  R {self.right / max(1, self.gold):.3f}"
        )


def print_markers(
    articles: Sequence[Article],
    document: Callable[[Article, str], tuple[Document, list[Span]]],
) -> None:
    """Print the share of citing sentences with exactly their references, by form."""
    print("\nmarkers: sentences with exactly their references (articles_dev)")
    for variant in VARIANTS:
        count = Count()
        for article in articles:
            if article["style"] == variant.style:
                page, spans = document(rewritten(article, variant), "text_with_markers")
                for found, sentence in zip(
                    by_sentence(page, spans), article["sentences"], strict=True
                ):
                    count.add(found, set(sentence["refs"]))
        print(f"  {variant.name:<24} {count}")


def rewritten(article: Article, variant: Variant) -> Article:
    """Return the article with its markers in another form."""
    sentences = [
        {**s, "text_with_markers": variant.rewritten(s["text_with_markers"])}
        for s in article["sentences"]
    ]
    return {**article, "sentences": sentences}


def by_sentence(page: Document, spans: Sequence[Span]) -> list[set[int]]:
    """Return the places of the references that each sentence's markers name."""
    starts = [span.start for span in spans]
    found: list[set[int]] = [set() for _ in spans]
    for citation in find_citations(page.text, page.references, page.list_span):
        place = bisect_right(starts, citation.span.start) - 1
        found[place].update(int(name) - 1 for name in citation.reference_ids)
    return found


def print_alarms(
    articles: Sequence[Article],
    document: Callable[[Article, str], tuple[Document, list[Span]]],
) -> None:
    """Print what EK402 to EK404 say of the articles, read as text with their lists.

    An article is published with the right numbers: EK404 is always false, EK403 is of
    numbers, and EK402 is unless the article's own markers name no such reference.
    """
    print("\nalarms, articles read as text: EK402 right, false, EK403, EK404")
    for variant in VARIANTS:
        alarms: Counter[str] = Counter()
        for article in articles:
            if article["style"] == variant.style:
                page, _ = document(rewritten(article, variant), "text_with_markers")
                alarms.update(_alarms(article, _read(article, page)))
        counts = (alarms[kind] for kind in ("right", "false", "EK403", "EK404"))
        print(f"  {variant.name:<24}" + "".join(f"{count:5}" for count in counts))


def _read(article: Article, page: Document) -> Document:
    assert page.list_span is not None
    numbered = article["style"] != "author-year"
    entries = [
        f"{number}. {entry['raw']}" if numbered else entry["raw"]
        for number, entry in enumerate(article["references"], 1)
    ]
    text = page.text[: page.list_span.start] + "\n".join(["References", *entries, ""])
    return read("article.txt", data=text.encode())


def _alarms(article: Article, page: Document) -> Iterator[str]:
    cited = {str(r + 1) for sentence in article["sentences"] for r in sentence["refs"]}
    for problem in uncited_reference(page, ()):
        yield "false" if problem.reference in cited else "right"
    yield from ("EK403" for _ in undefined_citation(page, ()))
    yield from ("EK404" for _ in misnumbered_list(page, ()))
