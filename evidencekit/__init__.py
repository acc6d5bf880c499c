"""Find, check and map the references of an article.

Everything named in `__all__` is public. The names are imported on first use, so that
`import evidencekit` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "evidencekit.api": ("check", "check_documents"),
    "evidencekit.api_watch": ("watch", "watch_documents"),
    "evidencekit.claims": ("link_claims",),
    "evidencekit.config": ("Config",),
    "evidencekit.errors": (
        "BaselineError",
        "ConfigError",
        "EvidenceKitError",
        "ReadError",
        "RecordsError",
        "StateError",
        "UnknownRuleError",
    ),
    "evidencekit.model": (
        "Claim",
        "Document",
        "Exemption",
        "Finding",
        "Item",
        "Reference",
        "Report",
        "Severity",
        "Span",
        "Status",
        "Work",
    ),
    "evidencekit.parse": ("find_references", "parse_reference", "split_references"),
    "evidencekit.readers": ("read",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if TYPE_CHECKING:
    from evidencekit.api import check, check_documents
    from evidencekit.api_watch import watch, watch_documents
    from evidencekit.claims import link_claims
    from evidencekit.config import Config
    from evidencekit.errors import (
        BaselineError,
        ConfigError,
        EvidenceKitError,
        ReadError,
        RecordsError,
        StateError,
        UnknownRuleError,
    )
    from evidencekit.model import (
        Claim,
        Document,
        Exemption,
        Finding,
        Item,
        Reference,
        Report,
        Severity,
        Span,
        Status,
        Work,
    )
    from evidencekit.parse import find_references, parse_reference, split_references
    from evidencekit.readers import read

__all__ = [
    "BaselineError",
    "Claim",
    "Config",
    "ConfigError",
    "Document",
    "EvidenceKitError",
    "Exemption",
    "Finding",
    "Item",
    "ReadError",
    "RecordsError",
    "Reference",
    "Report",
    "Severity",
    "Span",
    "StateError",
    "Status",
    "UnknownRuleError",
    "Work",
    "__version__",
    "check",
    "check_documents",
    "find_references",
    "link_claims",
    "parse_reference",
    "read",
    "split_references",
    "watch",
    "watch_documents",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
