"""The WebDriver client: every command has a time limit, every error is ours, and nothing reaches a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver

from connectors.browser.errors import translate

_GRACE_S = 5  # what the driver may take beyond its own limit before its connection is given up
_WIRE_LOG = "selenium.webdriver.remote.remote_connection"


def silence_wire_log() -> None:
    """Selenium logs the bodies of all commands at DEBUG: typed passwords and cookies. Drop them for good."""
    log = logging.getLogger(_WIRE_LOG)
    if _below_warning not in log.filters:
        log.addFilter(_below_warning)


def _below_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


class Driver(WebDriver):
    """A WebDriver for a driver or a Grid that already listens at `address`."""

    def __init__(
        self,
        address: str,
        options: ArgOptions,
        *,
        vendor: str,
        limit_s: int,
        start_s: int,
        opened: tuple[str, dict[str, Any]] | None = None,
    ) -> None:
        silence_wire_log()
        self.commands = 0  # given so far
        self._opened = opened
        self._client = ClientConfig(
            address,
            timeout=start_s,
            # A command is never repeated: a click or a typed code would happen twice.
            init_args_for_pool_manager={"init_args_for_pool_manager": {"retries": False}},
        )
        connection = RemoteConnection(client_config=self._client, ignore_proxy=True)
        # Typed as if commands were single texts; they are pairs of method and path.
        untyped: Any = connection
        untyped.extra_commands = {"executeCdpCommand": ("POST", f"/session/$sessionId/{vendor}/cdp/execute")}
        super().__init__(command_executor=connection, options=options)
        self._limit_s = limit_s + _GRACE_S
        self._client.timeout = self._limit_s

    @classmethod
    def of_session(
        cls, address: str, session_id: str, capabilities: dict[str, Any], *, vendor: str, limit_s: int
    ) -> Self:
        """For a session that the driver has opened already."""
        opened = (session_id, capabilities)
        return cls(address, Options(), vendor=vendor, limit_s=limit_s, start_s=limit_s, opened=opened)

    def start_session(self, capabilities: dict[str, Any]) -> None:
        if self._opened is None:
            super().start_session(capabilities)
        else:
            self.session_id, self.caps = self._opened

    def execute(self, driver_command: Any, params: dict[str, Any] | None = None) -> Any:
        self.commands += 1
        try:
            return super().execute(driver_command, params)
        except Exception as error:
            ours = translate(error, str(driver_command))
            if ours is None:
                raise
            # Not chained: the frames of the client hold what was being typed.
            raise ours from None

    def cdp(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the browser's own protocol, for the current tab."""
        answer: dict[str, Any] = self.execute("executeCdpCommand", {"cmd": method, "params": params})["value"]
        return answer

    @contextmanager
    def limit(self, seconds: int) -> Iterator[None]:
        """Another limit for the commands inside, for quitting (shorter) or a long download (longer)."""
        self._client.timeout = seconds
        try:
            yield
        finally:
            self._client.timeout = self._limit_s
