"""Times and numbers as people say them, in their own zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QDate

from app.i18n import tr
from app.ports.overview import Month, first_day
from ui.words import locale


def moment_text(moment: datetime | None, now: datetime, zone: tzinfo) -> str:
    """“today 07:12”, “yesterday 07:12”, else the day; empty for none."""
    if moment is None:
        return ""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    near = {
        today - timedelta(days=1): tr("yesterday {time}", time=clock),
        today: tr("today {time}", time=clock),
        today + timedelta(days=1): tr("tomorrow {time}", time=clock),
    }
    return near.get(local.date()) or day_text(local.date(), with_year=local.year != today.year)


def exact_text(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{day_text(local.date())}, {local:%H:%M}"


def day_text(day: date, *, with_year: bool = True) -> str:
    """3 nov. 2026"""
    return locale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy" if with_year else "d MMM")


def month_text(month: Month) -> str:
    """novembre 2026"""
    first = first_day(month)
    return locale().toString(QDate(first.year, first.month, 1), "MMMM yyyy")


def number_text(number: int) -> str:
    return locale().toString(number)
