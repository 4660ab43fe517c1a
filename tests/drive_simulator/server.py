"""HTTP on loopback, with the faults that only a server can make."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.drive_simulator.faults import Fault, FaultRules, Kind
from tests.drive_simulator.routes import operation_of
from tests.drive_simulator.wire import Answer, Request, error_answer

Handler = Callable[[str, str, Request, Fault | None], Answer]

_REFUSALS: dict[Kind, Callable[[Fault], Answer]] = {
    Kind.UNAVAILABLE: lambda fault: error_answer(503, "backendError", "Backend Error"),
    Kind.RATE: lambda fault: error_answer(
        403, "userRateLimitExceeded", "User Rate Limit Exceeded", "usageLimits"
    ),
    Kind.TOO_MANY: lambda fault: error_answer(
        429, "rateLimitExceeded", "Too many requests", "usageLimits", Retry_After=f"{fault.seconds:g}"
    ),
    Kind.QUOTA: lambda fault: error_answer(
        403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded."
    ),
    Kind.FORBIDDEN: lambda fault: error_answer(
        403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file."
    ),
}
_CUT = (Kind.LOST, Kind.CUT)


class LoopbackServer:
    """Answers on a port of 127.0.0.1. `latency_s`: before every answer. `busiest`: requests at once."""

    def __init__(self, handler: Handler, rules: FaultRules, port: int = 0) -> None:
        self.latency_s = 0.0
        self.busiest = 0
        self._busy = 0
        self._lock = threading.Lock()
        self.open: set[socket.socket] = set()
        outer = self

        class Connection(_Connection):
            server_side = (outer, handler, rules)

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Connection, bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.request_queue_size = 128
        self._server.server_bind()
        self._server.server_activate()
        self.port: int = self._server.server_address[1]

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        with self._lock:
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.drop_connections()

    def drop_connections(self) -> None:
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024
    server_side: tuple[LoopbackServer, Handler, FaultRules]

    def setup(self) -> None:
        super().setup()
        self.server_side[0].open.add(self.connection)

    def finish(self) -> None:
        self.server_side[0].open.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, *about: Any) -> None:
        """Tests look at the record, not at standard error."""

    def _serve(self) -> None:
        server, handler, rules = self.server_side
        target = urlsplit(self.path)
        query = dict(parse_qsl(target.query, keep_blank_values=True))
        operation, file_id = operation_of(self.command, target.path, query)
        fault = rules.strike(operation)
        length = int(self.headers.get("Content-Length") or 0)
        cut = fault is not None and fault.kind is Kind.CUT and length > 1
        body = self.rfile.read(length // 2 if cut else length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        gone = cut or len(body) < length
        request = Request(self.command, target.path, query, headers, body, cut=gone)
        with server.busy():
            time.sleep(server.latency_s + (fault.seconds if fault and fault.kind is Kind.SLOW else 0))
            refuse = _REFUSALS.get(fault.kind) if fault else None
            answer = refuse(fault) if refuse and fault else handler(operation, file_id, request, fault)
        if gone or (fault and fault.kind in _CUT):
            self._hang_up()
        elif fault and fault.kind is Kind.INTERNAL:
            self._send(error_answer(500, "internalError", "Internal Error"))
        else:
            self._send(answer, cut=fault is not None and fault.kind is Kind.CUT_ANSWER)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - http.server's names

    def _send(self, answer: Answer, *, cut: bool = False) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if cut else answer.body)
        self.wfile.flush()
        if cut:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
