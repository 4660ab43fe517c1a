from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.runs import Counts, SeenRow, is_settled

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
ROW = SeenRow("row-1", "seen", files=1, failed=0, issued=date(2026, 1, 5), read_at=NOW - timedelta(days=30))


def settled(fingerprint: str = "seen", **changes: object) -> bool:
    return is_settled(replace(ROW, **changes), fingerprint, NOW)  # type: ignore[arg-type]


def test_an_old_row_that_was_read_long_after_its_date() -> None:
    assert settled()
    assert settled(files=0)


def test_a_row_that_changed_or_failed_is_read_again() -> None:
    assert not settled("changed")
    assert not settled(failed=1)
    assert not settled(failed=1, read_at=NOW)


def test_a_young_row_is_read_again_half_a_day_later() -> None:
    young = date(2026, 6, 20)
    assert settled(issued=young, read_at=NOW - timedelta(hours=11))
    assert not settled(issued=young, read_at=NOW - timedelta(hours=13))


def test_a_row_without_files_is_not_trusted_for_half_a_day() -> None:
    assert not settled(issued=None, files=0, read_at=NOW)


def test_without_a_date_only_half_a_day_is_trusted() -> None:
    assert settled(issued=None, read_at=NOW - timedelta(hours=1))
    assert not settled(issued=None)


@pytest.mark.parametrize(("days_after", "is_done"), [(1, False), (44, False), (45, False), (46, True)])
def test_what_counts_is_when_it_was_read_not_how_old_it_is(days_after: int, is_done: bool) -> None:
    """Read the day after it was issued and never since: a credit note may have come in between."""
    issued = date(2026, 1, 5)
    read_at = datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=days_after)
    assert settled(issued=issued, read_at=read_at) is is_done


def test_counts_add_up() -> None:
    assert Counts(listed=2).plus(listed=1, new=1).plus(failed=1) == Counts(listed=3, new=1, failed=1)
    with pytest.raises(AttributeError):
        Counts().plus(unknown=1)
