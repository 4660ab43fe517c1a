from __future__ import annotations

from types import TracebackType
from typing import Protocol


class Timer(Protocol):
    """Says when to look again at what is due. It keeps nothing: the truth is in the database.

    Used with `with`, by one thread; `wake` may be called from any thread and from a signal handler.
    """

    def wait(self) -> None:
        """Returns within about a period, whatever happened to the clock, and at once after `wake`."""
        ...

    def wake(self) -> None: ...

    def __enter__(self) -> Timer: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
