"""A dictionary that works out what it lacks, and is emptied before it grows large."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """The values of `function` met so far, at most `most` of them."""

    __slots__ = ("_function", "_most")

    def __init__(self, function: Callable[[Key], Value], most: int = 1 << 15) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._function(key)
        return value
