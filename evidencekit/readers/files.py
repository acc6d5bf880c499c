"""Where a document's bytes come from, and why they may be unusable."""

from pathlib import Path

from evidencekit.errors import ReadError

# What a file that is no plain text begins with, and what its user can do.
_SIGNATURES = (
    (b"%PDF-", "is a PDF; save its text and pass that"),
    (b"PK\x03\x04", "is a ZIP file (as .docx, .odt and .epub are); save it as text"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file; save it as text"),
    (b"{\\rtf", "is an RTF file; save it as text"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
)


def file_bytes(path: Path) -> bytes:
    """Return what the file holds.

    Raises:
        ReadError: there is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise ReadError(
            f"{path}: is a directory; pass the articles in it, such as {path}/*.md"
        ) from None
    except PermissionError:
        raise ReadError(f"{path}: may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        # ValueError: a null byte in the path
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read: {reason}") from None


def refuse_known_binary(name: str, data: bytes) -> None:
    """Raise a `ReadError` that names the format if `data` is known not to be text."""
    for signature, advice in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{name}: {advice}")
