from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.service_parts import ServiceParts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[ServiceParts]:
    parts = ServiceParts(tmp_path)
    yield parts
    parts.store().close()
