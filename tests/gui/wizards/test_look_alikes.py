"""A doubtful address is shown before a password is typed, and has to be confirmed."""

from __future__ import annotations

import pytest

from app.domain.look_alikes import HostWarning, Likeness
from app.domain.portals import EntryError
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from ui.texts.look_alikes import LIKENESSES, warning_text
from ui.wizards.making import add_portal
from ui.wizards.pages.portal_page import PortalPage

FALSE = HostWarning(Likeness.NEAR_KNOWN, "edff.example", known="edf.example", portal="EDF")


def at_address(wizard: Wizard, address: str) -> None:
    wizard.open(add_portal)
    page = wizard.until_form("portal")
    assert isinstance(page, PortalPage)
    page.not_listed.setChecked(True)
    page.address.put_text(address)
    wizard.press()
    wizard.until_form("credentials")


def test_it_is_said_and_asked(wizard: Wizard) -> None:
    wizard.parts.catalogue().warned = (FALSE,)
    wizard.parts.scripted.default = in_turn(sign_in, sign_in)
    at_address(wizard, "https://edff.example/")
    [label] = wizard.form.warning_labels
    assert "edff.example hardly differs from edf.example" in label.text()
    assert next(iter(wizard.form.boxes)) == "host_confirmed"
    wizard.fill(username="me", password="s3cret")
    wizard.press()
    wizard.until(lambda: bool(wizard.form.boxes["host_confirmed"].fault_label.text()))
    assert wizard.parts.scripted.visits == []
    wizard.fill(password="s3cret", host_confirmed=True)
    wizard.press()
    wizard.until_message("edff.example is connected")


def test_an_own_entry_that_is_wrong_is_named_below_the_list(wizard: Wizard) -> None:
    wizard.parts.catalogue().errors = (EntryError("/home/me/mine.yaml", 3, "id", "x", "The id is odd."),)
    wizard.open(add_portal)
    page = wizard.until_form("portal")
    assert isinstance(page, PortalPage)
    [label] = page.error_labels
    assert label.text() == "An entry of yours is left out: mine.yaml:3: The id is odd."


def test_nothing_is_said_of_other_addresses(wizard: Wizard) -> None:
    wizard.parts.catalogue().warned = (FALSE,)
    at_address(wizard, "https://shop.example/")
    assert wizard.form.warning_labels == []
    assert "host_confirmed" not in wizard.form.boxes


@pytest.mark.parametrize("likeness", [*Likeness])
@pytest.mark.parametrize("known", ["edf.example", ""])
def test_every_reason_has_words(likeness: Likeness, known: str) -> None:
    said = warning_text(HostWarning(likeness, "xn--f.example", "éf.example", known, "EDF"))
    assert "éf.example" in said or "xn--f.example" in said
    assert set(LIKENESSES) == set(Likeness)
