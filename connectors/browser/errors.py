"""What can go wrong with a browser. Only this file knows the exceptions of Selenium."""

from __future__ import annotations

import re

from selenium.common import exceptions as selenium
from urllib3 import exceptions as http

_NET_ERROR = re.compile(r"net::(ERR_[A-Z0-9_]+)")
_GONE = re.compile(
    r"disconnected|not reachable|not connected to devtools|tab crashed|invalid session id|session deleted"
    r"|unable to (?:connect|receive)|crashed",
    re.IGNORECASE,
)
_DETACHED = re.compile(
    r"detached|no such (?:frame|execution context)|context was destroyed|unloaded", re.IGNORECASE
)


class BrowserError(Exception):
    """Anything that the browser could not do. Never carries page content or typed text."""


class BrowserNotFoundError(BrowserError):
    """No usable browser or driver on this machine."""


class BrowserStartError(BrowserError):
    """The browser is there but did not start."""


class DriverEndedError(BrowserStartError):
    """The driver ended before it said where it listens."""


class BrowserGoneError(BrowserError):
    """The browser, its driver or the whole session ended from outside."""


class TabGoneError(BrowserGoneError):
    """The current tab was closed; the session may have others."""


class BrowserTimeoutError(BrowserError):
    """A command took longer than its limit."""


class ElementMissingError(BrowserError):
    """No element, or no frame, stands at that place any more."""


class ElementHiddenError(ElementMissingError):
    """The element is there, but a person would not see it or could not use it."""


class ElementCoveredError(BrowserError):
    """Something else lies over the element."""


class HostNotAllowedError(BrowserError):
    """A secret, a cookie or a file was about to be exchanged with a host that is not allowed."""

    def __init__(self, host: str) -> None:
        super().__init__(f"host not allowed: {host}")
        self.host = host


class PageUnreachableError(BrowserError):
    """The network or the server gave no page. `code` is the browser's own, such as ERR_NAME_NOT_RESOLVED."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ScriptFailedError(BrowserError):
    """A script of ours failed in the page."""


class FetchFailedError(BrowserError):
    """A request made inside the page got no readable answer."""


def translate(error: BaseException, command: str) -> BrowserError | None:
    """Our error for one of Selenium's or its HTTP client's; None for what is neither."""
    if isinstance(error, http.NewConnectionError):  # refused: to its library a kind of timeout
        return BrowserGoneError(command)
    if isinstance(error, (http.TimeoutError, http.ReadTimeoutError, TimeoutError)):
        return BrowserTimeoutError(command)
    if isinstance(error, (http.HTTPError, ConnectionError)):
        return BrowserGoneError(command)
    if not isinstance(error, selenium.WebDriverException):
        return None
    return _translate_selenium(error, command)


def _translate_selenium(error: selenium.WebDriverException, command: str) -> BrowserError:
    message = (error.msg or "").splitlines()[0] if error.msg else ""
    by_class: BrowserError | None = None
    match error:
        case selenium.InvalidSessionIdException():
            by_class = BrowserGoneError(command)
        case selenium.NoSuchWindowException():
            by_class = TabGoneError(command)
        case selenium.TimeoutException():
            by_class = BrowserTimeoutError(command)
        case selenium.ElementClickInterceptedException():
            by_class = ElementCoveredError(command)
        case selenium.ElementNotInteractableException() | selenium.InvalidElementStateException():
            by_class = ElementHiddenError(command)
        case (
            selenium.StaleElementReferenceException()
            | selenium.NoSuchElementException()
            | selenium.NoSuchFrameException()
        ):
            by_class = ElementMissingError(command)
        case selenium.SessionNotCreatedException():
            by_class = BrowserStartError(message)
    return by_class or _translate_message(message, command)


def _translate_message(message: str, command: str) -> BrowserError:
    unreachable = _NET_ERROR.search(message)
    if unreachable:
        return PageUnreachableError(unreachable[1])
    if _DETACHED.search(message):
        return ElementMissingError(command)
    if _GONE.search(message):
        return BrowserGoneError(command)
    if "timed out" in message.lower() or "timeout" in message.lower():
        return BrowserTimeoutError(command)
    return ScriptFailedError(f"{command}: {message[:200]}")
