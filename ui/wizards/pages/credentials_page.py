"""What a portal needs for a sign-in, with the advice of its entry."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from app.domain.portals import text_in
from app.i18n import language, mark, tr
from app.services.flows.account_forms import BY_HAND, PASSWORD
from ui.look.icons import Symbol, icon
from ui.look.palette import GRID
from ui.widgets.labels import paragraph
from ui.wizards.pages.form_page import FormPage

_OPEN = mark("Open the sign-in page")
_OPEN_HELP = mark("In your own browser, to look something up. Nothing is signed in there.")
_KEPT = mark("kept; type only to change it")


class CredentialsPage(FormPage):
    def build(self) -> None:
        advice = text_in(self.form.advice, language())
        if advice:
            self.column.addWidget(self._advice())
        self.open_button = QPushButton()
        self.open_button.setAutoDefault(False)
        self.words.say(self.open_button.setText, _OPEN)
        self.words.say(self.open_button.setToolTip, _OPEN_HELP)
        self.open_button.clicked.connect(self._on_open)
        self.add_fields()
        self.column.insertWidget(self.column.count() - 1, self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        by_hand = self.boxes[BY_HAND].editor
        by_hand.changed.connect(self._on_by_hand)
        self._on_by_hand()
        self.words.also(self._say_kept)
        self.theme.changed.connect(self._draw)
        self._draw()

    def _advice(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("advice")
        column = QVBoxLayout(frame)
        column.setContentsMargins(GRID + GRID // 2, GRID, GRID + GRID // 2, GRID)
        self.advice_label: QLabel = paragraph()
        self.words.also(lambda: self.advice_label.setText(text_in(self.form.advice, language()) or ""))
        column.addWidget(self.advice_label)
        return frame

    def _say_kept(self) -> None:
        """Secrets that are stored are not shown, only that they are there."""
        for key, fact in ((PASSWORD, "has_password"), ("totp", "has_totp")):
            if self.form.facts.get(fact):
                self.boxes[key].show_placeholder(tr(_KEPT))

    @Slot()
    def _on_by_hand(self) -> None:
        by_hand = self.boxes[BY_HAND].editor.value() is True
        for key in ("username", PASSWORD, "totp"):
            self.boxes[key].setEnabled(not by_hand)

    @Slot()
    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl(str(self.facts.get("address", ""))))

    @Slot()
    def _draw(self) -> None:
        self.open_button.setIcon(icon(Symbol.PORTAL, self.theme.palette.text))
