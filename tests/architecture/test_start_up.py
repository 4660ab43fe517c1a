"""A command loads what it needs, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "selenium",
    "sqlalchemy",
    "alembic",
    "PySide6",
    "keyring",
    "cryptography",
    "pypdfium2",
    "reportlab",
    "lxml",
)

PROBE = """
import json, sys
from app.main import main
sys.argv = ["moisson", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_listing_portals_loads_neither_browser_nor_database(tmp_path: object) -> None:
    modules = loaded_by("--data-dir", str(tmp_path), "--json", "portal", "list", "--limit", "3")
    assert "connectors" in modules  # the command did its work
    assert modules.isdisjoint((*HEAVY, "requests", "rich"))


@pytest.mark.parametrize("arguments", [["--help"], ["sync", "--help"]])
def test_help_loads_next_to_nothing(arguments: list[str]) -> None:
    assert loaded_by(*arguments).isdisjoint((*HEAVY, "connectors", "yaml", "pydantic", "requests", "rich"))
