"""Take files by hand into a manual account, with the same checks as collected ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.accounts import AccountKind
from app.domain.documents import Fetched
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import suffix_of
from app.ports.parts import Parts
from app.services.keep_documents import keep_document


@dataclass(frozen=True, slots=True)
class AddedFile:
    """`error` is set when the file was not taken."""

    path: Path
    document_id: int | None = None
    is_new: bool = False
    error: MoissonError | None = None


class AddDocuments:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, account_id: int, paths: Sequence[Path]) -> list[AddedFile]:
        """One result per file; a bad file does not stop the others. Raises account_not_found."""
        account = self._parts.store().accounts.get(account_id)
        if account is None:
            raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account_id)
        if account.kind is not AccountKind.MANUAL:
            raise MoissonError(ErrorCode.INPUT_INVALID, field="account")
        return [self._add(account_id, path) for path in paths]

    def _add(self, account_id: int, path: Path) -> AddedFile:
        try:
            # By hand, the content alone tells documents apart: two files may have one name.
            document = replace(self._parts.reader().read(path), portal_document_id="")
            document_id, is_new = keep_document(
                self._parts, Fetched(path, document), suffix_of(document.file_name), account_id=account_id
            )
        except MoissonError as error:
            return AddedFile(path, error=error)
        return AddedFile(path, document_id, is_new)
