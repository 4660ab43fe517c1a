"""Changing an account at the window: adding one by hand, too."""

from __future__ import annotations

from functools import partial

import pytest

from app.domain.accounts import Account, AccountDraft, AccountKind, Secrets
from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.ports.collector import Visit
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from tests.unit.services.service_parts import ServiceParts
from ui.wizards.making import add_manual, edit_account


@pytest.fixture
def account(parts: ServiceParts) -> Account:
    return parts.add_account()


def editing(wizard: Wizard, account: Account) -> None:
    wizard.open(partial(edit_account, account.id))
    wizard.until_form("credentials")


def secrets_of(wizard: Wizard, account: Account) -> Secrets:
    return wizard.parts.kept_secrets.secrets[account.id]


class TestEditing:
    def test_the_name_alone(self, wizard: Wizard, account: Account) -> None:
        editing(wizard, account)
        assert wizard.title == "Change the account at EDF"
        editor = wizard.form.boxes["password"].editor
        assert editor.line.text() == ""  # type: ignore[attr-defined]
        assert editor.line.placeholderText() == "kept; type only to change it"  # type: ignore[attr-defined]
        wizard.fill(name="Maison")
        wizard.press()
        wizard.until_message("Maison: your changes are saved")
        wizard.press()
        wizard.until_closed()
        assert wizard.parts.account(account.id).company == "Maison"
        assert wizard.parts.scripted.visits == []

    def test_a_new_password_is_tried_and_a_refused_one_corrected(
        self, wizard: Wizard, account: Account
    ) -> None:
        wizard.parts.scripted.default = in_turn(ending(Outcome.WRONG_CREDENTIALS), sign_in)
        editing(wizard, account)
        wizard.fill(password="wrong")
        wizard.press()
        wizard.until(lambda: wizard.view.form_page is not None and wizard.fault("password") != "")
        assert secrets_of(wizard, account) == Secrets("s3cret")
        wizard.fill(password="right")
        wizard.press()
        wizard.until_message("EDF: your changes are saved")
        assert secrets_of(wizard, account) == Secrets("right")

    def test_a_code_is_asked_in_place(self, wizard: Wizard, account: Account) -> None:
        def visit(visit: Visit) -> None:
            visit.prompter.ask(Challenge(ChallengeKind.CODE, "EDF", length=4))

        wizard.parts.scripted.default = visit
        editing(wizard, account)
        wizard.fill(password="new")
        wizard.press()
        wizard.type_code("1234")
        wizard.press()
        wizard.until_message("EDF: your changes are saved")

    def test_unfinished_then_kept(self, wizard: Wizard, account: Account) -> None:
        wizard.parts.scripted.default = ending(Outcome.PORTAL_UNAVAILABLE)
        editing(wizard, account)
        wizard.fill(password="new")
        wizard.press()
        page = wizard.until_form("unfinished")
        assert page.fault_label.text().startswith("The portal of EDF cannot be reached.")
        wizard.fill(later=True)
        wizard.press()
        wizard.until_message("EDF: your changes are saved")
        assert secrets_of(wizard, account) == Secrets("new")

    def test_an_error_then_again(self, wizard: Wizard, account: Account) -> None:
        def fail(visit: Visit) -> None:
            raise MoissonError(ErrorCode.BROWSER_FAILED, reason="x")

        wizard.parts.scripted.default = in_turn(fail, sign_in)
        editing(wizard, account)
        wizard.fill(password="new")
        wizard.press()
        wizard.until(lambda: (page := wizard.view.form_page) is not None and page.form.fault is not None)
        wizard.press()
        wizard.until_message("EDF: your changes are saved")

    @pytest.mark.parametrize("tried", [False, True])
    def test_left_without_a_trace(self, wizard: Wizard, account: Account, tried: bool) -> None:
        wizard.parts.scripted.default = ending(Outcome.ACCOUNT_LOCKED)
        editing(wizard, account)
        wizard.fill(password="new", name="Maison")
        if tried:
            wizard.press()
            wizard.until_form("unfinished")
        wizard.escape()
        wizard.until_asked()
        wizard.agree()
        wizard.until_closed()
        assert (wizard.parts.account(account.id), secrets_of(wizard, account)) == (account, Secrets("s3cret"))

    def test_one_that_is_gone(self, wizard: Wizard) -> None:
        wizard.open(partial(edit_account, 99))
        assert wizard.until_message("This cannot go on yet").startswith("This account is there no more.")
        wizard.press_cancel()
        wizard.until_closed()


class TestByHand:
    def test_added(self, wizard: Wizard) -> None:
        wizard.open(add_manual)
        wizard.until_form("manual")
        wizard.fill(name="Loyer")
        wizard.press()
        wizard.until_message("Loyer was added")
        wizard.press()
        wizard.until_closed()
        [account] = wizard.parts.store().accounts.all()
        assert (account.company, account.kind) == ("Loyer", AccountKind.MANUAL)

    def test_nothing_then_a_twin_then_right(self, wizard: Wizard) -> None:
        wizard.parts.store().accounts.add(AccountDraft("Loyer", AccountKind.MANUAL))
        wizard.open(add_manual)
        wizard.until_form("manual")
        wizard.press()
        wizard.until(
            lambda: wizard.view.form_page is not None and wizard.fault("name") == "Please fill this in."
        )
        wizard.fill(name="loyer")
        wizard.press()
        wizard.until(lambda: wizard.view.form_page is not None and "exists already" in wizard.fault("name"))
        wizard.fill(name="Bureau")
        wizard.press()
        wizard.until_message("Bureau was added")

    def test_left(self, wizard: Wizard) -> None:
        wizard.open(add_manual)
        wizard.until_form("manual")
        wizard.fill(name="Loyer")
        wizard.escape()
        wizard.until_asked()
        wizard.agree()
        wizard.until_closed()
        assert not wizard.parts.store().accounts.all()

    def test_renamed(self, wizard: Wizard) -> None:
        account = wizard.parts.store().accounts.add(AccountDraft("Loyer", AccountKind.MANUAL))
        wizard.open(partial(edit_account, account.id))
        wizard.until_form("manual")
        wizard.fill(name="Bureau")
        wizard.press()
        wizard.until_message("Bureau: your changes are saved")
