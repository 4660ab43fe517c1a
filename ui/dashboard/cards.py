"""The four cards of the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.domain.schedules import Scheduled
from app.i18n import tr, trn
from app.ports.clock import Clock
from app.services.account_overview import Standing
from app.services.dashboard import Dashboard, MonthSummary, NamedAccount
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.texts.outcomes import outcome_word
from ui.texts.times import moment_text, month_text
from ui.widgets.card import Card
from ui.windows.frame_state import destination_line, standing_of

_NAMED: Final = 5
_WAITING: Final = 5


class CompletenessCard(Card):
    """Says of each month which accounts have documents, and which are expected and missing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)

    def show_facts(self, facts: Dashboard) -> None:
        self.clear()
        self.title.setText(tr("Completeness"))
        self.button.setText(tr("Show the accounts"))
        self.button.setVisible(any(month.missing for month in facts.months))
        for place, month in enumerate(facts.months):
            if place:
                self.divide()
            self._show(month)

    def _show(self, month: MonthSummary) -> None:
        name = month_text(month.month).capitalize()
        if not month.expected:
            self.list(name, tr("nothing expected"), Standing.IDLE)
            return
        standing = Standing.TO_FIX if month.missing else Standing.IDLE
        if not month.missing and not month.awaited:
            standing = Standing.UP_TO_DATE
        counted = tr("{present} of {expected} accounts", present=len(month.present), expected=month.expected)
        self.list(name, counted, standing)
        if month.present:
            documents = trn("{count} document", "{count} documents", month.documents)
            self.say(
                tr("{documents}: {names}", documents=documents, names=names(month.present)), role="muted"
            )
        if month.missing:
            self.say(tr("Missing: {names}", names=names(month.missing)), role="wrong")
        if month.awaited:
            self.say(tr("Still to come: {names}", names=names(month.awaited)), role="muted")


class WaitingCard(Card):
    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme)
        self._clock = clock
        self.button.setProperty("role", "primary")

    def show_facts(self, facts: Dashboard) -> None:
        self.clear()
        self.title.setText(tr("Waiting for you"))
        self.button.setText(tr("2FA appointment"))
        self.button.setToolTip(tr("Answers the portals that wait, one after the other"))
        self.button.setVisible(bool(facts.waiting))
        if not facts.waiting:
            self.say(tr("No account waits for you."), role="muted")
        now, zone = self._clock.now(), self._clock.zone()
        for appointment in facts.waiting[:_WAITING]:
            text = tr(
                "{company}: {state}",
                company=appointment.account.company,
                state=_in_sentence(outcome_word(appointment.kind)),
            )
            since = tr("since {moment}", moment=moment_text(appointment.since, now, zone))
            self.list(text, since, Standing.WAITING)
        more = len(facts.waiting) - _WAITING
        if more > 0:
            self.say(trn("and {count} more", "and {count} more", more), role="muted")


class DeliveriesCard(Card):
    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme)
        self._clock = clock

    def show_facts(self, facts: Dashboard) -> None:
        self.clear()
        self.title.setText(tr("Last deliveries"))
        self.button.setText(tr("Show Sync") if facts.destinations else tr("Add a Sync account"))
        self.button.show()
        if not facts.destinations:
            self.say(tr("Documents stay in Moisson: nothing says yet where to deliver them."), role="muted")
            return
        for state in facts.destinations:
            self.list(destination_line(state), standing=standing_of(state))
        self.divide()
        now, zone = self._clock.now(), self._clock.zone()
        where = {state.destination.id: state.destination.name for state in facts.destinations}
        for delivery in facts.deliveries:
            text = f"{delivery.company} · {delivery.label}"
            if len(facts.destinations) > 1:
                text += f" → {where.get(delivery.destination_id, '')}"
            self.list(text, moment_text(delivery.delivered_at, now, zone))
        if not facts.deliveries:
            self.say(tr("Nothing was delivered so far."), role="muted")


class RunsCard(Card):
    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__(theme)
        self._desk = desk

    def show_facts(self, facts: Dashboard) -> None:
        self.clear()
        self.title.setText(tr("Next runs"))
        if self._desk.harvest.is_paused:
            self.say(tr("Everything is paused: nothing begins by itself."))
        elif self._desk.harvest.runs_elsewhere:
            self.say(tr("Another Moisson on this computer makes these runs."), role="muted")
        clock, running = self._desk.clock, self._desk.harvest.running
        now = clock.now()
        for run in facts.next_runs:
            is_export = run.subject.kind is Scheduled.DESTINATION
            text = tr("Export to {name}", name=run.name) if is_export else run.name
            if run.subject in running:
                self.list(text, tr("in progress"), Standing.RUNNING)
            else:
                due = tr("now") if run.due <= now else moment_text(run.due, now, clock.zone())
                self.list(text, due)
        if not facts.next_runs:
            self.say(tr("No run is planned."), role="muted")
        if facts.held:
            said = trn(
                "{count} has no next run until you have acted.",
                "{count} have no next run until you have acted.",
                facts.held,
            )
            self.say(said, role="muted")


def names(accounts: Sequence[NamedAccount]) -> str:
    """The first few, and how many more."""
    said = ", ".join(account.company for account in accounts[:_NAMED])
    more = len(accounts) - _NAMED
    return tr("{names} and {count} more", names=said, count=more) if more > 0 else said


def _in_sentence(word: str) -> str:
    return word[:1].lower() + word[1:]
