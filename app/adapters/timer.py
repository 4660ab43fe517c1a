"""Ticks from APScheduler, and nothing else: what is due is decided from the database at each of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from types import TracebackType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

PERIOD = timedelta(seconds=30)


class _Periodic(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Counts from now, so that after a sleep or a leap of the clock there is one tick and not all of them."""

    def __init__(self, period: timedelta) -> None:
        self._period = period

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self._period


class SchedulerTimer:
    """Implements app.ports.timer.Timer.

    The system's clock decides when APScheduler fires: put back an hour, it would be silent for an hour. So
    the wait has an end of its own, which no clock moves, and the job is then planned anew.
    """

    def __init__(self, period: timedelta = PERIOD) -> None:
        self._period = period
        # Its put() may interrupt itself: it is safe in a signal handler, unlike that of threading.Event.
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._scheduler = BackgroundScheduler(timezone=UTC)

    def wait(self) -> None:
        try:
            self._woken.get(timeout=2 * self._period.total_seconds())
        except Empty:
            self._job.reschedule(_Periodic(self._period))
        with suppress(Empty):
            while True:
                self._woken.get_nowait()

    def wake(self) -> None:
        self._woken.put(None)

    def __enter__(self) -> SchedulerTimer:
        self._scheduler.start()
        self._job = self._scheduler.add_job(
            self.wake, _Periodic(self._period), coalesce=True, max_instances=1, misfire_grace_time=None
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)
