"""Entries for tests."""

from __future__ import annotations

from pathlib import Path


def write(folder: Path, portal_id: str, name: str = "", extra: str = "", suffix: str = ".yaml") -> Path:
    folder.mkdir(exist_ok=True)
    homepage = "" if "homepage:" in extra else f"homepage: https://www.{portal_id}.example/\n"
    path = folder / f"{portal_id}{suffix}"
    path.write_text(f"id: {portal_id}\nname: {name or portal_id}\n{homepage}{extra}", encoding="utf-8")
    return path
