"""A portal in a process of its own, and an installation of Moisson that has an account there."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import requests

from tests.bench.measuring import Cost, cost_of
from tests.secret_service import AVAILABLE, running_secret_service

MOISSON = str(Path(sys.executable).with_name("moisson"))
PAGE_SIZE = 50


@dataclass(frozen=True)
class Portal:
    """Where it is and who may sign in."""

    url: str
    list_url: str
    username: str
    password: str
    documents: int

    @cached_property
    def session(self) -> str:
        """A session that is ready, for the programs that Moisson is compared with: cookies as JSON."""
        return json.dumps(_signed_in(self))


@contextlib.contextmanager
def running_portal(*options: str) -> Iterator[Portal]:
    """1,000 documents of 60 KB, 50 a page, 50 ms per answer; every file is made before it serves."""
    command = [sys.executable, "-m", "tests.portal_simulator", "--preset", "thousand", "--warm", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            about = json.loads(process.stdout.readline())
            yield Portal(
                about["url"], about["list_url"], about["username"], about["password"], about["documents"]
            )
        finally:
            process.terminate()


def _signed_in(portal: Portal) -> list[dict[str, str]]:
    with requests.Session() as session:
        page = session.get(portal.url).text
        token = re.search(r'name=_token value="(\w+)"', page)
        assert token, page[:500]
        form = {"_token": token[1], "login": portal.username, "secret": portal.password}
        session.post(portal.url, form).raise_for_status()
        host = portal.url.split("/")[2].rsplit(":", 1)[0]
        return [
            {"name": c.name, "value": c.value or "", "domain": host, "path": "/"} for c in session.cookies
        ]


@dataclass(frozen=True)
class Installation:
    """A data folder with one account, whose secrets lie where `environment` says."""

    folder: Path
    environment: Mapping[str, str]
    secrets: str

    def run(self, *words: str, given: str = "", allowed: int = 0) -> Cost:
        return cost_of((MOISSON, "--json", *words), self._surroundings(), given, allowed)

    def sync(self) -> tuple[Cost, dict[str, Any]]:
        """Cost and record of one run."""
        cost = self.run("sync")
        return cost, json.loads(cost.output)["runs"][0]

    def begin_anew(self, portal: Portal) -> None:
        """An empty data folder with an account that was never visited."""
        shutil.rmtree(self.folder, ignore_errors=True)
        words = ("account", "add", "--url", portal.url, "--username", portal.username)
        self.run(*words, "--secrets-stdin", "--no-check", given=json.dumps({"password": portal.password}))

    def _surroundings(self) -> dict[str, str]:
        return {**self.environment, "MOISSON_DATA_DIR": str(self.folder)}


@contextlib.contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """With a keyring where there is one: what a passphrase costs to open a vault is meant to be high."""
    if AVAILABLE:
        with running_secret_service(folder / "keyring") as service:
            yield Installation(folder / "data", service.environment, "keyring")
        return
    passphrase = folder / "passphrase"
    passphrase.write_text("a passphrase for measuring only")
    passphrase.chmod(0o600)
    environment = {
        "MOISSON_PASSPHRASE_FILE": str(passphrase),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    yield Installation(folder / "data", environment, "encrypted vault")
