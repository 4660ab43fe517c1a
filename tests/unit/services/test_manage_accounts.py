"""Adding, editing and removing accounts."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.accounts import Account, AccountKind, Secrets
from app.domain.documents import DocumentFilter
from app.domain.errors import ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.runs import Counts, VisitOptions
from app.ports.collector import Visit
from app.services.collect_account import CollectAccount
from app.services.manage_accounts import AccountRequest, AddedAccount, ManageAccounts
from tests.unit.services.service_parts import Person, Script, ServiceParts, make_fetched

SECRETS = Secrets("s3cret", "BASE32")


@pytest.fixture
def manage(parts: ServiceParts) -> ManageAccounts:
    return ManageAccounts(parts, parts.progress, parts.cancellation)


def request(**changes: object) -> AccountRequest:
    given: dict[str, object] = {"portal_id": "edf", "username": "me@x.fr", "secrets": SECRETS}
    return AccountRequest(**(given | changes))  # type: ignore[arg-type]


def ending(outcome: Outcome) -> Script:
    def end(visit: Visit) -> None:
        visit.save_session(b"cookies")
        raise VisitEndedError(outcome, host="evil.example")

    return end


def code_of(manage: ManageAccounts, wanted: AccountRequest) -> tuple[ErrorCode, dict[str, object]]:
    with pytest.raises(MoissonError) as error:
        manage.add(wanted, None)
    return error.value.code, error.value.facts


def assert_nothing_is_stored(parts: ServiceParts) -> None:
    assert not parts.store().accounts.all()
    assert not parts.kept_secrets.secrets
    assert not parts.kept_sessions.states
    assert not parts.issues()
    assert not parts.vault_files()


class TestAdding:
    def test_without_a_check(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        added = manage.add(
            request(since=date(2025, 1, 1), documents_url="edf.example/bills", name="Électricité"), None
        )
        account = added.account
        assert account
        assert (account.company, account.kind, account.portal_id) == (
            "Électricité",
            AccountKind.PORTAL,
            "edf",
        )
        assert (account.username, account.since) == ("me@x.fr", date(2025, 1, 1))
        assert account.documents_url == "https://edf.example/bills"
        assert parts.kept_secrets.secrets == {account.id: SECRETS}
        assert (added.outcome, parts.scripted.visits) == (None, [])
        assert parts.redacted == ["s3cret", "BASE32"]

    def test_a_good_check_keeps_the_session_too(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        def sign_in(visit: Visit) -> None:
            visit.save_session(b"cookies")

        parts.scripted.default = sign_in
        added = manage.add(request(), Person(), visible=True)
        assert added.account
        assert added.outcome is Outcome.OK
        assert parts.kept_sessions.states == {added.account.id: b"cookies"}
        [visit] = parts.scripted.visits
        assert visit.options == VisitOptions(attended=True, visible=True, check_only=True)
        assert (visit.secrets, visit.account.username) == (SECRETS, "me@x.fr")
        assert (visit.known, dict(visit.seen_rows), visit.load_session()) == (frozenset(), {}, None)
        assert not parts.store().runs.last(added.account.id)

    @pytest.mark.parametrize("outcome", [Outcome.WRONG_CREDENTIALS, Outcome.CANCELLED])
    def test_nothing_is_stored_after(
        self, parts: ServiceParts, manage: ManageAccounts, outcome: Outcome
    ) -> None:
        parts.scripted.default = ending(outcome)
        added = manage.add(request(), Person())
        assert (added.account, added.outcome) == (None, outcome)
        assert_nothing_is_stored(parts)

    def test_nothing_is_stored_after_a_crash(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        def crash(visit: Visit) -> None:
            raise MoissonError(ErrorCode.BROWSER_FAILED)

        parts.scripted.default = crash
        with pytest.raises(MoissonError):
            manage.add(request(), Person())
        assert_nothing_is_stored(parts)

    def test_a_check_stores_no_documents(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        parts.scripted.default = lambda visit: visit.keep(make_fetched(visit.work_dir, 1))
        added = manage.add(request(), Person())
        assert added.report
        assert added.report.run.counts == Counts(new=1)
        assert not parts.documents()
        assert not parts.vault_files()

    @pytest.mark.parametrize(
        ("outcome", "paused", "issues"),
        [
            (Outcome.INTERACTION_REQUIRED, False, ["interaction_required"]),
            (Outcome.HOST_NOT_ALLOWED, False, ["host_not_allowed"]),
            (Outcome.ACCOUNT_LOCKED, True, ["account_locked"]),
            (Outcome.PORTAL_UNAVAILABLE, False, []),
        ],
    )
    def test_what_is_not_the_passwords_fault_is_told(
        self,
        parts: ServiceParts,
        manage: ManageAccounts,
        outcome: Outcome,
        paused: bool,
        issues: list[str],
    ) -> None:
        parts.scripted.default = ending(outcome)
        added = manage.add(request(), Person())
        assert added.account
        assert (added.outcome, added.account.paused) == (outcome, paused)
        assert [kind for kind, _, _ in parts.issues()] == issues
        assert parts.kept_secrets.secrets == {added.account.id: SECRETS}

    def test_a_manual_account(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        added = manage.add(AccountRequest(manual=True, name="Paper"), Person())
        assert added.account
        assert added.account.kind is AccountKind.MANUAL
        assert (parts.kept_secrets.secrets, parts.scripted.visits) == ({}, [])
        assert code_of(manage, AccountRequest(manual=True)) == (ErrorCode.INPUT_INVALID, {"field": "name"})

    def test_an_address_without_an_entry(self, manage: ManageAccounts) -> None:
        account = manage.add(request(portal_id=None, url="www.shop.example/login"), None).account
        assert account
        assert (account.company, account.portal_id) == ("shop.example", None)
        assert account.url == "https://www.shop.example/login"

    def test_an_address_that_an_entry_knows(self, manage: ManageAccounts) -> None:
        account = manage.add(request(portal_id=None, url="edf.example/here"), None).account
        assert account
        assert (account.company, account.portal_id) == ("EDF", "edf")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"portal_id": "unknown"}, ErrorCode.PORTAL_NOT_FOUND),
            ({"portal_id": None}, ErrorCode.INPUT_INVALID),
            ({"portal_id": None, "url": "http://shop.example"}, ErrorCode.ADDRESS_NOT_HTTPS),
            ({"portal_id": None, "url": "https://a b"}, ErrorCode.ADDRESS_INVALID),
            ({"documents_url": "http://shop.example"}, ErrorCode.ADDRESS_NOT_HTTPS),
        ],
    )
    def test_what_cannot_be(
        self, parts: ServiceParts, manage: ManageAccounts, changes: dict[str, object], code: ErrorCode
    ) -> None:
        assert code_of(manage, request(**changes))[0] is code
        assert_nothing_is_stored(parts)

    @pytest.mark.parametrize(
        ("answers", "pin", "field"),
        [
            ({}, "1", "customer"),
            ({"customer": ""}, "1", "customer"),
            ({"customer": "12345"}, "1", "customer"),
            ({"customer": "1234"}, "", "pin"),
            ({"customer": "1234", "pin": "1"}, "", "pin"),
        ],
    )
    def test_fields_of_the_entry(
        self, manage: ManageAccounts, answers: dict[str, str], pin: str, field: str
    ) -> None:
        secrets = Secrets("s3cret", fields={"pin": pin} if pin else {})
        wanted = request(portal_id="operator", answers=answers, secrets=secrets)
        assert code_of(manage, wanted) == (ErrorCode.INPUT_INVALID, {"field": field})

    def test_fields_that_are_right(self, manage: ManageAccounts) -> None:
        secrets = Secrets("s3cret", fields={"pin": "1"})
        wanted = request(portal_id="operator", answers={"customer": "1234"}, secrets=secrets)
        account = manage.add(wanted, None).account
        assert account
        assert account.answers == {"customer": "1234"}

    @pytest.mark.parametrize("store", ["kept_secrets", "kept_sessions"])
    @pytest.mark.parametrize("error", [MoissonError(ErrorCode.SECRET_STORE_LOCKED), RuntimeError("keyring")])
    def test_without_a_place_for_the_secrets_no_account(
        self,
        parts: ServiceParts,
        manage: ManageAccounts,
        monkeypatch: pytest.MonkeyPatch,
        store: str,
        error: Exception,
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        parts.scripted.default = lambda visit: visit.save_session(b"cookies")
        monkeypatch.setattr(getattr(parts, store), "save", fail)
        with pytest.raises(type(error)):
            manage.add(request(), Person())
        assert_nothing_is_stored(parts)


class TestTwins:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({}, {}),
            ({}, {"username": " ME@x.fr "}),
            ({}, {"portal_id": None, "url": "https://edf.example/login"}),
            ({"portal_id": None, "url": "shop.example"}, {"portal_id": None, "url": "https://SHOP.example/"}),
        ],
    )
    def test_refused(
        self,
        parts: ServiceParts,
        manage: ManageAccounts,
        first: dict[str, object],
        second: dict[str, object],
    ) -> None:
        account = manage.add(request(**first), None).account
        assert account
        code, facts = code_of(manage, request(**second))
        assert (code, facts) == (ErrorCode.ACCOUNT_EXISTS, {"account": account.id, "name": account.company})
        assert len(parts.store().accounts.all()) == 1

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({}, {"username": "you@x.fr"}),
            ({"portal_id": None, "url": "shop.example/a"}, {"portal_id": None, "url": "shop.example/b"}),
            ({"url": "https://a.edf.example"}, {"url": "https://b.edf.example"}),
            ({}, {"portal_id": None, "url": "shop.example"}),
            ({}, {"portal_id": None, "manual": True, "name": "EDF", "username": ""}),
        ],
    )
    def test_no_twins(
        self, manage: ManageAccounts, first: dict[str, object], second: dict[str, object]
    ) -> None:
        manage.add(request(**first), None)
        assert manage.add(request(**second), None).account

    def test_manual_ones_by_their_name(self, manage: ManageAccounts) -> None:
        manage.add(AccountRequest(manual=True, name="Paper"), None)
        assert code_of(manage, AccountRequest(manual=True, name="PAPER"))[0] is ErrorCode.ACCOUNT_EXISTS
        assert manage.add(AccountRequest(manual=True, name="Other"), None).account

    def test_no_sign_in_for_a_twin(self, parts: ServiceParts, manage: ManageAccounts) -> None:
        manage.add(request(), None)
        with pytest.raises(MoissonError):
            manage.add(request(), Person())
        assert not parts.scripted.visits


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


def test_an_added_account_without_a_check_has_no_outcome() -> None:
    assert AddedAccount(None).outcome is None
