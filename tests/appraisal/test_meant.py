"""Which work a text means, where a DOI leads to another than the printed one."""

from dataclasses import replace

from evidencekit.appraisal.meant import meant
from evidencekit.match.assess import Assessment, Fit
from evidencekit.model import (
    Claim,
    Document,
    Found,
    Item,
    Link,
    Meant,
    Name,
    PartialDate,
    Reference,
    Span,
    Work,
)

YOGA = Item(
    title="Hatha yoga for acute, chronic and treatment-resistant mood disorders",
    author=(Name("Vollbehr"),),
    issued=PartialDate(2018),
    doi="10.5555/yoga",
)
COPEPTIN = Item(
    title="Exercise upregulates copeptin levels, not regulated by interleukin-1",
    author=(Name("Popovic"),),
    issued=PartialDate(2019),
    doi="10.5555/copeptin",
)
FATIGUE = Item(title="Effects of exercise on feelings of energy and fatigue in adults")
GRASSES = Item(title="Seasonal nitrogen uptake of floodplain grasses under mowing")
PARROTS = Item(title="Vocal learning and dialect formation in captive parrot colonies")
ON_YOGA = "Hatha yoga eases chronic mood disorders that resist treatment."
ON_COPEPTIN = "A bout of exercise upregulates copeptin, whatever interleukin-1 does."
# A text of a few words cannot tell a stranger.
REST = """
People whose low spirits outlast two courses of tablets often hear that nothing else is
left to try. That is rarely so. Doctors may add another medicine, change the dose, or
suggest talking with a therapist every week. Sleep at regular hours, meals shared with
friends, sunlight before noon and a hobby that fills an evening cost little and harm
nobody. Families notice progress earlier than the person who suffers: more appetite, a
joke at breakfast, letters answered again. Keep a diary of good hours, bring it along to
your next appointment, and ask which steps fit your daily life. Should dark thoughts
return, call a helpline at once, day or night, or go straight to a hospital; nobody
there will be surprised, and somebody will stay with you until morning comes.
"""


def article(*said: tuple[str, str], first: Item = YOGA) -> Document:
    """Return an article of sentences, each with what it cites, and three works."""
    items = (first, FATIGUE, replace(FATIGUE, title="Walking for tired adults"))
    text = " ".join([*(sentence for sentence, _ in said), REST])
    end = Span(len(text), len(text))
    references = (Reference(str(n), "", end, i) for n, i in enumerate(items, 1))
    claims = (
        Claim(
            f"c{n}",
            sentence,
            Span(text.index(sentence), text.index(sentence) + len(sentence)),
            True,
            links=(Link(cites, "marker", 0.98, "linked"),) if cites else (),
        )
        for n, (sentence, cites) in enumerate(said, 1)
    )
    return Document("page", "text/plain", text, tuple(references), claims=tuple(claims))


def told(page: Document, registered: Item) -> Meant | None:
    """Return what is meant, where the first reference's DOI leads to `registered`."""
    work = Work(registered, "Crossref", "u", "2026-11-28T12:00:00Z")
    first = Assessment(page.references[0], Found(work), Fit.OTHER)
    return meant(page, (first,)).get("1")


def test_the_claim_that_cites_it_tells_that_the_doi_is_a_slip() -> None:
    page = article((ON_YOGA, "1"), (ON_COPEPTIN, "2"))

    assert told(page, COPEPTIN) == Meant("printed", "claims", ("c1",))


def test_the_claim_that_cites_it_tells_that_the_text_is_a_slip() -> None:
    again = "Popovic measured copeptin levels of men who cycled."
    page = article((ON_YOGA, "2"), (ON_COPEPTIN, "1"), (again, "1"))

    assert told(page, COPEPTIN) == Meant("registered", "claims", ("c2", "c3"))


def test_a_claim_that_fits_both_tells_nothing() -> None:
    page = article((f"{ON_YOGA[:-1]}, and exercise upregulates copeptin.", "1"))

    assert told(page, COPEPTIN) is None


def test_without_markers_one_of_the_two_must_be_a_stranger() -> None:
    page = article((ON_YOGA, ""), (ON_COPEPTIN, ""))

    assert told(page, GRASSES) == Meant("printed", "text")
    assert told(page, COPEPTIN) is None


def test_without_markers_the_printed_work_may_be_the_stranger() -> None:
    page = article((ON_YOGA, ""), (ON_COPEPTIN, ""), first=GRASSES)

    assert told(page, COPEPTIN) == Meant("registered", "text")


def test_two_strangers_are_neither() -> None:
    page = article((ON_YOGA, ""), (ON_COPEPTIN, ""), first=GRASSES)

    assert told(page, PARROTS) == Meant("neither", "text")


def test_a_short_text_has_no_strangers() -> None:
    page = article((ON_YOGA, ""), (ON_COPEPTIN, ""), first=GRASSES)
    short = replace(page, text=page.text.removesuffix(REST).ljust(len(page.text)))

    assert told(short, PARROTS) is None


def test_titles_that_cannot_tell_are_left_alone() -> None:
    page = article((ON_YOGA, "1"), (ON_COPEPTIN, "2"))

    assert told(page, Item(title="Editorial")) != Meant("neither", "text")
    assert told(page, Item(title="Behandlung der Depression mit Yoga")) is None
    assert told(page, Item()) is None
    assert told(replace(page, claims=()), COPEPTIN) is None
    assert told(replace(page, has_prose=False), COPEPTIN) is None


def test_the_doi_of_another_entry_was_copied() -> None:
    page = article((ON_YOGA, "1"))
    work = Work(COPEPTIN, "Crossref", "u", "2026-11-28T12:00:00Z")
    first = Assessment(page.references[0], Found(work), Fit.OTHER)
    other = Assessment(page.references[1], Found(work), Fit.SAME, work)

    assert meant(page, (first, other)) == {"1": Meant("printed", "list", twin="2")}
