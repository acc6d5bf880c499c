"""The references with their verdicts: a card for each."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from evidencekit.bibliography.bibtex import to_bibtex
from evidencekit.bibliography.printed import printed
from evidencekit.bibliography.registered import registered
from evidencekit.inert import visible, visible_lines
from evidencekit.model import (
    Claim,
    DocumentReport,
    Evidence,
    Finding,
    Problem,
    Reference,
    Severity,
    Status,
    Unchecked,
    Verdict,
    Work,
)
from evidencekit.reports.differing import Run, differing
from evidencekit.reports.html.elements import Child, e, link

WORDS = {
    Status.VERIFIED: "verified",
    Status.DISCREPANT: "differs",
    Status.MISMATCHED: "wrong DOI",
    Status.NOTICE: "DOI of a notice",
    Status.NOT_FOUND: "not found",
    Status.UNCHECKED: "unchecked",
    Status.NOT_APPLICABLE: "nothing to look up",
}


def references(entry: DocumentReport, prefix: str) -> Element:
    """Return the cards of all references; ids begin with `prefix`."""
    findings: dict[str | None, list[Finding]] = {}
    for finding in sorted(entry.findings, key=lambda f: f.severity.rank):
        findings.setdefault(finding.problem.reference, []).append(finding)
    verdicts = {verdict.reference: verdict for verdict in entry.verdicts}
    said = {claim.id: claim.text for claim in entry.document.claims}
    supported = _supported(entry.document.claims)
    silences: dict[str, list[Unchecked]] = {}
    for unchecked in entry.unchecked:
        silences.setdefault(unchecked.reference, []).append(unchecked)
    whole = [f for f in findings.get(None, []) if not f.problem.claim]
    claims = [f for f in findings.get(None, []) if f.problem.claim]
    return e(
        "section",
        e("h3", "References", class_="title"),
        e("div", (_finding(f, said, prefix) for f in whole), class_="whole")
        if whole
        else None,
        e(
            "ol",
            (
                _Card(
                    reference,
                    verdicts.get(reference.id),
                    findings.get(reference.id, []),
                    silences.get(reference.id, []),
                    supported.get(reference.id, []),
                    said,
                    prefix,
                ).element()
                for reference in entry.document.references
            ),
            class_="cards",
        ),
        e("p", "No reference fits the filters.", class_="none-left", hidden=True),
        e(
            "section",
            e("h3", "Claims", class_="title"),
            (_finding(f, said, prefix) for f in claims),
            class_="claims",
        )
        if claims
        else None,
        class_="references",
        id=f"{prefix}references",
    )


def _supported(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for linked in claim.links:
            found.setdefault(linked.reference, []).append(claim)
    return found


class _Card:
    """One reference with all that is said of it."""

    def __init__(
        self,
        reference: Reference,
        verdict: Verdict | None,
        findings: list[Finding],
        silences: list[Unchecked],
        claims: list[Claim],
        said: Mapping[str, str],
        prefix: str,
    ) -> None:
        self._reference = reference
        self._status = verdict.status if verdict else Status.NOT_APPLICABLE
        self._verdict = verdict
        self._findings = findings
        self._silences = silences
        self._claims = claims
        self._said = said
        self._prefix = prefix

    def element(self) -> Element:
        reference = self._reference
        severities = dict.fromkeys(f.severity.value for f in self._findings)
        return e(
            "li",
            e(
                "header",
                e("span", reference.id, class_="number"),
                e("span", WORDS[self._status], class_=f"badge {self._status.value}"),
                self._standing(),
                self._design(),
            ),
            e("p", self._printed, class_="printed"),
            (_finding(f, self._said, self._prefix) for f in self._findings),
            map(_silence, self._silences),
            self._corrected(),
            self._record(),
            self._support(),
            id=f"{self._prefix}r-{reference.id}",
            class_="card" if self._findings or self._silences else "card calm",
            tabindex="-1",
            data_status=self._status.value,
            data_severities=" ".join(severities) or "none",
            data_rules=" ".join(dict.fromkeys(f.code for f in self._findings)),
            data_claims=" ".join(f"{self._prefix}c-{c.id}" for c in self._claims),
        )

    @property
    def _is_entry(self) -> bool:
        """Whether the reference is an entry of a bibliography file, not a line."""
        return self._reference.text.lstrip().startswith("@")

    @property
    def _printed(self) -> str:
        reference = self._reference
        return printed(reference.item) if self._is_entry else reference.text

    def _standing(self) -> Element | None:
        standing = self._verdict.standing if self._verdict else None
        if standing in (None, "current"):
            return None
        return e("span", str(standing), class_=f"badge standing {standing}")

    def _design(self) -> Element | None:
        design = self._verdict.design if self._verdict else None
        if design is None:
            return None
        return e("span", str(design), class_="badge design", title=design.words)

    def _corrected(self) -> Element | None:
        text = self._corrected_text()
        if text is None:
            return None
        return e(
            "div",
            e("h4", "Corrected reference"),
            e("p", text, class_="corrected"),
            _copy_button("Copy corrected reference", self._copied or text),
        )

    @property
    def _copied(self) -> str | None:
        """The corrected entry as BibTeX, where the reference is one."""
        item = registered(self._reference, self._verdict) if self._verdict else None
        if item is None or not self._is_entry:
            return None
        return to_bibtex(item, self._reference.id)

    def _corrected_text(self) -> str | None:
        """Return what to print instead, where the registered work is known."""
        verdict = self._verdict
        if verdict is None or all(f.problem.claim for f in self._findings):
            return None
        item = registered(self._reference, verdict)
        if item is not None:
            return printed(item)
        old, new = self._reference.item.doi, verdict.suggested_doi
        if old and new and old in self._reference.text:
            return self._reference.text.replace(old, new)
        return None

    def _record(self) -> Element | None:
        work = self._verdict.work if self._verdict else None
        if work is None:
            return None
        return e(
            "details",
            e("summary", "Registered as"),
            e("p", printed(work.item)),
            e("p", _proof(work.service, work.retrieved, work.url), class_="proof"),
            _notices(work),
        )

    def _support(self) -> Element | None:
        if not self._claims:
            return None
        return e(
            "div",
            e("h4", "Claims that it carries"),
            e(
                "ul",
                (
                    e("li", e("a", claim.text, href=f"#{self._prefix}c-{claim.id}"))
                    for claim in self._claims
                ),
            ),
            class_="support",
        )


def _notices(work: Work) -> Element | None:
    if not work.updated_by:
        return None
    return e(
        "ul",
        (
            e(
                "li",
                f"{update.label or update.type}: ",
                link(update.doi, f"https://doi.org/{update.doi}"),
                f", {update.updated}" if update.updated else None,
            )
            for update in work.updated_by
        ),
    )


def _finding(finding: Finding, said: Mapping[str, str], prefix: str) -> Element:
    """Return one finding; `said` has the sentences of the claims by their ids."""
    problem = finding.problem
    claims = [id for id in problem.claims if id in said]
    return e(
        "section",
        e(
            "h4",
            e("span", SIGNS[finding.severity], aria_hidden="true"),
            f" {finding.severity.value} ",
            e("span", f"{finding.code} {finding.name}", class_="code"),
        ),
        e("p", _sentence(problem.message)),
        (
            e(
                "p",
                "In the text: ",
                e("a", said[id], href=f"#{prefix}c-{id}"),
                class_="spoken",
            )
            for id in claims
        ),
        _comparison(problem),
        _suggestion(problem.suggested_doi),
        class_=f"finding {finding.severity.value}",
        id=f"{prefix}f-{finding.fingerprint}",
        tabindex="-1",
        data_claims=" ".join(f"{prefix}c-{id}" for id in claims) or None,
    )


def _sentence(message: str) -> str:
    """Return a message with a capital, unless it begins with a name or a DOI."""
    first = message.partition(" ")[0]
    plain_word = first.isalpha() and first.islower()
    return f"{message[:1].upper()}{message[1:]}" if plain_word else message


SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.NOTE: "●"}


def _silence(unchecked: Unchecked) -> Element:
    return e(
        "p",
        e("strong", "Could not be checked: "),
        f"{unchecked.service}: {unchecked.reason}",
        class_="silence",
    )


def _suggestion(doi: str | None) -> Element | None:
    if not doi:
        return None
    return e(
        "p",
        "Suggested DOI: ",
        link(doi, f"https://doi.org/{doi}"),
        " ",
        _copy_button("Copy DOI", doi),
        class_="suggestion",
    )


def _copy_button(label: str, text: str) -> Element:
    """Return a button that the script shows: without it, there is no clipboard."""
    button = e("button", label, type="button", class_="copy", hidden=True)
    button.set("data-copy", visible_lines(text))
    return button


def _comparison(problem: Problem) -> Element | None:
    """Return both values side by side; of a claim, the words that it rests on.

    The claim itself is shown above them, as a link to where it stands.
    """
    evidence = [p for p in problem.evidence if p.field != "claim" or not problem.claims]
    if not evidence:
        return None
    proofs = dict.fromkeys(
        (proof.service, proof.retrieved, proof.url)
        for proof in evidence
        if proof.service
    )
    return e(
        "div",
        _table(evidence) if problem.claim is None else map(_words, evidence),
        (e("p", _proof(*proof), class_="proof") for proof in proofs),
        class_="comparison",
    )


def _words(evidence: Evidence) -> Element:
    return e("p", f"{evidence.label.capitalize()}: {evidence.words}")


def _table(evidence: Iterable[Evidence]) -> Element:
    heads = [e("th", name, scope="col") for name in ("field", "printed", "registered")]
    return e("table", e("thead", e("tr", heads)), e("tbody", map(_row, evidence)))


def _row(evidence: Evidence) -> Element:
    ours, theirs = visible(evidence.printed or ""), visible(evidence.registered or "")
    our_runs, their_runs = differing(ours, theirs)
    return e(
        "tr",
        e("th", evidence.field, scope="row"),
        e("td", list(_marked(ours, our_runs)), data_label="printed"),
        e("td", list(_marked(theirs, their_runs)), data_label="registered"),
    )


def _marked(text: str, runs: list[Run]) -> Iterator[Child]:
    if not text:
        yield e("span", "nothing", class_="nothing")
    position = 0
    for start, end in runs:
        yield text[position:start]
        yield e("mark", text[start:end])
        position = end
    yield text[position:]


def _proof(service: str | None, retrieved: str | None, url: str | None) -> list[Child]:
    said = ", ".join(part for part in (service, (retrieved or "")[:10]) if part)
    return [link(said, url)]
