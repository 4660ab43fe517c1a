"""`python -m tests.e2e.portal_journey PICTURES`: somebody looks for portals in the four ways, then gives an
address that could be taken for another. The data folder already holds an account."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from app.i18n import tr
from tests.e2e.window_person import Person, Seen
from tests.e2e.window_story import tell
from ui.program import Program
from ui.texts.portals import category_text, country_text
from ui.wizards.portal_chooser import PortalChooser


class LookingForPortals:
    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, person: Person) -> Iterator[Seen]:
        yield self.program.window.isActiveWindow
        yield person.pause(1.0)
        person.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield lambda: self._chooser() is not None
        yield from self._look(person, tr("Alphabetical"), "E", "par-lettre", "EDF")
        yield from self._look(person, tr("By country"), country_text("BE"), "par-pays", "Belfius")
        yield from self._look(person, tr("By category"), category_text("energy"), "par-categorie", "Engie")
        person.press(tr("Search"))
        person.write(tr("Name, brand or web address"), "bouigues telecon")
        yield lambda: self._names()[:1] == ["Bouygues Telecom"]
        yield person.pause(0.5)
        person.picture("ajouter-un-portail-recherche")
        yield from self._give_an_address(person)

    def _look(self, person: Person, way: str, choice: str, picture: str, name: str) -> Iterator[Seen]:
        person.press(way)
        for index in self._found(QListWidget):
            for item in index.findItems(choice, Qt.MatchFlag.MatchExactly) if index.isVisible() else ():
                index.setCurrentItem(item)
                index.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)
        yield lambda: name in self._names()
        yield person.pause(0.5)
        person.picture(f"ajouter-un-portail-{picture}")

    def _give_an_address(self, person: Person) -> Iterator[Seen]:
        person.press(tr("My portal is not in the list"))
        person.write(tr("Address of the portal"), "https://espace-client.oragne.fr/")
        person.press(tr("Continue"))
        yield lambda: person.sees("espace-client.oragne.fr") and person.can_press(tr("Sign in"))
        assert person.sees("orange.fr")
        person.press(tr("Sign in"))
        yield lambda: person.sees(tr("This address deserves a second look."))
        yield person.pause(0.5)
        person.picture("adresse-trompeuse")

    def _found(self, kind: type[QListWidget]) -> list[QListWidget]:
        chooser = self._chooser()
        return chooser.findChildren(kind) if chooser else []

    def _names(self) -> list[str]:
        chooser = self._chooser()
        if chooser is None:
            return []
        return [chooser.model.index(row).data() for row in range(min(200, chooser.model.rowCount()))]

    def _chooser(self) -> PortalChooser | None:
        found = self.program.window.findChildren(PortalChooser)
        return next((chooser for chooser in found if chooser.isVisible()), None)


if __name__ == "__main__":
    sys.exit(tell(LookingForPortals, Path(sys.argv[1]), first=18))
