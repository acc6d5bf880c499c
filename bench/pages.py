"""Whole pages with a known reference list: furniture, prose, list, furniture."""

import gzip
import json
import random
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
_NAMES = (
    "Marguerite Oyelaran",
    "Dennis Hollander",
    "Sofia Lund",
    "Kenji Watanabe",
    "Rebecca Steiner",
    "Paul Achebe",
    "Lucia Ferrante",
    "Adam Novotny",
    "Mei-Ling Chu",
)
_DEGREES = ("MD", "PhD", "LMFT", "RDN", "MPH", "DNP", "LPC")
_SITES = (
    "Verily Health",
    "Mind Matters",
    "Everyday Clinic",
    "Health Lines",
    "Care Daily",
)
# Each kind of page: what opens it, its heading, what stands under the heading, what
# follows the list. {n} is the number of entries.
_KINDS = {
    "magazine": (
        ("By {name}, {degree} Updated on June 14, 2022", "Print", "Table of Contents"),
        ("{n} Sources", "{n} Sources", "Sources", "Article Sources", "{n} References"),
        (
            "{site} uses only high-quality sources, including peer-reviewed "
            "studies, to "
            "support the facts within our articles. Read our editorial process "
            "to learn "
            "more about how we keep our content accurate, reliable, and trustworthy.",
        ),
        (
            "By {name}, {degree} {name} is a therapist and writer who lives near "
            "Boston.",
            "Additional Reading What Is a Panic Attack? When to Seek Help",
            "Meet Our Medical Expert Board",
            "Share Feedback Was this page helpful? Thanks for your feedback!",
            "Helpful Report an Error Other Submit",
        ),
    ),
    "news": (
        ("Medically reviewed by {name}, {degree} — Written by {name2}", "Overview"),
        ("Sources", "References", "How we reviewed this article: Sources"),
        (
            "{site} has strict sourcing guidelines and relies on peer-reviewed "
            "studies, "
            "academic research institutions, and medical journals. You can learn more "
            "about how we ensure our content is accurate by reading our policy.",
        ),
        (
            "Our experts continually monitor the health and wellness space, and "
            "we update "
            "our articles when new information becomes available.",
            "Current Version Jan 9, 2023 Written By {name2} Edited By {name}",
            "Read this next 7 Ways to Sleep Better Medically reviewed by {name}, "
            "{degree}",
            "Share this article",
            "Get the newsletter Enter your email",
        ),
    ),
    "clinic": (
        ("Products and services", "Request an appointment", "By {site} staff"),
        ("Show references", "References", "Show References"),
        (),
        (
            "Related Associated Procedures Cognitive behavioral therapy Show more",
            "News from {site} Expert answers about treatment",
            "Advertising & Sponsorship Policy Opportunities Ad Choices",
            "© 1998-2023 {site} Foundation for Medical Education. All rights reserved.",
        ),
    ),
    "encyclopedia": (
        ("From the free encyclopedia", "Jump to navigation"),
        ("References", "References [edit]", "Notes", "Bibliography"),
        (),
        (
            "External links[edit] Media related to the subject at Commons",
            'Retrieved from "https://en.example.org/w/index.php?title=Subject"',
            "Categories: Medicine Hidden categories: All articles with dead links",
            "This page was last edited on 4 May 2022, at 10:11.",
            "Text is available under the Creative Commons licence; terms may apply.",
        ),
    ),
    "journal": (
        ("Open Access Research article", "{name} 1* , {name2} 2", "Abstract"),
        ("References", "REFERENCES", "Literature cited", "Reference list"),
        (),
        (
            "Author information Authors and Affiliations Department of Physiology",
            "Contributions AB and CD conceived the study. EF analysed the data.",
            "Corresponding author Correspondence to {name}.",
            "Ethics declarations Competing interests The authors declare none.",
            "Rights and permissions Open Access This article is licensed under CC BY.",
            "About this article Cite this article",
        ),
    ),
    "manuscript": (
        ("{name}, {name2}", "Running title: On methods"),
        (
            "References",
            "Bibliography",
            "Works Cited",
            "Literatur",
            "Referencias",
            "6. References",
        ),
        (),
        (
            "Appendix A: Questionnaire Please tick the answer that fits best.",
            "Table 2. Baseline values of the participants.",
            "Figure legends Figure 1. Flow of the participants through the trial.",
            "Acknowledgments The authors thank two anonymous reviewers.",
        ),
    ),
    "bare": ((), (), (), ()),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the texts of the entries of its list, and where its heading stands."""

    kind: str
    layout: str
    text: str
    entries: tuple[str, ...]
    heading: str | None


def reference_documents() -> list[list[str]]:
    """Return the development references by document, ten and more of each."""
    held: dict[str, list[str]] = {}
    with gzip.open(SHARED / "data/parse/fields_dev.jsonl.gz", "rt") as lines:
        for line in lines:
            record = json.loads(line)
            if not record["source"].startswith("anystyle"):
                raw = " ".join(record["raw"].split())
                held.setdefault(record["doc"], []).append(raw)
    return [texts for texts in held.values() if len(texts) >= 6]


def prose() -> list[list[str]]:
    """Return the sentences of real articles, without their citation markers."""
    with gzip.open(SHARED / "data/claims/articles_dev.jsonl.gz", "rt") as lines:
        articles = [json.loads(line)["sentences"] for line in lines]
    return [[s["text_without_markers"] for s in article] for article in articles]


def pages(count: int, seed: int = 5) -> Iterator[Page]:
    """Yield pages of every kind, in one line, in lines, and in Markdown."""
    rng = random.Random(seed)
    documents, articles = reference_documents(), prose()
    for number in range(count):
        kind = list(_KINDS)[number % len(_KINDS)]
        layout = ("one line", "lines", "markdown")[number // len(_KINDS) % 3]
        yield _page(kind, layout, rng.choice(documents), rng.choice(articles), rng)


def _page(
    kind: str,
    layout: str,
    references: Sequence[str],
    sentences: Sequence[str],
    rng: random.Random,
) -> Page:
    opening, headings, under, after = _KINDS[kind]
    first = rng.randrange(max(1, len(references) - 8))
    entries = list(references[first : first + rng.randint(4, 30)])
    texts = [" ".join(e.split()) for e in entries]
    heading = rng.choice(headings).format(n=len(texts)) if headings else None
    name, name2 = rng.sample(_NAMES, 2)
    values = {
        "name": name,
        "name2": name2,
        "degree": rng.choice(_DEGREES),
        "site": rng.choice(_SITES),
        "n": len(texts),
    }
    start = rng.randrange(max(1, len(sentences) - 20))
    body = list(sentences[start : start + rng.randint(8, 60)])
    label = (
        rng.choice(("", "", "{}. ", "[{}] "))
        if layout != "markdown"
        else rng.choice(("{}. ", "- ", "* "))
    )
    shown = [label.format(i) + t for i, t in enumerate(texts, start=1)]
    parts = [p.format(**values) for p in opening]
    tail = [p.format(**values) for p in after[rng.randrange(max(1, len(after))) :]]
    head = [p.format(**values) for p in under]
    if layout == "one line":
        text = " ".join(
            [*parts, *body, *([heading] if heading else []), *head, *shown, *tail]
        )
    else:
        paragraph = textwrap.fill(" ".join(body), 90)
        mark = "## " if layout == "markdown" else ""
        lines = [*parts, "", paragraph, ""]
        if heading:
            lines += [mark + heading, ""]
        text = "\n".join([*lines, *head, *shown, "", *tail]) + "\n"
    return Page(kind, layout, text, tuple(texts), heading)


def pages_without_list(count: int, seed: int = 6) -> Iterator[str]:
    """Yield pages of prose that have no reference list, in one line and in lines."""
    rng = random.Random(seed)
    articles = prose()
    for number in range(count):
        opening, _, _, after = _KINDS[rng.choice(list(_KINDS)[:-1])]
        values = {
            "name": _NAMES[0],
            "name2": _NAMES[1],
            "degree": "MD",
            "site": _SITES[0],
        }
        parts = [p.format(**values) for p in opening]
        tail = [p.format(**values) for p in after]
        glue = " " if number % 2 else "\n"
        yield glue.join([*parts, *articles[number % len(articles)], *tail])
