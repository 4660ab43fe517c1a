"""When accounts are visited and destinations delivered to: interval, allowed days and hours, local time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

EVERY_DAY: Final = tuple(range(7))
_DAY: Final = timedelta(days=1)
# A zone may skip a whole day when it crosses the date line: more than a week is looked through.
_LOOKED_THROUGH: Final = 16
OPENING_SPREAD: Final = timedelta(minutes=30)
"""Runs that wait for an allowed hour begin within this time of it, or within half of a shorter one."""


class Scheduled(StrEnum):
    """What has a schedule."""

    ACCOUNT = "account"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One account or destination."""

    kind: Scheduled
    id: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Local time of day, `closes` excluded. A night that passes midnight belongs to the day it begins on.

    On the days on which the clock is changed: an hour that is skipped counts as the one after it, and of an
    hour that comes twice the first counts.
    """

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Schedule:
    """`days`: 0 is Monday. `hours`: None for the whole day."""

    interval: timedelta = _DAY
    days: tuple[int, ...] = EVERY_DAY
    hours: Hours | None = None

    @property
    def is_always_open(self) -> bool:
        all_day = self.hours is None or self.hours.opens == self.hours.closes
        return all_day and set(self.days) >= set(EVERY_DAY)


def share_of(key: str) -> float:
    """From 0 up to 1, always the same for the same key: spreads runs without chance."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big") / 2**48


def next_due(schedule: Schedule, last: datetime, zone: tzinfo, share: float) -> datetime:
    """When a run is due after the one that was due (or made) at `last`; later than `last`, UTC.

    Intervals of whole days with allowed hours mean one run in each day's hours, near their beginning, however
    late the last one was made. `share` (0 to 1) spreads those that wait for the same hour. Others are not
    spread: adding a little to each would carry them away from their time of day.
    """
    whole, rest = divmod(schedule.interval, _DAY)
    if rest or schedule.is_always_open:
        return first_allowed(schedule, _step(last, schedule.interval, zone), zone, share)
    day = _day_of(schedule, last, zone) + whole * _DAY
    hours = _hours_of(schedule, day, zone)
    return first_allowed(schedule, hours[0] if hours else _instant(day, time.min, zone), zone, share)


def first_allowed(schedule: Schedule, moment: datetime, zone: tzinfo, share: float) -> datetime:
    """The first moment from `moment` on at which a run may begin, UTC; it never falls as `moment` rises."""
    if schedule.is_always_open or not schedule.days:
        return moment.astimezone(UTC)
    for opens, closes in _openings(schedule, moment, zone):
        begins = opens + share * min(OPENING_SPREAD, (closes - opens) / 2)
        if moment < closes:
            return max(moment.astimezone(UTC), begins)
    raise ValueError(schedule)  # impossible: every weekday comes within the days looked through


def _step(moment: datetime, interval: timedelta, zone: tzinfo) -> datetime:
    """Whole days keep the time of day, whatever the clock does in between; the rest is elapsed time."""
    whole, rest = divmod(interval, _DAY)
    if not whole:
        return moment + rest
    local = moment.astimezone(zone)
    return _instant(local.date() + whole * _DAY, local.time(), zone) + rest


def _openings(schedule: Schedule, moment: datetime, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """The times during which runs may begin, from before `moment` on, in order."""
    before = moment.astimezone(zone).date() - _DAY
    for number in range(_LOOKED_THROUGH):
        hours = _hours_of(schedule, before + number * _DAY, zone)
        if hours:
            yield hours


def _hours_of(schedule: Schedule, day: date, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """The allowed hours that begin on a day."""
    if day.weekday() not in schedule.days:
        return None
    opens, closes = (schedule.hours.opens, schedule.hours.closes) if schedule.hours else (time.min, time.min)
    begins = _instant(day, opens, zone)
    ends = _instant(day if opens < closes else day + _DAY, closes, zone)
    if ends <= begins:  # the clock skipped these hours
        ends = begins + _length(opens, closes)
    return begins, ends


def _day_of(schedule: Schedule, moment: datetime, zone: tzinfo) -> date:
    """The day whose hours `moment` belongs to: after midnight it may be the one before."""
    today = moment.astimezone(zone).date()
    hours = _hours_of(schedule, today - _DAY, zone)
    return today - _DAY if hours and hours[0] <= moment < hours[1] else today


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    """The first moment with this local time; one that the clock skips is moved on by what was skipped."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def _length(opens: time, closes: time) -> timedelta:
    length = datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
    return length if length > timedelta(0) else length + _DAY
