"""Portals that lead astray: the password reaches no host that the user has not allowed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Outcome
from app.services.prompting import NobodyThere
from tests.e2e.command_line import CommandLine
from tests.e2e.portal_runs import Household, Owner
from tests.portal_simulator.config import (
    LOOK_ALIKE_HOST,
    OTHER_HOST,
    CodeConfig,
    Fault,
    FetchConfig,
    LoginConfig,
    PortalConfig,
)
from tests.portal_simulator.presets import HOSTILE
from tests.portal_simulator.simulator import PortalSimulator
from tests.portal_simulator.wire import Request, Response

pytestmark = pytest.mark.browser


def secrets_of(home: Household) -> list[str]:
    """Everything that must stay between the user and the portal."""
    codes = [sent.code for sent in home.sim.codes_sent]
    return [home.sim.password, *([home.sim.totp_secret] if home.sim.totp_secret else []), *codes]


def assert_nothing_reached(home: Household, *hosts: str) -> None:
    for secret in secrets_of(home):
        assert not home.sim.hosts_that_got(secret) & set(hosts)
    assert home.sim.dangerous == []


def issue_host(home: Household) -> str:
    [(kind, facts)] = home.open_issues
    assert kind == "host_not_allowed"
    return facts["host"]


# Where the host leads, and how often the portal itself gets the password before that.
ASTRAY = {
    "post-elsewhere": (OTHER_HOST, 0),
    "look-alike": (LOOK_ALIKE_HOST, 0),
    "login-elsewhere": (OTHER_HOST, 0),
    "foreign-iframe": (OTHER_HOST, 0),
    "password-again-elsewhere": (OTHER_HOST, 1),
    "redirect-list": (LOOK_ALIKE_HOST, 1),
    "download-elsewhere": (OTHER_HOST, 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_password_stays_with_the_portal_until_the_user_allows_more(tmp_path: Path, name: str) -> None:
    host, sent = ASTRAY[name]
    with Household(tmp_path, HOSTILE[name]) as home:
        home.add()
        run = home.sync(NobodyThere(), attended=False)
        assert run.outcome is Outcome.HOST_NOT_ALLOWED
        assert issue_host(home) == host
        assert_nothing_reached(home, host)
        assert len(home.sent(home.sim.password)) == sent
        assert home.stored == 0
        if name not in ("password-again-elsewhere", "redirect-list"):  # these never lead to the list
            home.allow(host)
            assert home.open_issues == []
            assert home.sync(NobodyThere(), attended=False).outcome is Outcome.OK
            assert home.is_complete
            assert home.sim.dangerous == []


def test_the_password_is_given_again_on_a_host_that_the_user_allowed(tmp_path: Path) -> None:
    with Household(tmp_path) as home:
        home.sim.add_fault(Fault("list", "ask_password_elsewhere", times=None))
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.HOST_NOT_ALLOWED
        home.allow(issue_host(home))
        home.sim.clear_faults()
        home.sim.add_fault(Fault("list", "ask_password_elsewhere", times=1))
        assert home.sync(Owner(home.sim)).outcome is Outcome.OK
        assert home.is_complete
        assert home.sim.hosts_that_got(home.sim.password) == {home.sim.host, OTHER_HOST}


def redirecting(home: Household, path: str, host: str, status: int) -> None:
    """Answers posts to a path by sending the browser, with what it posted, to another host."""
    answer: Callable[[Request], Response] = home.sim.portal.handle

    def handle(request: Request) -> Response:
        if request.method == "POST" and request.path == path and request.host == home.sim.host:
            request.route = "reposted"
            return Response(status, headers=[("Location", home.sim.portal.origin(host) + path)])
        return answer(request)

    home.sim.portal.handle = handle  # type: ignore[method-assign]


@pytest.mark.parametrize(("status", "host"), [(307, OTHER_HOST), (308, LOOK_ALIKE_HOST)])
def test_a_form_that_is_posted_on_to_another_host(tmp_path: Path, status: int, host: str) -> None:
    with Household(tmp_path) as home:
        redirecting(home, home.sim.portal.t["path_login"], host, status)
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.HOST_NOT_ALLOWED
        assert issue_host(home) == host
        assert_nothing_reached(home, host)
        assert len(home.sent(home.sim.password)) == 1


def test_a_code_that_is_posted_on_to_another_host(tmp_path: Path) -> None:
    with Household(tmp_path, PortalConfig(code=CodeConfig(digits=8, fixed="48151623"))) as home:
        redirecting(home, home.sim.portal.t["path_code"], OTHER_HOST, 307)
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.HOST_NOT_ALLOWED
        assert issue_host(home) == OTHER_HOST
        assert_nothing_reached(home, OTHER_HOST)


def test_a_session_that_ends_in_the_middle_does_not_lead_the_password_astray(tmp_path: Path) -> None:
    """The second sign-in of a visit is watched as the first one is."""
    with Household(tmp_path, PortalConfig(login=LoginConfig(render="script"))) as home:
        home.add()
        assert home.sync(Owner(home.sim)).outcome is Outcome.OK
        home.sim.expire_sessions()
        home.sim.add_fault(Fault("login", "redirect_elsewhere", times=None, host=LOOK_ALIKE_HOST))
        assert home.sync(Owner(home.sim)).outcome is Outcome.HOST_NOT_ALLOWED
        assert_nothing_reached(home, LOOK_ALIKE_HOST)


def test_files_elsewhere_are_refused_and_taken_once_allowed_on_the_command_line(tmp_path: Path) -> None:
    moisson = CommandLine(tmp_path)
    portal = dataclasses.replace(PortalConfig(), fetch=FetchConfig(host=OTHER_HOST, kind="button"))
    with PortalSimulator(portal) as sim:
        assert moisson.add(sim, "--no-check").status == 0
        refused = moisson.run("sync", "--unattended")
        assert (refused.status, refused.json["runs"][0]["outcome"]) == (1, "host_not_allowed")
        [issue] = moisson.run("issue", "list").json
        assert (issue["kind"], issue["action"]) == ("host_not_allowed", "allow_host")
        assert OTHER_HOST in issue["message"]
        assert moisson.run("document", "list").json == []
        assert moisson.run("account", "edit", "1", "--allow-host", OTHER_HOST).status == 0
        taken = moisson.run("sync", "--unattended")
        assert (taken.status, taken.json["runs"][0]["new"]) == (0, len(sim.documents))
        assert moisson.run("issue", "list").json == []
        assert sim.hosts_that_got(sim.password) == {sim.host}
        assert sim.dangerous == []
