"""Second factors of every kind: what is asked of whom, how often, and when nobody is there."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from app.domain.challenges import Answer, AnswerKind, Challenge, Channel
from app.domain.errors import Outcome
from app.services.prompting import NobodyThere
from tests.e2e.command_line import CommandLine
from tests.e2e.portal_runs import Household, Owner
from tests.portal_simulator.config import CodeConfig, Language, PortalConfig
from tests.portal_simulator.presets import CODES, PRESETS
from tests.portal_simulator.simulator import PortalSimulator

pytestmark = pytest.mark.browser
every_preset = pytest.mark.every_preset


def config(name: str, language: Language = "fr", **code: Any) -> PortalConfig:
    portal = dataclasses.replace(PRESETS[name], language=language)
    if code:
        assert portal.code
        portal = dataclasses.replace(portal, code=dataclasses.replace(portal.code, **code))
    return portal


@pytest.mark.parametrize(
    ("name", "language", "person", "asked"),
    [
        ("email", "en", {"wrong_codes": 1}, ["code", "code"]),
        ("sms", "de", {"resends": 1}, ["code", "code"]),
        ("totp", "fr", {"wrong_codes": 1}, ["code", "code"]),
        ("push", "en", {}, ["push"]),
        ("channels", "fr", {"channel": Channel.EMAIL}, ["channel", "code"]),
        ("channels-push", "de", {"channel": Channel.PUSH}, ["channel", "push"]),
        ("segmented", "de", {"wrong_codes": 1}, ["code", "code"]),
        ("unlabelled-code", "fr", {}, ["code"]),
        ("script-auto-submit", "en", {}, ["code"]),
        ("script-own-page", "de", {"wrong_codes": 1}, ["code", "code"]),
        pytest.param("sms", "fr", {}, ["code"], marks=every_preset),
        pytest.param("push", "fr", {}, ["push"], marks=every_preset),
        pytest.param("push", "de", {}, ["push"], marks=every_preset),
        pytest.param("channels", "de", {"channel": Channel.SMS}, ["channel", "code"], marks=every_preset),
        pytest.param("channels", "en", {"channel": Channel.APP}, ["channel", "code"], marks=every_preset),
        pytest.param(
            "channels-push", "fr", {"channel": Channel.SMS}, ["channel", "code"], marks=every_preset
        ),
        pytest.param("no-trust", "fr", {}, ["code"], marks=every_preset),
        pytest.param("short-lived-code", "fr", {}, ["code"], marks=every_preset),
        pytest.param("two-pages-totp", "en", {}, ["code"], marks=every_preset),
        pytest.param("script-sms", "fr", {}, ["code"], marks=every_preset),
        pytest.param("script-totp", "de", {}, ["code"], marks=every_preset),
        pytest.param("script-push", "fr", {}, ["push"], marks=every_preset),
        pytest.param(
            "script-channels", "fr", {"channel": Channel.SMS}, ["channel", "code"], marks=every_preset
        ),
        pytest.param("script-segmented", "fr", {}, ["code"], marks=every_preset),
    ],
)
def test_a_person_answers(
    tmp_path: Path, name: str, language: Language, person: dict[str, Any], asked: list[str]
) -> None:
    assert name in CODES
    with Household(tmp_path, config(name, language)) as home:
        owner = Owner(home.sim, **person)
        home.add()
        assert home.sync(owner).outcome is Outcome.OK
        assert home.is_complete
        assert owner.kinds == asked
        assert len(home.sent(home.sim.password)) == 1
        sent_anew = person.get("resends", 0)
        assert len(home.sim.codes_sent) <= 1 + sent_anew
        assert home.sim.dangerous == []


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("channels", "de"),
        ("script-totp", "fr"),
        pytest.param("totp", "fr", marks=every_preset),
        pytest.param("two-pages-totp", "fr", marks=every_preset),
    ],
)
def test_a_stored_secret_answers_when_nobody_is_there(tmp_path: Path, name: str, language: Language) -> None:
    with Household(tmp_path, config(name, language)) as home:
        home.add(totp=home.sim.totp_secret or "")
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.OK
        assert home.is_complete
        assert home.sim.codes_sent == []
        # Signing in again in the same half minute: the portal takes each value once.
        home.sim.expire_sessions()
        home.sim.forget_devices()
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.OK
        assert len(home.sent(home.sim.password)) == 2


def test_a_trusted_device_keeps_later_visits_quiet_until_it_is_forgotten(tmp_path: Path) -> None:
    with Household(tmp_path, config("sms")) as home:
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.OK
        home.sim.expire_sessions()
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.OK
        assert (len(home.sim.codes_sent), len(home.sent(home.sim.password))) == (1, 2)

        home.sim.expire_sessions()
        home.sim.forget_devices()
        # That this portal wants a code again cannot be known before it was sent; afterwards it is.
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.INTERACTION_REQUIRED
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.INTERACTION_REQUIRED
        assert (len(home.sim.codes_sent), len(home.sent(home.sim.password))) == (2, 3)
        assert [kind for kind, _ in home.open_issues] == ["interaction_required"]

        assert home.sync(Owner(home.sim)).outcome is Outcome.OK
        assert home.open_issues == []


def test_without_a_trusted_device_nobody_is_sent_a_code_in_vain(tmp_path: Path) -> None:
    with Household(tmp_path, config("no-trust", "en")) as home:
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.OK
        home.sim.expire_sessions()
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.INTERACTION_REQUIRED
        assert (len(home.sim.codes_sent), len(home.sent(home.sim.password))) == (1, 1)


@pytest.mark.parametrize(
    "name", ["channels-push", "script-channels", pytest.param("channels", marks=every_preset)]
)
def test_no_code_is_asked_for_when_nobody_is_there(tmp_path: Path, name: str) -> None:
    with Household(tmp_path, config(name)) as home:
        home.add()
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.INTERACTION_REQUIRED
        assert home.sim.codes_sent == []


@pytest.mark.parametrize(
    ("name", "person", "outcome"),
    [
        # The portal locks the account at the third wrong code, or leaves it to us to stop.
        (config("sms"), {"wrong_codes": 3}, Outcome.ACCOUNT_LOCKED),
        (config("script-sms", "de", attempts=9), {"wrong_codes": 9}, Outcome.CHALLENGE_REFUSED),
        (config("push"), {"approves": False}, Outcome.CHALLENGE_REFUSED),
        pytest.param(
            config("script-push", "en"), {"approves": False}, Outcome.CHALLENGE_REFUSED, marks=every_preset
        ),
        pytest.param(
            config("segmented", "en", attempts=9),
            {"wrong_codes": 9},
            Outcome.CHALLENGE_REFUSED,
            marks=every_preset,
        ),
    ],
    ids=["sms", "script-sms", "push", "script-push", "segmented"],
)
def test_a_challenge_that_fails(
    tmp_path: Path, name: PortalConfig, person: dict[str, Any], outcome: Outcome
) -> None:
    with Household(tmp_path, name) as home:
        owner = Owner(home.sim, **person)
        home.add()
        assert home.sync(owner).outcome is outcome
        assert len(owner.asked) <= 3
        assert len(home.sim.codes_sent) <= 1
        assert len(home.sent(home.sim.password)) == 1
        assert home.is_paused


class Late:
    """Gives the first code when it is no longer valid; then gives up, or types the new one."""

    attended = True

    def __init__(self, owner: Owner, wait: Any, *, gives_up: bool) -> None:
        self._owner = owner
        self._wait = wait
        self._gives_up = gives_up
        self.asked: list[Challenge] = []

    def ask(self, challenge: Challenge) -> Answer:
        self.asked.append(challenge)
        if len(self.asked) == 1:
            self._wait()
        elif self._gives_up:
            return Answer(AnswerKind.CANCEL)
        return self._owner.ask(challenge)

    def hand_over(self, challenge: Challenge) -> bool:
        return False


@pytest.mark.parametrize("gives_up", [False, True])
def test_a_code_that_came_too_late_is_sent_anew(tmp_path: Path, gives_up: bool) -> None:
    with Household(tmp_path, config("sms", valid_s=30.0)) as home:
        session = home.sim.portal.state.sessions

        def grow_old() -> None:
            for visitor in session.values():
                visitor.code_at -= 60

        late = Late(Owner(home.sim), grow_old, gives_up=gives_up)
        home.add()
        run = home.sync(late)
        assert run.outcome is (Outcome.CHALLENGE_EXPIRED if gives_up else Outcome.OK)
        assert len(home.sim.codes_sent) == 2
        assert [challenge.attempt for challenge in late.asked] == [1, 2]


def test_a_code_and_then_terms(tmp_path: Path) -> None:
    with Household(tmp_path, config("sms-terms")) as home:
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.ACTION_REQUIRED
        assert len(home.sim.codes_sent) == 1


def test_codes_on_the_command_line(tmp_path: Path) -> None:
    moisson = CommandLine(tmp_path)
    portal = PortalConfig(language="en", code=CodeConfig(channels=("push", "sms"), trust_box=False))
    with PortalSimulator(portal) as sim:
        added = moisson.add(sim, "--codes-stdin", codes=sim.wait_code)
        assert (added.status, added.json) == (0, {"account": 1, "outcome": "ok"})
        sim.expire_sessions()
        quiet = moisson.run("sync", "--unattended")
        assert (quiet.status, quiet.json["runs"][0]["outcome"]) == (1, "interaction_required")
        assert len(sim.codes_sent) == 1
        synced = moisson.run("sync", "1", "--codes-stdin", codes=lambda number: sim.wait_code(number + 1))
        assert (synced.status, synced.json["runs"][0]["new"]) == (0, len(sim.documents))
        assert synced.json["runs"][0]["challenge"] == "sms"
