"""Visits are made in a window when they ask for it, or when the user always wants to see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.settings import SettingsFile
from app.cli.application import Choices
from app.domain.accounts import Secrets
from app.domain.runs import VisitOptions
from app.domain.settings import Settings
from app.main import Installation
from app.services.account_visit import AccountVisit, VisitRequest
from connectors.web.visit_browser import BrowserChoice, VisitBrowser
from tests.unit.services.service_parts import EDF, Person, ServiceParts


@pytest.mark.parametrize(
    ("asked", "always", "visible"), [(False, False, False), (True, False, True), (False, True, True)]
)
def test_who_asks_for_a_window_gets_it(tmp_path: Path, asked: bool, always: bool, visible: bool) -> None:
    parts = ServiceParts(tmp_path)
    options = VisitOptions(visible=asked)
    request = VisitRequest(parts.add_account(), EDF, Secrets(), options, Person())
    visit = AccountVisit(request, parts, parts.progress, parts.cancellation, None)
    browser = VisitBrowser(visit, BrowserChoice(visible=always))
    assert browser._options.visible is visible
    parts.store().close()


def test_the_setting_reaches_the_collector(tmp_path: Path) -> None:
    SettingsFile(tmp_path / "settings.json").save(Settings(browser_visible=True))
    installation = Installation(Choices(tmp_path, 0, lambda: None))
    collector = installation.read().collector()
    installation.close()
    assert collector._choice.visible  # type: ignore[attr-defined]
