"""Every rule against its cases in EKnnn.yaml; README.md says how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import evidencekit.rules  # noqa: F401  (registers the rules)
from evidencekit.match.assess import Assessment, assess
from evidencekit.model import (
    ByDoi,
    ById,
    BySearch,
    Candidates,
    Citation,
    Claim,
    Defect,
    Document,
    Elsewhere,
    Found,
    InPubMed,
    Item,
    Link,
    Lookup,
    Lookups,
    NotFound,
    PartialDate,
    Problem,
    Query,
    Reference,
    Relation,
    Search,
    Severity,
    Span,
    Suppression,
    Unavailable,
    Update,
    Work,
)
from evidencekit.rules.registry import find_rule, rules

HERE = Path(__file__).parent
RETRIEVED = "2026-11-23T12:00:00Z"
_PUBMED = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi?db=pubmed"
Fields = Mapping[str, Any]


def _cases(outcome: str) -> list[Any]:
    cases = []
    for path in sorted(HERE.glob("EK*.yaml")):
        for case in _file(path)[outcome]:
            works = _file(path).get("works") or {}
            name = f"{path.stem}-{outcome}-{case['why']}"
            cases.append(pytest.param(path.stem, case, works, id=name))
    return cases


@cache
def _file(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return content


class _Loader(yaml.SafeLoader):
    """YAML with numbers and dates left as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, rx) for tag, rx in resolvers if tag.endswith((":bool", ":null", ":merge"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(("code", "case", "works"), _cases("flag"))
def test_what_is_wrong_is_flagged(code: str, case: Fields, works: Fields) -> None:
    problems = _problems(code, case, works)

    expected = case.get("expect") or {}
    expectations = expected if isinstance(expected, list) else [expected]
    assert len(problems) == len(expectations), problems
    for problem, expectation in zip(problems, expectations, strict=True):
        _assert_as_expected(problem, expectation)


@pytest.mark.parametrize(("code", "case", "works"), _cases("pass"))
def test_what_is_right_passes(code: str, case: Fields, works: Fields) -> None:
    assert _problems(code, case, works) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_has_cases_of_both_kinds(rule: Any) -> None:
    content = _file(HERE / f"{rule.code}.yaml")

    assert 1 <= len(content["flag"]) <= len(content["pass"])
    whys = [case["why"] for case in content["flag"] + content["pass"]]
    assert len(set(whys)) == len(whys)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_page_of_a_rule_opens_with_one_line(rule: Any) -> None:
    assert 20 < len(rule.summary) <= 80
    assert rule.summary.endswith(".")
    assert rule.page.count("\n\n") >= 2


def _assert_as_expected(problem: Problem, expectation: Fields) -> None:
    for key, value in expectation.items():
        match key:
            case "message":
                assert [v for v in _list(value) if v not in problem.message] == [], (
                    problem.message
                )
            case "lacks":
                assert [v for v in _list(value) if v in problem.message] == []
            case "evidence":
                found = [[e.field, e.printed, e.registered] for e in problem.evidence]
                assert found == value
            case "fix":
                assert (problem.fix and problem.fix.replacement) == value
            case "safe":
                assert problem.fix
                assert problem.fix.safe == value
            case "severity":
                assert problem.severity == (value and Severity(value))
            case "meant":
                told = problem.meant
                said = told and [told.work, told.basis, *told.claims]
                assert said == value
            case "suggested_doi" | "reference" | "claim":
                assert getattr(problem, key) == value
            case _:
                pytest.fail(f"unknown expectation {key}")


def _problems(code: str, case: Fields, works: Fields) -> list[Problem]:
    unknown = set(case) - _CASE_KEYS
    assert not unknown, f"unknown keys {sorted(unknown)}"
    document = _document(case)
    services = None
    if {"registered", "answers", "search", "pubmed"} & set(case):
        services = _Services(case, works)
    assessments = tuple(_assessed(r, services) for r in document.references)
    return list(find_rule(code).check(document, assessments))


_CASE_KEYS = {
    *("why", "text", "item", "confidences", "references", "prose", "citations"),
    *("claims", "suppressions", "defects", "has_prose", "list_found"),
    *("registered", "answers", "search", "pubmed", "expect", "date"),
}


def _assessed(reference: Reference, services: "_Services | None") -> Assessment:
    lookups = Lookups()
    if services is None:
        return assess(reference, lookups)
    for _ in range(6):
        assessment = assess(reference, lookups)
        if not assessment.wanted:
            return assessment
        for query in assessment.wanted:
            assert query not in lookups, f"{query} is wanted twice"
            lookups = lookups.merged(Lookups.of([(query, services.answer(query))]))
    raise AssertionError("assess never has enough")


class _Services:
    """What is registered, and who does not answer."""

    def __init__(self, case: Fields, works: Fields) -> None:
        def work(entry: Any) -> Work:
            return _work(works[entry] if isinstance(entry, str) else entry)

        def of_pubmed(entry: Any) -> Work:
            url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi?id=1"
            return replace(work(entry), agency="PubMed", service="PubMed", url=url)

        self._registered = {
            str(w.item.doi).lower(): w for w in map(work, case.get("registered") or ())
        }
        self._answers: Fields = case.get("answers") or {}
        search = case.get("search") or []
        self._search = search if search == "unavailable" else [work(e) for e in search]
        found = case.get("pubmed", "unavailable")
        self._pubmed = (
            found if isinstance(found, str) else [of_pubmed(e) for e in found]
        )

    def answer(self, query: Query) -> Lookup | Search:
        match query:
            case ByDoi(doi):
                return self._by_doi(doi)
            case BySearch(text):
                return self._by_search(text)
            case ById():
                return Unavailable("PubMed", "no answer within 10 s")
            case InPubMed():
                return self._in_pubmed()

    def _in_pubmed(self) -> Search:
        if isinstance(self._pubmed, str):
            unasked = self._pubmed == "unasked"
            return Unavailable("PubMed", "no answer within 10 s", unasked)
        return Candidates("PubMed", _PUBMED, RETRIEVED, tuple(self._pubmed))

    def _by_doi(self, doi: str) -> Lookup:
        match self._answers.get(doi):
            case None if doi in self._registered:
                return Found(self._registered[doi])
            case None | "not-found":
                return NotFound("Crossref", f"https://doi.org/doiRA/{doi}", RETRIEVED)
            case "unavailable":
                return Unavailable("Crossref", "no answer within 10 s")
            case agency:
                return Elsewhere("DOI", str(agency))

    def _by_search(self, text: str) -> Search:
        if isinstance(self._search, str):
            return Unavailable("Crossref", "no answer within 10 s")
        url = f"https://api.crossref.org/works?query.bibliographic={len(text)}"
        return Candidates("Crossref", url, RETRIEVED, tuple(self._search))


def _work(fields: Fields) -> Work:
    item = _item({k: v for k, v in fields.items() if k not in _WORK_KEYS})
    url = f"https://api.crossref.org/works/{item.doi}"
    dates = [_date(d) for d in fields.get("dates") or ()]
    if not dates and item.issued:
        dates = [item.issued]
    return Work(
        item,
        "Crossref",
        url,
        RETRIEVED,
        agency=fields.get("agency", "Crossref"),
        kind=fields.get("kind", "journal-article"),
        subtitle=fields.get("subtitle"),
        titles=tuple(fields.get("titles") or ()),
        containers=tuple(fields.get("containers") or ()),
        dates=tuple(dates),
        article_number=fields.get("article-number"),
        updates=tuple(_update(u) for u in fields.get("updates") or ()),
        updated_by=tuple(_update(u) for u in fields.get("updated-by") or ()),
        relations=tuple(Relation(**r) for r in fields.get("relations") or ()),
        publication_types=tuple(fields.get("publication-types") or ()),
        loose=tuple(fields.get("loose") or ()),
        abstract=fields.get("abstract"),
    )


_WORK_KEYS = {
    "abstract",
    *("agency", "kind", "subtitle", "titles", "containers", "dates"),
    *("article-number", "updates", "updated-by", "relations"),
    *("publication-types", "loose"),
}


def _update(fields: Fields) -> Update:
    date, own = fields.get("updated"), dict(fields)
    own |= {"updated": _date(date) if date else None}
    return Update(**own | {"reasons": tuple(fields.get("reasons") or ())})


def _document(case: Fields) -> Document:
    entries = case.get("references")
    if entries is None:
        keys = ("text", "item", "confidences")
        entries = [{k: case[k] for k in keys if k in case}] if "text" in case else []
        entries = entries or ([{"item": case["item"]}] if "item" in case else [])
    prose = case.get("prose", "")
    text = prose + "\n" if prose else ""
    list_start = len(text)
    references = []
    for number, entry in enumerate(entries, start=1):
        reference = _reference(entry, str(number), len(text))
        references.append(reference)
        text += (reference.label or "") + reference.text + "\n"
    list_found = case.get("list_found", True) and bool(references)
    return Document(
        "case.txt",
        "text/plain",
        text,
        tuple(references),
        tuple(_citations(prose, case.get("citations") or ())),
        tuple(_claims(prose, case.get("claims") or ())),
        tuple(_suppressions(prose, text, case.get("suppressions") or ())),
        tuple(Defect(message, Span(0, 0)) for message in case.get("defects") or ()),
        Span(list_start, len(text)) if list_found else None,
        case.get("has_prose", True),
        _date(case["date"]) if "date" in case else None,
    )


def _reference(entry: Fields, number: str, start: int) -> Reference:
    label = entry.get("label")
    start += len(label or "")
    if "item" not in entry:
        from evidencekit import parse_reference

        parsed = parse_reference(entry["text"])
        item, confidences = parsed.item, parsed.confidences
    else:
        item = _item(entry["item"])
        confidences = {k: float(v) for k, v in (entry.get("confidences") or {}).items()}
    text = entry.get("text") or _written_out(item)
    span = Span(start, start + len(text))
    return Reference(
        str(entry.get("id", number)), text, span, item, label, {}, confidences
    )


def _citations(prose: str, entries: Any) -> Iterator[Citation]:
    at = 0
    for entry in entries:
        span = _found(prose, entry["text"], at)
        at = span.end
        ids = tuple(map(str, entry.get("ids") or ()))
        undefined = tuple(map(str, entry.get("undefined") or ()))
        yield Citation(span, ids, undefined, str(entry.get("style") or ""))


def _claims(prose: str, entries: Any) -> Iterator[Claim]:
    at = 0
    for number, entry in enumerate(entries, start=1):
        span = _found(prose, entry["text"], at)
        at = span.end
        links = tuple(
            Link(**{**link, "probability": float(link.get("probability", 1))})
            for link in entry.get("links") or ()
        )
        worthy = entry.get("check_worthy", True)
        yield Claim(f"c{number}", entry["text"], span, worthy, links)


def _suppressions(prose: str, text: str, entries: Any) -> Iterator[Suppression]:
    for entry in entries:
        codes = tuple(entry.get("codes") or ())
        yield Suppression(_found(prose, entry["text"], 0), Span(0, len(text)), codes)


def _found(prose: str, part: str, at: int) -> Span:
    start = prose.index(part, at)
    return Span(start, start + len(part))


def _item(fields: Fields) -> Item:
    csl = {k: v for k, v in fields.items() if k != "et-al"}
    known = set(Item().to_csl()) | _CSL_KEYS
    assert set(csl) <= known, f"not CSL: {sorted(set(csl) - known)}"
    for key in ("author", "editor"):
        csl[key] = [_name(name) for name in csl.get(key) or ()]
    for key in ("issued", "accessed"):
        if key in csl:
            date = _date(csl[key])
            parts = (date.year, date.month, date.day)
            csl[key] = {"date-parts": [[p for p in parts if p]]}
    if fields.get("et-al"):
        csl["custom"] = {"et-al": True}
    return Item.from_csl(csl)


_CSL_KEYS = {
    *("type", "title", "author", "editor", "container-title", "container-title-short"),
    *("issued", "accessed", "volume", "issue", "page", "DOI", "PMID", "PMCID", "ISBN"),
    *("URL", "publisher", "publisher-place", "edition"),
}


def _name(name: Any) -> Fields:
    if isinstance(name, Mapping):
        return name
    if name.startswith("{"):
        return {"literal": name.strip("{}")}
    family, _, given = name.partition(", ")
    return {"family": family, "given": given} if given else {"family": family}


def _date(text: str) -> PartialDate:
    return PartialDate(*(int(part) for part in text.split("-")))


def _written_out(item: Item) -> str:
    names = ", ".join(f"{n.family} {n.given or ''}".strip() if n.family else str(n)
                      for n in item.author)  # fmt: skip
    names += ", et al" if item.et_al else ""
    numbers = "".join(
        part
        for part in (
            f"{item.issued.year}" if item.issued else "",
            f";{item.volume}" if item.volume else "",
            f"({item.issue})" if item.issue else "",
            f":{item.page}" if item.page else "",
        )
    )
    parts = [names, item.title, item.container_title, item.publisher, numbers]
    parts += [f"doi:{item.doi}" if item.doi else "", item.url]
    return " ".join(f"{part}." for part in parts if part).removesuffix(".")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
