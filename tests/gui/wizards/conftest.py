from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import i18n
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme


@pytest.fixture(autouse=True)
def english() -> None:
    """The source texts: a test need not know the French ones."""
    i18n.set_language("en")


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme(cast(QApplication, QApplication.instance()), Appearance.LIGHT)


@pytest.fixture
def wizard(qtbot: QtBot, desk: Desk, theme: Theme, parts: ServiceParts) -> Iterator[Wizard]:
    wizard = Wizard(qtbot, desk, theme, parts)
    yield wizard
    wizard.close()
