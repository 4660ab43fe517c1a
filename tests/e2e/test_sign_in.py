"""Signing in with a password: every shape of form, and every way in which it does not work."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app.domain.errors import Outcome
from app.services.prompting import NobodyThere
from tests.e2e.command_line import CommandLine
from tests.e2e.portal_runs import WRONG_PASSWORD, Household, Owner
from tests.portal_simulator.config import Language, PortalConfig
from tests.portal_simulator.presets import LOGINS, OBSTACLES, PRESETS
from tests.portal_simulator.simulator import PortalSimulator

pytestmark = pytest.mark.browser


def config(name: str, language: Language = "fr") -> PortalConfig:
    return dataclasses.replace(PRESETS[name], language=language)


# One of each kind; the others with --all-presets.
USUAL: dict[str, Language] = {
    "two-pages": "de",
    "two-steps": "en",
    "iframe-two-pages": "fr",
    "shadow-login": "de",
    "overlay-homepage": "fr",
    "many-forms": "en",
    "late-script": "fr",
    "no-hints": "de",
}
EVERY = [
    pytest.param(name, USUAL.get(name, "fr"), marks=[] if name in USUAL else [pytest.mark.every_preset])
    for name in LOGINS
]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_signs_in_and_takes_every_document(tmp_path: Path, name: str, language: Language) -> None:
    with Household(tmp_path, config(name, language)) as home:
        home.add()
        run = home.sync(Owner(home.sim))
        assert (run.outcome, home.is_complete) == (Outcome.OK, True)
        assert [post.method for post in home.sent(home.sim.password)] == ["POST"]
        assert home.sim.hosts_that_got(home.sim.password) == {home.sim.host}
        assert home.sim.dangerous == []


REFUSING: dict[str, Language] = {
    "wrong-alert": "de",
    "wrong-page": "en",
    "two-steps": "fr",
    "wrong-page-script": "fr",
}
EVERY_REFUSAL = [
    pytest.param(name, REFUSING.get(name, "fr"), marks=[] if name in REFUSING else [pytest.mark.every_preset])
    for name in LOGINS
    if name != "lock-after-three"
]


@pytest.mark.parametrize(("name", "language"), EVERY_REFUSAL)
def test_a_wrong_password_is_sent_once(tmp_path: Path, name: str, language: Language) -> None:
    with Household(tmp_path, config(name, language)) as home:
        home.add(password=WRONG_PASSWORD)
        run = home.sync(Owner(home.sim))
        assert run.outcome is Outcome.WRONG_CREDENTIALS
        assert len(home.sent(WRONG_PASSWORD)) == 1
        assert home.stored == 0
        assert home.is_paused
        assert [kind for kind, _ in home.open_issues] == ["wrong_credentials"]


def test_two_attempts_of_the_user_do_not_lock_the_account_and_new_credentials_go_on(tmp_path: Path) -> None:
    with Household(tmp_path, config("lock-after-three")) as home:
        assert home.add(password=WRONG_PASSWORD, check=Owner(home.sim)).account is None
        assert home.add(password=WRONG_PASSWORD, check=NobodyThere()).account is None
        added = home.add(check=Owner(home.sim))
        assert (added.account is not None, added.outcome) == (True, Outcome.OK)
        # The check has left a session: the visit needs no password.
        assert home.sync(NobodyThere(), attended=False).outcome is Outcome.OK
        assert home.is_complete
        assert len(home.sent(WRONG_PASSWORD)) == 2
        assert len(home.sent(home.sim.password)) == 1


@pytest.mark.parametrize(
    ("name", "language", "outcome", "sent"),
    [
        ("locked", "fr", Outcome.ACCOUNT_LOCKED, 1),
        ("maintenance", "de", Outcome.PORTAL_UNAVAILABLE, 0),
        ("terms", "en", Outcome.ACTION_REQUIRED, 1),
        ("new-password", "fr", Outcome.ACTION_REQUIRED, 1),
        ("captcha-before", "fr", Outcome.INTERACTION_REQUIRED, 0),
        ("captcha-after", "de", Outcome.INTERACTION_REQUIRED, 1),
        pytest.param(
            "captcha-in-form", "en", Outcome.INTERACTION_REQUIRED, 0, marks=pytest.mark.every_preset
        ),
        pytest.param("locked", "de", Outcome.ACCOUNT_LOCKED, 1, marks=pytest.mark.every_preset),
        pytest.param("locked", "en", Outcome.ACCOUNT_LOCKED, 1, marks=pytest.mark.every_preset),
        pytest.param("maintenance", "fr", Outcome.PORTAL_UNAVAILABLE, 0, marks=pytest.mark.every_preset),
        pytest.param("maintenance", "en", Outcome.PORTAL_UNAVAILABLE, 0, marks=pytest.mark.every_preset),
        pytest.param("terms", "fr", Outcome.ACTION_REQUIRED, 1, marks=pytest.mark.every_preset),
        pytest.param("terms", "de", Outcome.ACTION_REQUIRED, 1, marks=pytest.mark.every_preset),
        pytest.param("new-password", "de", Outcome.ACTION_REQUIRED, 1, marks=pytest.mark.every_preset),
    ],
)
def test_what_only_a_person_can_get_past_ends_the_visit_of_a_machine(
    tmp_path: Path, name: str, language: Language, outcome: Outcome, sent: int
) -> None:
    assert name in OBSTACLES
    with Household(tmp_path, config(name, language)) as home:
        home.add()
        run = home.sync(NobodyThere(), attended=False)
        assert run.outcome is outcome
        assert len(home.sent(home.sim.password)) == sent
        assert run.evidence is not None
        assert home.sim.dangerous == []


def test_on_the_command_line_nothing_is_stored_after_a_wrong_password(tmp_path: Path) -> None:
    moisson = CommandLine(tmp_path)
    with PortalSimulator(config("wrong-alert")) as sim:
        wrong = moisson.add(sim, password=WRONG_PASSWORD)
        assert (wrong.status, wrong.json) == (1, {"account": None, "outcome": "wrong_credentials"})
        assert moisson.run("account", "list").json == []
        right = moisson.add(sim)
        assert (right.status, right.json) == (0, {"account": 1, "outcome": "ok"})
        synced = moisson.run("sync")
        assert [(r["outcome"], r["new"]) for r in synced.json["runs"]] == [("ok", len(sim.documents))]
        assert len(sim.requests_with(WRONG_PASSWORD)) == 1
        assert len(sim.requests_with(sim.password)) == 1
