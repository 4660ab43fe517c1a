"""The lines of the frame that follow what is stored and what runs: problems and destinations."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.domain.schedules import Scheduled, Subject
from app.i18n import tr, trn
from app.ports.parts import Parts
from app.services.account_overview import Standing
from app.services.dashboard import DestinationState, FrameFacts, frame_facts
from app.services.destination_overview import standing_in
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.texts.destinations import SITUATIONS
from ui.windows.side_menu import SideMenu
from ui.words import Words


class FrameState(QObject):
    """Keeps the menu's number and line true."""

    def __init__(self, desk: Desk, menu: SideMenu) -> None:
        super().__init__(menu)
        self._desk, self._menu = desk, menu
        self._facts = FrameFacts(0, ())
        self._known = False
        self._exports: dict[int, tuple[int, int]] = {}
        Words(menu).also(self._show)
        Freshness(menu, desk, _read, self._on_read)
        desk.progress.advanced.connect(self._on_advanced)
        desk.harvest.state_changed.connect(self._show)

    def _on_read(self, facts: FrameFacts) -> None:
        self._facts, self._known = facts, True
        self._show()

    @Slot(int, int, int)
    def _on_advanced(self, destination_id: int, done: int, total: int) -> None:
        self._exports[destination_id] = (done, total)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._menu.show_problems(self._facts.problems)
        if not self._known:
            self._menu.show_destinations(Standing.IDLE, "")
            return
        running = {s.id for s in self._desk.harvest.running if s.kind is Scheduled.DESTINATION}
        self._exports = {key: value for key, value in self._exports.items() if key in running}
        self._menu.show_destinations(*self._line())

    def _line(self) -> tuple[Standing, str]:
        states = self._facts.destinations
        if not states:
            return Standing.IDLE, tr("No destination yet")
        for state in states:
            if Subject(Scheduled.DESTINATION, state.destination.id) in self._desk.harvest.running:
                return Standing.RUNNING, self._running_text(state)
        worst = min(states, key=lambda state: _ORDER.index(standing_of(state)))
        standing = standing_of(worst)
        if standing is Standing.UP_TO_DATE and len(states) > 1:
            return standing, tr("{count} destinations up to date", count=len(states))
        return standing, destination_line(worst)

    def _running_text(self, state: DestinationState) -> str:
        done, total = self._exports.get(state.destination.id, (0, 0))
        name = state.destination.name
        return f"{name}: {done}/{total}" if total else tr("{name}: exporting", name=name)


def standing_of(state: DestinationState) -> Standing:
    return standing_in(state.situation)


def destination_line(state: DestinationState) -> str:
    name = state.destination.name
    if state.waiting and standing_of(state) is Standing.IDLE:
        return trn(
            "{name}: {count} document waits", "{name}: {count} documents wait", state.waiting, name=name
        )
    return tr("{name}: {state}", name=name, state=_in_sentence(tr(SITUATIONS[state.situation])))


def _in_sentence(word: str) -> str:
    return word[:1].lower() + word[1:]


_ORDER = [Standing.TO_FIX, Standing.UNAVAILABLE, Standing.IDLE, Standing.UP_TO_DATE]


def _read(parts: Parts) -> FrameFacts:
    return frame_facts(parts.store())
