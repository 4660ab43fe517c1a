"""Adding a portal: every way through the flow, every fault and its repair, cancel at each step."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest

from app.domain.accounts import Secrets
from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome
from app.domain.runs import Phase
from app.ports.collector import Prompter, Visit
from app.services.cancellation import Cancellation
from app.services.flows.add_account import AddAccountFlow
from app.services.flows.steps import Abort, Done, External, FieldFault, Form, LineState
from tests.unit.services.account_requests import assert_nothing_is_stored
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import Driver, in_turn, sign_in
from tests.unit.services.service_parts import Person, Script, ServiceParts, make_fetched

LOGIN = {"username": "me@x.fr", "password": " s3cret "}


class Answering(Person):
    def ask(self, challenge: Challenge) -> Answer:
        return Answer(AnswerKind.CODE, "123456")

    def hand_over(self, challenge: Challenge) -> bool:
        return True


def adding(parts: ServiceParts, person: Prompter | None = None, portal: str | None = "edf") -> Driver:
    return Driver(AddAccountFlow(parts, lambda cancellation: person or Person(), portal_id=portal))


def collect_two(visit: Visit) -> None:
    visit.enter(Phase.LISTING)
    visit.count(listed=2)
    for number in (1, 2):
        visit.keep(make_fetched(visit.work_dir, number))


def test_from_the_catalogue_to_the_first_documents(parts: ServiceParts) -> None:
    parts.scripted.default = in_turn(sign_in, collect_two)
    driver = adding(parts, portal=None)
    assert driver.form.name == "portal"
    driver.fill(portal="edf")
    assert (driver.form.name, driver.form.primary, driver.form.can_go_back) == (
        "credentials",
        "sign_in",
        True,
    )
    assert driver.form.facts["address"] == "https://edf.example/"
    done = driver.fill(**LOGIN, since=date(2025, 1, 1), totp="otpauth://totp/x?secret=jbsw%20y3dp-ehpk3pxp")
    [account] = parts.store().accounts.all()
    assert isinstance(done, Done)
    assert done.facts["account"] == account.id
    assert (done.facts["outcome"], done.facts["documents"]) == (Outcome.OK, 2)
    assert (account.company, account.username, account.since) == ("EDF", "me@x.fr", date(2025, 1, 1))
    assert parts.kept_secrets.secrets == {account.id: Secrets(" s3cret ", "JBSWY3DPEHPK3PXP")}
    assert len(parts.documents()) == 2
    lines = driver.lines("collecting")
    assert [(line.code, line.state) for line in lines] == [("listing", LineState.DONE)]
    assert lines[-1].facts == {"listed": "2", "new": "2", "failed": "0"}


def test_what_happens_is_told_as_it_happens(parts: ServiceParts) -> None:
    def visit(visit: Visit) -> None:
        visit.enter(Phase.OPENING)
        visit.enter(Phase.SIGNING_IN)
        visit.prompter.ask(Challenge(ChallengeKind.CODE, "EDF", where="06 ** 12"))
        visit.prompter.hand_over(Challenge(ChallengeKind.CAPTCHA, "EDF", words="Cochez"))

    parts.scripted.default = in_turn(visit, sign_in)
    driver = adding(parts, Answering())
    driver.fill(**LOGIN)
    lines = driver.lines("signing_in")
    assert [line.code for line in lines] == [
        "opening",
        "signing_in",
        "code_asked",
        "code_given",
        "handed_over",
    ]
    assert {line.state for line in lines} == {LineState.DONE}
    assert lines[2].facts["where"] == "06 ** 12"
    told = [(work.name, work.facts["words"]) for work in driver.told if isinstance(work, External)]
    assert told == [("visible_browser", "Cochez")]


class TestThePortal:
    @pytest.mark.parametrize(
        ("typed", "faults"),
        [
            ({}, {"url": "required"}),
            ({"url": "  "}, {"url": "required"}),
            ({"url": "http://shop.example"}, {"url": "address_not_https"}),
            ({"url": "https://a b"}, {"url": "address_invalid"}),
            ({"portal": "unknown"}, {"portal": "portal_not_found"}),
        ],
    )
    def test_wrong_then_right(
        self, parts: ServiceParts, typed: dict[str, str], faults: dict[str, str]
    ) -> None:
        driver = adding(parts, portal=None)
        driver.fill(**typed)
        assert (driver.form.name, driver.faults) == ("portal", faults)
        driver.fill(portal="", url="shop.example")
        assert (driver.form.name, driver.faults) == ("credentials", {})

    def test_an_unknown_one_given_in_advance(self, parts: ServiceParts) -> None:
        assert adding(parts, portal="nowhere").faults == {"portal": "portal_not_found"}

    def test_an_address_without_an_entry(self, parts: ServiceParts) -> None:
        driver = adding(parts, portal=None)
        driver.fill(url=" www.shop.example/login ")
        assert (driver.form["name"].value, driver.form["name"].advanced) == ("shop.example", False)
        driver.fill(**LOGIN, name="Boutique", documents_url="shop.example/bills")
        [account] = parts.store().accounts.all()
        assert (account.company, account.url) == ("Boutique", "https://www.shop.example/login")
        assert account.documents_url == "https://shop.example/bills"

    def test_an_address_that_an_entry_knows(self, parts: ServiceParts) -> None:
        driver = adding(parts, portal=None)
        driver.fill(url="edf.example/here")
        assert driver.form.facts["portal"] == "edf"

    def test_another_portal_brings_its_own_name(self, parts: ServiceParts) -> None:
        driver = adding(parts)
        driver.flow.back({"username": "me@x.fr"})
        driver.fill(portal="operator")
        assert driver.form["name"].value == "Opérateur"
        assert driver.form["username"].value == "me@x.fr"


class TestCredentials:
    def test_fields_of_the_entry_are_asked_and_checked(self, parts: ServiceParts) -> None:
        driver = adding(parts, portal="operator")
        assert driver.form.keys[2:5] == ("customer", "pin", "region")
        driver.fill(**LOGIN, customer="12")
        assert driver.faults == {"customer": FieldFault.PATTERN, "pin": FieldFault.REQUIRED}
        driver.fill(customer="1234", pin="9")
        [account] = parts.store().accounts.all()
        assert account.answers == {"customer": "1234"}
        assert parts.kept_secrets.secrets[account.id].fields == {"pin": "9"}

    def test_faults_stand_at_their_field_and_nothing_typed_is_lost(self, parts: ServiceParts) -> None:
        driver = adding(parts)
        driver.fill(username="", password="s3cret", totp="not base32!", since=date(2999, 1, 1))
        assert driver.faults == {"totp": FieldFault.TOTP_INVALID, "since": FieldFault.IN_FUTURE}
        driver.fill(totp="", since=None)
        assert driver.faults == {"username": FieldFault.REQUIRED}
        assert driver.form["password"].value == "s3cret"
        assert isinstance(driver.fill(username="me"), Done)

    def test_no_password_at_all(self, parts: ServiceParts) -> None:
        driver = adding(parts)
        assert isinstance(driver.fill(by_hand=True), Done)
        assert [visit.options.visible for visit in parts.scripted.visits] == [True, False]
        assert list(parts.kept_secrets.secrets.values()) == [Secrets()]

    def test_the_form_and_the_fault_show_no_secret(self, parts: ServiceParts) -> None:
        driver = adding(parts)
        driver.flow.submit({"password": "s3cret"})
        assert "s3cret" not in repr(driver.flow.step)

    def test_a_refused_password_is_corrected_in_place(self, parts: ServiceParts) -> None:
        parts.scripted.default = in_turn(ending(Outcome.WRONG_CREDENTIALS), sign_in, sign_in)
        driver = adding(parts)
        driver.fill(**LOGIN, name="Maison")
        assert (driver.form.name, driver.faults) == ("credentials", {"password": "wrong_credentials"})
        assert (driver.form["username"].value, driver.form["name"].value) == ("me@x.fr", "Maison")
        assert_nothing_is_stored(parts)
        assert isinstance(driver.fill(password="right"), Done)
        assert [visit.secrets.password for visit in parts.scripted.visits] == [" s3cret ", "right", "right"]

    def test_an_account_that_is_there_already(self, parts: ServiceParts) -> None:
        parts.add_account()
        driver = adding(parts)
        driver.fill(username="ME", password="s3cret")
        fault = driver.form.faults["username"]
        assert (fault.code, fault.facts["name"]) == ("account_exists", "EDF")
        assert isinstance(driver.fill(username="other"), Done)

    @pytest.mark.parametrize("code", [ErrorCode.BROWSER_NOT_FOUND, ErrorCode.SECRET_STORE_LOCKED])
    def test_what_belongs_to_no_field(self, parts: ServiceParts, code: ErrorCode) -> None:
        def fail(visit: Visit) -> None:
            raise MoissonError(code, path="/x")

        parts.scripted.default = in_turn(fail, sign_in, sign_in)
        driver = adding(parts)
        driver.fill(**LOGIN)
        assert driver.faults == {"": code.value}
        assert_nothing_is_stored(parts)
        assert isinstance(driver.fill(), Done)


class TestUnfinished:
    @pytest.mark.parametrize(
        "outcome",
        [
            o
            for o in Outcome
            if o not in (Outcome.OK, Outcome.PARTIAL, Outcome.WRONG_CREDENTIALS, Outcome.CANCELLED)
        ],
    )
    def test_tried_again_in_place(self, parts: ServiceParts, outcome: Outcome) -> None:
        parts.scripted.default = in_turn(ending(outcome), ending(outcome), collect_two)
        driver = adding(parts)
        driver.fill(**LOGIN)
        for _ in range(2):
            assert (driver.form.name, driver.faults) == ("unfinished", {"": outcome.value})
            driver.fill()
        assert isinstance(driver.flow.step, Done)
        [account] = parts.store().accounts.all()
        assert (account.paused, parts.issues()) == (False, [])

    def test_left_for_later(self, parts: ServiceParts) -> None:
        parts.scripted.default = ending(Outcome.ACCOUNT_LOCKED)
        driver = adding(parts)
        driver.fill(**LOGIN)
        done = driver.fill(later=True)
        assert isinstance(done, Done)
        assert done.facts["outcome"] is Outcome.ACCOUNT_LOCKED
        assert [kind for kind, _, _ in parts.issues()] == ["account_locked"]

    def test_a_host_is_allowed(self, parts: ServiceParts) -> None:
        end = ending(Outcome.HOST_NOT_ALLOWED, host="login.example")
        parts.scripted.default = in_turn(end, sign_in)
        driver = adding(parts)
        driver.fill(**LOGIN)
        assert driver.form.facts["host"] == "login.example"
        driver.fill(allow_host=True, visible=True)
        last = parts.scripted.visits[-1]
        assert (last.account.allowed_hosts, last.options.visible) == (("login.example",), True)

    def test_the_page_of_the_documents_is_shown(self, parts: ServiceParts) -> None:
        parts.scripted.default = in_turn(sign_in, ending(Outcome.PORTAL_CHANGED), sign_in)
        driver = adding(parts)
        driver.fill(**LOGIN)
        driver.fill(documents_url="http://edf.example")
        assert driver.faults == {"documents_url": "address_not_https"}
        assert isinstance(driver.fill(documents_url="edf.example/bills"), Done)
        assert parts.scripted.visits[-1].portal.documents_url == "https://edf.example/bills"

    def test_a_password_that_is_refused_after_all(self, parts: ServiceParts) -> None:
        parts.scripted.default = in_turn(
            ending(Outcome.PORTAL_UNAVAILABLE), ending(Outcome.WRONG_CREDENTIALS), sign_in, sign_in
        )
        driver = adding(parts)
        driver.fill(**LOGIN)
        driver.fill()
        assert (driver.form.name, driver.faults) == ("credentials", {"password": "wrong_credentials"})
        assert isinstance(driver.fill(password="right"), Done)
        [account] = parts.store().accounts.all()
        assert (account.paused, parts.kept_secrets.secrets) == (False, {account.id: Secrets("right")})

    def test_a_collection_that_cannot_be_made(self, parts: ServiceParts) -> None:
        def fail(visit: Visit) -> None:
            raise MoissonError(ErrorCode.DISK_FULL, path="/x")

        parts.scripted.default = in_turn(sign_in, fail, sign_in)
        driver = adding(parts)
        driver.fill(**LOGIN)
        assert driver.faults == {"": "disk_full"}
        assert isinstance(driver.fill(), Done)


class TestCancelling:
    def test_on_every_form(self, parts: ServiceParts) -> None:
        def portal(driver: Driver) -> None: ...

        def credentials(driver: Driver) -> None:
            driver.fill(portal="edf")

        def refused(driver: Driver) -> None:
            parts.scripted.default = ending(Outcome.WRONG_CREDENTIALS)
            credentials(driver)
            driver.fill(**LOGIN)

        def unfinished(driver: Driver) -> None:
            parts.scripted.default = ending(Outcome.ACCOUNT_LOCKED)
            credentials(driver)
            driver.fill(**LOGIN)
            assert parts.store().accounts.all()

        ways: list[Callable[[Driver], None]] = [portal, credentials, refused, unfinished]
        for way in ways:
            driver = adding(parts, portal=None)
            way(driver)
            driver.flow.cancel()
            assert isinstance(driver.flow.step, Abort), way.__name__
            assert_nothing_is_stored(parts)

    @pytest.mark.parametrize("act", ["stop", "cancel"])
    def test_while_signing_in(self, parts: ServiceParts, act: str) -> None:
        """A question that is open ends, too."""
        waits = threading.Event()

        class Waiting(Person):
            def __init__(self, cancellation: Cancellation) -> None:
                super().__init__()
                self._cancellation = cancellation

            def ask(self, challenge: Challenge) -> Answer:
                waits.set()
                self._cancellation.pause(60)
                return super().ask(challenge)

        parts.scripted.default = lambda visit: (
            visit.prompter.ask(Challenge(ChallengeKind.CODE, "EDF")) and None
        )
        flow = AddAccountFlow(parts, Waiting, portal_id="edf")
        flow.submit(LOGIN)
        thread = threading.Thread(target=flow.run)
        thread.start()
        assert waits.wait(10)
        getattr(flow, act)()
        thread.join(10)
        assert_nothing_is_stored(parts)
        if act == "cancel":
            assert isinstance(flow.step, Abort)
            return
        assert isinstance(flow.step, Form)
        assert (flow.step.faults, flow.step["password"].value) == ({}, LOGIN["password"])
        parts.scripted.default = sign_in
        assert isinstance(Driver(flow).fill(), Done)

    def test_before_the_work_began(self, parts: ServiceParts) -> None:
        flow = AddAccountFlow(parts, lambda cancellation: Person(), portal_id="edf")
        flow.submit(LOGIN)
        flow.cancel()
        assert isinstance(flow.step, Abort)
        assert not parts.scripted.visits

    @pytest.mark.parametrize("act", ["stop", "cancel"])
    def test_during_the_first_collection_the_account_stays(self, parts: ServiceParts, act: str) -> None:
        flow = AddAccountFlow(parts, lambda cancellation: Person(), portal_id="edf")

        def stopped(visit: Visit) -> None:
            visit.keep(make_fetched(visit.work_dir, 1))
            getattr(flow, act)()
            raise CancelledError

        parts.scripted.default = in_turn(sign_in, stopped)
        done = Driver(flow).fill(**LOGIN)
        assert isinstance(done, Done)
        assert done.facts["outcome"] is Outcome.CANCELLED
        assert len(parts.store().accounts.all()) == len(parts.documents()) == 1


class TestForTheCommandLine:
    def test_without_a_check(self, parts: ServiceParts) -> None:
        driver = Driver(AddAccountFlow(parts, None, portal_id="edf"))
        done = driver.fill(**LOGIN)
        assert isinstance(done, Done)
        assert "outcome" not in done.facts
        assert (parts.scripted.visits, len(parts.store().accounts.all())) == ([], 1)

    @pytest.mark.parametrize("script", [sign_in, ending(Outcome.PORTAL_CHANGED)])
    def test_without_a_collection(self, parts: ServiceParts, script: Script) -> None:
        parts.scripted.default = script
        flow = AddAccountFlow(parts, lambda cancellation: Person(), portal_id="edf", collects=False)
        assert isinstance(Driver(flow).fill(**LOGIN), Done)
        assert len(parts.scripted.visits) == 1
