"""The real installation, driven in process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cli.command import run
from app.demo.bills import demo_bills
from app.main import Installation

Run = Callable[..., "Done"]
TypeIn = Callable[[str], None]


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def _no_window(data_dir: Path | None, language: str | None, verbose: int) -> int:
    raise AssertionError("a command opened the window")


@pytest.fixture
def moisson(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    passphrase.chmod(0o600)
    monkeypatch.setenv("MOISSON_PASSPHRASE_FILE", str(passphrase))

    def call(*words: object) -> Done:
        capfd.readouterr()
        status = run(["--data-dir", str(tmp_path / "data"), *map(str, words)], Installation, _no_window)
        return Done(status, *capfd.readouterr())

    return call


@pytest.fixture
def type_in() -> Iterator[Callable[[str], None]]:
    """Standard input of the process becomes a pipe that holds a text."""
    saved = os.dup(0)

    def give(text: str) -> None:
        read, write = os.pipe()
        os.write(write, text.encode())
        os.close(write)
        os.dup2(read, 0)
        os.close(read)

    yield give
    os.dup2(saved, 0)
    os.close(saved)


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(demo_bills(date(2026, 11, 20))[0].pdf)
    return path


@pytest.fixture
def manual(moisson: Run) -> int:
    account = moisson("--json", "account", "add", "--manual", "--name", "Papeterie Dupont").json["account"]
    assert isinstance(account, int)
    return account
