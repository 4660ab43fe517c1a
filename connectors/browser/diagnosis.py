"""Is there a browser to visit portals with?"""

from __future__ import annotations

from app.ports.parts import Finding
from connectors.browser.errors import BrowserNotFoundError
from connectors.browser.find import find_browser


def diagnose_browser() -> list[Finding]:
    """Looks for programs on this machine; starts nothing."""
    try:
        found = find_browser()
    except BrowserNotFoundError:
        return [Finding("browser", ok=False, advice="install_browser")]
    browser = Finding(
        "browser",
        ok=True,
        facts=(("name", found.name), ("version", found.version), ("path", str(found.binary))),
    )
    if found.driver is None:
        return [browser, Finding("driver", ok=True, facts=(("source", "selenium-manager"),))]
    return [browser, Finding("driver", ok=True, facts=(("path", str(found.driver)),))]
