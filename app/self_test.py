"""Wires the self-test: the least that must work before anything of Moisson does."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.adapters.paths import DataFolder
from app.domain.errors import MoissonError
from app.ports.parts import Finding

_log = logging.getLogger(__name__)


def self_test(folder: DataFolder) -> Iterator[Finding]:
    """One part after the other. Touches nothing of the installation in `folder`; Qt comes last."""
    with tempfile.TemporaryDirectory(prefix="moisson-self-test-") as scratch:
        yield _tried("store", lambda: _try_store(Path(scratch)))
        yield _tried("secret_store", lambda: _try_secrets(folder, Path(scratch)))
    yield _tried("catalogue", _try_catalogue)
    yield _tried("browser", _try_browser)
    yield _tried("window", _try_window)


def _tried(check: str, attempt: Callable[[], Finding]) -> Finding:
    """Whatever goes wrong is what was to be found out."""
    try:
        return attempt()
    except MoissonError as error:
        facts = tuple((name, str(fact)) for name, fact in error.facts.items())
        return Finding(check, ok=False, advice=error.code.value, facts=facts)
    except Exception as error:
        _log.info("the self-test of %s failed", check, exc_info=True)
        return Finding(
            check, ok=False, advice="broken", facts=(("reason", f"{type(error).__name__}: {error}"),)
        )


def _try_store(scratch: Path) -> Finding:
    from app.adapters.self_test import try_store

    return try_store(scratch)


def _try_secrets(folder: DataFolder, scratch: Path) -> Finding:
    from app.adapters.self_test import try_secrets

    return try_secrets(folder, scratch)


def _try_catalogue() -> Finding:
    """With what its libraries carry: the words of a mistyped name, the endings of domains, letters alike."""
    from connectors.catalogue.catalogue import YamlCatalogue

    catalogue = YamlCatalogue()
    found = catalogue.list(text="demonstrtion", limit=1)
    warned = catalogue.warnings(["xn--test-epa.example"])
    works = len(found) > 0 and len(warned) == 1
    facts = (
        ("count", str(len(catalogue.list()))),
        ("reason", f"found {len(found)}, warned of {len(warned)}"),
    )
    return Finding("catalogue", works, advice="" if works else "broken", facts=facts)


def _try_browser() -> Finding:
    from connectors.browser.diagnosis import diagnose_browser

    return diagnose_browser()[0]


def _try_window() -> Finding:
    from ui.look.sample import try_window

    return try_window()
