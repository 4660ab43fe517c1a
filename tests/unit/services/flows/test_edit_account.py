"""Changing an account: what is tried first, what is kept, every fault and its repair, cancel at each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.accounts import Account, AccountDraft, AccountKind, Secrets
from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome
from app.ports.collector import Visit
from app.services.flows.edit_account import EditAccountFlow
from app.services.flows.steps import Abort, Done, FieldFault
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import Driver, in_turn, sign_in
from tests.unit.services.service_parts import Person, Script, ServiceParts


@pytest.fixture
def account(parts: ServiceParts) -> Account:
    return parts.add_account()


def editing(parts: ServiceParts, account: Account) -> Driver:
    return Driver(EditAccountFlow(parts, account.id, lambda cancellation: Person()))


def secrets_of(parts: ServiceParts, account: Account) -> Secrets:
    return parts.kept_secrets.secrets[account.id]


class TestWithoutNewCredentials:
    def test_nothing_is_tried(self, parts: ServiceParts, account: Account) -> None:
        driver = editing(parts, account)
        assert (driver.form.name, driver.form.primary) == ("credentials", "save")
        assert (driver.form["username"].value, driver.form["password"].value) == ("me", None)
        assert driver.form.facts["has_password"] is True
        done = driver.fill(name="EDF maison", since=date(2025, 3, 1), documents_url="edf.example/bills")
        assert isinstance(done, Done)
        assert done.facts == {"account": account.id, "company": "EDF maison"}
        changed = parts.account(account.id)
        assert (changed.company, changed.since) == ("EDF maison", date(2025, 3, 1))
        assert changed.documents_url == "https://edf.example/bills"
        assert (parts.scripted.visits, secrets_of(parts, account)) == ([], Secrets("s3cret"))

    def test_what_is_emptied_is_forgotten(self, parts: ServiceParts, account: Account) -> None:
        bills = "https://edf.example/bills"
        parts.store().accounts.update(replace(account, since=date(2025, 3, 1), documents_url=bills))
        driver = editing(parts, account)
        assert (driver.form["since"].value, driver.form["documents_url"].value) == (date(2025, 3, 1), bills)
        assert isinstance(driver.fill(since=None, documents_url=""), Done)
        changed = parts.account(account.id)
        assert (changed.since, changed.documents_url, changed.company) == (None, None, account.company)

    def test_a_pause_stays(self, parts: ServiceParts, account: Account) -> None:
        parts.store().accounts.update(replace(account, paused=True))
        assert isinstance(editing(parts, account).fill(name="Maison"), Done)
        assert parts.account(account.id).paused

    @pytest.mark.parametrize(
        ("typed", "faults"),
        [
            ({"name": " "}, {"name": FieldFault.REQUIRED}),
            ({"username": ""}, {"username": FieldFault.REQUIRED}),
            ({"since": date(2999, 1, 1)}, {"since": FieldFault.IN_FUTURE}),
            ({"totp": "no!"}, {"totp": FieldFault.TOTP_INVALID}),
            ({"documents_url": "http://edf.example"}, {"documents_url": "address_not_https"}),
        ],
    )
    def test_wrong_then_right(
        self, parts: ServiceParts, account: Account, typed: dict[str, str], faults: dict[str, str]
    ) -> None:
        driver = editing(parts, account)
        driver.fill(**typed)
        assert driver.faults == faults
        right = {"name": "EDF", "username": "me", "since": None, "totp": "", "documents_url": ""}
        assert isinstance(driver.fill(**right), Done)


class TestNewCredentials:
    def test_are_tried_before_they_are_kept(self, parts: ServiceParts, account: Account) -> None:
        seen: list[Secrets] = []

        def visit(visit: Visit) -> None:
            seen.append(secrets_of(parts, account))
            visit.save_session(b"fresh")

        parts.scripted.default = visit
        driver = editing(parts, account)
        assert isinstance(driver.fill(password="new", totp="JBSWY3DPEHPK3PXP"), Done)
        assert seen == [Secrets("s3cret")]
        [tried] = parts.scripted.visits
        assert (tried.secrets, tried.options.check_only) == (Secrets("new", "JBSWY3DPEHPK3PXP"), True)
        assert secrets_of(parts, account) == Secrets("new", "JBSWY3DPEHPK3PXP")
        assert parts.kept_sessions.states == {account.id: b"fresh"}
        assert {"new", "JBSWY3DPEHPK3PXP"} <= set(parts.redacted)

    def test_a_good_password_ends_the_pause(self, parts: ServiceParts, account: Account) -> None:
        parts.store().issues.open("wrong_credentials", {}, account_id=account.id)
        assert isinstance(editing(parts, account).fill(password="new"), Done)
        assert (parts.account(account.id).paused, parts.issues()) == (False, [])

    def test_a_refused_one_is_corrected_in_place(self, parts: ServiceParts, account: Account) -> None:
        parts.scripted.default = in_turn(ending(Outcome.WRONG_CREDENTIALS), sign_in)
        driver = editing(parts, account)
        driver.fill(password="wrong", name="Maison")
        assert (driver.form.name, driver.faults) == ("credentials", {"password": "wrong_credentials"})
        assert driver.form["name"].value == "Maison"
        assert (parts.account(account.id).company, secrets_of(parts, account)) == ("EDF", Secrets("s3cret"))
        assert isinstance(driver.fill(password="right"), Done)
        assert secrets_of(parts, account) == Secrets("right")

    def test_another_user_name_forgets_the_session(self, parts: ServiceParts, account: Account) -> None:
        parts.kept_sessions.save(account.id, b"old")
        parts.scripted.default = lambda visit: None
        assert isinstance(editing(parts, account).fill(username="you"), Done)
        assert parts.account(account.id).username == "you"
        assert parts.kept_sessions.states == {}

    def test_no_password_any_more(self, parts: ServiceParts, account: Account) -> None:
        assert isinstance(editing(parts, account).fill(by_hand=True), Done)
        assert parts.scripted.visits[-1].options.visible
        assert secrets_of(parts, account) == Secrets()

    def test_a_password_after_all(self, parts: ServiceParts, account: Account) -> None:
        parts.kept_secrets.save(account.id, Secrets())
        driver = editing(parts, account)
        assert driver.form["by_hand"].value is True
        driver.fill(by_hand=False)
        assert driver.faults == {"password": FieldFault.REQUIRED}
        assert isinstance(driver.fill(password="new"), Done)

    def test_fields_of_the_entry(self, parts: ServiceParts) -> None:
        account = parts.store().accounts.add(
            AccountDraft(
                "Opérateur", AccountKind.PORTAL, "operator", username="me", answers={"customer": "1234"}
            )
        )
        parts.kept_secrets.save(account.id, Secrets("s3cret", fields={"pin": "1"}))
        driver = editing(parts, account)
        assert (driver.form["customer"].value, driver.form["pin"].value) == ("1234", None)
        driver.fill(customer="12")
        assert driver.faults == {"customer": FieldFault.PATTERN}
        assert isinstance(driver.fill(customer="4321", pin="2"), Done)
        assert parts.account(account.id).answers == {"customer": "4321"}
        assert secrets_of(parts, account) == Secrets("s3cret", fields={"pin": "2"})

    @pytest.mark.parametrize("code", [ErrorCode.BROWSER_NOT_FOUND, ErrorCode.DISK_FULL])
    def test_what_belongs_to_no_field(self, parts: ServiceParts, account: Account, code: ErrorCode) -> None:
        def fail(visit: Visit) -> None:
            raise MoissonError(code, path="/x")

        parts.scripted.default = in_turn(fail, sign_in)
        driver = editing(parts, account)
        driver.fill(password="new")
        assert (driver.form.name, driver.faults) == ("credentials", {"": code.value})
        assert isinstance(driver.fill(), Done)


OTHERS = [
    outcome
    for outcome in Outcome
    if outcome not in (Outcome.OK, Outcome.PARTIAL, Outcome.WRONG_CREDENTIALS, Outcome.CANCELLED)
]


class TestUnfinished:
    @pytest.mark.parametrize("outcome", OTHERS)
    def test_tried_again(self, parts: ServiceParts, account: Account, outcome: Outcome) -> None:
        parts.scripted.default = in_turn(ending(outcome), sign_in)
        driver = editing(parts, account)
        driver.fill(password="new")
        assert (driver.form.name, driver.faults) == ("unfinished", {"": outcome.value})
        assert secrets_of(parts, account) == Secrets("s3cret")
        assert isinstance(driver.fill(visible=True), Done)
        assert parts.scripted.visits[-1].options.visible
        assert secrets_of(parts, account) == Secrets("new")

    def test_kept_without_having_been_tried_to_the_end(self, parts: ServiceParts, account: Account) -> None:
        parts.scripted.default = ending(Outcome.PORTAL_UNAVAILABLE)
        driver = editing(parts, account)
        driver.fill(password="new")
        assert isinstance(driver.fill(later=True), Done)
        assert secrets_of(parts, account) == Secrets("new")

    def test_a_host_is_allowed(self, parts: ServiceParts, account: Account) -> None:
        end = ending(Outcome.HOST_NOT_ALLOWED, host="login.example")
        parts.scripted.default = in_turn(end, sign_in)
        driver = editing(parts, account)
        driver.fill(password="new")
        assert isinstance(driver.fill(allow_host=True), Done)
        assert parts.scripted.visits[-1].account.allowed_hosts == ("login.example",)
        assert parts.account(account.id).allowed_hosts == ("login.example",)

    def test_back_to_the_credentials(self, parts: ServiceParts, account: Account) -> None:
        parts.scripted.default = in_turn(ending(Outcome.ACCOUNT_LOCKED), sign_in)
        driver = editing(parts, account)
        driver.fill(password="new", name="Maison")
        driver.flow.back()
        assert (driver.form.name, driver.form["name"].value) == ("credentials", "Maison")
        assert driver.form["password"].value == "new"


class TestCancelling:
    @pytest.mark.parametrize(
        "script", [None, ending(Outcome.WRONG_CREDENTIALS), ending(Outcome.ACCOUNT_LOCKED)]
    )
    def test_on_every_form(self, parts: ServiceParts, account: Account, script: Script | None) -> None:
        driver = editing(parts, account)
        if script:
            parts.scripted.default = script
            driver.fill(password="new", name="Maison")
        driver.flow.cancel()
        assert isinstance(driver.flow.step, Abort)
        assert (parts.account(account.id), secrets_of(parts, account)) == (account, Secrets("s3cret"))

    @pytest.mark.parametrize("act", ["stop", "cancel"])
    def test_while_signing_in(self, parts: ServiceParts, account: Account, act: str) -> None:
        driver = editing(parts, account)

        def stopped(visit: Visit) -> None:
            getattr(driver.flow, act)()
            raise CancelledError

        parts.scripted.default = in_turn(stopped, sign_in)
        step = driver.fill(password="new")
        assert secrets_of(parts, account) == Secrets("s3cret")
        if act == "cancel":
            assert isinstance(step, Abort)
            return
        assert (driver.form.name, driver.faults) == ("credentials", {})
        assert driver.form["password"].value == "new"
        assert isinstance(driver.fill(), Done)


def test_an_account_that_is_gone(parts: ServiceParts) -> None:
    with pytest.raises(MoissonError) as error:
        EditAccountFlow(parts, 99, lambda cancellation: Person())
    assert error.value.code is ErrorCode.ACCOUNT_NOT_FOUND


def test_a_manual_account_has_only_a_name(parts: ServiceParts) -> None:
    account = parts.store().accounts.add(AccountDraft("Loyer", AccountKind.MANUAL))
    driver = editing(parts, account)
    assert (driver.form.name, driver.form.keys, driver.form["name"].value) == ("manual", ("name",), "Loyer")
    driver.fill(name="")
    assert driver.faults == {"name": FieldFault.REQUIRED}
    done = driver.fill(name="Bureau")
    assert isinstance(done, Done)
    assert parts.account(account.id).company == "Bureau"
    assert account.id not in parts.kept_secrets.secrets
