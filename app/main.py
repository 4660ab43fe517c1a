"""Entry of the application, and the only place where everything is wired."""

from __future__ import annotations

import gc
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.cli.application import Choices, Demonstration
from app.domain.deliveries import Destination, DestinationKind
from app.domain.portals import EntryError
from app.ports.catalogue import Catalogue
from app.ports.clock import Clock
from app.ports.collector import Collector
from app.ports.destination import ConsentFlow, DestinationFactory
from app.ports.files import FileVault
from app.ports.parts import DocumentReader, Finding
from app.ports.secrets import DestinationSecrets, SecretStore, SessionStore
from app.ports.timer import Timer

if TYPE_CHECKING:
    from app.adapters.lock import DataFolderLock
    from app.adapters.paths import DataFolder
    from app.adapters.secret_texts import SecretTexts
    from app.adapters.store.sql_store import SqlStore
    from app.domain.settings import Settings
    from connectors.browser.early_start import EarlyStart

T = TypeVar("T")
_SELDOM = (100_000, 5, 5)


class _Factories(dict[DestinationKind, DestinationFactory]):
    """Each is made when it is first needed: Google's libraries take half a second to load."""

    def __init__(self, builders: Mapping[DestinationKind, Callable[[], DestinationFactory]]) -> None:
        super().__init__()
        self._builders = builders

    def __missing__(self, kind: DestinationKind) -> DestinationFactory:
        return self.setdefault(kind, self._builders[kind]())


