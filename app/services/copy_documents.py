"""Copies of documents under readable names: whoever opens or takes them never touches the vault."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.domain.deliveries import DEFAULT_TEMPLATE
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import delivery_name, unique_name
from app.ports.parts import Parts
from app.services.cancellation import Cancellation


def copy_documents(
    parts: Parts, document_ids: Sequence[int], folder: Path, cancellation: Cancellation | None = None
) -> list[Path]:
    """Into the folder, which exists; names that are taken there are not given again.

    Raises MoissonError file_unreadable for what the vault has lost, CancelledError."""
    vault, taken = parts.vault(), {path.name.casefold() for path in folder.iterdir()}
    made = []
    for row in parts.store().document_list.rows_of(document_ids):
        if cancellation is not None:
            cancellation.check()
        document = row.document
        name = unique_name(delivery_name(document, DEFAULT_TEMPLATE), taken, document.sha256)
        taken.add(name.casefold())
        source = vault.path(document.sha256, document.suffix)
        try:
            made.append(Path(shutil.copyfile(source, folder / name)))
        except OSError as error:
            raise MoissonError(ErrorCode.FILE_UNREADABLE, path=name, reason=error.strerror) from error
    return made
