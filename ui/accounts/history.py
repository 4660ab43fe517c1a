"""The last visits to one account: when, how they ended, what they brought, and what was kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.runs import CollectionRun
from app.i18n import tr, trn
from app.ports.clock import Clock
from app.services.account_overview import standing_of_outcome
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.outcomes import outcome_text, outcome_word
from ui.texts.times import exact_text, moment_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, remark
from ui.widgets.shapes import ShapeLabel


class History(QWidget):
    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID + GRID // 2)

    def show_runs(self, company: str, runs: Sequence[CollectionRun]) -> None:
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(company, run) for run in runs] or [self._nothing()]
        for line in self._lines:
            self._layout.addWidget(line)

    def _nothing(self) -> QWidget:
        label = paragraph(role="muted")
        label.setText(tr("No visit so far."))
        return label

    def _line(self, company: str, run: CollectionRun) -> QWidget:
        line, words = QWidget(), QVBoxLayout()
        shape = ShapeLabel(self._theme)
        shape.show_shape(standing_of_outcome(run.outcome))
        outcome, counts = paragraph(), remark()
        outcome.setText(outcome_word(run.outcome))
        line.setToolTip(outcome_text(run.outcome, company, dict(run.facts)))
        counts.setText(counts_text(run))
        counts.setWordWrap(True)
        when = remark()
        when.setText(moment_text(run.started_at, self._clock.now(), self._clock.zone()))
        when.setToolTip(exact_text(run.started_at, self._clock.zone()))
        words.setSpacing(2)
        words.addWidget(outcome)
        words.addWidget(counts)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        right = QVBoxLayout()
        right.addWidget(when, 0, Qt.AlignmentFlag.AlignRight)
        if run.evidence and Path(run.evidence).is_dir():
            right.addWidget(self._evidence_button(run.evidence), 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        across.addLayout(right)
        return line

    def _evidence_button(self, folder: str) -> QWidget:
        button = text_button()
        button.setProperty("role", "link")
        button.setText(tr("Evidence"))
        button.setToolTip(
            tr("Opens the folder with the picture of the page that was kept: {path}", path=folder)
        )
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        return button


def counts_text(run: CollectionRun) -> str:
    counts = run.counts
    said = [trn("{count} listed", "{count} listed", counts.listed)]
    if counts.new:
        said.append(trn("{count} new", "{count} new", counts.new))
    if counts.failed:
        said.append(trn("{count} not taken", "{count} not taken", counts.failed))
    return " · ".join(said)
