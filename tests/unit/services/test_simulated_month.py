"""A month of sleeps, changes of the clock, restarts and deaths: no run is missed, none is made twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.schedules import EVERY_DAY, Hours, Scheduled, Subject
from tests.unit.services.simulated_time import TICK, Machine, Made

PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONTH = 31
# Each month holds a change of the clock.
SPRING = datetime(2026, 3, 15, 6, 30, tzinfo=PARIS).astimezone(UTC)
AUTUMN = datetime(2026, 10, 11, 6, 30, tzinfo=PARIS).astimezone(UTC)
DAYTIME = Hours(time(7), time(22))
WORKING_DAYS = (0, 1, 2, 3, 4)
NIGHT = 8 * HOUR
SLACK = timedelta(minutes=25)


class World:
    """Five accounts with different wishes, and a folder that is exported to every six hours."""

    def __init__(self, machine: Machine) -> None:
        self.machine, parts = machine, machine.parts
        self.accounts = [
            Subject(Scheduled.ACCOUNT, parts.add_account(name).id)
            for name in ("daily", "too", "office", "any", "week")
        ]
        daily, too, office, self.any_time, self.weekly = self.accounts
        self.daily = {daily: EVERY_DAY, too: EVERY_DAY, office: WORKING_DAYS}
        self.destination = Subject(Scheduled.DESTINATION, machine.add_destination("Factures").id)
        timetable = machine.timetable()
        for subject, days in self.daily.items():
            timetable.change(subject, days=days, hours=DAYTIME)
        timetable.change(self.weekly, interval=7 * DAY, days=(1,))

    @property
    def all(self) -> list[Subject]:
        return [*self.accounts, self.destination]

    def days_of(self, subject: Subject) -> Counter[date]:
        return Counter(run.shown.astimezone(PARIS).date() for run in self.machine.made(subject))


@pytest.fixture
def start() -> datetime:
    return SPRING


@pytest.fixture
def world(start: datetime, tmp_path: Path) -> Iterator[World]:
    machine = Machine(tmp_path, start, PARIS)
    yield World(machine)
    machine.parts.store().close()


def gaps(runs: list[Made]) -> list[timedelta]:
    return [later.at - earlier.at for earlier, later in pairwise(runs)]


def live(world: World, chance: random.Random, *, kills: bool) -> list[date]:
    """A month; returns its days. Sleeps of eight hours, at any time of the day; restarts."""
    machine, days = world.machine, []

    def restart() -> None:
        if chance.random() < 0.2:
            machine.reopen()

    first = machine.clock.now().astimezone(PARIS).date()
    for number in range(MONTH):
        days.append(first + number * DAY)
        ends = datetime.combine(first + (number + 1) * DAY, time(0), PARIS).astimezone(UTC)
        if kills and number % 3 == 1:
            machine.kill_in = machine.begun + chance.randint(1, 3)
        bed_time = machine.clock.time + chance.random() * max(ends - machine.clock.time - NIGHT, HOUR)
        machine.awake_until(bed_time, restart)
        machine.asleep_until(min(bed_time + NIGHT, ends) if number < MONTH - 1 else bed_time + NIGHT)
        machine.awake_until(ends, restart)
    return days


@pytest.mark.parametrize(
    ("start", "kills"), [(SPRING, True), (AUTUMN, False)], ids=["spring-kills", "autumn-restarts"]
)
def test_each_account_once_in_each_of_its_days(world: World, kills: bool) -> None:
    days = live(world, random.Random(20261121), kills=kills)
    for subject, wanted in world.daily.items():
        expected = Counter(day for day in days if day.weekday() in wanted)
        assert world.days_of(subject) == expected, subject
    tuesdays = Counter(day for day in days if day.weekday() == 1)
    assert world.days_of(world.weekly) == tuesdays | Counter({days[0]: 0})
    any_time = world.machine.made(world.any_time)
    assert all(18 * HOUR <= gap <= DAY + NIGHT + HOUR + SLACK for gap in gaps(any_time))
    assert len(any_time) in range(MONTH - 4, MONTH + 2)
    exports = world.machine.made(world.destination)
    assert all(4.5 * HOUR <= gap <= 6 * HOUR + NIGHT + HOUR for gap in gaps(exports))
    assert len(exports) > 80
    assert world.machine.deaths == (10 if kills else 0)


def test_a_clock_that_leaps_loses_no_run_and_repeats_none(world: World) -> None:
    """By true time: whatever the clock shows, an account is visited about once a day."""
    machine, chance = world.machine, random.Random(7)
    leaps = [HOUR, -HOUR, -2 * DAY, 3 * DAY, -3 * DAY, 20 * 365 * DAY, -20 * 365 * DAY, -HOUR, HOUR, 2 * DAY]
    forward: list[datetime] = []
    for leap in leaps:
        machine.awake_until(machine.clock.time + (1 + chance.random()) * DAY)
        machine.clock.error += leap
        machine.reopen()
        if leap > timedelta(0):
            forward.append(machine.clock.time)
        machine.awake_until(machine.clock.time + (1 + chance.random()) * DAY)
    for subject in world.all:
        if subject == world.weekly:
            continue
        longest = 6 * HOUR if subject == world.destination else DAY
        runs = machine.made(subject)
        for earlier, later in pairwise(runs):
            gap = later.at - earlier.at
            leapt = any(earlier.at <= at <= later.at for at in forward)
            # A leap forward looks like a sleep: one run is caught up with, never more.
            assert leapt or gap >= longest * 0.35, (subject, earlier, later)
            weekend = 2 * DAY if subject in world.daily and world.daily[subject] != EVERY_DAY else 0 * DAY
            assert gap <= 2 * longest + 10 * HOUR + weekend, (subject, earlier, later)
        caught_up = sum(1 for gap in gaps(runs) if gap < longest * 0.35)
        assert caught_up <= len(forward)


def test_ticks_in_between_do_nothing(world: World) -> None:
    machine = world.machine
    machine.work()
    begun = len(machine.runs)
    for _ in range(20):
        machine.clock.time += TICK
        assert not machine.timetable().has_work()
        machine.work()
    assert len(machine.runs) == begun
