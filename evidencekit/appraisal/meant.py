"""Which of two works the text means: the one that is printed, or the DOI's.

Where a DOI leads to another work, either the DOI is a slip or the printed text is. What
the article says can tell which: both titles are compared with the claims that cite the
reference. Where no marker says which those are, one of the two may still be a stranger
to the whole text.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidencekit.claims.language import is_foreign
from evidencekit.claims.likeness import Candidate
from evidencekit.claims.pairs import pair_features
from evidencekit.claims.probabilities import belonging, shipped_weights, weighed
from evidencekit.claims.terms import stems
from evidencekit.match.assess import Assessment, Fit
from evidencekit.model import Claim, Document, Found, Item, Meant, Reference
from evidencekit.normalize import plain

# What a lead in fit is worth in log-odds: a little less than `python -m bench.meant
# --fit` gives (1.5 on articles_dev, 2026-11-28), as real rivals may be more alike.
WORTH = 1.4
# Log-odds from which a work is held to be meant. A DOI is mistyped more often than a
# title is, so the printed work needs less to be believed.
_PRINTED, _REGISTERED = math.log(0.95 / 0.05), math.log(0.99 / 0.01)
# Chances of belonging to the text: less is a stranger's, as 2 in 1,000 of an article's
# own references are (`python -m bench.linking`), and what is meant has at least this.
_STRANGE, _AT_HOME = 0.01, 0.9
# Words (stems) from which a title and a text can tell a stranger.
_TELLING_TITLE, _TELLING_TEXT = 5, 80
# Beyond, only the claims that cite a reference in doubt are looked at.
_MOST_PAIRS = 400_000
_LONGEST_CLAIM, _LONGEST_BODY = 2_000, 200_000


@dataclass(frozen=True, slots=True)
class Dispute:
    """A reference, and the item that its DOI is registered for."""

    reference: Reference
    registered: Item


@dataclass(frozen=True, slots=True)
class Lead:
    """How much better the printed work fits than the DOI's.

    `fit` is the lead over the claims that cite the reference, whose ids are `claims`,
    in log-odds; 0 where the text has no markers. `printed` and `registered` are the
    chances of the two to belong to the text at all.
    """

    fit: float
    claims: tuple[str, ...]
    printed: float
    registered: float


def meant(document: Document, assessments: Sequence[Assessment]) -> Mapping[str, Meant]:
    """Return which work is meant, by reference, where DOI and printed text name two.

    A reference is left out where it is not clear.
    """
    found: dict[str, Meant] = {}
    disputes: list[Dispute] = []
    sure = (a for a in assessments if a.work and a.fit is Fit.SAME)
    listed = {a.work.item.doi: a.reference.id for a in sure if a.work}
    for assessment in assessments:
        reference, lookup = assessment.reference, assessment.lookup
        if assessment.fit is not Fit.OTHER or not isinstance(lookup, Found):
            continue
        registered = lookup.work.item
        if twin := listed.get(registered.doi):
            found[reference.id] = Meant("printed", "list", twin=twin)
        elif _is_comparable(reference.item) and _is_comparable(registered):
            disputes.append(Dispute(reference, registered))
    for dispute, lead in zip(disputes, leads(document, disputes), strict=True):
        if lead and (verdict := _verdict(lead)):
            found[dispute.reference.id] = verdict
    return found


def leads(document: Document, disputes: Sequence[Dispute]) -> list[Lead | None]:
    """Return for each dispute which work is ahead.

    None where there are no claims, and where markers cite others only.
    """
    if not disputes or not document.claims or not document.has_prose:
        return [None] * len(disputes)
    scales = _Scales(document, disputes)
    return [scales.lead(n) for n in range(len(disputes))]


class _Scales:
    """The claims of an article against its list, behind which the DOIs' works stand."""

    def __init__(self, document: Document, disputes: Sequence[Dispute]) -> None:
        self._disputes = disputes
        self._places = {r.id: n for n, r in enumerate(document.references)}
        self._claims = _looked_at(document, disputes)
        self._has_markers = any(map(_cited, document.claims))
        items = [reference.item for reference in document.references]
        items += [dispute.registered for dispute in disputes]
        candidates, weights = list(map(_candidate, items)), shipped_weights()
        texts = [" ".join(c.text.split())[:_LONGEST_CLAIM] for c in self._claims]
        self._titles = [candidate.title for candidate in candidates]
        [self._fits] = weighed(pair_features(texts, candidates), (weights.content,))
        body = _body(document)
        self._is_telling = len(stems(body)) >= _TELLING_TEXT
        self._chances = belonging([body], candidates, weights)

    def lead(self, number: int) -> Lead | None:
        id = self._disputes[number].reference.id
        ours, theirs = self._places[id], len(self._places) + number
        citing = [n for n, claim in enumerate(self._claims) if id in _cited(claim)]
        if self._has_markers and not citing:
            return None
        ahead = [self._fits[n][ours] - self._fits[n][theirs] for n in citing]
        return Lead(
            sum(ahead) / len(ahead) if ahead else 0.0,
            tuple(self._claims[n].id for n in citing),
            self._chance(ours),
            self._chance(theirs),
        )

    def _chance(self, place: int) -> float:
        """Return how surely a work belongs; with few words, none is a stranger."""
        is_telling = len(stems(self._titles[place])) >= _TELLING_TITLE
        least = 0.0 if is_telling and self._is_telling else _STRANGE
        return max(self._chances[place], least)


def _verdict(lead: Lead) -> Meant | None:
    chances = {"printed": lead.printed, "registered": lead.registered}
    at_home = [work for work, chance in chances.items() if chance >= _AT_HOME]
    strange = [work for work, chance in chances.items() if chance < _STRANGE]
    odds = WORTH * lead.fit
    ahead = "printed" if odds >= _PRINTED else ""
    ahead = "registered" if odds <= -_REGISTERED else ahead
    if ahead in at_home:
        return Meant(ahead, "claims", lead.claims)
    if len(strange) == 2:
        return Meant("neither", "text")
    if strange and at_home and not lead.claims:
        return Meant(at_home[0], "text")
    return None


def _is_comparable(item: Item) -> bool:
    return bool(item.title) and not is_foreign(plain(item.title or ""))


def _looked_at(document: Document, disputes: Iterable[Dispute]) -> Sequence[Claim]:
    claims = document.claims
    most = max(1, _MOST_PAIRS // len(document.references))
    if len(claims) <= most:
        return claims
    ids = {dispute.reference.id for dispute in disputes}
    return ([c for c in claims if ids & _cited(c)] or claims)[:most]


def _body(document: Document) -> str:
    """Return the text before the list, also what claims nothing."""
    first = min(reference.span.start for reference in document.references)
    end = document.list_span.start if document.list_span else first
    return document.text[: min(end, _LONGEST_BODY)]


def _cited(claim: Claim) -> set[str]:
    return {link.reference for link in claim.links if link.basis == "marker"}


def _candidate(item: Item) -> Candidate:
    names = (name.family or name.literal or "" for name in item.author)
    families = tuple(name for name in names if len(name) > 2)
    return Candidate(plain(item.title or "")[:1_000], families[:6], item.year)
