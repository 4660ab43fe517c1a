"""What becomes of a plan: after each result, after sleeps, after the clock was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import DeliveryOutcome, ErrorCode, Outcome
from app.domain.planning import INTERRUPTED, Plan, Planner
from app.domain.schedules import Hours, Schedule, share_of

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)  # a Monday, 12:00 in Paris
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ANY_TIME = Planner(Schedule(6 * HOUR), PARIS, "one:account:1")
DAYTIME = Planner(Schedule(DAY, hours=Hours(time(8), time(20))), PARIS, "one:account:1")
SHARE = share_of("one:account:1")
WAITING = [
    Outcome.WRONG_CREDENTIALS,
    Outcome.INTERACTION_REQUIRED,
    Outcome.CHALLENGE_EXPIRED,
    Outcome.CHALLENGE_REFUSED,
    Outcome.ACCOUNT_LOCKED,
    Outcome.ACCESS_BLOCKED,
    Outcome.ACTION_REQUIRED,
    Outcome.HOST_NOT_ALLOWED,
    DeliveryOutcome.RECONNECT,
]


def made(planner: Planner, result: str, *, due: datetime = NOON, began: timedelta = MINUTE) -> Plan:
    """A run that was due, began a little later, and took two minutes."""
    plan = planner.begun(Plan(next_due=due), due + began)
    return planner.ended(plan, result, due + began + 2 * MINUTE)


def wait(planner: Planner, plan: Plan, result: str) -> timedelta:
    """From the end of one more run, which began when it was due, to the next."""
    assert plan.next_due
    began = planner.begun(plan, plan.next_due)
    ended = planner.ended(began, result, plan.next_due + MINUTE)
    assert ended.next_due
    return ended.next_due - plan.next_due - MINUTE


class TestAfterARun:
    def test_small_delays_do_not_add_up(self) -> None:
        assert made(ANY_TIME, "ok").next_due == NOON + 6 * HOUR
        assert made(ANY_TIME, "ok", began=HOUR).next_due == NOON + 6 * HOUR

    def test_after_a_long_delay_the_interval_counts_from_the_run(self) -> None:
        assert made(ANY_TIME, "ok", began=3 * HOUR).next_due == NOON + 9 * HOUR

    def test_a_run_that_somebody_asked_for_earlier_counts(self) -> None:
        assert made(ANY_TIME, "ok", began=-2 * HOUR).next_due == NOON + 4 * HOUR
        by_hand = DAYTIME.ended(DAYTIME.begun(Plan(next_due=NOON + 20 * HOUR), NOON), "ok", NOON + MINUTE)
        assert by_hand.next_due == NOON.replace(hour=7) + DAY + SHARE * 30 * MINUTE

    def test_a_run_longer_than_its_interval_is_followed_by_a_pause(self) -> None:
        planner = Planner(Schedule(10 * MINUTE), PARIS, "x")
        plan = planner.ended(planner.begun(Plan(next_due=NOON), NOON), "ok", NOON + HOUR)
        assert plan.next_due == NOON + HOUR + 10 * MINUTE

    def test_what_is_remembered(self) -> None:
        plan = made(ANY_TIME, "ok")
        assert (plan.started_at, plan.last_started_at) == (None, NOON + MINUTE)
        assert (plan.result, plan.repeats) == ("ok", 1)
        again = ANY_TIME.ended(ANY_TIME.begun(plan, NOON + DAY), "ok", NOON + DAY)
        assert again.repeats == 2
        other = ANY_TIME.ended(ANY_TIME.begun(again, NOON + DAY), "partial", NOON + DAY)
        assert other.repeats == 1

    @pytest.mark.parametrize("outcome", WAITING)
    def test_what_needs_the_user_is_due_as_soon_as_the_user_has_acted(self, outcome: Outcome) -> None:
        assert made(ANY_TIME, outcome.value).next_due == NOON + 3 * MINUTE

    def test_a_portal_that_is_away_is_left_alone_longer_and_longer(self) -> None:
        plan, waits = made(ANY_TIME, "portal_unavailable"), []
        for repeats in range(1, 8):
            waits.append(wait(ANY_TIME, replace(plan, repeats=repeats), "portal_unavailable"))
        wanted = [30 * MINUTE, 90 * MINUTE, 270 * MINUTE, *[6 * HOUR] * 4]
        assert all(least <= real <= 1.2 * least for real, least in zip(waits, wanted, strict=True))
        assert len(set(waits[3:])) == 4, "each is spread by its own jitter"
        others = Planner(ANY_TIME.schedule, PARIS, "one:account:2")
        assert wait(others, plan, "portal_unavailable") != waits[0]

    def test_the_first_time_it_is_tried_again_within_minutes(self) -> None:
        plan = made(ANY_TIME, "portal_unavailable")
        assert plan.next_due and 10 * MINUTE <= plan.next_due - NOON - 3 * MINUTE <= 12 * MINUTE

    def test_a_changed_portal_is_tried_daily(self) -> None:
        assert made(ANY_TIME, "portal_changed").next_due == NOON + DAY
        weekly = Planner(Schedule(7 * DAY), PARIS, "x")
        assert made(weekly, "portal_changed").next_due == NOON + DAY

    def test_what_is_missing_is_fetched_soon_but_not_for_ever(self) -> None:
        plan, waits = made(ANY_TIME, "partial"), []
        for repeats in range(1, 7):
            waits.append(wait(ANY_TIME, replace(plan, repeats=repeats), "partial"))
        assert waits == sorted(waits)
        assert waits[0] < 1.3 * HOUR
        assert waits[-1] == 6 * HOUR, "not more often than what is complete"

    @pytest.mark.parametrize("result", ["cancelled", INTERRUPTED])
    def test_what_was_broken_off_is_made_again_soon(self, result: str) -> None:
        plan = made(ANY_TIME, result)
        assert plan.next_due and 10 * MINUTE <= plan.next_due - NOON - 3 * MINUTE <= 12 * MINUTE

    @pytest.mark.parametrize("result", ["cancelled", INTERRUPTED])
    def test_what_the_user_broke_off_waits_for_its_time(self, result: str) -> None:
        planned = Plan(next_due=NOON + 5 * HOUR)
        assert (
            ANY_TIME.ended(ANY_TIME.begun(planned, NOON), result, NOON + MINUTE).next_due == NOON + 5 * HOUR
        )

    def test_a_process_that_dies_in_each_visit_does_not_knock_for_ever(self) -> None:
        """Each visit may be a sign-in."""
        plan = made(ANY_TIME, INTERRUPTED)
        assert wait(ANY_TIME, replace(plan, repeats=4), INTERRUPTED) >= 6 * HOUR

    @pytest.mark.parametrize("code", [ErrorCode.SECRET_STORE_LOCKED, ErrorCode.BROWSER_NOT_FOUND])
    def test_what_kept_a_visit_from_being_made_is_tried_again(self, code: ErrorCode) -> None:
        plan = made(ANY_TIME, code.value)
        assert plan.next_due and 10 * MINUTE <= plan.next_due - NOON - 3 * MINUTE <= 12 * MINUTE


class TestAtALook:
    def test_nothing_planned_is_due_at_once_in_its_hours(self) -> None:
        assert ANY_TIME.seen(Plan(), NOON).next_due == NOON
        night = NOON + 10 * HOUR
        assert DAYTIME.seen(Plan(), night).next_due == NOON.replace(hour=7) + DAY + SHARE * 30 * MINUTE

    def test_what_lies_ahead_stays(self) -> None:
        plan = made(DAYTIME, "ok")
        assert DAYTIME.seen(plan, NOON + HOUR) is plan

    def test_a_long_sleep_is_caught_up_with_once_and_spread(self) -> None:
        plan = made(ANY_TIME, "ok")
        waking = NOON + 30 * HOUR  # four runs slept through
        seen = ANY_TIME.seen(plan, waking)
        assert seen.next_due == waking + SHARE * 5 * MINUTE
        assert seen.overdue_since == NOON + 6 * HOUR
        done = ANY_TIME.ended(ANY_TIME.begun(seen, waking + 5 * MINUTE), "ok", waking + 6 * MINUTE)
        assert done.next_due == seen.next_due + 6 * HOUR
        assert done.overdue_since is None

    def test_short_waking_hours_do_not_put_it_off_for_ever(self) -> None:
        plan = made(ANY_TIME, "ok")
        for waking in range(1, 4):
            plan = ANY_TIME.seen(plan, NOON + waking * 8 * HOUR)
        assert plan.next_due == NOON + 8 * HOUR + SHARE * 5 * MINUTE
        assert plan.overdue_since == NOON + 6 * HOUR

    def test_after_its_hours_it_waits_for_the_next_ones(self) -> None:
        plan = Plan(next_due=NOON)
        seen = DAYTIME.seen(plan, NOON + 10 * HOUR)
        assert seen.next_due == NOON.replace(hour=7) + DAY + SHARE * 30 * MINUTE
        assert seen.overdue_since == NOON
        assert DAYTIME.seen(seen, NOON + 11 * HOUR) == seen

    def test_a_tick_too_late_is_not_a_day_too_late(self) -> None:
        evening = NOON.replace(hour=18, minute=59, second=59)
        plan = Plan(next_due=evening)
        assert DAYTIME.seen(plan, evening + 2 * MINUTE) is plan

    @pytest.mark.parametrize("back", [HOUR, 3 * DAY, 4000 * DAY])
    def test_a_clock_that_is_put_back_brings_the_plan_nearer(self, back: timedelta) -> None:
        plan, now = made(ANY_TIME, "ok"), NOON + 4 * MINUTE - back
        assert ANY_TIME.seen(plan, now).next_due == min(NOON + 6 * HOUR, now + 6 * HOUR)

    def test_a_back_off_may_be_longer_than_the_interval(self) -> None:
        planner = Planner(Schedule(5 * MINUTE), PARIS, "x")
        plan = made(planner, "portal_unavailable")
        assert planner.seen(plan, NOON + 4 * MINUTE) is plan

    def test_a_shorter_interval_is_seen_at_once(self) -> None:
        plan = made(ANY_TIME, "ok")
        shorter = replace(ANY_TIME, schedule=Schedule(HOUR))
        assert shorter.seen(plan, NOON + 4 * MINUTE).next_due == NOON + 4 * MINUTE + HOUR

    @given(
        st.sampled_from([ANY_TIME, DAYTIME, Planner(Schedule(7 * DAY, days=(0, 3)), PARIS, "y")]),
        st.sampled_from(["ok", "partial", "portal_unavailable", "portal_changed", "cancelled", INTERRUPTED]),
        st.timedeltas(timedelta(0), 400 * DAY),
        st.timedeltas(-400 * DAY, 400 * DAY),
    )
    def test_looking_twice_is_looking_once(
        self, planner: Planner, result: str, at: timedelta, leap: timedelta
    ) -> None:
        plan = made(planner, result, due=NOON + at)
        now = NOON + at + leap
        seen = planner.seen(plan, now)
        assert planner.seen(seen, now) == seen
        assert seen.next_due and seen.next_due <= now + planner.schedule.interval + 8 * DAY
        assert (seen.next_due <= now) <= (plan.next_due is not None and plan.next_due <= now)
