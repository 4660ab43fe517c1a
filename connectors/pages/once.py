"""What was read on a page is remembered with the page: it is one moment and does not change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from connectors.pages.tree import Page

T = TypeVar("T")


def once_per_page(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """For readers whose answer nobody changes."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembering(page: Page) -> T:
        if name not in page.remembered:
            page.remembered[name] = read(page)
        return cast(T, page.remembered[name])

    return remembering
