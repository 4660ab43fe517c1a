from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.hosts import is_loopback
from app.domain.portals import CATEGORIES, TWO_FACTOR_KINDS, Portal, Support
from connectors.catalogue.catalogue import YamlCatalogue, shipped_folder
from connectors.catalogue.countries import COUNTRIES
from connectors.catalogue.entry import PortalEntry
from connectors.catalogue.entry_check import check_entries, load_portal
from connectors.catalogue.json_schema import schema_file, schema_text
from connectors.catalogue.portal_building import build_portal
from connectors.catalogue.yaml_source import read_trusted

FILES = sorted(shipped_folder().glob("*.yaml"))
GUIDE = (Path(__file__).parents[3] / "docs" / "portal-entries.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


PORTALS = [build_portal(read_trusted(path)) for path in FILES]


def test_there_are_entries_and_all_are_valid() -> None:
    assert len(FILES) >= 600
    assert check_entries(FILES) == ()


def test_the_fast_way_reads_the_same_as_the_checked_one() -> None:
    assert [path for path, portal in zip(FILES, PORTALS, strict=True) if portal != load_portal(path)] == []


def test_editors_are_told_the_schema() -> None:
    first_line = "# yaml-language-server: $schema=portal.schema.json\n"
    assert [path for path in FILES if not path.read_text(encoding="utf-8").startswith(first_line)] == []


def test_the_schema_is_up_to_date() -> None:
    assert schema_file().read_text(encoding="utf-8") == schema_text(), (
        "run python -m connectors.catalogue.json_schema"
    )


def test_entries_claim_no_trial_that_did_not_happen() -> None:
    # The demonstration is visited by every run of these tests; no other portal can be.
    assert [portal.id for portal in PORTALS if portal.support is Support.VERIFIED] == ["demo"]


def test_advice_is_given_in_both_languages() -> None:
    for portal in PORTALS:
        assert set(portal.advice) in (set(), {"fr", "en"}), portal.id


def test_no_advice_weakens_a_second_factor() -> None:
    weakening = re.compile(
        r"désactiv|switch\w* off|turn\w* off|disabl|sans double|without two", re.IGNORECASE
    )
    assert [p.id for p in PORTALS for text in p.advice.values() if weakening.search(text)] == []


def test_an_entry_has_one_category() -> None:
    assert [portal.id for portal in PORTALS if len(portal.categories) != 1] == []


def test_addresses_lead_to_one_entry() -> None:
    catalogue = YamlCatalogue()
    for portal in PORTALS:
        found = [catalogue.find_by_url(address) for address in portal.addresses]
        assert found == [portal] * len(found), portal.id


def test_only_the_demonstration_is_on_the_own_computer() -> None:
    local = [portal.id for portal in PORTALS if any(is_loopback(host) for host in portal.hosts)]
    assert local == ["demo"]


def documented(heading: str) -> list[str]:
    section = GUIDE.split(f"# {heading}\n")[1].split("\n#")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)]


def test_the_guide_names_every_category_and_no_other() -> None:
    assert documented("Categories") == list(CATEGORIES)


def test_the_guide_names_every_field_and_no_other() -> None:
    assert documented("Every field") == list(PortalEntry.model_fields)


def test_the_guide_names_every_step() -> None:
    steps = {name.split(".")[0] for name in documented("steps")}
    assert steps == {"login", "code", "signed_in", "documents", "fetch"}
    assert all(f"`{kind}`" in GUIDE for kind in TWO_FACTOR_KINDS)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_of_the_guide_are_valid(tmp_path: Path, text: str) -> None:
    found = re.search(r"^id: (.*)$", text, re.MULTILINE)
    assert found is not None
    path = tmp_path / f"{found[1]}.yaml"
    path.write_text(text, encoding="utf-8")
    assert isinstance(load_portal(path), Portal)


def test_the_list_of_countries_is_whole() -> None:
    assert len(COUNTRIES) == 249
    assert {"FR", "DE", "GB", "NO", "CH"} <= COUNTRIES
    assert not {"UK", "EU", "XX"} & COUNTRIES
