"""Wires the window: what it is given, and nothing of how it looks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from app.adapters.logs import start_logging
from app.adapters.paths import DataFolder
from app.adapters.qr_codes import read_qr
from app.adapters.secret_stores import RememberedPassphrase
from app.adapters.settings import SettingsFile
from app.cli.application import Choices
from app.demo.catalogue import DemoCatalogue
from app.demo.resident import ResidentDemonstration
from app.main import Installation
from app.upkeep import InstallationUpkeep
from ui.application import run
from ui.wiring import Ask, DataAccess, Preferences, Wiring


def open_window(data_dir: Path | None, language: str | None, verbose: int, hidden: bool) -> int:
    """Until it is closed; returns the exit status. Raises MoissonError when it cannot be opened."""
    folder = DataFolder.locate(data_dir).create()
    settings = SettingsFile(folder.settings)
    demonstration = ResidentDemonstration(folder.root / "demonstration.json")

    def own_catalogue() -> DemoCatalogue:
        country = settings.load_or_default().country
        return DemoCatalogue(
            folder.portals, lambda: demonstration.portal().url, index_folder=folder.root, home=country
        )

    def open_access(ask: Ask) -> DataAccess:
        choices = Choices(data_dir, verbose, RememberedPassphrase(ask))
        return Installation(choices, own_catalogue)

    looking = Installation(Choices(data_dir, verbose, lambda: None))
    wiring = Wiring(
        open=open_access,
        data_folder=folder.root,
        state_file=folder.root / "window.ini",
        load_preferences=partial(_load_preferences, settings),
        save_preferences=partial(_save_preferences, settings),
        demonstration=demonstration.portal,
        upkeep=InstallationUpkeep(folder, data_dir, looking.diagnose),
        read_qr=read_qr,
        needs_new_passphrase=lambda: not folder.secrets.exists(),
        language=language,
        hidden=hidden,
    )
    stop_logging = start_logging(folder, verbose=verbose)
    try:
        return run(wiring)
    finally:
        demonstration.close()
        stop_logging()


def _load_preferences(settings: SettingsFile) -> Preferences:
    stored = settings.load()
    return Preferences(stored.language, stored.theme)


def _save_preferences(settings: SettingsFile, preferences: Preferences) -> None:
    settings.save(replace(settings.load(), language=preferences.language, theme=preferences.theme))
