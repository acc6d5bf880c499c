"""What we raise, all of it our callers' to mend.

EvidenceKitError
├── BaselineError       a baseline that cannot be used or written
├── ConfigError         a setting that cannot be used: names key, value and way out
├── ReadError           a file that cannot be read: names the file and what to do
├── RecordsError        a records file that cannot be replayed or written
├── StateError          a state file of `watch` that cannot be used or written
└── UnknownRuleError    a code or name that no rule has

What can be expected of the world (an unknown DOI, a silent service) is a value, not an
exception: see `evidencekit.model.work`.
"""


class EvidenceKitError(Exception):
    """Base of everything that we raise; its message is one line for the user."""


class BaselineError(EvidenceKitError):
    """A baseline that cannot be used or written."""


class ConfigError(EvidenceKitError):
    """A setting that cannot be used."""


class ReadError(EvidenceKitError):
    """A file that cannot be read."""


class RecordsError(EvidenceKitError):
    """A records file that cannot be replayed or written."""


class StateError(EvidenceKitError):
    """A state file of `watch` that cannot be used or written."""


class UnknownRuleError(EvidenceKitError):
    """A code or name that no rule has."""
