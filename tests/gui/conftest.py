"""Windows are painted where nobody sees them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from tests.gui.window_parts import WindowAccess, wiring_of
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.lasting_constants import keep_constants

keep_constants()


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[ServiceParts]:
    parts = ServiceParts(tmp_path)
    yield parts
    parts.store().close()


@pytest.fixture
def access(parts: ServiceParts) -> WindowAccess:
    return WindowAccess(parts)


@pytest.fixture
def desk(qtbot: QtBot, access: WindowAccess, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(wiring_of(access, tmp_path))
    yield desk
    assert desk.close(10)
