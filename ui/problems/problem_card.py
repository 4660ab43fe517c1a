"""One problem: what happened, what it means, since when, and the one action that repairs it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.issues import Action, action_for
from app.i18n import mark, tr
from app.ports.clock import Clock
from app.services.account_overview import RowAction, Standing, standing_of_outcome
from app.services.open_issues import OpenIssue
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.conditions import ACTIONS
from ui.texts.explanation import Explanation
from ui.texts.outcomes import DELIVERIES, OUTCOMES
from ui.texts.times import moment_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, remark, subheading
from ui.widgets.shapes import ShapeLabel

ROW_ACTIONS: Final = {
    Action.EDIT_CREDENTIALS: RowAction.EDIT_CREDENTIALS,
    Action.SYNC_ATTENDED: RowAction.ANSWER,
    Action.OPEN_PORTAL: RowAction.OPEN_PORTAL,
    Action.ALLOW_HOST: RowAction.ALLOW_HOST,
    Action.SHOW_DOCUMENTS: RowAction.SHOW_DOCUMENTS,
    Action.RETRY: RowAction.RETRY,
}
_EXPORT_AGAIN: Final = mark("Export again")
_RECONNECT: Final = mark("Connect again")
_IN_PROGRESS: Final = mark("In progress")


class ProblemCard(QFrame):
    repair_wanted = Signal(object)
    """OpenIssue"""

    def __init__(self, problem: OpenIssue, theme: Theme, clock: Clock, *, is_running: bool) -> None:
        super().__init__()
        self.problem = problem
        self.setProperty("role", "card")
        words, shape, side = explanation_of(problem), ShapeLabel(theme), QVBoxLayout()
        shape.show_shape(Standing.RUNNING if is_running else _standing(problem))
        self.title, self.text, self.since = subheading(), paragraph(), remark()
        self.button = text_button()
        self.title.setText(problem.name)
        self.title.setWordWrap(True)
        self.text.setText(said_of(problem, words))
        since = moment_text(problem.issue.since, clock.now(), clock.zone())
        self.since.setText(tr("since {moment}", moment=since))
        self.button.setText(tr(_IN_PROGRESS) if is_running else button_text(problem))
        self.button.setAccessibleName(f"{problem.name}: {self.button.text()}")
        self.button.setEnabled(not is_running)
        self.button.clicked.connect(self._on_button_clicked)
        self.setAccessibleName(f"{problem.name}. {self.text.text()}")
        middle, across = QVBoxLayout(), QHBoxLayout(self)
        middle.setSpacing(GRID // 2)
        middle.addWidget(self.title)
        middle.addWidget(self.text)
        middle.addWidget(self.since)
        side.addWidget(self.button)
        side.addStretch(1)
        across.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        across.setSpacing(GRID + GRID // 2)
        across.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(middle, 1)
        across.addLayout(side)

    @Slot()
    def _on_button_clicked(self) -> None:
        self.repair_wanted.emit(self.problem)


def explanation_of(problem: OpenIssue) -> Explanation:
    kind = problem.issue.kind
    return OUTCOMES[Outcome(kind)] if problem.account else DELIVERIES[DeliveryOutcome(kind)]


def said_of(problem: OpenIssue, words: Explanation) -> str:
    """What happened and what it means on lines of their own; what to do follows."""
    facts = {**problem.issue.facts, "company": problem.name, "destination": problem.name}
    parts = (words.happened, words.means, words.do)
    return "\n".join(Explanation(part).said(facts) for part in parts if part)


def button_text(problem: OpenIssue) -> str:
    if problem.account:
        return tr(ACTIONS[ROW_ACTIONS[action_for(problem.issue.kind)]])
    return tr(_RECONNECT if problem.issue.kind == DeliveryOutcome.RECONNECT else _EXPORT_AGAIN)


def _standing(problem: OpenIssue) -> Standing:
    return standing_of_outcome(Outcome(problem.issue.kind)) if problem.account else Standing.TO_FIX
