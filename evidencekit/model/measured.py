"""How often a rule is right, as it was measured, and on what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of a rule: the `share` (0..1) of so many cases (`of`, at least 1).

    `what` is "precision" (of what the rule said, what was right), "recall" (of what it
    should say, what it said) or "let go" (of what is right, where it was silent);
    behind a colon follows the part of the rule that was judged alone. `command` prints
    it again, with the data beside the checkout; `date` is when it did (ISO).
    """

    what: str
    share: float
    of: int
    sample: str
    command: str
    date: str

    def __str__(self) -> str:
        share = f"{self.share:.3f}" if self.share == 1 else f"{self.share:.3f}"[1:]
        return f"{self.what} {share} of {self.of:,} {self.sample}"
