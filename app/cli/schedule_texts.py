"""When something has its turn, for people and for scripts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.i18n import tr
from app.services.timetable import PAUSED, Entry

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def local_time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def schedule_shape(entry: Entry | None) -> dict[str, object]:
    """None: no schedule, for a manual account. `waits_for`: the kind of the issue to settle, or "paused"."""
    schedule = entry.schedule if entry else None
    hours = schedule.hours if schedule else None
    due = entry.next_due if entry else None
    return {
        "every_s": int(schedule.interval.total_seconds()) if schedule else None,
        "days": [_DAYS[day] for day in schedule.days] if schedule else None,
        "hours": f"{hours.opens:%H:%M}-{hours.closes:%H:%M}" if hours else None,
        "next_due": due.isoformat() if due else None,
        "waits_for": entry.held_by if entry else None,
    }


def turn(entry: Entry | None) -> str:
    """When it has its turn, in a table."""
    if entry is None:
        return ""
    if entry.held_by == PAUSED:
        return tr("suspended")
    if entry.held_by:
        return tr("waits for you")
    return local_time(entry.next_due) if entry.next_due else ""
