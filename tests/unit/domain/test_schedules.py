"""When runs are due by the wall clock of Paris, through both changes of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.schedules import EVERY_DAY, OPENING_SPREAD, Hours, Schedule, first_allowed, next_due, share_of

PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPRING = datetime(2026, 3, 29, 1, tzinfo=UTC)  # 02:00 becomes 03:00
AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)  # 03:00 becomes 02:00
NIGHT = Hours(time(22), time(6))
OFFICE = Hours(time(8), time(9))


def paris(*at: int, fold: int = 0) -> datetime:
    return datetime(*at, tzinfo=PARIS, fold=fold).astimezone(UTC)  # type: ignore[arg-type]


def local(moment: datetime) -> datetime:
    return moment.astimezone(PARIS)


moments = st.one_of(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.builds(
        lambda change, minutes: change + timedelta(minutes=minutes),
        st.sampled_from([SPRING, AUTUMN]),
        st.integers(-4000, 4000),
    ),
)
hours = st.builds(
    lambda opens, length: Hours(
        time(opens // 60, opens % 60), time((opens + length) // 60 % 24, (opens + length) % 60)
    ),
    st.integers(0, 1439),
    st.integers(15, 1425),
)
schedules = st.builds(
    Schedule,
    st.timedeltas(timedelta(minutes=5), timedelta(days=31)),
    st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: tuple(sorted(days))),
    st.none() | hours,
)
shares = st.floats(0, 1, exclude_max=True)


class TestProperties:
    @given(schedules, moments, shares)
    def test_the_next_run_is_later_and_allowed(
        self, schedule: Schedule, last: datetime, share: float
    ) -> None:
        due = next_due(schedule, last, PARIS, share)
        assert due > last
        assert due.utcoffset() == timedelta(0)
        assert is_allowed(schedule, due)
        # Whatever the days and hours are, nobody waits longer than the interval, a week and a changed clock.
        assert due <= last + schedule.interval + timedelta(days=8, hours=2)

    @given(schedules, moments, moments, shares)
    def test_the_first_allowed_moment_never_falls(
        self, schedule: Schedule, one: datetime, other: datetime, share: float
    ) -> None:
        early, late = sorted((one, other))
        first = first_allowed(schedule, early, PARIS, share)
        assert early <= first <= first_allowed(schedule, late, PARIS, share)
        assert first_allowed(schedule, first, PARIS, share) == first

    @given(st.integers(0, 23), st.integers(1, 23), st.sampled_from([SPRING, AUTUMN]), shares)
    @example(2, 1, SPRING, 0.5)  # the hour that is skipped
    @example(2, 1, AUTUMN, 0.5)  # the hour that comes twice
    @example(22, 8, SPRING, 0.99)
    def test_daily_is_once_a_day_whatever_the_clock_does(
        self, opens: int, length: int, change: datetime, share: float
    ) -> None:
        schedule = Schedule(DAY, hours=Hours(time(opens), time((opens + length) % 24)))
        due = first_allowed(schedule, change - 5 * DAY, PARIS, share)
        begun = [evening_before(schedule, due)]
        for _ in range(10):
            due = next_due(schedule, due, PARIS, share)
            begun.append(evening_before(schedule, due))
        assert [later - earlier for earlier, later in pairwise(begun)] == [DAY] * 10

    @given(moments, st.integers(1, 14))
    def test_whole_days_keep_the_time_of_day(self, last: datetime, days: int) -> None:
        due = next_due(Schedule(days * DAY), last, PARIS, 0.5)
        assert (local(due).date() - local(last).date()).days == days
        skipped = local(due).time() != local(last).time()
        assert not skipped or (due - SPRING.replace(year=due.year)) < 8 * DAY
        if skipped:
            assert local(due).replace(tzinfo=None) - local(last).replace(tzinfo=None) == days * DAY + HOUR

    @given(st.text())
    def test_shares(self, key: str) -> None:
        assert 0 <= share_of(key) < 1
        assert share_of(key) == share_of(key)


def is_allowed(schedule: Schedule, moment: datetime) -> bool:
    """By the wall clock, the hour before or after a change of it left aside."""
    if schedule.hours is None:
        return local(moment).weekday() in schedule.days
    lasts = timedelta(
        hours=schedule.hours.closes.hour - schedule.hours.opens.hour,
        minutes=schedule.hours.closes.minute - schedule.hours.opens.minute,
    )
    lasts = lasts if lasts > timedelta(0) else lasts + DAY
    for shift in (0, -1, 1) if changes_near(moment) else (0,):
        now = local(moment).replace(tzinfo=None) + shift * HOUR
        for day in (now.date(), now.date() - DAY):
            opens = datetime.combine(day, schedule.hours.opens)
            if day.weekday() in schedule.days and opens <= now < opens + lasts:
                return True
    return False


def changes_near(moment: datetime) -> bool:
    return local(moment - 25 * HOUR).utcoffset() != local(moment + 25 * HOUR).utcoffset()


def evening_before(schedule: Schedule, due: datetime) -> datetime:
    """The day to which the hours belong in which a run is due."""
    assert schedule.hours
    now = local(due)
    belongs = schedule.hours.opens < schedule.hours.closes or now.time() >= schedule.hours.opens
    # 02:00 may be 03:00 on the day the clock is put forward, but it never becomes another day.
    return datetime.combine(now.date() if belongs else now.date() - DAY, time.min)


class TestExamples:
    def test_a_day_is_no_24_hours_when_the_clock_changes(self) -> None:
        last = paris(2026, 3, 28, 8, 20)
        assert next_due(Schedule(DAY, hours=OFFICE), last, PARIS, 0.5) == paris(2026, 3, 29, 8, 15)
        assert next_due(Schedule(24 * HOUR), last, PARIS, 0.5) - last == 23 * HOUR
        last = paris(2026, 10, 24, 8, 20)
        assert next_due(Schedule(24 * HOUR), last, PARIS, 0.5) - last == 25 * HOUR

    @pytest.mark.parametrize("made", [(8, 1), (8, 59), (5, 0), (21, 50)])
    def test_a_run_that_was_made_late_costs_the_next_day_nothing(self, made: tuple[int, int]) -> None:
        last = paris(2026, 11, 23, *made)
        assert next_due(Schedule(DAY, hours=OFFICE), last, PARIS, 0.5) == paris(2026, 11, 24, 8, 15)
        working_days = Schedule(DAY, days=(0, 1, 2, 3, 4), hours=OFFICE)
        assert next_due(working_days, last - 3 * DAY, PARIS, 0.5) == paris(2026, 11, 23, 8, 15)

    def test_hours_are_elapsed_time(self) -> None:
        last = paris(2026, 3, 29, 0)
        assert next_due(Schedule(6 * HOUR), last, PARIS, 0.1) == paris(2026, 3, 29, 7)

    def test_hours_that_come_twice_count_the_first_time(self) -> None:
        schedule = Schedule(DAY, hours=Hours(time(2), time(3)))
        first = first_allowed(schedule, paris(2026, 10, 25, 0), PARIS, 0)
        assert (first, first.astimezone(PARIS).fold) == (paris(2026, 10, 25, 2), 0)
        assert next_due(schedule, first, PARIS, 0) == paris(2026, 10, 26, 2)

    def test_hours_that_are_skipped_are_the_next_one(self) -> None:
        schedule = Schedule(DAY, hours=Hours(time(2), time(3)))
        assert first_allowed(schedule, paris(2026, 3, 29, 0), PARIS, 0) == paris(2026, 3, 29, 3)
        short = Schedule(DAY, hours=Hours(time(2, 15), time(2, 45)))
        assert first_allowed(short, paris(2026, 3, 29, 0), PARIS, 0) == paris(2026, 3, 29, 3, 15)

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ((2026, 11, 20, 23), (2026, 11, 20, 23)),  # Friday night
            ((2026, 11, 21, 5), (2026, 11, 21, 5)),  # still Friday's night
            ((2026, 11, 21, 6), (2026, 11, 23, 22)),
            ((2026, 11, 23, 5), (2026, 11, 23, 22)),  # Sunday's night is not Monday's
        ],
    )
    def test_a_night_belongs_to_the_day_it_begins_on(
        self, now: tuple[int, ...], expected: tuple[int, ...]
    ) -> None:
        schedule = Schedule(DAY, days=(0, 1, 2, 3, 4), hours=NIGHT)
        assert first_allowed(schedule, paris(*now), PARIS, 0) == paris(*expected)

    def test_runs_that_wait_for_the_morning_are_spread(self) -> None:
        schedule = Schedule(DAY, hours=Hours(time(8), time(20)))
        night = paris(2026, 11, 21, 3)
        dues = {first_allowed(schedule, night, PARIS, share_of(f"account:{n}")) for n in range(50)}
        assert len(dues) == 50
        assert paris(2026, 11, 21, 8) <= min(dues) < max(dues) < paris(2026, 11, 21, 8) + OPENING_SPREAD
        assert max(dues) - min(dues) > OPENING_SPREAD * 0.8

    def test_regular_runs_do_not_drift(self) -> None:
        schedule = Schedule(DAY, hours=OFFICE)
        due = first_allowed(schedule, paris(2026, 1, 1, 0), PARIS, 0.99)
        for _ in range(365):
            due = next_due(schedule, due, PARIS, 0.99)
        assert local(due) == local(paris(2027, 1, 1, 8)) + 0.99 * OPENING_SPREAD

    def test_any_time_means_any_time(self) -> None:
        now = paris(2026, 11, 21, 3)
        assert Schedule().is_always_open
        assert Schedule(hours=Hours(time(0), time(0))).is_always_open
        assert first_allowed(Schedule(), now, PARIS, 0.5) == now
