"""Adding a portal at the window: every way through, every fault and its repair, cancel at each step."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QDate, QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.accounts import Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import Phase
from app.ports.collector import Visit
from tests.gui.window_parts import WindowAccess
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.account_requests import assert_nothing_is_stored
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from tests.unit.services.service_parts import Script, make_fetched
from ui.wizards.making import add_portal
from ui.wizards.pages.portal_page import PortalPage
from ui.wizards.pages.unfinished_page import UnfinishedPage

LOGIN = {"username": "me@x.fr", "password": "s3cret"}


def collect_two(visit: Visit) -> None:
    visit.enter(Phase.LISTING)
    visit.count(listed=2)
    for number in (1, 2):
        visit.keep(make_fetched(visit.work_dir, number))


def at_credentials(wizard: Wizard, portal: str = "edf") -> None:
    wizard.open(add_portal)
    wizard.until_form("portal")
    wizard.choose_portal(portal)
    wizard.press()
    wizard.until_form("credentials")


def sign_in_as(wizard: Wizard, script: Script) -> None:
    wizard.parts.scripted.default = script
    at_credentials(wizard)
    wizard.fill(**LOGIN)
    wizard.press()


def test_from_the_list_to_the_first_documents(wizard: Wizard) -> None:
    wizard.parts.scripted.default = in_turn(sign_in, collect_two)
    at_credentials(wizard)
    assert wizard.title == "Sign in to EDF"
    wizard.fill(**LOGIN, since=QDate(2025, 1, 1))
    wizard.press()
    said = wizard.until_message("EDF is connected")
    assert said.startswith("2 documents were collected.")
    wizard.press()
    wizard.until_closed()
    [account] = wizard.parts.store().accounts.all()
    assert (account.company, account.username) == ("EDF", "me@x.fr")
    assert account.since is not None and account.since.isoformat() == "2025-01-01"
    assert wizard.parts.kept_secrets.secrets == {account.id: Secrets("s3cret")}
    assert [done.facts["account"] for done in wizard.results] == [account.id]


def test_the_steps_are_shown_as_they_happen(wizard: Wizard) -> None:
    go_on = threading.Event()

    def visit(visit: Visit) -> None:
        visit.enter(Phase.OPENING)
        visit.enter(Phase.SIGNING_IN)
        visit.enter(Phase.FINDING)
        visit.count(listed=12, new=3)
        assert go_on.wait(10)

    sign_in_as(wizard, in_turn(visit, sign_in))
    expected = ["Portal opened", "Signed in", "Looking for the documents · 12 documents listed · 3 new"]
    wizard.until(lambda: (page := wizard.view.work_page) is not None and page.line_texts == expected)
    assert wizard.title == "Signing in to EDF"
    go_on.set()
    wizard.until_message("EDF is connected")


class TestThePortal:
    def test_nothing_chosen_cannot_go_on(self, wizard: Wizard) -> None:
        wizard.open(add_portal)
        wizard.until_form("portal")
        assert not wizard.view.primary.isEnabled()
        wizard.choose_portal("edf")
        assert wizard.view.primary.isEnabled()

    def test_an_address_wrong_then_right(self, wizard: Wizard) -> None:
        wizard.open(add_portal)
        page = wizard.until_form("portal")
        assert isinstance(page, PortalPage)
        page.not_listed.click()
        wizard.fill(url="http://shop.example")
        wizard.press()
        wizard.until(lambda: "url" in wizard.form.boxes and wizard.fault("url") != "")
        assert wizard.fault("url").startswith("“http://shop.example” is not a secure address.")
        assert wizard.form.values()["url"] == "http://shop.example"
        wizard.fill(url="shop.example")
        wizard.press()
        wizard.until_form("credentials")
        assert wizard.title == "Sign in to shop.example"
        assert wizard.form.boxes["name"].isVisible()

    def test_the_list_or_an_address(self, wizard: Wizard) -> None:
        wizard.open(add_portal)
        page = wizard.until_form("portal")
        assert isinstance(page, PortalPage)
        page.not_listed.click()
        wizard.fill(url="shop.example")
        wizard.choose_portal("edf")
        assert not page.not_listed.isChecked()
        assert page.values() == {"portal": "edf", "url": ""}

    def test_back_keeps_what_was_typed(self, wizard: Wizard) -> None:
        at_credentials(wizard)
        wizard.fill(**LOGIN)
        wizard.press_back()
        page = wizard.until_form("portal")
        assert page.values()["portal"] == "edf"
        wizard.press()
        wizard.until_form("credentials")
        assert wizard.form.values()["password"] == "s3cret"


class TestCredentials:
    def test_what_is_missing_is_said_at_its_field(self, wizard: Wizard) -> None:
        at_credentials(wizard, "operator")
        wizard.fill(username="me", customer="12")
        wizard.press()
        wizard.until(lambda: wizard.fault("customer") != "")
        assert wizard.fault("customer").startswith("This is not how the portal writes it.")
        assert (wizard.fault("pin"), wizard.fault("username")) == ("Please fill this in.", "")
        wizard.fill(customer="1234", pin="9", password="s3cret")
        wizard.press()
        wizard.until_message("Opérateur is connected")

    def test_a_folded_field_that_is_wrong_is_unfolded(self, wizard: Wizard) -> None:
        at_credentials(wizard)
        assert not wizard.form.boxes["totp"].isVisible()
        wizard.fill(**LOGIN, totp="nothing!")
        wizard.press()
        wizard.until(lambda: wizard.fault("totp") != "")
        assert wizard.form.boxes["totp"].isVisible()

    def test_a_refused_password_is_corrected_in_place(self, wizard: Wizard) -> None:
        sign_in_as(wizard, in_turn(ending(Outcome.WRONG_CREDENTIALS), sign_in, collect_two))
        wizard.until(lambda: wizard.view.form_page is not None and wizard.fault("password") != "")
        assert wizard.fault("password").startswith("EDF refused the user name or the password.")
        assert wizard.form.values()["username"] == "me@x.fr"
        assert_nothing_is_stored(wizard.parts)
        wizard.fill(password="right")
        wizard.press()
        wizard.until_message("EDF is connected")

    def test_an_account_that_is_there_already(self, wizard: Wizard) -> None:
        wizard.parts.add_account()
        at_credentials(wizard)
        wizard.fill(username="ME", password="s3cret")
        wizard.press()
        wizard.until(lambda: wizard.view.form_page is not None and wizard.fault("username") != "")
        assert wizard.fault("username").startswith("This account exists already: EDF.")
        wizard.fill(username="other")
        wizard.press()
        wizard.until_message("EDF is connected")
        assert len(wizard.parts.store().accounts.all()) == 2

    def test_no_password_at_all(self, wizard: Wizard) -> None:
        at_credentials(wizard)
        wizard.fill(by_hand=True)
        assert not wizard.form.boxes["password"].isEnabled()
        wizard.press()
        wizard.until_message("EDF is connected")
        assert wizard.parts.scripted.visits[0].options.visible

    def test_the_password_can_be_looked_at(self, wizard: Wizard) -> None:
        at_credentials(wizard)
        wizard.fill(**LOGIN)
        editor = wizard.form.boxes["password"].editor
        line, button = editor.line, editor.show_button  # type: ignore[attr-defined]
        assert "s3cret" not in line.displayText()
        assert button.accessibleName() == "Show"
        button.click()
        assert (line.displayText(), button.accessibleName()) == ("s3cret", "Hide")

    def test_the_page_of_the_portal_in_the_own_browser(
        self, wizard: Wizard, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[QUrl] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
        at_credentials(wizard)
        wizard.form.open_button.click()  # type: ignore[attr-defined]
        assert [url.toString() for url in opened] == ["https://edf.example/"]

    def test_what_belongs_to_no_field(self, wizard: Wizard) -> None:
        def fail(visit: Visit) -> None:
            raise MoissonError(ErrorCode.BROWSER_NOT_FOUND)

        sign_in_as(wizard, in_turn(fail, sign_in, sign_in))
        wizard.until(lambda: (page := wizard.view.form_page) is not None and page.form.fault is not None)
        assert wizard.form.fault_label.text().startswith("No browser was found on this computer.")
        wizard.press()
        wizard.until_message("EDF is connected")


OTHERS = [
    outcome
    for outcome in Outcome
    if outcome not in (Outcome.OK, Outcome.PARTIAL, Outcome.WRONG_CREDENTIALS, Outcome.CANCELLED)
]


class TestUnfinished:
    @pytest.mark.parametrize("outcome", OTHERS)
    def test_every_outcome_is_explained_and_tried_again(self, wizard: Wizard, outcome: Outcome) -> None:
        sign_in_as(wizard, in_turn(ending(outcome, host="login.example"), collect_two))
        page = wizard.until_form("unfinished")
        said = page.fault_label.text()
        assert "EDF" in said and "{" not in said and "…" not in said
        wizard.press()
        assert wizard.until_message("EDF is connected").startswith("2 documents")

    def test_left_for_later(self, wizard: Wizard) -> None:
        sign_in_as(wizard, ending(Outcome.ACCOUNT_LOCKED))
        page = wizard.until_form("unfinished")
        assert isinstance(page, UnfinishedPage)
        assert page.open_button.isVisible()
        wizard.fill(later=True)
        wizard.press()
        title = "EDF was added, but its documents are not there yet"
        assert wizard.until_message(title).startswith("EDF has locked your account.")

    def test_a_site_is_allowed(self, wizard: Wizard) -> None:
        end = ending(Outcome.HOST_NOT_ALLOWED, host="login.example")
        sign_in_as(wizard, in_turn(end, collect_two))
        page = wizard.until_form("unfinished")
        assert page.boxes["allow_host"].label_text == "This site is right: allow login.example"
        wizard.fill(allow_host=True)
        wizard.press()
        wizard.until_message("EDF is connected")
        assert wizard.parts.scripted.visits[-1].account.allowed_hosts == ("login.example",)

    def test_the_page_of_the_documents_is_given(self, wizard: Wizard) -> None:
        sign_in_as(wizard, in_turn(ending(Outcome.PORTAL_CHANGED), collect_two))
        wizard.until_form("unfinished")
        wizard.fill(documents_url="http://edf.example")
        wizard.press()
        wizard.until(lambda: wizard.fault("documents_url") != "")
        wizard.fill(documents_url="edf.example/bills")
        wizard.press()
        wizard.until_message("EDF is connected")


class TestTheDataFolder:
    def test_busy_then_free(self, wizard: Wizard, access: WindowAccess) -> None:
        access.busy = True
        wizard.open(add_portal)
        said = wizard.until_message("This cannot go on yet")
        assert "Another Moisson is working in this data folder" in said
        assert wizard.view.primary.text() == "Try again"
        access.busy = False
        wizard.press()
        wizard.until_form("portal")

    def test_busy_and_given_up(self, wizard: Wizard, access: WindowAccess) -> None:
        access.busy = True
        wizard.open(add_portal)
        wizard.until_message("This cannot go on yet")
        wizard.press_cancel()
        wizard.until_closed()

    def test_it_is_free_for_others_after_the_end(self, wizard: Wizard, access: WindowAccess) -> None:
        sign_in_as(wizard, sign_in)
        wizard.until_message("EDF is connected")
        wizard.press()
        wizard.until_closed()
        assert not access.held

    def test_what_nobody_foresaw(self, wizard: Wizard) -> None:
        def fail(visit: Visit) -> None:
            raise RuntimeError("broken")

        sign_in_as(wizard, in_turn(fail, sign_in, sign_in))
        wizard.until_message("This cannot go on yet")
        wizard.press()
        wizard.until_message("EDF is connected")
