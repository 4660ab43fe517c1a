"""Every named portal starts, in every language."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
import requests

from tests.portal_simulator.presets import PRESETS, SIZES
from tests.portal_simulator.simulator import PortalSimulator
from tests.portal_simulator.words import TEXTS

LANGUAGES: tuple[Literal["fr", "en", "de"], ...] = ("fr", "en", "de")


def test_every_text_is_there_in_every_language() -> None:
    assert set(TEXTS["fr"]) == set(TEXTS["en"]) == set(TEXTS["de"])
    for language in LANGUAGES:
        paths = [text for key, text in TEXTS[language].items() if key.startswith("path_")]
        assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_shows_its_first_page(language: Literal["fr", "en", "de"]) -> None:
    for name, config in PRESETS.items():
        if name in SIZES:
            continue
        with PortalSimulator(replace(config, language=language)) as sim:
            answer = requests.get(sim.url, allow_redirects=config.login.host is None)
            assert answer.status_code == (
                303 if config.login.host else 503 if name == "maintenance" else 200
            ), name
            if answer.status_code == 200:
                assert f'lang="{language}"' in answer.text
                assert sim.portal.layout.supplier in answer.text
