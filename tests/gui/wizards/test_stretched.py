"""Every page of the wizards and every question with texts 40 % longer than the English ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.challenges import Challenge, ChallengeKind, Channel, Option
from app.domain.errors import Outcome
from tests.gui.stretching import assert_nothing_is_cut, cut_texts, longer, stretched_texts
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.collecting import ending
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.bridge.questions import Question
from ui.look.theme import Theme
from ui.prompts.appointment_dialog import AppointmentDialog
from ui.prompts.challenge_dialog import ChallengeDialog
from ui.prompts.hand_over_note import HandOverNote
from ui.prompts.passphrase_dialog import PassphraseDialog
from ui.wizards.first_start import FirstStartDialog
from ui.wizards.making import add_destination, add_manual, add_portal, edit_account, edit_destination

OPTIONS = tuple(
    Option(Channel.SMS, f"Recevoir un code par SMS au numéro se terminant par {n}") for n in (12, 34)
)
LONG = Option(Channel.EMAIL, "Recevoir un code à l’adresse électronique de votre espace client " * 3)
CHALLENGES = {
    "code": Challenge(
        ChallengeKind.CODE,
        "Électricité de France",
        Channel.SMS,
        where="06 ** ** 12",
        words="Saisissez le code. " * 8,
        length=8,
        attempt=2,
        can_resend=True,
        answer_within_s=90,
    ),
    "channel": Challenge(ChallengeKind.CHANNEL, "EDF", words="Choisissez", options=(*OPTIONS, LONG)),
    "push": Challenge(ChallengeKind.PUSH, "EDF", words="Approuvez", answer_within_s=180),
}


@pytest.fixture(autouse=True)
def stretched(qtbot: QtBot) -> Iterator[None]:
    with stretched_texts():
        yield


def assert_fits(wizard: Wizard) -> None:
    assert wizard.dialog is not None
    assert_nothing_is_cut(wizard.dialog)


def test_a_button_without_room_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, label = QPushButton("Tout synchroniser maintenant"), QLabel("Entreprises et portails")
    column.addWidget(button)
    column.addWidget(label)
    window.show()
    assert cut_texts(window) == []
    button.setMaximumWidth(60)
    label.setFixedHeight(4)
    assert [fault.split()[0] for fault in cut_texts(window)] == ["QPushButton", "QLabel"]


@pytest.mark.parametrize("text", ["Save", "Sign in to {company}", "A longer sentence of several words."])
def test_texts_grow_by_two_fifths(text: str) -> None:
    assert len(longer(text, 1.4)) == pytest.approx(len(text) * 1.4, abs=1)
    assert longer(text, 1.4).startswith(text)


def test_adding_a_portal(wizard: Wizard) -> None:
    wizard.parts.scripted.default = ending(Outcome.HOST_NOT_ALLOWED, host="login.example")
    wizard.open(add_portal)
    page = wizard.until_form("portal")
    for way in range(4):
        page.chooser.go(way)  # type: ignore[attr-defined]
        assert_fits(wizard)
    page.not_listed.click()  # type: ignore[attr-defined]
    wizard.fill(url="http://x")
    wizard.press()
    wizard.until(lambda: wizard.fault("url") != "")
    assert_fits(wizard)
    wizard.choose_portal("operator")
    wizard.press()
    page = wizard.until_form("credentials")
    page.fold.click()
    assert_fits(wizard)
    wizard.press()
    wizard.until(lambda: wizard.fault("username") != "" or wizard.fault("pin") != "")
    assert_fits(wizard)
    wizard.fill(username="me", password="x", customer="1234", pin="1")
    wizard.press()
    wizard.until_form("unfinished")
    assert_fits(wizard)
    wizard.escape()
    wizard.until_asked()
    assert_fits(wizard)


def test_adding_a_destination(wizard: Wizard, tmp_path: Path) -> None:
    wizard.parts.add_documents(3)
    wizard.open(add_destination)
    for name in ("kind", "interval", "advanced", "folder"):
        page = wizard.until_form(name)
        if hasattr(page, "fold"):
            page.fold.click()
        assert_fits(wizard)
        if name == "folder":
            wizard.fill(path=tmp_path / "Compta")
        wizard.press()
    wizard.until_form("preview")
    assert_fits(wizard)


@pytest.mark.parametrize("name", ["manual", "account", "rule"])
def test_the_smaller_ones(wizard: Wizard, name: str) -> None:
    account, destination = wizard.parts.add_account(), wizard.parts.add_destination()
    makers = {
        "manual": add_manual,
        "account": partial(edit_account, account.id),
        "rule": partial(edit_destination, destination.id),
    }
    wizard.open(makers[name])
    wizard.until(lambda: wizard.view.form_page is not None)
    if hasattr(wizard.form, "fold"):
        wizard.form.fold.click()
    assert_fits(wizard)


@pytest.mark.parametrize("name", CHALLENGES)
def test_questions(qtbot: QtBot, theme: Theme, name: str) -> None:
    dialog = ChallengeDialog(Question(CHALLENGES[name]))
    qtbot.addWidget(dialog)
    dialog.show_others(3)
    dialog.show()
    assert_nothing_is_cut(dialog)


@pytest.mark.parametrize("is_new", [False, True])
def test_the_passphrase(qtbot: QtBot, theme: Theme, is_new: bool) -> None:
    dialog = PassphraseDialog(Question(None), theme, is_new=is_new)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.passphrase.line.setText("a")
    dialog.again.line.setText("b")
    assert_nothing_is_cut(dialog)


def test_the_note(qtbot: QtBot, theme: Theme) -> None:
    note = HandOverNote(
        Challenge(ChallengeKind.CAPTCHA, "Électricité de France", words="Cochez " * 12), theme
    )
    qtbot.addWidget(note)
    note.show()
    assert_nothing_is_cut(note)


def test_the_appointment(qtbot: QtBot, desk: Desk, theme: Theme, parts: ServiceParts) -> None:
    account = parts.add_account()
    parts.store().issues.open(Outcome.CHALLENGE_EXPIRED.value, {}, account_id=account.id)
    dialog = AppointmentDialog(desk, theme)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.rows), timeout=10_000)
    dialog.rows[0].end(RuntimeError())
    assert_nothing_is_cut(dialog)


def test_the_first_start(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    dialog = FirstStartDialog(desk, theme)
    qtbot.addWidget(dialog)
    dialog.open()
    assert_nothing_is_cut(dialog)
