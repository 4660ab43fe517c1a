"""An installation that is driven as users drive it, by its command line, and compared with the truth."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

REPOSITORY = Path(__file__).resolve().parents[2]
_LIMIT_S = 240.0


@dataclass(frozen=True)
class Comparison:
    """How an installation differs from what its portals hold. All zero: nothing lost, nothing doubled."""

    documents: int
    missing: int = 0
    extra: int = 0
    doubled: int = 0
    vault_missing: int = 0
    vault_extra: int = 0
    folder_missing: int = 0
    folder_extra: int = 0
    folder_doubled: int = 0
    verify_findings: int = 0
    processes_left: int = 0
    run_folders_left: int = 0

    @property
    def clean(self) -> bool:
        return not any(getattr(self, name) for name in self.__dataclass_fields__ if name != "documents")


class ChaosInstallation:
    """A data folder with one account per portal, and a folder as destination. Nothing else is touched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.folder = root / "delivered"
        self.folder.mkdir(parents=True)
        self._passphrase = root / "passphrase"
        self._passphrase.write_text("open sesame\n")
        self._passphrase.chmod(0o600)

    def start(self, *words: str, typed: str | None = None) -> subprocess.Popen[bytes]:
        """The real program in a process of its own; its JSON comes on standard output."""
        environment = os.environ | {
            "MOISSON_PASSPHRASE_FILE": str(self._passphrase),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "NO_PROXY": "*",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "app.main", "--data-dir", str(self.data), "--json", *words],
            stdin=subprocess.PIPE if typed is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=(self.root / "stderr.txt").open("ab"),
            cwd=REPOSITORY,
            env=environment,
        )
        if typed is not None:
            assert process.stdin
            process.stdin.write(typed.encode())
            process.stdin.close()
            process.stdin = None
        return process

    def run(self, *words: str, typed: str | None = None) -> tuple[int, Any]:
        """Exit status and JSON of a command that comes to its end."""
        return finished(self.start(*words, typed=typed))

    def set_up(self, portals: Collection[tuple[str, str, str]]) -> None:
        """`portals`: address, user name and password of each."""
        for number, (url, username, password) in enumerate(portals, 1):
            words = ("account", "add", "--url", url, "--username", username, "--name", f"Portal {number}")
            typed = json.dumps({"password": password}) + "\n"
            status, answer = self.run(*words, "--no-check", "--secrets-stdin", typed=typed)
            assert status == 0, answer
        status, answer = self.run("destination", "add", "folder", "--path", str(self.folder))
        assert status == 0, answer

    def log(self) -> str:
        """Everything that was written down so far."""
        files = sorted((self.data / "logs").glob("moisson.log*"), reverse=True)
        return "".join(path.read_text("utf-8", "replace") for path in files)

    def stored(self) -> list[str]:
        """SHA-256 of every document in the database."""
        return [sha256 for (sha256,) in self._select("SELECT sha256 FROM documents")]

    def missed(self) -> list[tuple[str, str]]:
        """(id at the portal, reason) of what was listed but not taken."""
        return self._select("SELECT portal_document_id, reason FROM missed_documents")

    def delivered(self) -> list[str]:
        """SHA-256 of every file that a person sees in the folder."""
        return [_sha256(path) for path in self.folder.iterdir() if not path.name.startswith(".")]

    def in_vault(self) -> list[str]:
        """SHA-256 of every file in the vault; "altered" when it does not agree with its name."""
        files = [path for path in (self.data / "vault").glob("[0-9a-f][0-9a-f]/*") if path.is_file()]
        return [
            digest if (digest := _sha256(path)) == path.parent.name + path.stem else "altered"
            for path in files
        ]

    def processes(self) -> list[psutil.Process]:
        """Running processes that work for this installation: ours, drivers, browsers and their children."""
        return [process for process in psutil.process_iter() if _names(process, str(self.root))]

    def run_folders(self) -> list[str]:
        """What visits left in the folder for visits under way."""
        runs = self.data / "runs"
        return sorted(path.name for path in runs.iterdir()) if runs.is_dir() else []

    def compare(self, truth: Collection[str]) -> Comparison:
        """To be called when no command runs."""
        stored, vault, folder = self.stored(), self.in_vault(), self.delivered()
        wanted = set(truth)
        _, found = self.run("verify")
        return Comparison(
            documents=len(stored),
            missing=len(wanted - set(stored)),
            extra=len(set(stored) - wanted),
            doubled=_doubled(stored),
            vault_missing=len(wanted - set(vault)),
            vault_extra=len(set(vault) - wanted),
            folder_missing=len(wanted - set(folder)),
            folder_extra=len(set(folder) - wanted),
            folder_doubled=_doubled(folder),
            verify_findings=sum(
                len(said) if isinstance(said, list) else said
                for name, said in found.items()
                if name != "documents"
            ),
            processes_left=len(self.processes()),
            run_folders_left=len(self.run_folders()),
        )

    def end_everything(self) -> None:
        """Whatever a failed test left running for this installation."""
        for process in self.processes():
            process.kill()

    def _select(self, query: str) -> list[Any]:
        path = self.data / "moisson.sqlite3"
        if not path.exists():
            return []
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()


def finished(process: subprocess.Popen[bytes], limit_s: float = _LIMIT_S) -> tuple[int, Any]:
    """Exit status and JSON; the JSON is None when the process was killed before it spoke."""
    try:
        out, _ = process.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return process.returncode, json.loads(out) if out.strip() else None


def children_of(process: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    """Everything that the process started, and what that started."""
    try:
        yield from psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        return


def _names(process: psutil.Process, root: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE or process.pid == os.getpid():
            return False
        words = process.cmdline() + list(process.environ().values())
    except psutil.Error:
        return False
    return any(root in word for word in words)


def _doubled(contents: Collection[str]) -> int:
    return sum(count - 1 for count in Counter(contents).values())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