class OpenedParts:
    """Implements app.ports.parts.Parts for one data folder. Thread-safe; each part is opened once."""

    def __init__(
        self, folder: DataFolder, catalogue: Callable[[], Catalogue], choices: Choices, *, read_only: bool
    ) -> None:
        self._folder = folder
        self._choices = choices
        self._read_only = read_only
        self._opened: dict[str, object] = {"catalogue": catalogue}
        self._lock = threading.RLock()
        self._catalogue = catalogue
        self._early: EarlyStart | None = None

    def _once(self, name: str, build: Callable[[], T]) -> T:
        with self._lock:
            if name not in self._opened:
                self._opened[name] = build()
            return self._opened[name]  # type: ignore[return-value]  # stored under this name just above

    def store(self) -> SqlStore:
        def build() -> SqlStore:
            from app.adapters.store.sql_store import open_store

            store = open_store(self._folder, read_only=self._read_only, clock=self.clock())
            if not self._read_only:
                self._forget_unfinished(store)
            return store

        return self._once("store", build)

    def _forget_unfinished(self, store: SqlStore) -> None:
        """Before a run begins: afterwards its number could be that of a run which another database knew."""
        from app.adapters.vault import ContentVault
        from app.services.keep_documents import remove_unfinished

        remove_unfinished(store, ContentVault(self._folder.vault))

    def vault(self) -> FileVault:
        def build() -> FileVault:
            from app.adapters.vault import ContentVault

            vault = ContentVault(self._folder.vault)
            if not self._read_only:
                vault.sweep()
            return vault

        return self._once("vault", build)

    def secrets(self) -> SecretStore:
        def build() -> SecretStore:
            from app.adapters.account_secrets import AccountSecrets

            return AccountSecrets(self._secret_texts())

        return self._once("secrets", build)

    def sessions(self) -> SessionStore:
        def build() -> SessionStore:
            from app.adapters.sealed_sessions import SealedSessions

            return SealedSessions(self._folder.sessions, self._secret_texts(), self.store().installation)

        return self._once("sessions", build)

    def _secret_texts(self) -> SecretTexts:
        def build() -> SecretTexts:
            from app.adapters.secret_stores import open_secret_texts

            return open_secret_texts(self._folder, self.store().installation, self._choices.passphrase)

        return self._once("secret_texts", build)

    def catalogue(self) -> Catalogue:
        return self._catalogue()

    def collector(self) -> Collector:
        def build() -> Collector:
            from connectors.web.visit_browser import BrowserChoice
            from connectors.web.web_collector import WebCollector

            choice = BrowserChoice(
                binary=self._browser_path(),
                remote_url=self._settings().remote_browser_url,
                visible=self._settings().browser_visible,
            )
            return WebCollector(replace(choice, launch=self._early.session) if self._early else choice)

        return self._once("collector", build)

    def expect_visit(self) -> None:
        if (
            self._early is not None
            or self._settings().remote_browser_url
            or self._settings().browser_visible
            or not self._folder.database.exists()
        ):
            return
        from app.adapters.paths import private_dir
        from connectors.browser.early_start import EarlyStart
        from connectors.browser.options import BrowserOptions

        runs = private_dir(self._folder.runs)
        self._early = EarlyStart(BrowserOptions(work_dir=runs, binary=self._browser_path()))

    def _browser_path(self) -> Path | None:
        path = self._settings().browser_path
        return Path(path) if path else None

    def destinations(self) -> dict[DestinationKind, DestinationFactory]:
        def build() -> dict[DestinationKind, DestinationFactory]:
            return _Factories(
                {DestinationKind.FOLDER: self._folders, DestinationKind.GOOGLE_DRIVE: self._google_drive}
            )

        return self._once("destinations", build)

    def _folders(self) -> DestinationFactory:
        from connectors.destinations.folder.factory import FolderFactory

        return FolderFactory(self._folder.root)

    def _google_drive(self) -> DestinationFactory:
        from connectors.destinations.google_drive.factory import GoogleDriveFactory

        return GoogleDriveFactory(self._destination_secrets(), self._folder.uploads)

    def address_of(self, destination: Destination, place: str) -> str:
        if destination.kind is DestinationKind.GOOGLE_DRIVE:
            from connectors.destinations.google_drive.places import address_of
        else:
            from connectors.destinations.folder.addresses import address_of
        return address_of(destination, place)

    def google_drive_consent(self) -> ConsentFlow:
        def build() -> ConsentFlow:
            from connectors.destinations.google_drive.connecting import GoogleDriveConsent

            return GoogleDriveConsent(self._destination_secrets())

        return self._once("google_drive_consent", build)

    def _destination_secrets(self) -> DestinationSecrets:
        from app.adapters.destination_secrets import StoredDestinationSecrets

        return StoredDestinationSecrets(self._secret_texts())

    def reader(self) -> DocumentReader:
        def build() -> DocumentReader:
            from connectors.files.reader import FileReader

            return FileReader()

        return self._once("reader", build)

    def clock(self) -> Clock:
        def build() -> Clock:
            from app.adapters.system_clock import SystemClock

            return SystemClock()

        return self._once("clock", build)

    def _settings(self) -> Settings:
        """Read each time: the window changes them while parts are open."""
        from app.adapters.settings import SettingsFile

        return SettingsFile(self._folder.settings).load()

    def browser_slots(self) -> int:
        return self._settings().browser_slots

    def new_run_folder(self, account_id: int) -> Path:
        from app.adapters.paths import private_dir

        private_dir(self._folder.runs)
        return Path(tempfile.mkdtemp(prefix=f"account-{account_id}-", dir=self._folder.runs))

    def evidence_folder(self, account_id: int) -> Path:
        from app.adapters.paths import private_dir

        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        private_dir(self._folder.evidence)
        return Path(self._folder.evidence / f"account-{account_id}-{stamp}")

    def redact(self, values: Iterable[str]) -> None:
        from app.adapters.redaction import redact

        redact(values)

    def run_named(self, run_id: int | str) -> AbstractContextManager[None]:
        from app.adapters.logs import run_named

        return run_named(run_id)

    def close(self) -> None:
        if self._early is not None:
            self._early.close()
        store = self._opened.pop("store", None)
        if store is not None:
            store.close()  # type: ignore[attr-defined]  # only store() puts it there


