"""A connection of our own to the browser's protocol, for what WebDriver cannot pass on: events."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from typing import Any

from connectors.browser.errors import BrowserGoneError, BrowserTimeoutError, ScriptFailedError

Handler = Callable[[dict[str, Any], str | None], None]

_CONNECT_S = 10.0
_CALL_S = 10.0


class DevTools:
    """Handlers run on the connection's own thread: they may `send`, never `call`."""

    def __init__(self, address: str) -> None:
        """`address`: host:port on loopback, or a ws:// address. Raises BrowserGoneError."""
        import websocket

        self._websocket_error: type[Exception] = websocket.WebSocketException
        try:
            url = address if "://" in address else _browser_address(address)
            self._socket: Any = websocket.create_connection(url, timeout=_CONNECT_S, suppress_origin=True)
            self._socket.settimeout(None)
        except (OSError, ValueError, http.client.HTTPException, websocket.WebSocketException) as error:
            raise BrowserGoneError("browser protocol") from error
        self._changed = threading.Condition()
        self._answers: dict[int, dict[str, Any]] = {}
        self._waiting: set[int] = set()
        self._handlers: dict[str, list[Handler]] = {}
        self._last = 0
        self._open = True
        threading.Thread(target=self._read, name="browser-protocol", daemon=True).start()

    @property
    def is_open(self) -> bool:
        return self._open

    def listen(self, event: str, handler: Handler) -> None:
        with self._changed:
            self._handlers.setdefault(event, []).append(handler)

    def forget(self, event: str, handler: Handler) -> None:
        with self._changed:
            self._handlers[event].remove(handler)

    def send(self, method: str, session: str | None = None, **params: Any) -> None:
        """Without waiting for the answer, whatever it is."""
        self._write(method, session, params, wait=False)

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Raises BrowserGoneError, BrowserTimeoutError, ScriptFailedError (the browser refused)."""
        number = self._write(method, session, params, wait=True)
        with self._changed:
            done = self._changed.wait_for(lambda: number in self._answers or not self._open, _CALL_S)
            self._waiting.discard(number)
            answer = self._answers.pop(number, None)
        if answer is None:
            raise BrowserTimeoutError(method) if not done else BrowserGoneError(method)
        if "error" in answer:
            raise ScriptFailedError(f"{method}: {answer['error'].get('message', '')}")
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        self._open = False
        self._socket.shutdown()

    def _write(self, method: str, session: str | None, params: dict[str, Any], *, wait: bool) -> int:
        with self._changed:
            self._last += 1
            number = self._last
            if wait:
                self._waiting.add(number)
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        try:
            self._socket.send(json.dumps(message))
        except (OSError, self._websocket_error) as error:
            raise BrowserGoneError(method) from error
        return number

    def _read(self) -> None:
        while self._open:
            try:
                message = json.loads(self._socket.recv())
            except (OSError, ValueError, AttributeError, self._websocket_error):
                break  # closed by one side or the other; AttributeError: by us, in another thread
            if "id" in message:
                self._answered(message)
            else:
                with self._changed:
                    handlers = list(self._handlers.get(message["method"], ()))
                for handler in handlers:
                    self._handle(handler, message)
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _answered(self, message: dict[str, Any]) -> None:
        with self._changed:
            if message["id"] in self._waiting:
                self._answers[message["id"]] = message
                self._changed.notify_all()

    def _handle(self, handler: Handler, message: dict[str, Any]) -> None:
        try:
            handler(message["params"], message.get("sessionId"))
        except BrowserGoneError:
            self._open = False


def _browser_address(address: str) -> str:
    host, _, port = address.rpartition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=_CONNECT_S)
    try:
        connection.request("GET", "/json/version")
        return str(json.loads(connection.getresponse().read())["webSocketDebuggerUrl"])
    finally:
        connection.close()
