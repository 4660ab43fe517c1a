"""What may be given to somebody else: enough to help, nothing that is private."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.adapters.diagnostics import InstallationDiagnostics
from app.adapters.logs import start_logging
from app.adapters.redaction import redact
from app.adapters.settings import SettingsFile
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.errors import DocumentFailure, ErrorCode, MoissonError, Outcome
from app.ports.diagnostics import BundleEntry
from app.ports.parts import Finding
from app.services.diagnostics_bundle import bundle_entries
from tests.unit.services.service_parts import ServiceParts

FINDINGS = [Finding("browser", ok=True, facts=(("path", str(Path.home() / "bin/chromium")),))]


@pytest.fixture
def parts(tmp_path: Path) -> ServiceParts:
    parts = ServiceParts(tmp_path)
    account = parts.store().accounts.add(
        AccountDraft(
            "Opérateur",
            AccountKind.PORTAL,
            portal_id="operator",
            username="jeanne.dupont",
            answers={"customer": "4711-0815"},
        )
    )
    run = parts.store().runs.start(account.id, parts.time.now())
    facts = (("evidence", str(tmp_path / "evidence/x")), ("reason", "cannot find jeanne.dupont"))
    parts.store().runs.finish(replace(run, outcome=Outcome.PORTAL_CHANGED, facts=facts))
    parts.store().issues.open("portal_changed", {"url": "https://x"}, account_id=account.id)
    parts.add_documents(1, account)
    parts.store().documents.record_missed(account.id, "id-9", "Facture secrète", DocumentFailure.REFUSED)
    return parts


@pytest.fixture
def diagnostics(parts: ServiceParts) -> InstallationDiagnostics:
    return InstallationDiagnostics(parts.folder, lambda: FINDINGS)


@pytest.fixture
def entries(parts: ServiceParts, diagnostics: InstallationDiagnostics) -> Sequence[BundleEntry]:
    import logging

    stop = start_logging(parts.folder)
    log = logging.getLogger("app.tests")
    log.info("document not taken: %s (%r)", "refused", "Facture d’achat de Zoé")
    log.info("signed in as jeanne.dupont, reached at zoe@example.org, with written-before")
    label = "Facture 77 'de Zoé'"
    try:
        raise ValueError(label)
    except ValueError as error:
        log.info("it failed", exc_info=error)
    stop()
    redact(["written-before"])
    return bundle_entries(diagnostics, SettingsFile(parts.folder.settings), parts)


def text_of(entries: Sequence[BundleEntry]) -> str:
    return "\n".join(entry.content for entry in entries)


def test_it_says_what_helps(entries: Sequence[BundleEntry]) -> None:
    contents = {entry.name: entry.content for entry in entries}
    assert list(contents) == ["doctor.json", "versions.json", "settings.json", "runs.json", "moisson.log"]
    assert '"browser_slots": 2' in contents["settings.json"]
    assert "SQLAlchemy" in contents["versions.json"]
    assert '"outcome": "portal_changed"' in contents["runs.json"]
    assert '"portal": "operator"' in contents["runs.json"]
    assert "document not taken: refused" in contents["moisson.log"]
    assert 'File "' in contents["moisson.log"]
    assert '"check": "browser"' in contents["doctor.json"]


@pytest.mark.parametrize(
    "private",
    [
        "jeanne.dupont",
        "4711-0815",
        "zoe@example.org",
        "Zoé",
        "Facture",
        "evidence",
        "written-before",
        "F-0",
        "id-0",
    ],
)
def test_nothing_private_is_in_it(entries: Sequence[BundleEntry], private: str) -> None:
    assert private not in text_of(entries)


def test_the_home_is_not_named(entries: Sequence[BundleEntry]) -> None:
    assert "~/bin/chromium" in text_of(entries)


def test_an_installation_that_cannot_be_read_has_one_too(
    parts: ServiceParts, diagnostics: InstallationDiagnostics, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> object:
        raise MoissonError(ErrorCode.DATABASE_DAMAGED, path="/x", reason="malformed")

    monkeypatch.setattr(parts, "store", damaged)
    parts.folder.settings.write_text("{")
    contents = {
        e.name: e.content for e in bundle_entries(diagnostics, SettingsFile(parts.folder.settings), parts)
    }
    assert "database_damaged" in contents["runs.json"]
    assert "setting_invalid" in contents["settings.json"]


def test_a_long_log_is_cut_at_a_line(parts: ServiceParts, diagnostics: InstallationDiagnostics) -> None:
    parts.folder.logs.mkdir()
    (parts.folder.logs / "moisson.log.1").write_text("older\n" * 100_000)
    (parts.folder.logs / "moisson.log").write_text("newest\n" * 10)
    log = diagnostics.log()
    assert 300_000 < len(log) <= 400_000
    assert log.endswith("newest\n")
    assert set(log.splitlines()) == {"older", "newest"}


def test_what_is_saved_is_what_was_shown(
    entries: Sequence[BundleEntry], diagnostics: InstallationDiagnostics, tmp_path: Path
) -> None:
    target = tmp_path / "bundle.zip"
    diagnostics.save(entries, target)
    with zipfile.ZipFile(target) as archive:
        saved = [BundleEntry(name, archive.read(name).decode()) for name in archive.namelist()]
    assert saved == list(entries)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_place_that_takes_nothing_is_told(
    entries: Sequence[BundleEntry], diagnostics: InstallationDiagnostics, tmp_path: Path
) -> None:
    with pytest.raises(MoissonError) as caught:
        diagnostics.save(entries, tmp_path / "none" / "bundle.zip")
    assert caught.value.code is ErrorCode.FOLDER_UNUSABLE
