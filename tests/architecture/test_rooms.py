"""What import-linter cannot say about the rooms of docs/architecture.md."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [room for room in ("app", "connectors", "ui") if (ROOT / room).is_dir()]
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}


def sources(room: str) -> list[Path]:
    found = sorted((ROOT / room).rglob("*.py"))
    assert found, f"{room} is empty: the test looks at the wrong place"
    return found


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.lineno, node.module or ""


def foreign(path: Path, *allowed: str) -> list[str]:
    """Imports that are neither of the standard library nor of the allowed packages."""
    return [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for line, name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == package or name.startswith(package + ".") for package in allowed)
    ]


def test_the_domain_knows_the_standard_library_only() -> None:
    assert [fault for path in sources("app/domain") for fault in foreign(path, "app.domain")] == []


def test_ports_know_the_domain_only() -> None:
    assert [f for path in sources("app/ports") for f in foreign(path, "app.domain", "app.ports")] == []


def test_services_know_no_library() -> None:
    allowed = ("app.domain", "app.ports", "app.services")
    assert [fault for path in sources("app/services") for fault in foreign(path, *allowed)] == []


def test_the_command_line_knows_services_and_its_terminal() -> None:
    allowed = ("app.cli", "app.domain", "app.i18n", "app.ports", "app.services", "app.version", "rich")
    assert [fault for path in sources("app/cli") for fault in foreign(path, *allowed)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_package_files_are_empty(room: str) -> None:
    assert [p for p in sources(room) if p.name == "__init__.py" and p.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("room", ROOMS)
def test_names_say_what_a_thing_is(room: str) -> None:
    assert [path for path in sources(room) if VAGUE & set(path.stem.split("_"))] == []


def test_every_package_of_the_tree_is_a_package() -> None:
    """A folder without __init__.py escapes mypy, import-linter and the wheel."""
    folders = {path.parent for room in ROOMS for path in sources(room)}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
