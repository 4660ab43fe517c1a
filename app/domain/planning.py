"""When the next run is due: after a run, after a sleep, after the clock was changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from app.domain.errors import Outcome
from app.domain.issues import Retry, retry_of
from app.domain.schedules import Schedule, first_allowed, next_due, share_of

INTERRUPTED: Final = "interrupted"
"""The result of a run whose process died."""
_BROKEN_OFF: Final = (Outcome.CANCELLED.value, INTERRUPTED)
_CATCH_UP_AFTER: Final = timedelta(minutes=15)
_CATCH_UP_SPREAD: Final = timedelta(minutes=5)
_SOON: Final = timedelta(minutes=30)
_BACK_OFF: Final = timedelta(minutes=10)
_LONGEST_BACK_OFF: Final = timedelta(hours=6)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is remembered of one account's or destination's runs; all times UTC.

    `next_due`: None when nothing was planned yet. `overdue_since`: when the run should have been made that is
    caught up with. `started_at`: a run began of which no end is known. `result`: how the last one ended (an
    Outcome, DeliveryOutcome or ErrorCode value, or "interrupted"), `repeats`: that many times in a row.
    """

    next_due: datetime | None = None
    overdue_since: datetime | None = None
    started_at: datetime | None = None
    last_started_at: datetime | None = None
    result: str | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Planner:
    """The rules for one account or destination, at one place and with its own share of every spread."""

    schedule: Schedule
    zone: tzinfo
    key: str

    @property
    def _share(self) -> float:
        return share_of(self.key)

    def begun(self, plan: Plan, at: datetime) -> Plan:
        return replace(plan, started_at=at, last_started_at=at)

    def ended(self, plan: Plan, result: str, at: datetime) -> Plan:
        """The plan after a run that ended with `result`."""
        repeats = plan.repeats + 1 if result == plan.result else 1
        ended = replace(plan, started_at=None, overdue_since=None, result=result, repeats=repeats)
        return replace(ended, next_due=self._next(ended, self._served(plan, at), at))

    def seen(self, plan: Plan, now: datetime) -> Plan:
        """The plan as it must be at `now`; a run is due when its `next_due` is not in the future.

        A run that was slept through is caught up with once, within five minutes, or when the allowed hours
        begin. A plan that lies further ahead than any run can is brought nearer: the clock was put back, or
        the user wants shorter intervals.
        """
        due = plan.next_due
        if due is None:
            return replace(plan, next_due=self._allowed(now))
        if due > now:
            latest = self._latest(plan, now)
            return replace(plan, next_due=latest) if due > latest else plan
        if now - due <= _CATCH_UP_AFTER:
            return plan  # also when its hours have just ended
        opened = self._allowed(now)
        if opened > now:
            return replace(plan, next_due=opened, overdue_since=plan.overdue_since or due)
        if plan.overdue_since is None:
            return replace(plan, next_due=now + self._share * _CATCH_UP_SPREAD, overdue_since=due)
        return plan

    def _served(self, plan: Plan, ended_at: datetime) -> datetime:
        """The moment that the next interval counts from: that at which the run was due, so that small
        delays do not add up, unless it came much later or earlier."""
        started = plan.started_at or ended_at
        late = started - plan.next_due if plan.next_due else None
        on_time = late is not None and timedelta(0) <= late <= self.schedule.interval / 4
        return plan.next_due if on_time and plan.next_due else started

    def _next(self, plan: Plan, served: datetime, now: datetime) -> datetime:
        retry = retry_of(plan.result or "")
        if plan.result in _BROKEN_OFF:
            # What somebody stopped by hand must not begin again by itself before it would have anyway.
            return max(plan.next_due or now, self._allowed(now + self._delay(plan)))
        if retry is Retry.NEVER:
            return now  # at once when the user has acted
        if retry in (Retry.REGULAR, Retry.DAILY):
            regular = self._regular(plan, served)
            return regular if regular > now else self._regular(plan, now)
        delayed = self._allowed(now + self._delay(plan))
        return min(delayed, self._regular(plan, now)) if retry is Retry.SOON else delayed

    def _regular(self, plan: Plan, last: datetime) -> datetime:
        daily = retry_of(plan.result or "") is Retry.DAILY
        schedule = replace(self.schedule, interval=_DAY) if daily else self.schedule
        return next_due(schedule, last, self.zone, self._share)

    def _latest(self, plan: Plan, now: datetime) -> datetime:
        return max(self._regular(plan, now), self._allowed(now + self._delay(plan)))

    def _delay(self, plan: Plan) -> timedelta:
        """How long after the end of a run that did not go well the next one begins."""
        retry = retry_of(plan.result or "")
        if retry is Retry.SOON:
            return self._grown(_SOON, 2, plan.repeats, self.schedule.interval)
        if retry is Retry.BACK_OFF or plan.result in _BROKEN_OFF:
            return self._grown(_BACK_OFF, 3, plan.repeats, _LONGEST_BACK_OFF)
        return timedelta(0)

    def _grown(self, first: timedelta, factor: int, repeats: int, longest: timedelta) -> timedelta:
        """first, first x factor, ... up to `longest`, and up to a fifth more."""
        steps = min(max(repeats, 1), 12) - 1
        spread = 1 + 0.2 * share_of(f"{self.key}:{repeats}")
        return min(first * int(factor**steps), max(longest, first)) * spread

    def _allowed(self, moment: datetime) -> datetime:
        return first_allowed(self.schedule, moment, self.zone, self._share)
