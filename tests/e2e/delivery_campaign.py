"""`python -m tests.e2e.delivery_campaign`: exports to Drive, killed again and again while Google fails.

The real command line delivers a vault of documents to the Drive simulator; then both are compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from unittest import mock

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import open_store
from app.adapters.vault import ContentVault
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.documents import DocumentFacts, DocumentFilter, DocumentType, NewDocument
from tests.drive_simulator.faults import Fault, Kind
from tests.drive_simulator.simulator import DriveSimulator
from tests.e2e.chaos_installation import ChaosInstallation, finished

FAULTS = (
    (Kind.LOST, "upload.*", 0.1),
    (Kind.CUT, "upload.*", 0.1),
    (Kind.UNAVAILABLE, "*", 0.1),
    (Kind.RATE, "*", 0.05),
    (Kind.EXPIRED, "upload.put", 0.05),
)
_STARTING_S = 2.0
_LARGE_ONE_IN = 12
_LARGE = 5_500_000
"""More than fits in one request: sent in a session."""
_RUNS_TO_THE_END = 30


@dataclass
class Report:
    """`extra`: files in the folder beyond one per document; `elsewhere`: files of ours that lie outside it."""

    documents: int
    kills: Counter[str] = field(default_factory=Counter)
    ended_by_themselves: Counter[str] = field(default_factory=Counter)
    faults: dict[str, int] = field(default_factory=dict)
    uploads: int = 0
    missing: int = 0
    extra: int = 0
    altered: int = 0
    elsewhere: int = 0
    unconfirmed: int = 0
    verify: dict[str, object] = field(default_factory=dict)
    runs_to_the_end: int = 0
    issues_left: int = 0
    duration_s: float = 0.0

    @property
    def clean(self) -> bool:
        wrong = (self.missing, self.extra, self.altered, self.elsewhere, self.unconfirmed, self.issues_left)
        findings = [value for name, value in self.verify.items() if name != "documents" and value]
        return not any(wrong) and not findings and self.verify.get("documents") == self.documents


class DeliveryCampaign:
    def __init__(self, root: Path, google: DriveSimulator, documents: int, seed: int) -> None:
        self.report = Report(documents)
        self._google = google
        self._chance = random.Random(seed)
        self._installation = ChaosInstallation(root)
        self._truth = fill_vault(self._installation.data, documents, self._chance)
        self._folder_id = self._connect(root)

    def run(self, kills: int) -> Report:
        begun = time.monotonic()
        self._google.rules.replace(*(Fault(*fault) for fault in FAULTS))
        while self.report.kills.total() < kills and self._left():
            self._attack(kills)
        self._finish()
        self.report.faults = {kind.value: count for kind, count in self._google.rules.struck.items()}
        self.report.uploads = sum(
            self._google.requests[name] for name in ("upload.multipart", "upload.start")
        )
        self._google.rules.replace()
        self._compare()
        self.report.duration_s = round(time.monotonic() - begun, 1)
        return self.report

    def _connect(self, root: Path) -> str:
        file = self._google.write_client_secrets(root / "client.json")
        words = ("destination", "add", "google-drive", "--client-secrets", str(file))
        status, answer = self._installation.run(*words)
        assert status == 0, answer
        return str(answer["settings"]["folder_id"])

    def _left(self) -> int:
        return self.report.documents - len(self._google.contents(self._folder_id))

    def _attack(self, kills: int) -> None:
        """One export, and its end by SIGKILL: while it starts, while it asks what is there, while it uploads."""
        stage = self._chance.choices(("starting", "asking", "uploading"), (15, 15, 70))[0]
        per_kill = self._left() / (kills - self.report.kills.total())
        uploads, requests = self._uploads(), self._requests()
        more = self._chance.randint(1, 5 if stage == "asking" else max(1, round(per_kill)))
        delay_s = self._chance.uniform(0, _STARTING_S if stage == "starting" else 0.05)
        process = self._installation.start("export")
        while process.poll() is None:
            count = self._requests() - requests if stage == "asking" else self._uploads() - uploads
            if stage == "starting" or count >= more:
                break
            time.sleep(0.002)
        time.sleep(delay_s)
        running = process.poll() is None
        process.kill()
        status, answer = finished(process)
        if running and status == -signal.SIGKILL:
            sent, asked = self._uploads() > uploads, self._requests() > requests
            self.report.kills["uploading" if sent else "asking" if asked else "starting"] += 1
        else:
            self.report.ended_by_themselves[_outcome(answer)] += 1
        print(
            f"{self.report.kills.total()} kills, {self._left()} documents left", file=sys.stderr, flush=True
        )

    def _requests(self) -> int:
        return sum(self._google.requests.values())

    def _uploads(self) -> int:
        return sum(count for name, count in self._google.requests.items() if name.startswith("upload."))

    def _finish(self) -> None:
        """As the timer would: again until everything is delivered."""
        for number in range(1, _RUNS_TO_THE_END + 1):
            status, answer = self._installation.run("export")
            self.report.runs_to_the_end = number
            if status == 0:
                return
            self.report.ended_by_themselves[_outcome(answer)] += 1

    def _compare(self) -> None:
        there = self._google.contents(self._folder_id)
        digests = Counter(hashlib.sha256(content).hexdigest() for content in there.values())
        report, wanted = self.report, set(self._truth)
        report.missing = len(wanted - set(digests))
        report.altered = sum(count for digest, count in digests.items() if digest not in wanted)
        report.extra = max(0, len(there) - len(wanted))
        everything = [file for file in self._google.drive.files.values() if not file.is_folder]
        report.elsewhere = len(everything) - len(there)
        store = open_store(DataFolder(self._installation.data), read_only=True)
        for destination in store.outbox.destinations():
            report.unconfirmed += len(store.outbox.open_deliveries(destination.id))
        store.close()
        _, report.verify = self._installation.run("verify")
        report.issues_left = len(self._installation.run("issue", "list")[1])


def fill_vault(data: Path, documents: int, chance: random.Random) -> Collection[str]:
    """As collections would leave it; SHA-256 of every document."""
    folder = DataFolder(data).create()
    store, vault = open_store(folder), ContentVault(folder.vault)
    accounts = [
        store.accounts.add(AccountDraft(company, AccountKind.MANUAL)).id
        for company in ("Orange", "EDF", "OVH")
    ]
    for number in range(documents):
        size = _LARGE if number % _LARGE_ONE_IN == _LARGE_ONE_IN - 1 else chance.randint(20_000, 200_000)
        path = data / f"{number}.part"
        path.write_bytes(b"%PDF-1.7\n" + chance.randbytes(size))
        facts = DocumentFacts(
            DocumentType.INCOMING_INVOICE,
            f"F{number:04}",
            date(2025, 1, 1) + timedelta(days=number % 600),
            Decimal(number) + Decimal("0.99"),
            "EUR",
        )
        file = vault.put(path, ".pdf")
        store.documents.add(accounts[number % 3], None, NewDocument(f"id-{number}", path.name, facts), file)
        path.unlink(missing_ok=True)
    stored = [document.sha256 for document in store.documents.list(DocumentFilter())]
    store.close()
    return stored


def run_campaign(documents: int, kills: int, seed: int = 7) -> Report:
    with (
        tempfile.TemporaryDirectory(prefix="moisson-deliveries-") as root,
        DriveSimulator(seed=seed) as google,
    ):
        environment = {
            "MOISSON_GOOGLE_API_ROOT": google.root,
            "BROWSER": f"{sys.executable} -m tests.drive_simulator.visitor %s",
        }
        with mock.patch.dict("os.environ", environment):
            return DeliveryCampaign(Path(root), google, documents, seed).run(kills)


def _outcome(answer: object) -> str:
    """Of the one destination; the error when the command did not come that far."""
    if not isinstance(answer, dict):
        return "silent"
    return str(answer["error"] if "error" in answer else answer["destinations"][0]["outcome"])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.delivery_campaign")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    report = run_campaign(options.documents, options.kills, options.seed)
    print(json.dumps({**vars(report), "killed": report.kills.total(), "clean": report.clean}, indent=2))
    return 0 if report.clean else 1


if __name__ == "__main__":
    sys.exit(main())
