"""A browser that was started ahead: taken once by the session that it fits, ended when nobody takes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from connectors.browser.early_start import EarlyStart
from connectors.browser.errors import BrowserNotFoundError, BrowserStartError
from connectors.browser.options import BrowserOptions
from tests.contract.browser.conftest import Site, needs_browser

pytestmark = [needs_browser, pytest.mark.browser]


def _drivers() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "chromedriver" in child.name()}


def test_the_first_session_takes_it_and_the_next_starts_its_own(options: BrowserOptions, site: Site) -> None:
    address = site.page("/", "<p>here</p>")
    early = EarlyStart(options)
    started = _drivers()
    with early.session(replace(options, work_dir=options.work_dir / "visit"), ["127.0.0.1"]) as session:
        assert session.process_ids is not None and session.process_ids[0] in started
        session.open(address)
        assert session.run("return document.body.innerText") == "here"
        with early.session(options, ["127.0.0.1"]) as other:
            assert other.process_ids is not None and other.process_ids[0] not in started
    early.close()
    assert not list(options.work_dir.glob("**/session.json"))


def test_nobody_takes_it(options: BrowserOptions) -> None:
    early = EarlyStart(options)
    assert len(_drivers()) == 1
    early.close()
    assert not _drivers()
    assert not list(options.work_dir.iterdir())


def test_a_session_that_wants_another_browser_starts_it(options: BrowserOptions) -> None:
    early = EarlyStart(options)
    started = _drivers()
    with early.session(replace(options, language="de-DE"), ["127.0.0.1"]) as session:
        assert session.process_ids is not None and session.process_ids[0] not in started
        assert session.run("return navigator.language") == "de-DE"
    early.close()
    assert not _drivers()


def test_what_goes_wrong_ahead_is_told_by_the_session(options: BrowserOptions, tmp_path: Path) -> None:
    wrong = replace(options, binary=tmp_path / "no-browser")
    early = EarlyStart(wrong)
    with pytest.raises(BrowserNotFoundError):
        early.session(wrong, ["127.0.0.1"])
    early.close()


def test_a_program_that_is_no_browser(options: BrowserOptions, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o700)
    wrong = replace(options, binary=program)
    early = EarlyStart(wrong)
    with pytest.raises(BrowserStartError):
        early.session(wrong, ["127.0.0.1"])
    early.close()
    assert not _drivers()
    assert not list(options.work_dir.iterdir())
