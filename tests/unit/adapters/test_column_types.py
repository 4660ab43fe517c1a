from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.types import TypeDecorator

from app.adapters.store.column_types import ExactDecimal, ForeignText, UtcTime

SQLITE = dialect()
NOON_IN_PARIS = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize("column", [ExactDecimal(), ForeignText(), UtcTime()])
def test_nothing_stays_nothing(column: TypeDecorator[object]) -> None:
    assert column.process_bind_param(None, SQLITE) is None


@pytest.mark.parametrize(
    ("column", "value", "stored"),
    [
        (UtcTime(), NOON_IN_PARIS, "2026-07-01T10:00:00.000000+00:00"),
        (UtcTime(), datetime(2026, 1, 1, 0, 0, 0, 7, tzinfo=UTC), "2026-01-01T00:00:00.000007+00:00"),
        (ExactDecimal(), Decimal("-0.10"), "-0.10"),
        (ForeignText(), "é\udfff", "é?"),
    ],
)
def test_values_are_readable_with_any_tool(column: TypeDecorator[object], value: object, stored: str) -> None:
    assert column.process_bind_param(value, SQLITE) == stored
