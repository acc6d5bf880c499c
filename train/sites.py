"""References as health pages for the public print them: short, with bare addresses.

Each site keeps to a few forms. Works come from the tagged references, the bodies and
the subjects of web pages from `train.pages`.
"""

import random
import re
from collections.abc import Iterator
from typing import Any

from train import authorless, pages
from train.references import Labelled, labelled_from_values
from train.rendered import Csl, Stock

MADE = 9000
_PER_SITE = 60

# {F} one author and "et al.", {A} some authors, {t} title, {c} container, {y} year,
# {m} month, {k} day, {w} an address of a work, {u} one of a page, {g} a body, {s} what
# its page is about, {a} a date of access; each with the share of pages among works.
_SITES: tuple[tuple[float, tuple[str, ...], tuple[str, ...]], ...] = (
    (0.35, ("{F} ({y}). {t}. {w}",),
     ("{s}. ({y}). {u}", "{s}. (n.d.). {u}", "{g}. ({y}). {s}. {u}",
      "{g}. (n.d.). {s}. {u}")),
    (0.3, ("{F} ({y}). {t}. {w}", "{A} ({y}). {t}. {c}. {w}"),
     ("{s}. ({y}). {u}", "{s}. (n.d.). {u}")),
    (0.6, ("{c}: “{t}.”", "{c}: “{t},” {m} {y}."),
     ("{g}: “{s}.”", "{g}: “{s},” “{s2}.”")),
    (0.5, ("{c}: \"{t}.\"", "{c}, \"{t},\" {m} {k}, {y}."),
     ("{g}: \"{s}.\"", "{g}: \"{s},\" {y}.")),
    (0.4, ("{F} {t}. {c}. {m} {y}.", "{F} {t}. {c}. {y}."),
     ("{s}. {g}. {m} {k}, {y}.", "{s}. {g}.", "{s}. {g}. {y}.")),
    (0.4, ("{F} {t}. {c}. {y}; doi:10.1001/{x}. Accessed {a}.",
           "{F} {t}. {c}. {y}; doi:10.1001/{x}."),
     ("{s}. {g}. {u}. Accessed {a}.", "{s}. {g}. {u}. Accessed {a}.")),
    (0.4, ("{A}. {t}. ({w}) {c}. {y};{v}({i}):{p}. Accessed {z}.",
           "{A}. {t}. {c}. {y};{v}({i}):{p}. Accessed {z}."),
     ("{g}. {s}. ({u}) Accessed {z}.", "{g}. {s}. {u}. Accessed {z}.")),
    (0.4, ("{F} {t}. {c}. {y};{v}({i}):{p}. doi:10.1001/{x}",
           "{A}. {t}. {c}. {y};{v}({i}):{p}. doi:10.1001/{x}"),
     ("{g}. {s}.", "{g}. {s}. Updated {m} {k}, {y}.", "{g}. {s}. {m} {k}, {y}.")),
    (0.5, ("{F} ({y}) {t}, {c}. {w}",), ("{g} ({y}) {s}. {u}", "{g}: {s}. {u}")),
)  # fmt: skip
_SUBJECTS = (
    "{T}", "{T}", "What is {t}?", "{T}: Symptoms and causes", "{T} treatment",
    "About {t}", "{T} in children and teens", "{T} and {t2}", "{T} (PDQ)",
    "Can food help with {t}? What to know", "{T}: Overview", "Facts about {t}, 2020",
    "{T} diagnosis & treatment", "10 ways to live with {t}", "{T} fact sheet",
    "Know your risk of {t}", "Types of {t}", "{T}, raw", "Key statistics for {t}",
    "{T}: Fact sheet for consumers", "Diet, exercise and {t}",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December", "Jan.", "Feb.", "Aug.", "Sept.",
    "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_ADDRESSES = (
    "ncbi.nlm.nih.gov/pmc/articles/PMC{n}/", "pubmed.ncbi.nlm.nih.gov/{n}/",
    "doi.org/10.1093/{x}", "journals.{h}.com/article/{n}", "{h}.org/content/{n}/{y}",
    "academic.{h}.com/{y}/article/{n}", "link.springer.com/article/10.1007/{x}",
    "sciencedirect.com/science/article/pii/S{n}", "DOI: 10.1016/{x}",
    "DOI: 10.1002/{x}",
)  # fmt: skip
_SCHEMES = ("", "", "https://", "https://www.")
_OTHERS = (", et al.", ", et al.", " et al.")
_GOLD = {
    "t": "title", "s": "title", "c": "container", "y": "year", "v": "volume",
    "i": "issue", "p": "pages",
}  # fmt: skip


