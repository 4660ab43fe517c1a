"""Editing and removing accounts."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.accounts import Account, Secrets
from app.domain.documents import DocumentFilter
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import VisitOptions
from app.services.collect_account import CollectAccount
from app.services.manage_accounts import ManageAccounts
from tests.unit.services.account_requests import SECRETS, assert_nothing_is_stored, ending, request
from tests.unit.services.service_parts import Person, ServiceParts, make_fetched


class TestEditing:
    @pytest.fixture
    def account(self, parts: ServiceParts, manage: ManageAccounts) -> Account:
        """With a wrong password, so with a pause and an issue."""
        account = manage.add(request(), None).account
        assert account
        parts.kept_sessions.save(account.id, b"cookies")
        parts.scripted.default = ending(Outcome.WRONG_CREDENTIALS)
        collect = CollectAccount(parts, parts.progress, parts.cancellation)
        collect(account, VisitOptions(dry_run=False), Person())
        parts.kept_sessions.save(account.id, b"cookies")
        account = manage.get(account.id)
        assert account.paused
        assert parts.issues()
        return account

    def test_nothing_given_nothing_changed(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        assert manage.edit(account.id) == account == manage.get(account.id)
        assert parts.issues()
        assert parts.kept_secrets.secrets[account.id] == SECRETS

    def test_what_is_given_is_changed(self, manage: ManageAccounts, account: Account) -> None:
        edited = manage.edit(
            account.id,
            name="Gaz",
            since=date(2024, 1, 1),
            documents_url="edf.example/x",
            paused=False,
        )
        assert edited == manage.get(account.id)
        assert (edited.company, edited.since) == ("Gaz", date(2024, 1, 1))
        assert (edited.documents_url, edited.paused) == ("https://edf.example/x", False)

    def test_new_secrets_end_the_pause_and_keep_what_is_not_given(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        edited = manage.edit(account.id, secrets=Secrets("new", fields={"pin": "1"}))
        assert not edited.paused
        assert not parts.issues()
        assert parts.kept_secrets.secrets[account.id] == Secrets("new", "BASE32", {"pin": "1"})
        assert parts.redacted[-2:] == ["new", "1"]
        assert parts.kept_sessions.states == {account.id: b"cookies"}

    def test_secrets_for_an_account_that_lost_them(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        parts.kept_secrets.forget(account.id)
        manage.edit(account.id, secrets=Secrets("new"))
        assert parts.kept_secrets.secrets[account.id] == Secrets("new")

    def test_another_user_does_not_go_on_with_the_session(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        manage.edit(account.id, username=account.username)
        assert parts.kept_sessions.states
        assert manage.edit(account.id, username="other").username == "other"
        assert not parts.kept_sessions.states

    @pytest.mark.parametrize(
        "given", ["Pay.edf.example", "https://pay.edf.example:84/x", " pay.edf.example/ "]
    )
    def test_a_host_is_allowed(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account, given: str
    ) -> None:
        edited = manage.edit(account.id, allow_host=given)
        assert edited.allowed_hosts == ("pay.edf.example",)
        assert manage.edit(account.id, allow_host=given).allowed_hosts == ("pay.edf.example",)
        assert manage.edit(account.id, allow_host="b.example").allowed_hosts == (
            "pay.edf.example",
            "b.example",
        )
        assert not parts.issues()

    @pytest.mark.parametrize("given", ["*", "a b", " ", "ftp://x", "https://u@evil.example"])
    def test_what_is_no_host_is_refused(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account, given: str
    ) -> None:
        with pytest.raises(MoissonError) as error:
            manage.edit(account.id, allow_host=given)
        assert error.value.code is ErrorCode.ADDRESS_INVALID
        assert manage.get(account.id) == account
        assert parts.issues()

    def test_the_place_of_the_documents_ends_the_problems(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        edited = manage.edit(account.id, documents_url="edf.example/x", paused=True)
        assert (edited.paused, parts.issues()) == (True, [])

    def test_nobody_there(self, manage: ManageAccounts) -> None:
        with pytest.raises(MoissonError) as error:
            manage.edit(999)
        assert error.value.code is ErrorCode.ACCOUNT_NOT_FOUND


class TestRemoving:
    @pytest.fixture
    def account(self, parts: ServiceParts) -> Account:
        account = parts.add_account()
        parts.kept_sessions.save(account.id, b"cookies")
        parts.add_documents(3, account)
        parts.store().issues.open("portal_changed", {}, account_id=account.id)
        return account

    def test_with_its_documents(self, parts: ServiceParts, manage: ManageAccounts, account: Account) -> None:
        manage.remove(account.id, keep_documents=False)
        assert_nothing_is_stored(parts)
        assert not parts.documents()

    def test_without_its_documents(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        manage.remove(account.id, keep_documents=True)
        assert not parts.store().accounts.all()
        assert (parts.kept_secrets.secrets, parts.kept_sessions.states, parts.issues()) == ({}, {}, [])
        assert len(parts.store().documents.list(DocumentFilter())) == len(parts.vault_files()) == 3

    def test_what_another_account_holds_too_stays(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        other = parts.add_account("Other")
        parts.add_documents(1, other, first=1)
        manage.remove(account.id, keep_documents=False)
        [document] = parts.documents()
        assert parts.vault_files() == [parts.vault().path(document.sha256, document.suffix)]

    def test_each_kind_of_file_by_itself(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account
    ) -> None:
        """The same bytes under two suffixes are two files."""
        other = parts.add_account("Other")
        fetched = make_fetched(parts.root, 1)
        parts.store().documents.add(other.id, None, fetched.document, parts.vault().put(fetched.path, ".xml"))
        manage.remove(account.id, keep_documents=False)
        assert [path.suffix for path in parts.vault_files()] == [".xml"]

    def test_the_secrets_go_first(
        self, parts: ServiceParts, manage: ManageAccounts, account: Account, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An interrupted removal leaves an account that can be removed again, not a secret."""

        def fail(*_: object, **__: object) -> None:
            raise MoissonError(ErrorCode.DISK_FULL)

        monkeypatch.setattr(parts.store().accounts, "remove", fail)
        with pytest.raises(MoissonError):
            manage.remove(account.id, keep_documents=False)
        assert (parts.kept_secrets.secrets, parts.kept_sessions.states) == ({}, {})
        assert len(parts.vault_files()) == 3

    def test_nobody_there(self, manage: ManageAccounts) -> None:
        with pytest.raises(MoissonError) as error:
            manage.remove(999, keep_documents=True)
        assert error.value.code is ErrorCode.ACCOUNT_NOT_FOUND
