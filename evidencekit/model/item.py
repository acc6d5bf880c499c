"""What is printed or registered of a work, in CSL's variables."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`, …) or an organisation (`literal`).

    `particle` holds CSL's non-dropping particle ("van", "da") where it is known to
    be one; elsewhere the particle stays in `family` or `given` as it was printed.
    """

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None

    @property
    def surname(self) -> str:
        """The family name with the particle before it."""
        return " ".join(part for part in (self.particle, self.family) if part)

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.given, self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


_DATE = re.compile(
    r"([12]\d{3})(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?)?(?![\d/-])"
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, with a month (1..12) and a day (1..31) where they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_text(cls, text: str) -> "PartialDate | None":
        """Return the date that `text` begins with: 2024-05-31, 2024/05 or 2024."""
        match = _DATE.match(text)
        return cls(*(int(p) for p in match.groups() if p)) if match else None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Item:
    """A work's description: the same shape for the printed and the registered side.

    A field is None (or an empty tuple) when it is not given, never "". `page` keeps
    an e-locator or article number as printed; `issue` keeps a supplement as printed
    ("suppl 1"); `number` is that of a patent or report, `version` that of software or
    data; `et_al` says that `author` is the head of a longer list.
    """

    type: str = "document"
    title: str | None = None
    author: tuple[Name, ...] = ()
    et_al: bool = False
    editor: tuple[Name, ...] = ()
    container_title: str | None = None
    container_title_short: str | None = None
    issued: PartialDate | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    edition: str | None = None
    number: str | None = None
    version: str | None = None

    @property
    def year(self) -> int | None:
        """The year of `issued`, if there is one."""
        return self.issued.year if self.issued else None

    def to_csl(self) -> dict[str, Any]:
        """Return the item as a CSL-JSON object, without its empty fields.

        CSL has no variable for "the author list goes on": `et_al` is kept under
        `custom`, as the CSL-JSON schema foresees.
        """
        csl: dict[str, Any] = {"type": self.type}
        for variable, field in _TEXT_VARIABLES.items():
            value = getattr(self, field)
            if value is not None:
                csl[variable] = value
        for variable in ("author", "editor"):
            names = getattr(self, variable)
            if names:
                csl[variable] = [_name_to_csl(name) for name in names]
        for variable in ("issued", "accessed"):
            date = getattr(self, variable)
            if date is not None:
                csl[variable] = {"date-parts": [_date_parts(date)]}
        if self.et_al:
            csl["custom"] = {"et-al": True}
        return csl

    @classmethod
    def from_csl(cls, csl: Mapping[str, Any]) -> "Item":
        """Return the item of a CSL-JSON object; variables that we lack are dropped."""
        fields: dict[str, Any] = {
            field: str(csl[variable])
            for variable, field in _TEXT_VARIABLES.items()
            if csl.get(variable) not in (None, "")
        }
        for variable in ("author", "editor"):
            fields[variable] = tuple(_names_from_csl(csl.get(variable) or ()))
        for variable in ("issued", "accessed"):
            fields[variable] = _date_from_csl(csl.get(variable) or {})
        et_al = bool((csl.get("custom") or {}).get("et-al"))
        return cls(type=str(csl.get("type") or "document"), et_al=et_al, **fields)


_TEXT_VARIABLES = {
    "title": "title",
    "container-title": "container_title",
    "container-title-short": "container_title_short",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "URL": "url",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "edition": "edition",
    "number": "number",
    "version": "version",
}
_NAME_VARIABLES = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "suffix": "suffix",
    "literal": "literal",
}


def _name_to_csl(name: Name) -> dict[str, str]:
    values = {
        variable: getattr(name, field) for variable, field in _NAME_VARIABLES.items()
    }
    return {variable: value for variable, value in values.items() if value}


def _names_from_csl(names: Iterable[Mapping[str, Any]]) -> Iterable[Name]:
    for name in names:
        yield Name(
            **{
                field: str(name[variable])
                for variable, field in _NAME_VARIABLES.items()
                if name.get(variable)
            }
        )


def _date_parts(date: PartialDate) -> list[int]:
    parts = (date.year, date.month, date.day)
    return [part for part in parts if part is not None]


def _date_from_csl(date: Mapping[str, Any]) -> PartialDate | None:
    parts = (date.get("date-parts") or [[]])[0]
    numbers = [int(part) for part in parts if part is not None]
    return PartialDate(*numbers[:3]) if numbers else None
