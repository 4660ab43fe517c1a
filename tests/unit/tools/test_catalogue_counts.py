"""The page about the catalogue counts what the entries say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.portals import CATEGORIES
from tools import catalogue_counts
from tools.catalogue_counts import GUIDE, explained_categories

_BEGIN = "homepage: https://www.a.example/\n"
ENTRIES = {
    "water": "countries: [BE, FR]\ncategories: [water_waste]\nlogin_url: https://a.example/in\n",
    "power": "countries: [FR]\ncategories: [energy]\ntwo_factor: [sms, totp]\nsupport: by_hand\n",
    "gas": "countries: [CH]\ncategories: [energy]\ntwo_factor: [sms]\nadvice: {fr: Oui, en: Yes}\n",
    "cloud": "categories: [software_cloud]\ndocuments_url: https://a.example/bills\n",
    "paper": "countries: [CH]\ncategories: [office_supplies]\nlogin_url: https://a.example/in\n",
    "tried": "countries: [LU]\ncategories: [energy]\nlogin_url: https://a.example/in\n"
    'support: verified\nverified_on: 2025-01-31\nverified_with: "1.0"\n',
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small catalogue with its page."""
    for slug, text in ENTRIES.items():
        (tmp_path / f"{slug}.yaml").write_text(f"id: {slug}\nname: {slug}\n{_BEGIN}{text}", encoding="utf-8")
    monkeypatch.setattr(catalogue_counts, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue_counts, "ENTRIES", tmp_path)
    monkeypatch.setattr(catalogue_counts, "PAGE", tmp_path / "catalogue.md")
    catalogue_counts.update()
    return tmp_path


def table(project: Path, title: str) -> list[list[str]]:
    """The rows of a section, without the heads."""
    section = (project / "catalogue.md").read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.*) \|$", section, re.MULTILINE)
    return [[cell.strip(" `") for cell in row.split("|")] for row in rows][1:]


def test_entries_are_counted(project: Path) -> None:
    assert "There are **6** entries" in (project / "catalogue.md").read_text("utf-8")


def test_countries_are_ordered_by_count_then_code(project: Path) -> None:
    assert table(project, "Countries") == [
        ["CH", "Switzerland", "2"],
        ["FR", "France", "2"],
        ["BE", "Belgium", "1"],
        ["LU", "Luxembourg", "1"],
        ["", "everywhere", "1"],
    ]


def test_categories_keep_their_order_and_are_explained(project: Path) -> None:
    rows = table(project, "Categories")
    assert [row[0] for row in rows] == list(CATEGORIES)
    assert [row for row in rows if row[2] != "0"] == [
        ["energy", "electricity, gas, heating", "3"],
        ["office_supplies", "paper, ink, office goods", "1"],
        ["software_cloud", "software, subscriptions, cloud services", "1"],
        ["water_waste", "water, sewage, waste", "1"],
    ]


def test_support_is_counted(project: Path) -> None:
    counted = {row[0]: row[2] for row in table(project, "How sure they are")}
    assert counted == {"verified": "1", "unverified": "4", "by_hand": "1"}


def test_what_entries_say_is_counted(project: Path) -> None:
    counted = {row[0]: row[2] for row in table(project, "What they say")}
    assert counted == {"login_url": "3", "documents_url": "1", "two_factor": "2", "advice": "1"}


def test_a_page_that_is_out_of_date_is_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue_counts.check() == 0
    (project / "gas.yaml").unlink()
    assert catalogue_counts.check() == 1
    assert "run `make catalogue`" in capsys.readouterr().out
    catalogue_counts.update()
    assert catalogue_counts.check() == 0
    (project / "catalogue.md").unlink()
    assert catalogue_counts.check() == 1


def test_the_guide_explains_every_category() -> None:
    assert list(explained_categories(GUIDE.read_text("utf-8"))) == list(CATEGORIES)
