"""What is pinned, and what docs/dependencies.md says of it."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def shipped() -> set[str]:
    """What pyproject.toml asks for, with everything that it brings along on this machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    todo = [Requirement(line) for line in project["dependencies"]]
    found: set[str] = set()
    while todo:
        wanted = todo.pop()
        if plain(wanted.name) in found:
            continue
        try:
            brought = [Requirement(line) for line in requires(wanted.name) or []]
        except PackageNotFoundError:  # for another platform, or nothing that this machine needs
            continue
        found.add(plain(wanted.name))
        extras = {"extra": ""}, *({"extra": extra} for extra in wanted.extras)
        todo += [r for r in brought if not r.marker or any(r.marker.evaluate(e) for e in extras)]
    return found


def test_every_shipped_library_is_explained() -> None:
    text = plain((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))
    assert len(shipped()) > 20
    assert [name for name in sorted(shipped()) if not re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_every_shipped_library_is_pinned_with_hashes() -> None:
    pinned = {plain(name) for name in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}
    assert shipped() - pinned == set()
    for block in re.split(r"\n(?=\S)", LOCK.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_lock_names_no_registry() -> None:
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)|://", LOCK, re.MULTILINE)
