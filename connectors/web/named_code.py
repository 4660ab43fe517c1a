"""The form for a code as an entry's own selectors name it (marked by snapshot.js as `#match`)."""

from __future__ import annotations

from dataclasses import replace

from app.domain.portals import CodeSteps
from connectors.pages.reading import CodeReading, PageState, Reading
from connectors.pages.tree import Node, Page

_PREFIX = "code_"


def code_selectors(steps: CodeSteps) -> dict[str, str]:
    """Name to selector, for the snapshot."""
    named = {name: getattr(steps, name) for name in ("input", "submit", "trust", "resend")}
    return {f"{_PREFIX}{name}": css for name, css in named.items() if css}


def with_named_code(page: Page, reading: Reading) -> Reading:
    """The reading, with the code form where the entry says that it is; unchanged when it is not there."""
    inputs = tuple(node for node in _named(page, "input") if node.visible)
    if not inputs:
        return reading
    code = reading.code or CodeReading(inputs=inputs)
    code = replace(
        code,
        inputs=inputs,
        submit=_first(page, "submit") or code.submit,
        trust_device=_first(page, "trust") or code.trust_device,
        resend=_first(page, "resend") or code.resend,
    )
    return replace(reading, state=PageState.CODE, code=code)


def _named(page: Page, name: str) -> list[Node]:
    return [node for node in page.nodes if f"{_PREFIX}{name}" in node.get("#match").split()]


def _first(page: Page, name: str) -> Node | None:
    return next(iter(_named(page, name)), None)
