"""What an export would send, in words, before it does."""

from __future__ import annotations

from app.i18n import tr, trn
from app.services.manage_destinations import Preview, PreviewItem


def summary(preview: Preview) -> list[str]:
    """How many documents, of which days, and what is odd about them."""
    lines = [trn("{count} document waits.", "{count} documents wait.", len(preview.items))]
    if preview.days:
        first, last = (day.isoformat() for day in preview.days)
        lines.append(tr("Issued from {first} to {last}.", first=first, last=last))
    if large := sum(item.large for item in preview.items):
        lines.append(large_files(large))
    if refused := sum(item.too_large for item in preview.items):
        lines.append(
            trn(
                "{count} file is larger than 100 MB and will be refused.",
                "{count} files are larger than 100 MB and will be refused.",
                refused,
            )
        )
    return lines


def large_files(count: int) -> str:
    return trn(
        "{count} file is larger than 10 MB: check that your accounting software takes it.",
        "{count} files are larger than 10 MB: check that your accounting software takes them.",
        count,
    )


def remark(item: PreviewItem) -> str:
    if item.too_large:
        return tr("too large, refused")
    return tr("large") if item.large else ""
