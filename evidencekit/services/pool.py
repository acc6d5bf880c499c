"""Requests under way at the same time, and their results as they come."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
# On Windows, a wait without an end cannot be broken off from the keyboard.
_LOOK_UP_S = 0.5


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


def overlapped(
    tasks: Sequence[Callable[[], T]], lanes: Callable[[], int]
) -> Iterator[T]:
    """Yield what the tasks return, as they end.

    As long as `lanes` is 1, they run one by one in this thread; then in as many
    threads as it says. When the iteration is broken off, no further task is begun,
    and nobody waits for those that are under way.

    Raises:
        Exception: what a task raises.
    """
    waiting = deque(tasks)
    while waiting and (len(waiting) == 1 or lanes() < 2):
        yield waiting.popleft()()
    if waiting:
        yield from _in_threads(waiting, min(lanes(), len(waiting)))


def _in_threads(waiting: deque[Callable[[], T]], lanes: int) -> Iterator[T]:
    results: SimpleQueue[T | _Raised] = SimpleQueue()
    expected = len(waiting)

    def run() -> None:
        while True:
            try:
                task = waiting.popleft()
            except IndexError:
                return
            try:
                results.put(task())
            except Exception as error:  # raised again where the results are read
                results.put(_Raised(error))

    for _ in range(lanes):
        # Daemons: a request that hangs does not keep an interrupted program alive.
        threading.Thread(target=run, daemon=True).start()
    try:
        while expected:
            try:
                result = results.get(timeout=_LOOK_UP_S)
            except Empty:
                continue
            if isinstance(result, _Raised):
                raise result.error
            yield result
            expected -= 1
    finally:
        waiting.clear()
