"""Evidence of something unexpected: a picture and the source of the page, with everything secret masked."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from connectors.browser import scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import BrowserError
from connectors.browser.masking import hide_secrets, mask_address, mask_source

_SAFE_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LIMIT_S = 15


@dataclass(frozen=True, slots=True)
class Evidence:
    """Files of mode 0600; None where the browser could not give one any more."""

    path_png: Path | None
    path_html: Path | None


def take_evidence(driver: Driver, folder: Path, name: str, secrets: Collection[str]) -> Evidence:
    """Never raises for a page that is gone: what cannot be had is left out."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = _free_stem(folder, _SAFE_NAME.sub("-", name)[:60] or "page")
    with driver.limit(_LIMIT_S):
        source = _source(driver)
        picture = None if source is None else _picture(driver, source, secrets)
    path_html = path_png = None
    if source is not None:
        heading = f"<!-- {mask_address(hide_secrets(driver.current_url, secrets)).replace('--', '- -')} -->\n"
        path_html = _write(stem.with_suffix(".html"), (heading + mask_source(source, secrets)).encode())
    if picture is not None:
        path_png = _write(stem.with_suffix(".png"), picture)
    return Evidence(path_png, path_html)


def page_source(driver: Driver) -> str:
    """With open shadow roots, unmasked. Raises BrowserError."""
    return str(driver.execute_script(scripts.SOURCE))


def _source(driver: Driver) -> str | None:
    try:
        return page_source(driver)
    except BrowserError:
        return None


def _picture(driver: Driver, source: str, secrets: Collection[str]) -> bytes | None:
    # A secret that the page itself shows cannot be told to the page's scripts to be found: blur it all.
    shown = hide_secrets(source, secrets) != source
    try:
        driver.execute_script(scripts.COVER, shown)
        try:
            return base64.b64decode(driver.get_screenshot_as_base64())
        finally:
            driver.execute_script(scripts.UNCOVER)
    except BrowserError:
        return None


def _free_stem(folder: Path, name: str) -> Path:
    taken = {path.stem for path in folder.iterdir()}
    return folder / next(
        stem
        for number in range(1, len(taken) + 2)
        if (stem := name if number == 1 else f"{name}-{number}") not in taken
    )


def _write(path: Path, content: bytes) -> Path:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return path
