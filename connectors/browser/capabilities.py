"""What a driver is asked for: the browser, its command line, its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.browser.find import FoundBrowser
from connectors.browser.flags import arguments, preferences
from connectors.browser.folder import SessionFolder
from connectors.browser.options import BrowserOptions

if TYPE_CHECKING:
    from selenium.webdriver.chromium.options import ChromiumOptions


def local_capabilities(
    options: BrowserOptions, browser: FoundBrowser, folder: SessionFolder
) -> ChromiumOptions:
    """For a browser of this machine, whose profile lies in `folder`."""
    chosen = _common(options, edge=browser.name == "edge")
    for argument in arguments(options, folder.profile):
        chosen.add_argument(argument)
    chosen.binary_location = str(browser.binary)
    return chosen


def grid_capabilities(options: BrowserOptions) -> ChromiumOptions:
    """For a browser of another machine."""
    chosen = _common(options, edge=False)
    for argument in arguments(options, None):
        chosen.add_argument(argument)
    chosen.enable_downloads = True
    chosen.add_experimental_option("prefs", preferences(options, None))
    return chosen


def _common(options: BrowserOptions, *, edge: bool) -> ChromiumOptions:
    from selenium.webdriver.chrome.options import Options as ChromeOptions
    from selenium.webdriver.edge.options import Options as EdgeOptions

    chosen: ChromiumOptions = EdgeOptions() if edge else ChromeOptions()
    limit_ms = int(options.page_timeout_s * 1000)
    chosen.page_load_strategy = "eager"  # settling is ours: it knows more than the load event
    chosen.unhandled_prompt_behavior = "dismiss"
    chosen.timeouts = {"pageLoad": limit_ms, "script": limit_ms}
    chosen.add_experimental_option("excludeSwitches", ["enable-logging"])
    return chosen
