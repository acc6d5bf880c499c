"""Takes mail addresses, passwords and keys out of what is shown or kept.

They belong to the user who asks, and stand in the addresses that are asked.
"""

import re

_PATTERNS = (
    # "https://user:password@host/": also that of a proxy.
    (re.compile(r"(?<=://)[^/\s@]{1,200}@"), "…@"),
    (
        re.compile(
            r"(?i)(?<=[?&;])(mailto|email|e-mail|api[-_]?key|key|token|password|secret)"
            r"=[^&\s\"'<>]+"
        ),
        r"\1=…",
    ),
    (re.compile(r"(?i)\bmailto:[^\s\"'()<>]+"), "mailto:…"),
    (re.compile(r"(?i)\b(authorization|[\w-]*-token)(\"?'?: ?)[^\r\n,;}]+"), r"\1\2…"),
)


def redacted(text: str) -> str:
    """Return `text` with "…" in place of what identifies or authorises a user."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
