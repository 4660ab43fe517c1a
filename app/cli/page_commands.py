from __future__ import annotations

from app.cli.error_texts import DONE
from app.cli.invocation import Invocation


def inspect(invocation: Invocation) -> int:
    """One JSON object per line in any case: it is meant for programs and for reports."""
    for seen in invocation.application.inspect_pages(invocation.arguments.sources):
        invocation.output.json_line(seen)
    return DONE
