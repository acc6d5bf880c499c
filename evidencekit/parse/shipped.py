"""Reads the files that ship in weights/."""

from array import array
from importlib import resources


def shipped(name: str) -> bytes:
    """Return the bytes of the file of this name."""
    return (resources.files("evidencekit.parse") / "weights" / name).read_bytes()


def little_endian(data: bytes | bytearray) -> "array[int]":
    """Return the whole numbers of 32 bits that `data` holds, lowest byte first."""
    values = array("I", bytes(data))
    if values.itemsize != 4:  # pragma: no cover - no such platform is known to us
        raise SystemError("array('I') does not hold 32 bits here")
    if memoryview(array("H", [1])).tobytes() != b"\x01\x00":  # big-endian machine
        values.byteswap()
    return values
