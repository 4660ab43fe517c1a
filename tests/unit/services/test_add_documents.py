"""Files by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.pdf import text_pdf
from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.errors import ErrorCode, MoissonError
from app.services.add_documents import AddDocuments
from tests.unit.services.service_parts import ServiceParts


@pytest.fixture
def manual(parts: ServiceParts) -> Account:
    return parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL))


def pdf(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text_pdf("Facture", [text]))
    return path


def test_files_of_one_name_are_two_documents(parts: ServiceParts, manual: Account, tmp_path: Path) -> None:
    paths = [pdf(tmp_path / folder, "facture.pdf", folder) for folder in ("a", "b")]
    added = AddDocuments(parts)(manual.id, paths)
    assert [(item.path, item.is_new, item.error) for item in added] == [
        (paths[0], True, None),
        (paths[1], True, None),
    ]
    assert {item.document_id for item in added} == {document.id for document in parts.documents()}
    assert [document.file_name for document in parts.documents()] == ["facture.pdf"] * 2


def test_the_same_bytes_again_are_known(parts: ServiceParts, manual: Account, tmp_path: Path) -> None:
    path = pdf(tmp_path, "a.pdf", "text")
    copy = tmp_path / "b.pdf"
    copy.write_bytes(path.read_bytes())
    [first] = AddDocuments(parts)(manual.id, [path])
    [second] = AddDocuments(parts)(manual.id, [copy])
    assert (second.document_id, second.is_new, second.error) == (first.document_id, False, None)
    assert len(parts.documents()) == len(parts.vault_files()) == 1


def test_the_file_itself_stays_where_it_is(parts: ServiceParts, manual: Account, tmp_path: Path) -> None:
    path = pdf(tmp_path, "a.PDF", "text")
    content = path.read_bytes()
    AddDocuments(parts)(manual.id, [path])
    assert path.read_bytes() == content
    [stored] = parts.vault_files()
    assert (stored.read_bytes(), stored.suffix) == (content, ".pdf")


def test_a_bad_file_does_not_stop_the_others(parts: ServiceParts, manual: Account, tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_text("<html>")
    good = pdf(tmp_path, "good.pdf", "text")
    codes = [
        item.error and item.error.code
        for item in AddDocuments(parts)(manual.id, [page, tmp_path / "gone.pdf", good])
    ]
    assert codes == [ErrorCode.DOCUMENT_REFUSED, ErrorCode.FILE_UNREADABLE, None]
    assert len(parts.documents()) == 1


@pytest.mark.parametrize(
    ("kind", "code"), [("none", ErrorCode.ACCOUNT_NOT_FOUND), ("portal", ErrorCode.INPUT_INVALID)]
)
def test_only_into_a_manual_account(parts: ServiceParts, tmp_path: Path, kind: str, code: ErrorCode) -> None:
    account_id = parts.add_account().id if kind == "portal" else 999
    with pytest.raises(MoissonError) as error:
        AddDocuments(parts)(account_id, [pdf(tmp_path, "a.pdf", "text")])
    assert error.value.code is code
    assert not parts.vault_files()
