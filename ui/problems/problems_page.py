"""Problèmes: what only the user can put right, each with the one action that repairs it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import DeliveryOutcome
from app.domain.issues import action_for
from app.domain.schedules import Scheduled, Subject
from app.i18n import mark, tr, trn
from app.ports.parts import Parts
from app.services.open_issues import OpenIssue, open_issues
from ui.accounts.account_actions import AccountActions
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.look.icons import Symbol
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.problems.problem_card import ROW_ACTIONS, ProblemCard
from ui.widgets.empty_view import EmptyView
from ui.widgets.labels import heading, paragraph
from ui.words import Words


class ProblemsPage(QWidget):
    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._theme, self._navigator, self._words = desk, theme, navigator, Words(self)
        self._actions = AccountActions(desk, navigator, self)
        self._problems: list[OpenIssue] | None = None
        self.cards: list[ProblemCard] = []
        self.summary, self.empty = paragraph(role="muted"), EmptyView(theme, Symbol.PROBLEMS)
        self._list, self._stack = QVBoxLayout(), QStackedWidget()
        self._build()
        desk.harvest.state_changed.connect(self._say)
        self._words.also(self._say)
        Freshness(self, desk, _read, self._on_read)

    def _build(self) -> None:
        title, top, body = heading(), QVBoxLayout(), QWidget()
        self._words.say(title.setText, mark("Problems"))
        top.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        top.setSpacing(GRID // 2)
        top.addWidget(title)
        top.addWidget(self.summary)
        column = QVBoxLayout(body)
        column.setContentsMargins(3 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._list.setSpacing(GRID + GRID // 2)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    def _on_read(self, found: list[OpenIssue]) -> None:
        self._problems = found
        self._say()

    @Slot()
    def _say(self) -> None:
        if self._problems is None:
            return
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(problem) for problem in self._problems]
        for card in self.cards:
            self._list.addWidget(card)
        count = len(self._problems)
        self.summary.setText(trn("{count} open problem", "{count} open problems", count) if count else "")
        self.empty.say(
            tr("No problem is open"),
            tr("What only you can put right is listed here, with the one action that repairs it."),
            "",
        )
        self._stack.setCurrentIndex(0 if count else 1)

    def _card(self, problem: OpenIssue) -> ProblemCard:
        running = _subject(problem) in self._desk.harvest.running
        card = ProblemCard(problem, self._theme, self._desk.clock, is_running=running)
        card.repair_wanted.connect(self._on_repair_wanted)
        return card

    @Slot(object)
    def _on_repair_wanted(self, problem: OpenIssue) -> None:
        issue, destination = problem.issue, problem.destination
        if problem.account is not None:
            self._actions.perform(problem.account, ROW_ACTIONS[action_for(issue.kind)], issue.facts)
        elif destination is not None and issue.kind == DeliveryOutcome.RECONNECT:
            self._navigator.reconnect_destination_wanted.emit(destination.id)
        elif destination is not None:
            self._desk.harvest.export([destination.id])


def _subject(problem: OpenIssue) -> Subject:
    if problem.account is not None:
        return Subject(Scheduled.ACCOUNT, problem.account.id)
    return Subject(Scheduled.DESTINATION, problem.destination.id if problem.destination else 0)


def _read(parts: Parts) -> list[OpenIssue]:
    return open_issues(parts.store())
