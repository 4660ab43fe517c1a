"""Every code that a flow can show has its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from string import Formatter

import pytest

from app.domain.accounts import Account, AccountKind
from app.domain.challenges import Challenge, ChallengeKind, Channel
from app.domain.deliveries import DateKind, DestinationKind
from app.domain.documents import DocumentType
from app.domain.errors import DeliveryOutcome, ErrorCode, Outcome
from app.domain.names import TEMPLATE_FIELDS
from app.domain.portals import CATEGORIES as PORTAL_CATEGORIES
from app.domain.portals import Portal, PortalField, Support
from app.domain.runs import Phase
from app.i18n import set_language
from app.services.flows import account_forms, add_account, add_destination, destination_forms, manual_account
from app.services.flows.edit_destination import EditDestinationFlow
from app.services.flows.manual_account import ManualAccountFlow
from app.services.flows.reconnect_destination import ReconnectDestinationFlow
from app.services.flows.steps import Done, Fault, FieldFault, FieldKind, Form, Line, LineState
from app.services.flows.visit_telling import _ASKED
from app.services.manage_destinations import Preview
from connectors.catalogue.catalogue import YamlCatalogue
from tests.unit.services.service_parts import ServiceParts
from ui.prompts.challenge_view import PRIMARIES as ANSWERS
from ui.texts import flows
from ui.texts.challenges import portal_words, question_text
from ui.texts.faults import fault_text
from ui.texts.flows import CHOICES, DONES, FORMS, PRIMARIES, WORKS, field_text
from ui.texts.portals import CATEGORIES, COUNTRIES, SUPPORT, country_text
from ui.texts.results import result_text, result_title
from ui.texts.visit_lines import IN_THE_WINDOW, LINES, hand_over_text, line_text

PORTAL = Portal(
    "p",
    "P",
    "https://p.example/",
    fields=(PortalField("own", {"en": "Own"}), PortalField("pin", secret=True)),
)
ACCOUNT = Account(1, "P", AccountKind.PORTAL, "p", None, None, "me", None, datetime.now(UTC))
FAULTS = [*FieldFault, *ErrorCode, *Outcome, *DeliveryOutcome]


def forms(parts: ServiceParts) -> Iterator[Form]:
    parts.add_account()
    destination = parts.add_destination()
    yield account_forms.portal_form()
    yield account_forms.credentials_form(PORTAL, name="P", is_known=True)
    yield account_forms.edit_form(PORTAL, ACCOUNT, has_password=True, has_totp=True)
    yield from (account_forms.unfinished_form(Fault(code.value)) for code in (*Outcome, *ErrorCode))
    yield destination_forms.kind_form()
    yield destination_forms.interval_form()
    yield destination_forms.advanced_form([ACCOUNT])
    yield destination_forms.folder_form()
    yield destination_forms.google_form()
    yield destination_forms.preview_form(Preview((), first=True), "N", "W")
    for flow in (
        ManualAccountFlow(parts),
        EditDestinationFlow(parts, destination.id),
        ReconnectDestinationFlow(parts, destination.id, print),
    ):
        assert isinstance(flow.step, Form)
        yield flow.step
    yield Form("manual", ManualAccountFlow(parts)._form("manual").fields, primary="save")
    yield Form("reconnect", (), primary="connect")


def test_every_page_and_every_field_has_words(parts: ServiceParts) -> None:
    seen = set()
    for form in forms(parts):
        seen.add((form.name, form.primary))
        assert FORMS[(form.name, form.primary)].title
        assert PRIMARIES[form.primary]
        for field in form.fields:
            assert field.words or field_text(form.name, field.key) or field.key in ("own", "pin"), field.key
            if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
                assert all(choice.words or CHOICES[choice.value] for choice in field.choices)
    assert seen == set(FORMS)


def test_every_kind_of_work_has_words() -> None:
    works = {
        add_account.SIGNING_IN,
        add_account.COLLECTING,
        add_destination.CHECKING,
        add_destination.CONSENTING,
        add_destination.PREVIEWING,
        manual_account.STORING,
    }
    assert set(WORKS) == {work.name for work in works} | {"visible_browser"}


def test_every_line_has_words() -> None:
    codes = {*(phase.value for phase in Phase), *_ASKED.values(), "person_asked", "code_given", "handed_over"}
    assert set(LINES) == codes
    for code, state in product(codes, LineState):
        assert line_text([Line(code, state)], 0)


@pytest.mark.parametrize("code", FAULTS, ids=lambda code: f"{type(code).__name__}-{code.value}")
def test_every_fault_has_words(code: FieldFault | ErrorCode | Outcome | DeliveryOutcome) -> None:
    for language in ("en", "fr"):
        set_language(language)
        said = fault_text(Fault(code.value), "EDF")
        assert said.rstrip().endswith(".")
        assert code is ErrorCode.NAME_TEMPLATE_INVALID or "{" not in said


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_every_end_has_words(outcome: Outcome | None) -> None:
    facts = {"company": "EDF", "outcome": outcome, "documents": 2, "account": 1}
    done = Done("account_added", facts)
    assert "EDF" in result_title(done)
    assert result_text(done)


def test_what_came_of_the_others() -> None:
    for name in DONES:
        done = Done(name, {"company": "C", "name": "N", "destination": 1})
        assert "{" not in result_title(done) + result_text(done)
    assert result_title(Done("account_added", {"company": "Loyer"})) == "Loyer was added"
    waiting = [result_text(Done("destination_added", {"name": "N", "waiting": n})) for n in (0, 1, 2)]
    assert len(set(waiting)) == 3


def test_every_choice_has_words() -> None:
    assert set(flows.KINDS) == set(DestinationKind)
    assert set(flows.TYPES) == set(DocumentType)
    assert set(flows.DATE_KINDS) == set(DateKind)
    assert set(flows.PLACES) == set(TEMPLATE_FIELDS)


@pytest.mark.parametrize("kind", ChallengeKind)
def test_every_question_has_words(kind: ChallengeKind) -> None:
    for channel in Channel:
        assert "EDF" in question_text(Challenge(kind, "EDF", channel))
    assert set(IN_THE_WINDOW) == {each for each in ChallengeKind if each.needs_browser}
    assert set(ANSWERS) == {ChallengeKind.CODE, ChallengeKind.CHANNEL}
    assert hand_over_text("from elsewhere", "EDF") == hand_over_text("unknown_page", "EDF")


def test_what_a_portal_writes_has_no_control_characters() -> None:
    assert portal_words(Challenge(ChallengeKind.CODE, "EDF", words="a\x1b[2J\nb")) == "“a [2J b”"


def test_the_catalogue_has_words() -> None:
    assert set(CATEGORIES) == set(PORTAL_CATEGORIES)
    assert set(SUPPORT) == set(Support)
    assert set(YamlCatalogue().facets().countries) <= set(COUNTRIES)
    assert country_text("JP") == "Japan"
    assert country_text("KE") == "Kenya"


def test_places_are_known() -> None:
    """A page never shows a hole: these are the facts that its forms have."""
    texts = [text for page in (*FORMS.values(), *WORKS.values()) for text in (page.title, page.help)]
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    assert names <= {"company", "name", "where"}
