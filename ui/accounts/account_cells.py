"""What the cells of the table of accounts say, for eyes and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.runs import Counts, Phase
from app.i18n import tr, trn
from app.services.account_overview import AccountRow, RowAction, Standing
from app.services.document_rhythm import MonthState
from ui.texts.conditions import ACTIONS, CONDITIONS, PHASES
from ui.texts.times import month_text, number_text


@dataclass(frozen=True, slots=True)
class LiveVisit:
    """A visit under way. `phase`: None while it waits for its turn."""

    phase: Phase | None = None
    counts: Counts = field(default_factory=Counts)

    @property
    def settled(self) -> int:
        counts = self.counts
        return counts.new + counts.known + counts.out_of_range + counts.failed


def standing_of(row: AccountRow, live: LiveVisit | None) -> Standing:
    return Standing.RUNNING if live else row.standing


def action_of(row: AccountRow, live: LiveVisit | None) -> RowAction:
    return RowAction.STOP if live else row.action


def action_text(row: AccountRow, live: LiveVisit | None) -> str:
    return tr(ACTIONS[action_of(row, live)])


def state_text(row: AccountRow, live: LiveVisit | None) -> str:
    if live is None:
        return tr(CONDITIONS[row.condition])
    if live.phase is None:
        return tr("Waiting for its turn")
    if live.phase is Phase.FETCHING and live.counts.listed:
        return tr("In progress {done}/{total}", done=live.settled, total=live.counts.listed)
    return tr(PHASES[live.phase])


def months_text(row: AccountRow) -> str:
    """The picture of the twelve months, said."""
    present = sum(state is MonthState.PRESENT for state in row.months)
    said = trn("documents in {count} month of 12", "documents in {count} months of 12", present)
    missing = [month_text(row.first_month + n) for n, s in enumerate(row.months) if s is MonthState.MISSING]
    if missing:
        said += tr("; expected and missing: {months}", months=", ".join(missing))
    return said


def month_tip(row: AccountRow, place: int, names: Sequence[str] = ()) -> str:
    """One square of the strip. `names`: those of the first documents of the month."""
    said = [_month_text(row, place), *names]
    more = row.counts[place] - len(names)
    if names and more > 0:
        said.append(trn("and {count} more", "and {count} more", more))
    return "\n".join(said)


def _month_text(row: AccountRow, place: int) -> str:
    name, state = month_text(row.first_month + place), row.months[place]
    if state is MonthState.PRESENT:
        count = row.counts[place]
        return trn(
            "{month}: {number} document", "{month}: {number} documents", count, month=name, number=count
        )
    if state is MonthState.MISSING:
        return tr("{month}: expected, not there yet", month=name)
    return tr("{month}: nothing expected", month=name)


def remark(row: AccountRow) -> str:
    """What is said below the state; empty when nothing has to be."""
    if not row.overdue:
        return ""
    late = max(place for place, state in enumerate(row.months) if state is MonthState.MISSING)
    return tr("expected: {month}", month=month_text(row.first_month + late))


def documents_text(row: AccountRow) -> str:
    return number_text(row.documents)
