"""The page about licences says what docs/dependencies.md says."""

from __future__ import annotations

import json

from app.adapters.libraries import installed_libraries
from tools.licences import SOURCE, TARGET, licences


def test_the_file_that_is_shipped_is_up_to_date() -> None:
    """`python -m tools.licences` makes it."""
    assert json.loads(TARGET.read_text("utf-8")) == licences(SOURCE.read_text("utf-8"))


def test_rows_name_one_licence_for_all_or_for_each() -> None:
    found = licences(SOURCE.read_text("utf-8"))
    assert (found["requests"], found["idna"], found["urllib3"]) == ("Apache-2.0", "BSD-3-Clause", "MIT")
    assert (found["jeepney"], found["SecretStorage"]) == ("MIT", "BSD-3-Clause")
    assert "PDFium" in found["pypdfium2"]
    assert "hypothesis" not in found


def test_what_is_installed_is_listed_with_its_version() -> None:
    found = {library.name: library for library in installed_libraries()}
    assert found["SQLAlchemy"].version.startswith("2.")
    assert found["PySide6-Essentials"].licence == "LGPL-3.0"
