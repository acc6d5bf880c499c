"""Mini articles in our own words, and references to go with them."""

from evidencekit.model import Document, Item, Name, PartialDate, Reference, Span


def reference(
    key: str, title: str = "", *families: str, year: int = 2010, start: int = 0
) -> Reference:
    """Return a reference whose text is made of its fields."""
    text = f"{', '.join(families)}. {title}. {year}."
    item = Item(
        title=title or None,
        author=tuple(Name(family) for family in families),
        issued=PartialDate(year),
    )
    return Reference(key, text, Span(start, start + len(text)), item)


def article(body: str, *references: Reference) -> Document:
    """Return a document with `references` listed after `body`."""
    listed: list[Reference] = []
    start = len(body)
    text = body + "\n\nReferences\n"
    for entry in references:
        span = Span(len(text), len(text) + len(entry.text))
        listed.append(Reference(entry.id, entry.text, span, entry.item))
        text += entry.text + "\n"
    return Document(
        "article.txt",
        "text/plain",
        text,
        tuple(listed),
        list_span=Span(start, len(text)),
    )


# Six claims whose references are numbered in the order of first use.
SLEEP = (
    "Sleep shapes how the body works. People who sleep less than six hours a night have"
    " a higher risk of obesity. Short nights also raise blood pressure in adults. Keep"
    " your bedroom cool and dark. Caffeine taken late in the evening delays the onset"
    " of sleep. Bright light from screens suppresses melatonin before bedtime. Regular"
    " exercise improves insomnia in older adults. Talk to your doctor if you snore."
)
SLEEP_REFERENCES = (
    reference("1", "Sleep duration and obesity in adults: a cohort study", "Okafor"),
    reference("2", "Short sleep as a risk factor for hypertension", "Lindqvist"),
    reference("3", "Evening caffeine intake and delayed sleep onset", "Moreau"),
    reference("4", "Screen light, melatonin suppression and bedtime", "Tanaka"),
    reference("5", "Exercise training for insomnia in older people", "Petrov"),
)
