"""What a user is told of a bug of ours: one line, with an issue ready to be filed."""

import os
import traceback
from pathlib import Path

from evidencekit import __version__
from evidencekit.redaction import redacted


def bug(error: Exception) -> str:
    """Return the line about an exception that nothing expected.

    With EVIDENCEKIT_TRACEBACK in the environment, the traceback follows.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f" ({Path(f.filename).name}, line {f.lineno})" for f in frames[-1:]]
    line = _line(f"{type(error).__name__}: {error}{''.join(places)}")
    if os.environ.get("EVIDENCEKIT_TRACEBACK"):
        line += "\n" + "".join(traceback.format_exception(error))
    return line


def rule_bug(code: str, error: str) -> str:
    """Return the line about a rule that broke off."""
    return _line(f"rule {code} broke off: {error}")


def _line(what: str) -> str:
    what = redacted(" ".join(what.split()))
    return f"a bug of ours, not of your text: {what}; please report it{_address(what)}"


def _address(what: str) -> str:
    """Return where to report, with the form filled in; "" if nobody has said where."""
    # Imported here: slow to load, and hardly ever wanted.
    import platform
    from importlib.metadata import PackageNotFoundError, metadata
    from urllib.parse import urlencode

    try:
        addresses = metadata("evidencekit").get_all("Project-URL") or []
    except PackageNotFoundError:
        addresses = []
    for address in addresses:
        label, _, url = address.partition(", ")
        if label.lower() in ("issues", "bug tracker"):
            body = (
                f"evidencekit {__version__}, Python {platform.python_version()}, "
                f"{platform.system()}\n\n{what}\n"
            )
            return f": {url}/new?{urlencode({'title': what[:100], 'body': body})}"
    return ""
