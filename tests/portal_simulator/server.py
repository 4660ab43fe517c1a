"""A small threading HTTP/1.1 server: one thread per connection, answers sent in one piece.

Not http.server: its header parsing costs ten times as much, and benchmarks run on the same two cores.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from tests.portal_simulator.wire import Request, Response

Handler = Callable[[Request], Response]
Recorder = Callable[[Request, Response, int], None]

_MAX_BODY = 8 << 20


class LoopbackServer:
    """Listens on one port of several loopback addresses until it is stopped."""

    def __init__(self, addresses: tuple[str, ...], port: int, handler: Handler, recorder: Recorder) -> None:
        self._handler = handler
        self._recorder = recorder
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listeners: list[socket.socket] = []
        self.most_at_once = 0
        for address in addresses:
            listener = socket.create_server((address, port), backlog=256)
            self._listeners.append(listener)
            port = listener.getsockname()[1]
        self.port = port

    def start(self) -> None:
        """Begin to accept connections."""
        for listener in self._listeners:
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def stop(self) -> None:
        """Close the listeners and every open connection."""
        self._stopping.set()
        for listener in self._listeners:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self.drop_connections()

    def drop_connections(self) -> None:
        """Cut every connection that is open now, in the middle of an answer too."""
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while not self._stopping.is_set():
            try:  # the listener may have been closed before this thread was started
                connection, _ = listener.accept()
                address = connection.getsockname()[0]
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection, address), daemon=True).start()

    def _serve(self, connection: socket.socket, address: str) -> None:
        with self._lock:
            self._open.add(connection)
            self.most_at_once = max(self.most_at_once, len(self._open))
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection.makefile("rb") as stream:
                while not self._stopping.is_set():
                    request = self._read(stream, address)
                    if request is None or not self._answer(connection, request):
                        break
        except (OSError, ValueError):
            # The client went away, or sent no HTTP: nothing to answer.
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _read(self, stream: BinaryIO, address: str) -> Request | None:
        line = stream.readline(65536)
        if not line:
            return None
        method, target, _ = line.decode("latin-1").split(" ", 2)
        headers: dict[str, str] = {}
        while (line := stream.readline(65536)) not in (b"\r\n", b"\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", "0"))
        if length > _MAX_BODY:
            raise ValueError("body too large")
        body = stream.read(length) if length else b""
        host = headers.get("host", address).rsplit(":", 1)[0].lower()
        return Request(method, target, headers, body, host, self.port, address, time.time())

    def _answer(self, connection: socket.socket, request: Request) -> bool:
        """Send the answer; False when the connection must be closed."""
        response = self._handler(request)
        if response.delay_s and self._stopping.wait(response.delay_s):
            return False
        if response.cut_after == 0:
            self._recorder(request, response, 0)
            _reset(connection)
            return False
        body = b"" if request.method == "HEAD" else response.body[: response.cut_after]
        # Recorded first: a test that has the answer must find the request in the record.
        self._recorder(request, response, len(body))
        connection.sendall(response.head() + body)
        if response.cut_after is not None:
            connection.shutdown(socket.SHUT_WR)
            return False
        return request.headers.get("connection", "").lower() != "close"


def _reset(connection: socket.socket) -> None:
    """Close with a TCP reset, as a failing gateway does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
