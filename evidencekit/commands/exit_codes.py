"""The exit codes, which are part of the public interface."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The same for every command and format."""

    CLEAN = 0
    FOUND = 1
    FAILED = 2
    UNCHECKED = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it
