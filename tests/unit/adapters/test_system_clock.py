from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.system_clock import SystemClock


def test_now_is_now_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


def test_the_zone_has_the_rules_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    for name, winter, summer in (("Europe/Paris", 1, 2), ("America/Halifax", -4, -3)):
        monkeypatch.setenv("TZ", name)  # the user travels while we run
        zone = clock.zone()
        offsets = [datetime(2026, month, 15, tzinfo=zone).utcoffset() for month in (1, 7)]
        assert offsets == [timedelta(hours=winter), timedelta(hours=summer)]


def test_a_zone_that_nobody_knows_is_an_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> None:
        raise LookupError("two configurations")

    monkeypatch.setattr("tzlocal.reload_localzone", unknown)
    assert datetime.now(SystemClock().zone()).utcoffset() == datetime.now().astimezone().utcoffset()
