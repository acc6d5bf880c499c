"""What lets a finding pass: a comment, an entry of the configuration, a baseline."""

from dataclasses import dataclass
from enum import StrEnum

from evidencekit.model.span import Span


class Silencing(StrEnum):
    """Where it is said that a finding may pass."""

    COMMENT = "comment"
    CONFIGURATION = "configuration"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences rules (`codes`: codes or names; empty: all of them).

    It holds for the references and claims that begin in `scope`. `keys` are those of
    entries of the configuration where it stands for some and is no comment.
    """

    span: Span
    scope: Span
    codes: tuple[str, ...] = ()
    reason: str | None = None
    keys: tuple[str, ...] = ()

    @property
    def kind(self) -> Silencing:
        """Return that it is a comment."""
        return Silencing.COMMENT


@dataclass(frozen=True, slots=True)
class Exemption:
    """An entry of the configuration that lets findings pass, with the reason.

    `doi` is canonical: the reference that prints it, or prints none and is that work,
    is exempt from `codes` (codes or names; empty: all). `fingerprint` is that of one
    finding. Exactly one of the two is given. `path` is a pattern for the documents
    that are meant; None: all. The entry stands in `file`, in the line number `line`
    (1-based), which reads `text`.
    """

    reason: str
    doi: str | None = None
    fingerprint: str | None = None
    codes: tuple[str, ...] = ()
    path: str | None = None
    file: str = "evidencekit.toml"
    line: int = 1
    text: str = ""

    @property
    def key(self) -> str:
        """Return what the entry is called in its file."""
        return self.doi or self.fingerprint or ""

    @property
    def kind(self) -> Silencing:
        """Return that it is an entry of the configuration."""
        return Silencing.CONFIGURATION


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a baseline.

    `path` is that of the document, from where the baseline stands; `reference` and
    `message` are for people.
    """

    path: str
    code: str
    fingerprint: str
    reference: str | None = None
    message: str = ""

    @property
    def reason(self) -> None:
        """Return nothing: a baseline gives no reasons."""
        return

    @property
    def kind(self) -> Silencing:
        """Return that it is in the baseline."""
        return Silencing.BASELINE


Silencer = Suppression | Exemption | Known
