"""The processes of one browser session: who they are, whether they run, how they are ended for certain."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_TOLERANCE_S = 1.0  # clocks are corrected now and then, process ids are not reused within a second


@dataclass(frozen=True, slots=True)
class ProcessMark:
    """A process for certain: its number alone may be another one's tomorrow."""

    pid: int
    started: float


def mark_of(pid: int) -> ProcessMark | None:
    try:
        return ProcessMark(pid, psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def is_running(mark: ProcessMark | None) -> bool:
    """False for zombies, too: nothing of them runs any more."""
    if mark is None:
        return False
    try:
        process = psutil.Process(mark.pid)
        same = abs(process.create_time() - mark.started) <= _TOLERANCE_S
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end_session(leader: ProcessMark | None, profile: Path, limit_s: float = 4) -> bool:
    """End the driver, the browser and all their children; True when none of them runs any more.

    Without a `leader`, those that name the folder on their command line or in their environment.
    """
    deadline = time.monotonic() + limit_s
    pause = 0.005
    while True:
        members = _members(leader, profile)
        if not members:
            return True
        for process in members:
            try:
                process.kill()
            except psutil.Error:
                continue
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
        pause = min(pause * 2, 0.1)


def users_of(folder: Path) -> list[psutil.Process]:
    """Running processes that were started for this folder."""
    needle = str(folder)
    found = []
    for process in psutil.process_iter():
        if process.pid != os.getpid() and any(needle in word for word in _words(process)):
            found.append(process)
    return found


def _members(leader: ProcessMark | None, profile: Path) -> list[psutil.Process]:
    if leader is None:
        return users_of(profile)
    if os.name == "posix":
        return _members_of_posix_session(leader, profile)
    members = users_of(profile)
    if is_running(leader):
        process = psutil.Process(leader.pid)
        members += [process, *process.children(recursive=True)]
    return members


def _members_of_posix_session(leader: ProcessMark, profile: Path) -> list[psutil.Process]:
    """The driver leads a session of its own, which its children stay in even after it was killed."""
    members = []
    for pid in psutil.pids():
        try:
            if os.getsid(pid) == leader.pid:
                process = psutil.Process(pid)
                if process.status() != psutil.STATUS_ZOMBIE:
                    members.append(process)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    # The leader's number may have been given to a stranger since: a known member proves the session ours.
    needle = str(profile)
    ours = is_running(leader) or any(needle in part for each in members for part in _command_line(each))
    return members if ours else []


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline() if process.status() != psutil.STATUS_ZOMBIE else []
    except psutil.Error:
        return []


def _words(process: psutil.Process) -> list[str]:
    """Command line and environment; a driver that was just started names its folder only in the latter."""
    words = _command_line(process)
    try:
        return [*words, *process.environ().values()] if words else []
    except (psutil.Error, OSError):  # another user's
        return words


def end_own_children() -> None:
    """Ends at once everything that this process started."""
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            child.kill()
