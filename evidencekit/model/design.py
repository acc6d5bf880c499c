"""How a study was made, as far as its record says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Design:
    """The design of a study, and the words that it was read from.

    `name` is one of `evidencekit.appraisal.designs.DESIGNS`. `level` is 1 (strongest)
    to 5, None where the scale has no place for it: see there. `traits` narrow it
    down: "pilot", "several" (studies at once),
    "animals", "cells". `field` is "title", "abstract" or
    "publication-type", `words` the title or the sentence of the abstract.
    """

    name: str
    level: int | None
    field: str
    words: str
    traits: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return "pilot randomised trial (level 2 of 5)"."""
        pilot = (
            "pilot " if "pilot" in self.traits and self.name != "pilot study" else ""
        )
        on = [trait for trait in self.traits if trait in ("animals", "cells")]
        level = f" (level {self.level} of 5)" if self.level else ""
        return f"{pilot}{self.name}{f' on {on[0]}' if on else ''}{level}"
