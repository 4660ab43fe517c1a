"""One visit to one account, as the connector sees it."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.domain.accounts import Account, Secrets
from app.domain.documents import Fetched
from app.domain.errors import DocumentFailure
from app.domain.names import suffix_of
from app.domain.portals import Portal
from app.domain.runs import Counts, Phase, SeenRow, VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.cancellation import Cancellation
from app.services.contacts import Heard
from app.services.keep_documents import keep_document

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """Who to visit and how. `stored` is False while an account is only being checked."""

    account: Account
    portal: Portal
    secrets: Secrets
    options: VisitOptions
    prompter: Prompter
    stored: bool = True


class AccountVisit:
    """Implements app.ports.collector.Visit on the store, the vault and the sealed sessions."""

    def __init__(
        self,
        request: VisitRequest,
        parts: Parts,
        progress: Progress,
        cancellation: Cancellation,
        run_id: int | None,
        *,
        contacted: Heard = lambda host: None,
    ) -> None:
        self.account = request.account
        self.portal = request.portal
        self.secrets = request.secrets
        self.options = request.options
        self.prompter = request.prompter
        self.phase = Phase.OPENING
        self.counts = Counts()
        self.facts: dict[str, str] = {}
        self.documents: list[int] = []
        self.wanted: list[tuple[str, str]] = []
        self.sealed: bytes | None = None
        self._stored = request.stored
        self._parts = parts
        self._progress = progress
        self._cancellation = cancellation
        self._run_id = run_id
        self.contacted = contacted
        self._lock = threading.Lock()
        self._work_dir: Path | None = None
        self._evidence_dir: Path | None = None

    @property
    def _writes(self) -> bool:
        return self._stored and not self.options.dry_run

    @property
    def work_dir(self) -> Path:
        with self._lock:
            if self._work_dir is None:
                self._work_dir = self._parts.new_run_folder(self.account.id)
            return self._work_dir

    @property
    def evidence_dir(self) -> Path:
        with self._lock:
            if self._evidence_dir is None:
                self._evidence_dir = self._parts.evidence_folder(self.account.id)
            return self._evidence_dir

    @cached_property
    def known(self) -> frozenset[str]:
        return self._parts.store().documents.known(self.account.id) if self._stored else frozenset()

    @cached_property
    def seen_rows(self) -> Mapping[str, SeenRow]:
        return self._parts.store().documents.seen_rows(self.account.id) if self._stored else {}

    def load_session(self) -> bytes | None:
        return self._parts.sessions().load(self.account.id) if self._stored else None

    def save_session(self, state: bytes) -> None:
        self.sealed = state
        if self._writes:
            self._parts.sessions().save(self.account.id, state)

    def keep(self, fetched: Fetched) -> None:
        if not self._writes:
            self.would_keep(fetched.document.portal_document_id, fetched.document.file_name)
            return
        suffix = suffix_of(fetched.path.name)
        document_id, is_new = keep_document(
            self._parts, fetched, suffix, account_id=self.account.id, run_id=self._run_id
        )
        if is_new:
            with self._lock:
                self.documents.append(document_id)
        self.count(**({"new": 1} if is_new else {"known": 1}))

    def would_keep(self, portal_document_id: str, label: str) -> None:
        with self._lock:
            self.wanted.append((portal_document_id, label))
        self.count(new=1)

    def missed(self, portal_document_id: str, label: str, reason: DocumentFailure) -> None:
        _log.info("document not taken: %s (%r)", reason.value, label)
        if self._writes:
            self._parts.store().documents.record_missed(self.account.id, portal_document_id, label, reason)
        self.count(failed=1)

    def saw_row(self, row: SeenRow) -> None:
        if self._writes:
            self._parts.store().documents.record_row(self.account.id, row)

    def count(self, **steps: int) -> None:
        with self._lock:
            self.counts = self.counts.plus(**steps)
            counts = self.counts
        self._progress.visit_counted(self.account.id, counts)

    def enter(self, phase: Phase) -> None:
        self.check_cancelled()
        self.phase = phase
        _log.info("phase %s", phase.value)
        self._progress.visit_entered(self.account.id, self.account.company, phase)

    def note(self, **facts: str) -> None:
        with self._lock:
            self.facts.update(facts)

    @property
    def watched(self) -> bool:
        return self._progress.watches

    def picture(self, image: bytes) -> None:
        self._progress.visit_pictured(self.account.id, image)

    def check_cancelled(self) -> None:
        self._cancellation.check()

    def finish(self) -> None:
        """Everything was done, also when the user asked to stop just then."""
        if self.phase is Phase.DONE:
            return
        self.phase = Phase.DONE
        self._progress.visit_entered(self.account.id, self.account.company, Phase.DONE)

    def close(self) -> None:
        """Removes the run's private folder."""
        if self._work_dir is not None:
            shutil.rmtree(self._work_dir, ignore_errors=True)
