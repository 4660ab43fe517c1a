"""`python -m tests.e2e.window_journey PICTURES`: the first day of a new user at the real window, with real
Chromium, told to the end within the program. Google is where MOISSON_GOOGLE_API_ROOT says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.adapters.timer import SchedulerTimer
from app.i18n import tr
from tests.e2e.window_person import Person, Seen
from tests.e2e.window_story import tell
from ui.navigation import PageName
from ui.program import Program

# The timer ticks often; everything else is the program as it is.
SchedulerTimer.__init__.__defaults__ = (timedelta(seconds=0.3),)


class FirstDay:
    """What the user does, and what has to be seen for the next step."""

    def __init__(self, program: Program, client_secrets: Path) -> None:
        self.program = program
        self.client_secrets = client_secrets

    def __call__(self, person: Person) -> Iterator[Seen]:
        yield from self._sign_in(person)
        yield from self._connect_drive(person)
        yield from self._look_around(person)
        yield from self._live_in_the_tray(person)

    def _sign_in(self, person: Person) -> Iterator[Seen]:
        yield lambda: person.sees(tr("How do you want to begin?"))
        yield person.pause(0.7)
        person.picture("premier-demarrage")
        person.press(tr("With the demonstration portal"))
        person.press(tr("Continue"))
        yield lambda: person.can_press(tr("Sign in"))
        person.picture("identifiants")
        person.press(tr("Sign in"))
        yield lambda: person.sees(self._code_said(""))
        yield person.pause(0.5)
        [said] = person.all_that_say(self._code_said(""))
        person.picture("code-demande")
        person.type("000000")
        person.press(tr("Check the code"))
        yield lambda: person.sees(self._code_said("")) and not person.can_press(tr("Check the code"))
        yield person.pause(1.5)
        person.picture("code-refuse")
        code = re.findall(r"\d{6}", person.all_that_say(self._code_said(""))[0])[0]
        assert code, said
        person.type(code)
        person.press(tr("Check the code"))
        yield lambda: person.can_press(tr("Continue"))
        person.picture("compte-ajoute")
        person.press(tr("Continue"))

    def _code_said(self, code: str) -> str:
        return tr("The demonstration portal would send this code to your phone: {code}", code=code).rstrip()

    def _connect_drive(self, person: Person) -> Iterator[Seen]:
        yield lambda: person.can_press("Google Drive")
        person.picture("ou-livrer")
        person.press("Google Drive")
        for title in ("How often shall documents be delivered?", "Which documents, and under which names?"):
            person.press(tr("Continue"))
            yield lambda title=title: person.sees(tr(title))
        person.picture("parametres-avances")
        person.press(tr("Continue"))
        yield lambda: person.sees(tr("Connect Google Drive"))
        person.write(tr("File of your Google OAuth client"), str(self.client_secrets))
        person.picture("google-drive")
        person.press(tr("Connect"))
        yield lambda: person.sees(tr("Shall this be delivered?"))
        person.picture("apercu-de-l-export")
        person.press(tr("Finish"))
        yield lambda: person.can_press(tr("Continue"))
        person.press(tr("Continue"))
        yield lambda: person.sees(tr("Everything is ready"))
        person.press(tr("Finish"))

    def _look_around(self, person: Person) -> Iterator[Seen]:
        yield lambda: self._delivered() == 13
        yield lambda: not self.program.desk.harvest.running
        yield person.pause(0.5)
        for name, picture in (
            (PageName.COMPANIES, "entreprises-et-portails"),
            (PageName.DASHBOARD, "tableau-de-bord"),
            (PageName.SYNC, "sync"),
            (PageName.PROBLEMS, "problemes"),
            (PageName.SETTINGS, "parametres"),
            (PageName.DOCUMENTS, "documents"),
        ):
            self.program.navigator.page_wanted.emit(name)
            yield person.pause(1.0)
            if name is PageName.DOCUMENTS:
                table = self.program.window.current.findChild(QTableView)
                yield lambda table=table: table.model().rowCount() == 13
                table.setFocus()
                person.key(Qt.Key.Key_Down)
                table.selectRow(0)
                yield person.pause(1.5)
            person.picture(picture)

    def _live_in_the_tray(self, person: Person) -> Iterator[Seen]:
        window, tray = self.program.window, self.program.tray
        before = self._visits()
        window.close()
        yield lambda: not window.isVisible() or window.isMinimized()
        yield person.pause(1.0)
        person.picture("dans-la-zone-de-notification")
        tray.collect.trigger()
        yield lambda: self._visits() == before + 1
        yield lambda: not self.program.desk.harvest.running
        tray.open.trigger()
        yield window.isVisible
        yield person.pause(1.0)
        person.picture("apres-une-nouvelle-visite")

    def _delivered(self) -> int:
        return self._count("SELECT count(*) FROM deliveries WHERE state = 'delivered'")

    def _visits(self) -> int:
        return self._count("SELECT count(*) FROM runs WHERE outcome = 'ok'")

    def _count(self, query: str) -> int:
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.program.desk.wiring.data_folder / "moisson.sqlite3")) as database:
            found: int = database.execute(query).fetchone()[0]
        return found


def main() -> int:
    pictures, client_secrets = Path(sys.argv[1]), Path(sys.argv[2])
    return tell(lambda program: FirstDay(program, client_secrets), pictures)


if __name__ == "__main__":
    sys.exit(main())
