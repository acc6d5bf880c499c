"""Plain text: a page on one line as well as a text with line breaks."""

from evidencekit.claims.markers import find_citations
from evidencekit.model import Document
from evidencekit.parse.references import references_in


def looks_like(_: str) -> bool:
    """Say yes: text is what everything else is that can be read."""
    return True


def read(name: str, text: str) -> Document:
    """Return the article in `text` with its references and citations."""
    found, references = references_in(text)
    list_span = found.span if found else None
    return Document(
        name,
        "text/plain",
        text,
        references,
        citations=find_citations(text, references, list_span),
        list_span=list_span,
    )
