from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.manage_accounts import ManageAccounts
from tests.unit.services.collecting import Collecting
from tests.unit.services.exporting import Exporting
from tests.unit.services.service_parts import ServiceParts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[ServiceParts]:
    parts = ServiceParts(tmp_path)
    yield parts
    parts.store().close()


@pytest.fixture
def collecting(parts: ServiceParts) -> Collecting:
    return Collecting(parts)


@pytest.fixture
def exporting(parts: ServiceParts) -> Exporting:
    return Exporting(parts)


@pytest.fixture
def manage(parts: ServiceParts) -> ManageAccounts:
    return ManageAccounts(parts, parts.progress, parts.cancellation)
