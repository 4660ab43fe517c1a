"""Rows of a library of files: they name a file, and may say nothing else of the document."""

from __future__ import annotations

import re

from connectors.pages.rows_reading import ReadRow

_NAME = re.compile(r"(?<![\w/])([\w][\w.()+-]*)\.pdf(?!\w)", re.I)
_KIND_AND_SIZE = re.compile(r"(?<!\w)pdf\W{1,5}\d+(?:[.,]\d+)?\s*(?:[kmg]i?[bo]|bytes|octets)(?!\w)", re.I)


def names_file(row: ReadRow) -> bool:
    """Whether a row names one PDF, by its name or by its kind and size."""
    return len(set(_NAME.findall(row.text))) == 1 or len(_KIND_AND_SIZE.findall(row.text)) == 1


def number_by_file(row: ReadRow) -> None:
    """Of a row that says nothing but a file's name, that name is the number; other digits in it are none."""
    if row.dates or row.amounts or not names_file(row):
        return
    name = _NAME.search(row.text)
    row.numbers = [name[1]] if name and any(c.isdigit() for c in name[1]) else []
