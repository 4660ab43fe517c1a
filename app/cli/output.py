"""Standard output: one JSON document for scripts, or tables for people. The rest goes to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TextIO


class Output:
    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    @property
    def is_terminal(self) -> bool:
        return self._out.isatty()

    def document(self, value: object) -> None:
        """The one JSON document of a command."""
        self._write(self._out, self._json(value, indent=2))

    def json_line(self, value: object) -> None:
        """One of several JSON documents, each on a line of its own."""
        self._write(self._out, self._json(value, indent=None))

    def _json(self, value: object, indent: int | None) -> str:
        """Letters as they are where the stream can hold them; else, and odd file names, JSON's escapes."""
        text = json.dumps(value, indent=indent, ensure_ascii=False)
        try:
            text.encode(self._out.encoding or "ascii")
        except UnicodeEncodeError:
            return json.dumps(value, indent=indent)
        return text

    def line(self, text: str) -> None:
        """A result for people; nothing with --json."""
        if not self.as_json:
            self._write(self._out, text)

    def say(self, text: str) -> None:
        """A question or a remark, never a result."""
        self._write(self._err, text)

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
    ) -> None:
        """For people; `right`: columns of numbers. Drawn on a terminal, plain columns in a pipe."""
        if self.as_json:
            return
        if self.is_terminal:
            _draw(headings, rows, right)
        else:
            self._write(self._out, plain_columns(headings, rows, right))

    def _write(self, stream: TextIO, text: str) -> None:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()


def plain_columns(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Aligned text without colours, for pipes and files."""
    cells = [[_flat(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return "\n".join(lines)


def _flat(text: str) -> str:
    """Names come from portals: what moves the cursor must not reach a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _draw(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_flat(cell)) for cell in row))
    Console().print(table)
