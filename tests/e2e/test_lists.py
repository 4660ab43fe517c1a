"""Every way to list documents and to get at their files: all of them, once, with the right facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import Outcome
from tests.e2e.portal_runs import Household, Owner
from tests.portal_simulator.presets import PRESETS

pytestmark = pytest.mark.browser

# One of each kind; the others differ in words, shapes and combinations.
LISTS = (
    "cards",
    "json-icons",
    "json-load-more",
    "infinite",
    "years-and-contracts",
    "json-year-tabs",
    "oldest-first",
    "spa-resume",
    "deep",
    "months-only",
)
FILES = (
    "fetch-icon",
    "fetch-blob",
    "fetch-new_tab",
    "fetch-post",
    "fetch-base64",
    "fetch-menu",
    "fetch-zip",
    "detail-deep",
    "orders-two-each",
    "json-row-panel",
    "spa-row-page",
)


@pytest.mark.parametrize("preset", [*LISTS, *FILES])
def test_everything_comes_once_and_then_nothing(preset: str, tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS[preset]) as house:
        house.add()
        first = house.sync(Owner(house.sim))
        assert first.outcome is Outcome.OK
        assert house.is_complete
        assert wrong_facts(house) == []
        fetched = len(house.sim.sent("file"))
        second = house.sync(Owner(house.sim))
        assert (second.outcome, second.counts.new, second.counts.failed) == (Outcome.OK, 0, 0)
        assert second.counts.known > 0
        assert len(house.sim.sent("file")) == fetched
        assert house.sim.dangerous == []


def wrong_facts(house: Household) -> list[str]:
    """What was read of a document and is not so; what a portal does not say may stay unknown."""
    truth = {document.sha256: document for document in house.sim.documents}
    wrong = []
    for document in house.documents:
        real, facts = truth[document.sha256], document.facts
        said = (facts.number, facts.issued, facts.total, facts.currency, facts.type.value)
        if said != (real.number, real.issued, real.total, real.currency, real.type):
            wrong.append(f"{real.number}: {said}")
    return wrong


def test_a_page_that_is_the_invoice_is_printed(tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS["fetch-print"]) as house:
        house.add()
        run = house.sync(Owner(house.sim))
        assert (run.outcome, run.counts.new) == (Outcome.OK, len(house.sim.documents))
        printed = {document.facts.number: document.facts.total for document in house.documents}
        assert printed == {real.number: real.total for real in house.sim.documents}
        assert house.sync(Owner(house.sim)).counts.new == 0


@pytest.mark.parametrize("preset", ["twins", "same-numbers"])
def test_documents_that_look_alike_are_told_apart(preset: str, tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS[preset]) as house:
        house.add()
        assert house.sync(Owner(house.sim)).outcome is Outcome.OK
        assert house.is_complete


def test_names_from_a_portal_are_made_safe(tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS["hostile-names"]) as house:
        house.add()
        assert house.sync(Owner(house.sim)).outcome is Outcome.OK
        assert house.is_complete
        for document in house.documents:
            assert "/" not in document.file_name and ".." not in document.file_name
            assert document.file_name.isprintable() and len(document.file_name) <= 130


def test_zero_is_green_only_when_the_portal_says_so(tmp_path: Path) -> None:
    with Household(tmp_path / "said", PRESETS["empty"]) as house:
        house.add()
        run = house.sync(Owner(house.sim))
        assert (run.outcome, run.counts.listed) == (Outcome.OK, 0)
    with Household(tmp_path / "silent", PRESETS["empty-silent"]) as house:
        house.add()
        run = house.sync(Owner(house.sim))
        assert run.outcome is Outcome.PORTAL_CHANGED
        assert run.evidence and any(Path(run.evidence).iterdir())
        assert [kind for kind, _ in house.open_issues] == ["portal_changed"]


def test_a_new_document_on_top_is_all_that_is_fetched(tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS["rel-next"]) as house:
        newest, *older = house.sim.documents
        house.sim.portal.store.all[:] = older
        house.add()
        assert house.sync(Owner(house.sim)).counts.new == len(older)
        before = len(house.sim.sent("file"))
        house.sim.add_documents(newest)
        assert house.sync(Owner(house.sim)).counts.new == 1
        assert len(house.sim.sent("file")) == before + 1
        assert house.is_complete


def test_a_start_date_leaves_older_documents_alone(tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS["rel-next"]) as house:
        house.add()
        since = sorted(d.issued for d in house.sim.documents)[-5]
        run = house.sync(Owner(house.sim), since=since)
        wanted = [d for d in house.sim.documents if d.issued >= since]
        assert run.counts.new == len(wanted)
        assert run.counts.out_of_range > 0
        # Asked for everything later, the rest comes too.
        assert house.sync(Owner(house.sim)).counts.new == len(house.sim.documents) - len(wanted)
        assert house.is_complete


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    with Household(tmp_path, PRESETS["plain"]) as house:
        house.add()
        run = house.sync(Owner(house.sim), dry_run=True)
        assert run.counts.new == len(house.sim.documents)
        assert house.stored == 0
        assert house.sim.sent("file") == []
