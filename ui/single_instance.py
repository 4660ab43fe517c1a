"""One window per data folder: a second start raises the first."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 2000
_RAISE: Final = b"raise\n"
_HEARD: Final = b"heard\n"
_LONGEST_SOCKET_NAME: Final = 100


class SingleInstance(QObject):
    """`asked_to_rise` when somebody else tried to start."""

    asked_to_rise = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _socket_name(data_folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_connected)

    def is_first(self) -> bool:
        """False when another one runs, which has been told to show itself."""
        if self._tell_other():
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # of one that died: nobody answered
            self._server.listen(self._name)
        return True

    def close(self) -> None:
        self._server.close()

    def _tell_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_RAISE)
        socket.flush()
        heard = socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == _HEARD
        socket.disconnectFromServer()
        return bool(heard)

    @Slot()
    def _on_server_connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_socket_spoke)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _on_socket_spoke(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and bytes(socket.readAll().data()) == _RAISE:
            socket.write(_HEARD)
            socket.flush()
            self.asked_to_rise.emit()


def _socket_name(data_folder: Path) -> str:
    """In the data folder, which is private to the user, where the system takes a path that long."""
    path = str(data_folder / "window.socket")
    if sys.platform != "win32" and data_folder.is_dir() and len(os.fsencode(path)) <= _LONGEST_SOCKET_NAME:
        return path
    return "moisson-" + hashlib.sha256(os.fsencode(data_folder)).hexdigest()[:24]
