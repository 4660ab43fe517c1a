"""What holds for every test: the user's own installation is not touched, a warning is a failure."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

from app import i18n

_OURS = ("app", "connectors", "ui")
_ENVIRONMENT = {
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    "LANGUAGE": "",
    "LC_ALL": "fr_FR.UTF-8",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-presets", action="store_true", help="visit every simulated portal, not only one of each kind"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One portal of each kind is enough for every day."""
    if config.getoption("--all-presets"):
        return
    rare = [item for item in items if item.get_closest_marker("every_preset")]
    config.hook.pytest_deselected(items=rare)
    items[:] = [item for item in items if item not in rare]


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is imported; child processes inherit it. A test may set its own."""
    config.addinivalue_line("markers", "every_preset: only with --all-presets")
    os.environ.update(_ENVIRONMENT)
    for name in ("MOISSON_DATA_DIR", "MOISSON_PASSPHRASE_FILE", "MOISSON_GOOGLE_API_ROOT"):
        os.environ.pop(name, None)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in _OURS:
            self.records.append(record)


@pytest.fixture(autouse=True)
def no_warning_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning means that something was not foreseen: `@pytest.mark.logs_warnings` where it is."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and not request.node.get_closest_marker("logs_warnings"):
        pytest.fail("logged: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in handler.records))


@pytest.fixture(autouse=True)
def language_of_the_system() -> Iterator[None]:
    """A language that one test chose does not reach the next."""
    i18n.set_language(None)
    yield
    i18n.set_language(None)
