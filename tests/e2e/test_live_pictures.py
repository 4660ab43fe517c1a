"""Who watches a hidden sign-in sees what the browser shows; nobody else makes pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.portal_runs import Household, Owner
from tests.fakes import RecordingProgress
from tests.portal_simulator.presets import PRESETS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("watches", [True, False])
def test_pictures_are_made_for_who_watches(tmp_path: Path, watches: bool) -> None:
    progress = RecordingProgress()
    progress.watches = watches
    with Household(tmp_path, PRESETS["two-pages"]) as home:
        home.add()
        home.sync(Owner(home.sim), progress=progress)
        assert home.is_complete
    assert bool(progress.pictured) is watches
    assert all(image.startswith(b"\xff\xd8\xff") for _, image in progress.pictured)
    assert list(tmp_path.rglob("*.jp*g")) == []
