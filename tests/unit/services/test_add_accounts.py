"""Adding accounts."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.accounts import AccountKind, Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import Counts, VisitOptions
from app.ports.collector import Visit
from app.services.manage_accounts import AccountRequest, AddedAccount, ManageAccounts
from tests.unit.services.account_requests import SECRETS, assert_nothing_is_stored, code_of, ending, request
from tests.unit.services.service_parts import Person, ServiceParts, make_fetched


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


def test_an_added_account_without_a_check_has_no_outcome() -> None:
    assert AddedAccount(None).outcome is None
