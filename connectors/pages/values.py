"""Dates, amounts and document numbers in a text, as six languages write them."""

from __future__ import annotations

from connectors.pages.values_amounts import FoundAmount, find_amounts, parse_amount
from connectors.pages.values_dates import FoundDate, find_dates, month_comes_first
from connectors.pages.values_numbers import FoundNumber, find_numbers

__all__ = [
    "FoundAmount",
    "FoundDate",
    "FoundNumber",
    "find_amounts",
    "find_dates",
    "find_numbers",
    "month_comes_first",
    "parse_amount",
]
