"""A flow in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services.flows.steps import Done
from ui.bridge.desk import Desk
from ui.look.palette import WIZARD_SIZE
from ui.look.theme import Theme
from ui.wizards.flow_session import MakeFlow
from ui.wizards.flow_view import FlowView


class FlowDialog(QDialog):
    """Begins when it is opened. Esc and the cross ask before anything is lost. Not modal: the question of a
    visit, or of a passphrase, must be answered beside it."""

    done_with = Signal(object)
    """Done: something came of it"""

    def __init__(self, desk: Desk, theme: Theme, make: MakeFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*WIZARD_SIZE)
        self._is_over = False
        self.view = FlowView(desk, theme, make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.ended.connect(self._on_ended)

    def open(self) -> None:
        self.show()
        self.view.open()

    def reject(self) -> None:
        """Esc."""
        if self._is_over:
            super().reject()
        else:
            self.view.leave()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        if self._is_over:
            super().closeEvent(event)
        else:
            event.ignore()
            self.view.leave()

    @Slot(object)
    def _on_ended(self, done: Done | None) -> None:
        self._is_over = True
        if done is not None:
            self.done_with.emit(done)
            self.accept()
        else:
            self.reject()
