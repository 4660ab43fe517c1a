"""The private folder of one session: profile, temporary files, downloads, and a note of whose it is."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from connectors.browser.processes import ProcessMark, end_session, is_running, mark_of

_NOTE = "session.json"
# Driver, browser and their children carry it in their environment, also before the note names them.
SESSION_VARIABLE = "MOISSON_BROWSER_SESSION"
_PREFIX = "b-"
# Unix sockets have short names: Chromium puts one into its temporary folder, under a name of its own.
_LONGEST_TEMPORARY = 107 - len("/org.chromium.Chromium.XXXXXX/SingletonSocket")


@dataclass(frozen=True, slots=True)
class SessionFolder:
    root: Path

    @classmethod
    def create(cls, work_dir: Path) -> SessionFolder:
        work_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = cls(Path(tempfile.mkdtemp(prefix=_PREFIX, dir=work_dir)).resolve())
        for path in (folder.profile / "Default", folder.temporary, folder.downloads):
            path.mkdir(mode=0o700, parents=True)
        folder.note(None)
        return folder

    @property
    def profile(self) -> Path:
        return self.root / "profile"

    @property
    def temporary(self) -> Path:
        return self.root / "t"

    @property
    def downloads(self) -> Path:
        return self.root / "downloads"

    def note(self, driver: ProcessMark | None) -> None:
        """Write down who uses this folder, so that a later run can tell a left-over from a neighbour."""
        owner = mark_of(os.getpid())
        content = {"owner": owner and asdict(owner), "driver": driver and asdict(driver)}
        draft = self.root / f"{_NOTE}.new"
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(self.root / _NOTE)  # never half written: a sweep would take its owner for dead

    def environment(self) -> dict[str, str]:
        """The environment of driver and browser: temporary files go into this folder where they fit."""
        environment = {**os.environ, SESSION_VARIABLE: str(self.root)}
        if os.name != "posix" or len(os.fsencode(self.temporary)) <= _LONGEST_TEMPORARY:
            environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary)))
        return environment

    def remove(self, limit_s: float = 2) -> None:
        """Remove everything; processes that are just ending may still write, so it is tried for a while."""
        deadline = time.monotonic() + limit_s
        while self.root.exists():
            shutil.rmtree(self.root, ignore_errors=True)
            if not self.root.exists() or time.monotonic() > deadline:
                return
            time.sleep(0.02)


def sweep(folder: Path) -> int:
    """End the browsers and remove the session folders that runs which died left below `folder`; how many."""
    swept = 0
    for note in (*folder.glob(f"{_PREFIX}*/{_NOTE}"), *folder.glob(f"*/{_PREFIX}*/{_NOTE}")):
        session = SessionFolder(note.parent.resolve())
        owner, driver = _read(note)
        if is_running(owner):
            continue
        end_session(driver, session.profile)
        end_session(None, session.root)
        session.remove()
        swept += 1
    return swept


def sweep_runs(folder: Path) -> None:
    """Remove the folders of all runs that died, with their browsers. No run may be under way in `folder`."""
    sweep(folder)
    for run in folder.iterdir():
        # Should somebody live in spite of the lock, it keeps what it works with.
        if run.is_dir() and not any(is_running(_read(note)[0]) for note in run.glob(f"{_PREFIX}*/{_NOTE}")):
            shutil.rmtree(run, ignore_errors=True)


def _read(note: Path) -> tuple[ProcessMark | None, ProcessMark | None]:
    try:
        content = json.loads(note.read_text(encoding="utf-8"))
        marks = [content[name] and ProcessMark(**content[name]) for name in ("owner", "driver")]
        return marks[0], marks[1]
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
