"""kill -9 of the program, of its browser and of the driver: nothing is lost, doubled or left behind.

A few kills on a small portal; `python -m tests.e2e.kill_campaign --kills 50` is the whole campaign.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.chaos_installation import ChaosInstallation, finished
from tests.e2e.chaos_moments import Scene, begin
from tests.e2e.chaos_portals import portal_config
from tests.e2e.kill_campaign import BROWSER_STAGES, PROGRAM_STAGES, browser_of, run_campaign
from tests.portal_simulator.config import Fault, ListConfig, PortalConfig
from tests.portal_simulator.plan import make_document
from tests.portal_simulator.simulator import PortalSimulator

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromedriver"), reason="needs Chromium"),
]


@pytest.mark.parametrize(
    ("victim", "kind", "stages", "kills"),
    [
        ("program", "details", PROGRAM_STAGES, 5),
        ("browser", "links", BROWSER_STAGES, 3),
    ],
)
def test_killed_again_and_again(victim: str, kind: str, stages: tuple[str, ...], kills: int) -> None:
    report = run_campaign(victim, stages, kills, documents=30, kinds=(kind,))
    assert report.kills.total() == kills
    assert report.clean, report


@pytest.fixture
def portal() -> Iterator[PortalSimulator]:
    """Ten documents a page; the second page comes so late that there is time to kill before it."""
    config = replace(portal_config("links", 12), listing=ListConfig(page_size=10))
    with PortalSimulator(config) as portal:
        yield portal


@pytest.fixture
def installation(tmp_path: Path, portal: PortalSimulator) -> Iterator[ChaosInstallation]:
    installation = ChaosInstallation(tmp_path)
    installation.set_up([(portal.url, portal.username, portal.password)])
    yield installation
    installation.end_everything()


def add_documents(portal: PortalSimulator, config: PortalConfig, count: int) -> None:
    """Newer than everything that the portal had."""
    plan = portal_config("links", count).documents
    assert not isinstance(plan, tuple)
    later = replace(plan, latest=plan.latest.replace(year=plan.latest.year + 1), span_days=count, seed=99)
    portal.add_documents(*(make_document(config, later, index) for index in range(count)))


def wait_for_files(scene: Scene, count: int) -> None:
    while len(scene.installation.stored()) - scene.stored_before < count:
        assert scene.process.poll() is None, "the visit ended before the second page"


@pytest.mark.parametrize("victim", ["program", "browser"])
def test_a_visit_that_dies_between_two_pages_of_news_hides_nothing(
    portal: PortalSimulator, installation: ChaosInstallation, victim: str
) -> None:
    """The next visit finds everything on the first page known, and yet must look at the second."""
    assert installation.run("sync")[0] == 0
    add_documents(portal, portal.config, 16)
    portal.add_fault(Fault(r"page=2", "slow", seconds=8.0))
    scene = begin(installation, portal, "sync")
    wait_for_files(scene, 10)
    if victim == "program":
        scene.process.kill()
        scene.process.communicate()
    else:
        browser = browser_of(scene, driver=False)
        assert browser is not None
        browser.kill()
        assert finished(scene.process)[1]["runs"][0]["outcome"] == "portal_unavailable"
    assert len(installation.stored()) == 22
    status, answer = installation.run("sync")
    assert (status, answer["runs"][0]["new"]) == (0, 6)
    assert installation.run("export")[0] == 0
    assert installation.compare([document.sha256 for document in portal.documents]).clean
