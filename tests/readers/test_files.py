"""What becomes of files that are no plain UTF-8 text."""

from pathlib import Path

import pytest

from evidencekit.errors import ReadError
from evidencekit.model import Defect, Span
from evidencekit.readers.encoding import Decoded, decoded
from evidencekit.readers.files import file_bytes, refuse_known_binary


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        file_bytes(path)
    return str(caught.value)


def undecodable(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        decoded("a.txt", data)
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no.md"

    assert refusal(path) == f"{path}: there is no such file"


def test_a_directory_is_refused_with_the_way_out(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"{tmp_path}: is a directory; pass the articles in it, such as {tmp_path}/*.md"
    )


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("text")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything

    assert refusal(path) == f"{path}: may not be read; check its permissions"


def test_a_path_that_no_file_can_have_is_refused() -> None:
    assert refusal(Path("a\0b")) == "a\0b: cannot be read: embedded null byte"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"%PDF-1.7\n", "is a PDF; save its text and pass that"),
        (
            b"PK\x03\x04\x14",
            "is a ZIP file (as .docx, .odt and .epub are); save it as text",
        ),
        (b"{\\rtf1\\ansi", "is an RTF file; save it as text"),
        (b"\x1f\x8b\x08", "is compressed with gzip; unpack it first"),
    ],
)
def test_known_binary_formats_are_named(data: bytes, advice: str) -> None:
    with pytest.raises(ReadError) as caught:
        refuse_known_binary("a", data)

    assert str(caught.value) == f"a: {advice}"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert undecodable(data) == "a.txt: is empty"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"text with a \0 in it and a good deal more text after it",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0",
    ],
)
def test_binary_is_said_to_be_binary(data: bytes) -> None:
    assert undecodable(data) == "a.txt: is a binary file; pass an article as text"


TEXT = "Gariépy G.\r\nSocial “support”."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_every_unicode_encoding_gives_the_same_text(encoding: str) -> None:
    assert decoded("a.txt", TEXT.encode(encoding)) == Decoded(TEXT)


def test_an_old_encoding_is_guessed_and_the_guess_is_said() -> None:
    message = "byte 0xe9 is not UTF-8; the file was read as Windows-1252"

    assert decoded("a.txt", TEXT.encode("cp1252")) == Decoded(
        TEXT, (Defect(message, Span(4, 5)),)
    )


def test_bytes_that_windows_1252_lacks_make_it_latin_1() -> None:
    message = "byte 0x81 is not UTF-8; the file was read as Latin-1"
    text = "x" * 300 + "\x81"

    assert decoded("a.txt", text.encode("latin-1")) == Decoded(
        text, (Defect(message, Span(300, 301)),)
    )


def test_one_bad_byte_does_not_spoil_a_utf_8_file() -> None:
    data = "Mechlińska, Włodarczyk ".encode() + b"\xff end"
    message = "byte 0xff is not valid UTF-8; what could not be read is shown as \ufffd"

    assert decoded("a.txt", data) == Decoded(
        "Mechlińska, Włodarczyk \ufffd end", (Defect(message, Span(23, 24)),)
    )
