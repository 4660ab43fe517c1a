"""The end of a restore: nothing of this program is open any more, and the next one begins with the backup."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.i18n import tr
from app.ports.backup import StagedBackup
from ui.texts.errors import failure_text
from ui.window_state import WindowStateFile
from ui.wiring import Wiring

_log = logging.getLogger(__name__)


def restore_and_restart(wiring: Wiring, staged: StagedBackup) -> Callable[[], None]:
    """To be called at the very end. Whatever happens, the next program says what became of it."""

    def put_in_place() -> None:
        backups = wiring.upkeep.backups
        try:
            former = backups.put_in_place(staged)
            text = tr("The backup is in its place.")
            if former:
                text += " " + tr("What was there before is kept in {folder}.", folder=str(former))
        except Exception as error:
            _log.warning("the backup was not put in its place", exc_info=error)
            backups.discard(staged)
            text = tr("The backup was not restored.") + " " + failure_text(error)
        WindowStateFile(wiring.state_file).leave_message(text)
        wiring.upkeep.start_again()

    return put_in_place