class Installation:
    """Implements app.cli.application.Application for one data folder."""

    def __init__(self, choices: Choices, catalogue: Callable[[], Catalogue] | None = None) -> None:
        from app.adapters.paths import DataFolder

        self._choices = choices
        self._folder = DataFolder.locate(choices.data_dir)
        self._own_catalogue = catalogue
        self._loaded: Catalogue | None = None
        self._lock: DataFolderLock | None = None
        self._is_timer = False
        self._stop_logging: Callable[[], None] | None = None
        self._parts: OpenedParts | None = None

    def language(self) -> str | None:
        from app.adapters.settings import SettingsFile

        return SettingsFile(self._folder.settings).load_or_default().language

    def catalogue(self) -> Catalogue:
        if self._loaded is None:
            if self._own_catalogue:
                self._loaded = self._own_catalogue()
            else:
                from app.adapters.settings import SettingsFile
                from connectors.catalogue.catalogue import YamlCatalogue

                folder, country = self._folder, SettingsFile(self._folder.settings).load_or_default().country
                self._loaded = YamlCatalogue(folder.portals, index_folder=folder.root, home=country)
        return self._loaded

    def read(self) -> OpenedParts:
        if self._parts is None:
            self._parts = OpenedParts(self._folder, self.catalogue, self._choices, read_only=True)
        return self._parts

    @contextmanager
    def timer(self) -> Iterator[Timer]:
        from app.adapters.lock import TimerLock
        from app.adapters.timer import SchedulerTimer

        with TimerLock(self._folder), SchedulerTimer() as timer:
            self._is_timer = True
            yield timer

    def ticks(self) -> AbstractContextManager[Timer]:
        """Waits like the timer, beside one that runs elsewhere."""
        from app.adapters.timer import SchedulerTimer

        return SchedulerTimer()

    def write(self) -> OpenedParts:
        from app.adapters.lock import DataFolderLock
        from app.adapters.logs import start_logging

        if self._lock is None:
            lock = DataFolderLock(self._folder, by_timer=self._is_timer)
            lock.acquire()
            self._lock = lock
            self._stop_logging = start_logging(self._folder, verbose=self._choices.verbose)
            self._sweep_runs()
            self._close_parts()
            self._parts = OpenedParts(self._folder, self.catalogue, self._choices, read_only=False)
        return self._parts  # type: ignore[return-value]  # made together with the lock

    def _sweep_runs(self) -> None:
        """Ends browsers and removes folders that a run left behind when it was killed."""
        if self._folder.runs.is_dir() and any(self._folder.runs.iterdir()):
            from connectors.browser.folder import sweep_runs

            sweep_runs(self._folder.runs)

    def check_entries(self, files: Iterable[Path]) -> Sequence[EntryError]:
        from connectors.catalogue.catalogue import YamlCatalogue

        return YamlCatalogue(self._folder.portals).check(files)

    def inspect_pages(self, sources: Iterable[str]) -> Iterator[Mapping[str, object]]:
        from connectors.web.inspecting import inspect

        with tempfile.TemporaryDirectory(prefix="moisson-inspect-") as work_dir:
            yield from inspect(sources, Path(work_dir))

    def diagnose(self) -> Sequence[Finding]:
        from app.adapters.diagnosis import diagnose_installation
        from connectors.browser.diagnosis import diagnose_browser

        return [*diagnose_browser(), *diagnose_installation(self._folder)]

    def self_test(self) -> Iterator[Finding]:
        from app.self_test import self_test

        return self_test(self._folder)

    def demonstrate(self, out: Path | None) -> Demonstration:
        from app.demo.demonstration import start_demonstration

        return start_demonstration(out, Installation)

    def abandon(self) -> None:
        if "connectors.browser.processes" in sys.modules:
            from connectors.browser.processes import end_own_children

            end_own_children()

    def _close_parts(self) -> None:
        if self._parts is not None:
            self._parts.close()
            self._parts = None

    def close(self) -> None:
        self._close_parts()
        self._loaded = None
        if self._stop_logging:
            self._stop_logging()
            self._stop_logging = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _open_window(data_dir: Path | None, language: str | None, verbose: int, hidden: bool) -> int:
    from app.window import open_window

    return open_window(data_dir, language, verbose, hidden)


def main() -> int:
    """The command `moisson`; returns its exit status."""
    # Modules being loaded look like garbage in the making: searched for it, they take a fifth longer.
    gc.set_threshold(*_SELDOM)
    from app.cli.command import run

    try:
        with suppress(BrokenPipeError):
            return run(sys.argv[1:], Installation, _open_window)
        return 0
    finally:
        # Else the interpreter looks through all that was loaded before it ends: 0.1 s for nothing.
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
