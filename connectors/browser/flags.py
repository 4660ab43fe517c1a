"""Switches and preferences that every session starts with: quiet, private, and no disguise."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from connectors.browser.options import BrowserOptions

_SMALL_SHARED_MEMORY = 512 * 1024 * 1024
_BLOCK = 2
_ALLOW = 1
_OPEN_ADDRESSES = 4

_ALWAYS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-search-engine-choice-screen",
    "--disable-session-crashed-bubble",
    "--deny-permission-prompts",
    # The latter three are parts of the browser's own window that cost a process at every start.
    "--disable-features=Translate,MediaRouter,OptimizationHints,"
    "InitialWebUI,WebUIOmniboxPopup,PreloadTopChromeWebUI",
)


def arguments(options: BrowserOptions, profile: Path | None) -> list[str]:
    """Command line of the browser. `profile` is None when the browser runs on another machine."""
    width, height = options.window
    chosen = [*_ALWAYS, f"--lang={options.language}", f"--window-size={width},{height}"]
    if not options.visible:
        chosen.append("--headless=new")
    if profile is not None:
        chosen.append(f"--user-data-dir={profile}")
    if options.offline:
        chosen += ["--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=socks5://0.0.0.0:1"]
        chosen.append("--proxy-bypass-list=<-loopback>")
    if sys.platform == "linux":
        chosen += _linux_arguments()
    return chosen


def _linux_arguments() -> list[str]:
    chosen = []
    if os.geteuid() == 0:
        chosen.append("--no-sandbox")  # Chromium refuses to run its sandbox as root
    try:
        shared = os.statvfs(Path("/dev") / "shm")
        small = shared.f_frsize * shared.f_blocks < _SMALL_SHARED_MEMORY
    except OSError:
        small = True
    if small:
        chosen.append("--disable-dev-shm-usage")
    return chosen


_CONTENTS = {
    "automatic_downloads": _ALLOW,
    "popups": _ALLOW,
    "notifications": _BLOCK,
    "geolocation": _BLOCK,
    "media_stream_camera": _BLOCK,
    "media_stream_mic": _BLOCK,
}


def preferences(options: BrowserOptions, downloads: Path | None) -> dict[str, Any]:
    """The profile's preferences file. `downloads` is None when the browser runs on another machine."""
    language = options.language
    short = language.split("-")[0]
    contents = dict(_CONTENTS)
    if not options.scripts:
        contents["javascript"] = _BLOCK
    chosen: dict[str, Any] = {
        "alternate_error_pages": {"enabled": False},
        "autofill": {"enabled": False, "profile_enabled": False, "credit_card_enabled": False},
        "browser": {"check_default_browser": False},
        "credentials_enable_service": False,
        "credentials_enable_autosignin": False,
        "distribution": {"skip_first_run_ui": True, "make_chrome_default_for_user": False},
        "dns_prefetching": {"enabled": False},
        "download": {"prompt_for_download": False},
        "intl": {"accept_languages": ",".join(dict.fromkeys((language, short, "en")))},
        "plugins": {"always_open_pdf_externally": True},
        "profile": {
            "default_content_setting_values": contents,
            "password_manager_enabled": False,
            "password_manager_leak_detection": False,
        },
        "safebrowsing": {"enabled": False},
        "search": {"suggest_enabled": False},
        # Not the new tab page: it costs a quarter of a second before the first command is answered.
        "session": {"restore_on_startup": _OPEN_ADDRESSES, "startup_urls": ["about:blank"]},
        "signin": {"allowed": False},
        "translate": {"enabled": False},
    }
    if downloads is not None:
        chosen["download"]["default_directory"] = str(downloads)
        chosen["savefile"] = {"default_directory": str(downloads)}
    return chosen