def on_sites(material: Stock, seed: int) -> Iterator[Labelled]:
    """Yield references as sites print them, those of one site under one document."""
    rng = random.Random(seed)
    works = [item for item in material.items if _is_article(item)]
    for number in range(MADE):
        site = number // _PER_SITE
        share, of_works, of_pages = _SITES[site % len(_SITES)]
        form = rng.choice(of_pages if rng.random() < share else of_works)
        item = rng.choice(works)
        values = _values(item, _SCHEMES[site % len(_SCHEMES)], rng)
        text = re.sub(r"\{(\w+)\}", lambda match: values[match[1]], form)  # noqa: B023
        text = re.sub(r"([.?!])\.(?=\s|$|”|\")", r"\1", text)
        gold = _gold(form, item, values)
        record = {"source": "site", "doc": f"site:{site}", "raw": text, "gold": gold}
        labelled = labelled_from_values(record, loose=True)
        if labelled is not None:
            yield labelled


def _is_article(item: Csl) -> bool:
    printed = item.get("container-title") and item.get("volume")
    named = item.get("author") and all(n.get("given") for n in item["author"])
    return bool(item["type"] == "article-journal" and printed and named)


def _values(item: Csl, scheme: str, rng: random.Random) -> dict[str, str]:
    """Return what stands for each letter of a form."""
    dotted = rng.random() < 0.3
    bodies = rng.choice((pages.BODIES, authorless.BODIES))
    names = [_name(name, dotted) for name in item["author"]]
    title = item["title"].strip(" .")
    words = re.findall(r"[a-z]+", title.lower())[:5]
    host = "".join(words[:2])[:14] or "health"
    year = str(item["issued"]["date-parts"][0][0])
    number = str(rng.randint(10**6, 10**8))
    suffix = f"{host[:5]}.{rng.randint(1000, 9999)}"
    path = ("/".join(words[2:]) or "about") + rng.choice(
        ("", "/", f"/{number}", ".html")
    )
    of_work = rng.choice(_ADDRESSES).format(n=number, x=suffix, h=host, y=year)
    return {
        "t": title,
        "c": item["container-title"],
        "y": year,
        "v": item["volume"],
        "i": item.get("issue") or str(rng.randint(1, 12)),
        "p": item.get("page") or str(rng.randint(1, 900)),
        "F": names[0] + rng.choice(_OTHERS),
        "A": ", ".join(names[: rng.randint(1, 4)]),
        "m": rng.choice(_MONTHS),
        "k": str(rng.randint(1, 28)),
        "x": suffix,
        "g": rng.choice(bodies),
        "s": _subject(rng),
        "s2": _subject(rng),
        "w": of_work if of_work.startswith("DOI") else scheme + of_work,
        "u": f"{scheme}{host}.{rng.choice(('org', 'gov', 'com'))}/{path}",
        "a": f"{rng.choice(_MONTHS)} {rng.randint(1, 28)}, {rng.randint(2010, 2024)}",
        "z": f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(2015, 2024)}",
    }


def _gold(form: str, item: Csl, values: dict[str, str]) -> dict[str, Any]:
    """Return the fields that a reference of this form prints."""
    gold: dict[str, Any] = {
        name: values[key] for key, name in _GOLD.items() if f"{{{key}}}" in form
    }
    if form.startswith("{g}"):
        gold["authors"] = [{"family": values["g"]}]
    elif "{g}" in form:
        gold["container"] = values["g"]
    elif form.startswith("{F}"):
        gold["authors"] = item["author"][:1]
    elif form.startswith("{A}"):
        printed = [n for n in item["author"] if n["family"] in values["A"]]
        gold["authors"] = printed
    return gold


def _name(name: dict[str, str], dotted: bool) -> str:
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", name["given"])][:3]
    if dotted:
        return f"{name['family']}, {' '.join(f'{x}.' for x in initials)}"
    return f"{name['family']} {''.join(initials).upper()}"


def _subject(rng: random.Random) -> str:
    topic, other = rng.sample(pages.TOPICS, 2)
    capital = topic[0].upper() + topic[1:]
    return rng.choice(_SUBJECTS).format(t=topic, T=capital, t2=other)
