"""A document as it looks: PDF files are drawn, others are named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Slot
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from app.i18n import mark, tr
from app.ports.parts import Parts
from ui.bridge.desk import Desk
from ui.bridge.tasks import Task
from ui.look.palette import GRID
from ui.widgets.labels import paragraph
from ui.words import Words

_PDF: Final = ".pdf"
_LARGEST: Final = 30 * 1024 * 1024
_AFTER_MS: Final = 100


class Preview(QStackedWidget):
    """Reads the file on a worker thread; QtPdf draws its pages on threads of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._path: Path | None = None
        self._text = ""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view, self._label = QPdfView(self), _label(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self._document)
        self._document.statusChanged.connect(self._on_status_changed)
        self.addWidget(self._label)
        self.addWidget(self._view)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_AFTER_MS)
        self._waiting.timeout.connect(self._read)
        words = Words(self)
        words.say(self._view.setAccessibleName, mark("Preview"))
        words.also(lambda: self._say(self._text))

    @property
    def text(self) -> str:
        """What is said instead of a picture; empty while there is one."""
        return self._label.text() if self.currentWidget() is self._label else ""

    @property
    def page_count(self) -> int:
        return self._document.pageCount()

    def show_file(self, path: Path, suffix: str, size: int) -> None:
        if path == self._path:
            return
        self.clear()
        self._path = path
        if suffix != _PDF:
            self._say(mark("There is no preview for this kind of file. Open it to see it."))
        elif size > _LARGEST:
            self._say(mark("The file is too large for a preview. Open it to see it."))
        else:
            self._waiting.start()

    def clear(self) -> None:
        self._waiting.stop()
        if self._task is not None:
            self._task.cancel()
        self._path = self._task = None
        self._document.close()
        self._buffer.close()
        self._say("")

    @Slot()
    def _read(self) -> None:
        path = self._path
        if path is not None:

            def read(parts: Parts) -> bytes:
                return path.read_bytes()

            self._task = self._desk.read(read, self._on_read, self._on_read_failed)

    def _on_read(self, content: bytes) -> None:
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _on_read_failed(self, error: Exception) -> None:
        self._say(mark("The file is no longer on this computer. Put back a copy of the data folder."))

    @Slot(QPdfDocument.Status)
    def _on_status_changed(self, status: QPdfDocument.Status) -> None:
        if status == QPdfDocument.Status.Ready:
            self.setCurrentWidget(self._view)
        elif status == QPdfDocument.Status.Error:
            locked = self._document.error() == QPdfDocument.Error.IncorrectPassword
            self._say(
                mark("The file is protected by a password. Open it to see it.")
                if locked
                else mark("The file cannot be drawn here. Open it to see it.")
            )

    def _say(self, source: str) -> None:
        self._text = source
        self._label.setText(tr(source))
        if source or self._document.status() != QPdfDocument.Status.Ready:
            self.setCurrentWidget(self._label)


def _label(parent: QWidget) -> QLabel:
    label = paragraph(parent, role="muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMargin(2 * GRID)
    return label
