"""Take the commands of a browser: one started here, or one of a Selenium Grid."""

from __future__ import annotations

import math
import subprocess
from dataclasses import dataclass

from connectors.browser.capabilities import grid_capabilities
from connectors.browser.driver import Driver
from connectors.browser.errors import BrowserError, BrowserStartError, BrowserTimeoutError
from connectors.browser.folder import SessionFolder
from connectors.browser.local_start import LocalBrowser, begin_local, finish_local
from connectors.browser.options import BrowserOptions

_GRID_START_LIMIT_S = 300  # a Grid queues until a browser is free


@dataclass(slots=True)
class Launched:
    """`local`: the processes behind it; None for a Grid."""

    driver: Driver
    folder: SessionFolder
    local: LocalBrowser | None

    @property
    def process(self) -> subprocess.Popen[bytes] | None:
        """The driver's."""
        return self.local.process if self.local else None


def launch(options: BrowserOptions) -> Launched:
    """Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError; leaves nothing behind then."""
    if options.remote_url:
        return _launch_there(options, options.remote_url)
    return take_over(options, finish_local(begin_local(options)))


def take_over(options: BrowserOptions, local: LocalBrowser) -> Launched:
    """A browser of this machine that was started for these options."""
    limit_s = math.ceil(options.page_timeout_s)
    try:
        driver = Driver.of_session(
            local.address, local.session_id, local.capabilities, vendor=local.vendor, limit_s=limit_s
        )
    except BaseException:
        local.end()
        raise
    return Launched(driver, local.folder, local)


def _launch_there(options: BrowserOptions, address: str) -> Launched:
    folder = SessionFolder.create(options.work_dir)
    limit_s = math.ceil(options.page_timeout_s)
    try:
        driver = Driver(
            address, grid_capabilities(options), vendor="goog", limit_s=limit_s, start_s=_GRID_START_LIMIT_S
        )
    except (BrowserStartError, BrowserTimeoutError):
        folder.remove()
        raise
    except BrowserError as error:
        folder.remove()
        raise BrowserStartError(str(error)) from None
    except BaseException:
        folder.remove()
        raise
    return Launched(driver, folder, None)
