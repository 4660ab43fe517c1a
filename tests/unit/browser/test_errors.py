from __future__ import annotations

import pytest
from selenium.common import exceptions as selenium
from urllib3 import exceptions as http

from connectors.browser.errors import (
    BrowserError,
    BrowserGoneError,
    BrowserStartError,
    BrowserTimeoutError,
    ElementCoveredError,
    ElementHiddenError,
    ElementMissingError,
    HostNotAllowedError,
    PageUnreachableError,
    ScriptFailedError,
    TabGoneError,
    translate,
)


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (
            selenium.TimeoutException("timeout: Timed out receiving message from renderer"),
            BrowserTimeoutError,
        ),
        (http.ReadTimeoutError(None, "/", "read"), BrowserTimeoutError),  # type: ignore[arg-type]
        (http.NewConnectionError(None, "refused"), BrowserGoneError),  # type: ignore[arg-type]
        (http.ProtocolError("Connection aborted."), BrowserGoneError),
        (ConnectionResetError(), BrowserGoneError),
        (selenium.InvalidSessionIdException("invalid session id"), BrowserGoneError),
        (selenium.NoSuchWindowException("no such window: target window already closed"), TabGoneError),
        (selenium.WebDriverException("disconnected: not connected to DevTools"), BrowserGoneError),
        (selenium.WebDriverException("chrome not reachable"), BrowserGoneError),
        (selenium.WebDriverException("tab crashed"), BrowserGoneError),
        (selenium.StaleElementReferenceException("stale"), ElementMissingError),
        (selenium.NoSuchFrameException("no such frame"), ElementMissingError),
        (selenium.ElementClickInterceptedException("x"), ElementCoveredError),
        (selenium.ElementNotInteractableException("x"), ElementHiddenError),
        (selenium.SessionNotCreatedException("only supports Chrome version 1"), BrowserStartError),
        (selenium.JavascriptException("javascript error: x is not defined"), ScriptFailedError),
        (selenium.InvalidSelectorException("invalid selector"), ScriptFailedError),
    ],
)
def test_errors_of_the_driver_become_ours(error: Exception, ours: type[BrowserError]) -> None:
    assert type(translate(error, "click")) is ours


def test_the_code_of_a_network_error_is_kept() -> None:
    got = translate(selenium.WebDriverException("unknown error: net::ERR_NAME_NOT_RESOLVED\n (x)"), "get")
    assert isinstance(got, PageUnreachableError)
    assert got.code == "ERR_NAME_NOT_RESOLVED"


def test_other_errors_stay_themselves() -> None:
    assert translate(ValueError("x"), "get") is None


def test_a_missing_element_is_told_from_a_gone_browser() -> None:
    assert not isinstance(translate(selenium.StaleElementReferenceException("x"), "c"), BrowserGoneError)
    assert issubclass(TabGoneError, BrowserGoneError)
    assert HostNotAllowedError("a.fr").host == "a.fr"
