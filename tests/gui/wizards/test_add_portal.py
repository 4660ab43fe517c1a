"""Adding a portal at the window: every way through, every fault and its repair, cancel at each step."""

from __future__ import annotations

from app.domain.accounts import Secrets
from app.domain.runs import Phase
from app.ports.collector import Visit
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from tests.unit.services.service_parts import make_fetched
from ui.wizards.making import add_portal


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


def test_from_the_list_to_the_first_documents(wizard: Wizard) -> None:
    wizard.parts.scripted.default = in_turn(sign_in, collect_two)
    at_credentials(wizard)
    assert wizard.title == "Sign in to EDF"
    wizard.fill(username="me@x.fr", password="s3cret")
    wizard.press()
    said = wizard.until_message("EDF is connected")
    assert said.startswith("2 documents were collected.")
    wizard.press()
    wizard.until_closed()
    [account] = wizard.parts.store().accounts.all()
    assert (account.company, account.username) == ("EDF", "me@x.fr")
    assert wizard.parts.kept_secrets.secrets == {account.id: Secrets("s3cret")}
    assert [done.facts["account"] for done in wizard.results] == [account.id]
