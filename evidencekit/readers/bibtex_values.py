"""The values of BibTeX fields: macros filled in, pieces joined, fields inherited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidencekit.model import Defect, Span
from evidencekit.readers.bibtex_entries import Bibliography, Entry
from evidencekit.readers.bibtex_fields import Part, RawField
from evidencekit.readers.bibtex_item import Value

# The months of every style and the container titles that plain.bst, BibTeX's own
# style, defines (BibTeX 0.99d).
_STANDARD_MACROS = {
    **{month: month for month in ["jan", "feb", "mar", "apr", "may", "jun"]},
    **{month: month for month in ["jul", "aug", "sep", "oct", "nov", "dec"]},
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": (
        "IEEE Transactions on Computer-Aided Design of Integrated Circuits and Systems"
    ),
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tcs": "Theoretical Computer Science",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
}
# What only the parent or only the child means; the rest goes from one to the other.
_NOT_INHERITED = frozenset(
    [
        "crossref",
        "doi",
        "eid",
        "ids",
        "keywords",
        "label",
        "note",
        "options",
        "pages",
        "title",
        "url",
        "xref",
    ]
)
_PART_OF_BOOK = ("conference", "inbook", "incollection", "inproceedings")


@dataclass(frozen=True, slots=True)
class Filled:
    """An entry's own values and those that it takes from its `crossref`."""

    own: Mapping[str, Value]
    inherited: Mapping[str, Value]
    defects: tuple[Defect, ...] = ()


class Filler:
    """Fills in what a file's entries leave to its macros and to other entries."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._macros = dict(_STANDARD_MACROS)
        # A macro may use those defined before it.
        for name, parts in bibliography.macros.items():
            self._macros[name] = self._joined(parts)[0]
        self._entries = {e.key.lower(): e for e in bibliography.entries}

    def filled(self, entry: Entry) -> Filled:
        """Return the values of `entry`."""
        own, defects = self._values(entry)
        parent = own.get("crossref")
        if parent is None:
            return Filled(own, {}, tuple(defects))
        source = self._entries.get(parent.latex.strip().lower())
        if source is None or source is entry:
            message = f"{entry.key}: crossref names {parent.latex}, which is not here"
            return Filled(own, {}, (*defects, Defect(message, parent.span)))
        return Filled(own, self._inherited(entry, own, source), tuple(defects))

    def _values(self, entry: Entry) -> tuple[dict[str, Value], list[Defect]]:
        values, defects = {}, []
        for name, raw in entry.fields.items():
            latex, unknown = self._joined(raw.parts)
            if latex.strip():
                values[name] = Value(latex, _trimmed(raw))
            for part in unknown:
                message = f"{entry.key}: the macro {part.text} is not defined"
                defects.append(Defect(message, part.span))
        return values, defects

    def _joined(self, parts: Sequence[Part]) -> tuple[str, list[Part]]:
        """Return the text of a value and its macros that nobody defined."""
        texts, unknown = [], []
        for part in parts:
            if part.quoted or part.text.isdigit():
                texts.append(part.text)
            elif part.text.lower() in self._macros:
                texts.append(self._macros[part.text.lower()])
            else:
                unknown.append(part)
                # A number with a letter or dash ("12a", "1-8") that lacks its braces
                # is plainly the value; a word may stand for anything.
                texts.append(part.text if part.text[0].isdigit() else "")
        return "".join(texts), unknown

    def _inherited(
        self, entry: Entry, own: Mapping[str, Value], source: Entry
    ) -> dict[str, Value]:
        theirs, _ = self._values(source)
        values = {
            name: value
            for name, value in theirs.items()
            if name not in own and name not in _NOT_INHERITED
        }
        if entry.kind in _PART_OF_BOOK and "title" in theirs:
            values.setdefault("booktitle", theirs["title"])
            if entry.kind == "inproceedings" or "author" in own:
                values.pop("author", None)
        return {name: value for name, value in values.items() if name not in own}


def _trimmed(raw: RawField) -> Span:
    first, last = raw.parts[0], raw.parts[-1]
    lead = len(first.text) - len(first.text.lstrip())
    trail = len(last.text) - len(last.text.rstrip())
    return Span(
        first.span.start + lead, max(first.span.start + lead, last.span.end - trail)
    )
