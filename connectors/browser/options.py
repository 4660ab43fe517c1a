"""What a browser session is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOptions:
    """`work_dir` is the private folder of one run; everything the session writes lies below it."""

    work_dir: Path
    visible: bool = False
    language: str = "fr-FR"
    binary: Path | None = None
    driver: Path | None = None
    remote_url: str | None = None
    page_timeout_s: float = 30
    offline: bool = False
    scripts: bool = True
    window: tuple[int, int] = (1440, 1000)
