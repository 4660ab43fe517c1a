"""Files for people: copies in a private folder, so that nobody touches the vault."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.domain.deliveries import DestinationKind
from app.i18n import tr
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.copy_documents import copy_documents
from app.services.document_details import document_details
from ui.bridge.desk import Desk
from ui.documents.documents_view import mime_of
from ui.navigation import Navigator

_PREFIX: Final = "moisson-"
MOST_AT_ONCE: Final = 200
"""More copies than this are a mistake of the hand: an export as CSV or a destination serves better."""


class DocumentFiles(QObject):
    """Copies go when the application does."""

    def __init__(self, desk: Desk, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def copies(self, document_ids: Sequence[int], done: Callable[[list[Path]], None]) -> None:
        """Copies under their delivery names."""
        if len(document_ids) > MOST_AT_ONCE:
            said = tr("At most {count} files can be taken at once. Select fewer.", count=MOST_AT_ONCE)
            self._navigator.message_wanted.emit(said)
            return
        root = self._root()

        def copy(parts: Parts, cancellation: Cancellation) -> list[Path]:
            return copy_documents(parts, document_ids, Path(tempfile.mkdtemp(dir=root)), cancellation)

        self._desk.search(copy, done)

    def open(self, document_ids: Sequence[int]) -> None:
        """With the system's program for it."""
        self.copies(document_ids, self._open_all)

    def put_on_clipboard(self, document_ids: Sequence[int]) -> None:
        self.copies(document_ids, self._to_clipboard)

    def show_in_folder(self, document_id: int) -> None:
        """Where it was delivered to, if that is on this computer; else a copy."""
        root = self._root()

        def find(parts: Parts) -> Path:
            details = document_details(parts, document_id)
            for receipt in details.receipts if details else ():
                there = Path(receipt.address)
                is_local = receipt.destination.kind is DestinationKind.FOLDER
                if is_local and receipt.address and there.is_file():
                    return there
            [copy] = copy_documents(parts, [document_id], Path(tempfile.mkdtemp(dir=root)))
            return copy

        self._desk.read(find, self._show_folder)

    @Slot()
    def clear(self) -> None:
        """Removes every copy that was made."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.cleanup()
            self._folder = None

    def _root(self) -> str:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        return self._folder.name

    def _open_all(self, paths: list[Path]) -> None:
        for path in paths:
            self._open_path(path)

    def _show_folder(self, path: Path) -> None:
        self._open_path(path.parent)

    def _open_path(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = tr(
                "No program was found that opens {name}. Choose one in the system’s settings.", name=path.name
            )
            self._navigator.message_wanted.emit(said)

    def _to_clipboard(self, paths: list[Path]) -> None:
        QApplication.clipboard().setMimeData(mime_of([str(path) for path in paths]))
