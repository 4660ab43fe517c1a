"""Four ways to a portal of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.portals import PortalSummary
from connectors.catalogue.catalogue import YamlCatalogue
from connectors.catalogue.portal_index import PortalIndex
from tests.bench.large_catalogue import make_catalogue
from ui.look.theme import Theme
from ui.wizards.portal_chooser import ALPHABETICAL, BY_CATEGORY, BY_COUNTRY, SEARCH, PortalChooser
from ui.wizards.portals_model import LINE, PORTAL, PortalsModel


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> PortalChooser:
    chooser = PortalChooser(YamlCatalogue(), theme)
    qtbot.addWidget(chooser)
    chooser.show()
    return chooser


def names(chooser: PortalChooser) -> list[str]:
    return [chooser.model.index(row).data() for row in range(chooser.model.rowCount())]


def index_of(chooser: PortalChooser, way: int) -> list[str]:
    index = (chooser.letters, chooser.countries, chooser.categories)[way]
    return [index.item(row).text() for row in range(index.count())]


def pick(chooser: PortalChooser, way: int, text: str) -> None:
    chooser.go(way)
    index = (chooser.letters, chooser.countries, chooser.categories)[way]
    [item] = index.findItems(text, Qt.MatchFlag.MatchExactly)
    index.setCurrentItem(item)


def test_alphabetically(chooser: PortalChooser) -> None:
    everything = [portal.name for portal in YamlCatalogue().list()]
    assert names(chooser) == everything
    assert index_of(chooser, ALPHABETICAL)[:3] == ["All", "A", "B"]
    pick(chooser, ALPHABETICAL, "F")
    assert names(chooser) == [name for name in everything if name.startswith(("F", "f"))]


def test_by_country(chooser: PortalChooser) -> None:
    assert index_of(chooser, BY_COUNTRY)[0] == "France"
    pick(chooser, BY_COUNTRY, "Germany")
    everything = YamlCatalogue().list()
    german = [p.name for p in everything if "DE" in p.countries]
    assert names(chooser) == [*german, *(p.name for p in everything if not p.countries)]
    assert "EDF" not in german


def test_by_category(chooser: PortalChooser) -> None:
    assert index_of(chooser, BY_CATEGORY)[-1] == "Others"
    pick(chooser, BY_CATEGORY, "Energy")
    assert {"EDF", "Engie"} <= set(names(chooser))
    assert "Adobe" not in names(chooser)


def test_by_words(qtbot: QtBot, chooser: PortalChooser) -> None:
    chooser.go(SEARCH)
    qtbot.keyClicks(chooser.search, "electricite")
    assert names(chooser)[0] == "EDF"
    chooser.search.setText("qqqq xxxx")
    assert (names(chooser), chooser.none_found.isVisible()) == ([], True)
    chooser.search.clear()
    assert not chooser.none_found.isVisible()


def test_ctrl_f_searches(qtbot: QtBot, chooser: PortalChooser) -> None:
    qtbot.waitExposed(chooser)
    chooser.activateWindow()
    chooser.list.setFocus()
    qtbot.keyClick(chooser.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert chooser.search.isVisible()


def test_what_is_chosen_stays_chosen_while_it_is_there(chooser: PortalChooser) -> None:
    chooser.choose("edf")
    for way in (BY_CATEGORY, BY_COUNTRY, ALPHABETICAL, SEARCH, BY_CATEGORY):
        chooser.go(way)
        assert chooser.portal_id == "edf"
    assert chooser.categories.currentItem().text() == "Energy"
    pick(chooser, BY_CATEGORY, "Internet and mobile")
    assert chooser.portal_id == ""


def test_a_double_click_goes_on(qtbot: QtBot, chooser: PortalChooser) -> None:
    with qtbot.waitSignal(chooser.submitted):
        chooser.list.doubleClicked.emit(chooser.model.index(0))


def test_the_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = PortalsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    portals = YamlCatalogue().list()
    model.show(portals)
    qtmodeltester.check(model)
    assert model.row_of("edf") == [portal.id for portal in portals].index("edf")
    assert model.row_of("nowhere") is None
    index = model.index(model.row_of("edf") or 0)
    assert (index.data(), index.data(PORTAL)) == ("EDF", "edf")
    assert index.data(LINE) == "Energy · France · Not tried yet · particulier.edf.fr"
    model.show(YamlCatalogue().list(limit=3))
    assert tester.model() is model


def test_lines_are_chosen_not_written(qtbot: QtBot) -> None:
    model = PortalsModel()
    assert (model.rowCount(), model.flags(QModelIndex())) == (0, Qt.ItemFlag.NoItemFlags)
    model.show(YamlCatalogue().list(limit=3))
    assert model.rowCount() == 3
    flags = model.flags(model.index(2))
    assert Qt.ItemFlag.ItemIsSelectable in flags
    assert not flags & (
        Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
    )


def test_an_old_line_is_asked_for_while_another_list_takes_its_place(qtbot: QtBot) -> None:
    model, seen = PortalsModel(), list[object]()
    model.show(YamlCatalogue().list(limit=3))
    old = model.index(2)
    model.modelAboutToBeReset.connect(lambda: seen.append(old.data()))
    model.show(YamlCatalogue().list(limit=1))
    assert (seen, model.rowCount()) == ([None], 1)


def test_a_large_catalogue_is_read_as_far_as_it_is_seen(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_catalogue(tmp_path, 3000)
    read: list[int] = []
    summaries = PortalIndex.summaries

    def counted(index: PortalIndex, numbers: Iterable[int]) -> list[PortalSummary]:
        found = summaries(index, numbers)
        read.append(len(found))
        return found

    monkeypatch.setattr(PortalIndex, "summaries", counted)
    chooser = PortalChooser(YamlCatalogue(shipped=tmp_path), theme)
    qtbot.addWidget(chooser)
    chooser.show()
    qtbot.waitExposed(chooser)
    assert chooser.model.rowCount() == 3000
    chooser.go(SEARCH)
    qtbot.keyClicks(chooser.search, "energie")
    assert chooser.model.rowCount() == 200
    chooser.grab()
    assert sum(read) <= 1000
