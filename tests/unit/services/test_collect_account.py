"""One visit: what is stored, how the run is recorded."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.accounts import AccountDraft, AccountKind
from app.domain.documents import StoredFile
from app.domain.errors import (
    DocumentFailure,
    ErrorCode,
    MoissonError,
    Outcome,
    VisitEndedError,
)
from app.domain.runs import Counts, Phase, SeenRow, VisitOptions
from app.ports.collector import Visit
from app.services.collect_account import portal_of
from tests.unit.services.collecting import Collecting, ending, missing_one
from tests.unit.services.service_parts import EDF, ServiceParts, at_noon, make_fetched


class TestStoring:
    def test_documents_are_stored_with_their_run(self, parts: ServiceParts, collecting: Collecting) -> None:
        def fetch(visit: Visit) -> None:
            visit.count(listed=3, known=1)
            for number in range(2):
                visit.keep(make_fetched(visit.work_dir, number))
            assert len(parts.documents()) == 2  # for good before keep returns

        run = collecting.visit(fetch).run
        assert run.outcome is Outcome.OK
        assert run.phase is Phase.DONE
        assert run.counts == Counts(listed=3, new=2, known=1)
        assert list(run.documents) == [document.id for document in parts.documents()]
        assert [parts.vault().path(d.sha256, d.suffix).read_bytes() for d in parts.documents()] == [
            b"%PDF-1.4 0",
            b"%PDF-1.4 1",
        ]
        [recorded] = parts.store().runs.last(collecting.account.id)
        assert recorded == run
        assert parts.progress.counted[-1] == (collecting.account.id, run.counts)

    def test_the_runs_private_folder_is_removed(self, collecting: Collecting) -> None:
        folders: list[Path] = []

        def look(visit: Visit) -> None:
            folders.extend((visit.work_dir, visit.work_dir, visit.evidence_dir, visit.evidence_dir))
            (visit.work_dir / "file").touch()
            raise VisitEndedError(Outcome.PORTAL_CHANGED)

        collecting.visit(look)
        work, same_work, evidence, same_evidence = folders
        assert (work, evidence) == (same_work, same_evidence)
        assert not work.exists()
        assert evidence.exists()

    def test_one_folder_for_all_threads_of_a_run(self, parts: ServiceParts, collecting: Collecting) -> None:
        found: set[Path] = set()

        def look(visit: Visit) -> None:
            threads = [threading.Thread(target=lambda: found.add(visit.work_dir)) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        collecting.visit(look)
        assert len(found) == 1
        assert not list(parts.root.glob("run-*"))

    def test_the_same_bytes_again_are_known(self, parts: ServiceParts, collecting: Collecting) -> None:
        def fetch(visit: Visit) -> None:
            fetched = make_fetched(visit.work_dir, 1)
            visit.keep(fetched)
            visit.keep(replace(fetched, document=replace(fetched.document, portal_document_id="other")))

        run = collecting.visit(fetch).run
        assert run.counts == Counts(new=1, known=1)
        assert len(parts.documents()) == len(parts.vault_files()) == 1

    def test_other_bytes_under_a_known_id_leave_nothing(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        """A portal that prints the bill anew each time."""

        def fetch(visit: Visit) -> None:
            for content in (b"%PDF-1.4 printed at 8:00", b"%PDF-1.4 printed at 8:01"):
                visit.keep(make_fetched(visit.work_dir, 1, content=content))

        assert collecting.visit(fetch).run.counts == Counts(new=1, known=1)
        [document] = parts.documents()
        assert parts.vault_files() == [parts.vault().path(document.sha256, ".pdf")]

    def test_bytes_of_another_account_are_not_removed(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        parts.add_documents(1, parts.add_account("Other"), first=5)
        parts.add_documents(1, collecting.account, first=1)

        def fetch(visit: Visit) -> None:
            fetched = make_fetched(visit.work_dir, 5)
            visit.keep(replace(fetched, document=replace(fetched.document, portal_document_id="id-1")))

        collecting.visit(fetch)
        assert len(parts.vault_files()) == len(parts.documents()) == 2

    def test_a_file_that_is_removed_meanwhile_is_put_back(
        self, parts: ServiceParts, collecting: Collecting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another account with the same bytes is removed between the file and its row."""
        real, puts = parts.vault().put, []

        def put(source: Path, suffix: str, run_id: int | None = None) -> StoredFile:
            stored = real(source, suffix, run_id)
            puts.append(stored)
            if len(puts) == 1:
                parts.vault().remove(stored.sha256, stored.suffix)
            return stored

        monkeypatch.setattr(parts.vault(), "put", put)
        collecting.visit(lambda visit: visit.keep(make_fetched(visit.work_dir, 1)))
        [document] = parts.documents()
        assert not parts.vault().unsettled()
        assert parts.vault().path(document.sha256, ".pdf").read_bytes() == b"%PDF-1.4 1"

    @pytest.mark.parametrize(("suffix", "stored"), [(".PDF", ".pdf"), (".p d", ""), (".exe.é", "")])
    def test_hostile_suffixes(
        self, parts: ServiceParts, collecting: Collecting, suffix: str, stored: str
    ) -> None:
        collecting.visit(lambda visit: visit.keep(make_fetched(visit.work_dir, 1, suffix=suffix)))
        assert parts.documents()[0].suffix == stored

    def test_known_ids_and_rows_are_given_to_the_next_visit(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        row = SeenRow("row", "print", 1, 0, date(2026, 1, 1), at_noon(3))
        known: list[object] = []

        def first(visit: Visit) -> None:
            visit.keep(make_fetched(visit.work_dir, 4))
            visit.saw_row(row)
            visit.save_session(b"cookies")

        collecting.visit(first)
        collecting.visit(
            lambda visit: known.extend((visit.known, dict(visit.seen_rows), visit.load_session()))
        )
        assert known == [frozenset({"id-4"}), {"row": row}, b"cookies"]

    def test_a_missed_document_makes_the_run_partial(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        run = collecting.visit(missing_one).run
        assert run.outcome is Outcome.PARTIAL
        assert run.counts.failed == 1
        [missed] = parts.store().documents.missed(collecting.account.id)
        assert (missed.label, missed.reason) == ("Facture 9", DocumentFailure.TRUNCATED)

    def test_what_was_stored_before_the_end_stays(self, parts: ServiceParts, collecting: Collecting) -> None:
        def fetch(visit: Visit) -> None:
            visit.keep(make_fetched(visit.work_dir, 1))
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE)

        run = collecting.visit(fetch).run
        assert (run.outcome, run.counts.new) == (Outcome.PORTAL_UNAVAILABLE, 1)
        assert list(run.documents) == [parts.documents()[0].id]

    def test_facts_of_the_run(self, collecting: Collecting) -> None:
        def look(visit: Visit) -> None:
            visit.note(challenge="sms", evidence="/tmp/x")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host="evil.example")

        run = collecting.visit(look).run
        assert (run.challenge, run.evidence) == ("sms", "/tmp/x")
        assert dict(run.facts)["host"] == "evil.example"

    @pytest.mark.parametrize("phases", [[Phase.LISTING], [Phase.LISTING, Phase.DONE]])
    def test_phases_are_told_once(
        self, parts: ServiceParts, collecting: Collecting, phases: list[Phase]
    ) -> None:
        def enter(visit: Visit) -> None:
            for phase in phases:
                visit.enter(phase)

        collecting.visit(enter)
        account = collecting.account
        assert parts.progress.entered == [
            (account.id, "EDF", Phase.LISTING),
            (account.id, "EDF", Phase.DONE),
        ]

    def test_the_visit_gets_the_secrets_and_logs_get_none(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        collecting.visit()
        assert parts.scripted.visits[0].secrets.password == "s3cret"
        assert parts.redacted == ["s3cret"]


class TestDryRun:
    def test_nothing_is_stored(self, parts: ServiceParts, collecting: Collecting) -> None:
        row = SeenRow("row", "print", 1, 0, None, at_noon(3))

        def fetch(visit: Visit) -> None:
            visit.would_keep("id-1", "Facture 1")
            visit.keep(make_fetched(visit.work_dir, 2))  # a connector that does not look is no danger
            visit.missed("id-3", "Facture 3", DocumentFailure.EMPTY)
            visit.saw_row(row)
            visit.save_session(b"cookies")

        report = collecting.visit(fetch, VisitOptions(dry_run=True))
        assert report.wanted == (("id-1", "Facture 1"), ("id-2", "fetched-2.pdf"))
        assert report.run.counts == Counts(new=2, failed=1)
        assert report.run.outcome is Outcome.PARTIAL
        assert not parts.documents()
        assert not parts.vault_files()
        assert not parts.store().documents.missed(collecting.account.id)
        assert not parts.store().documents.seen_rows(collecting.account.id)
        assert not parts.store().runs.last(collecting.account.id)
        assert not parts.kept_sessions.states
        assert not parts.issues()
        assert not list(parts.root.glob("run-*"))

    def test_it_knows_what_is_known(self, parts: ServiceParts, collecting: Collecting) -> None:
        parts.add_documents(1, collecting.account, first=7)
        known: list[frozenset[str]] = []
        collecting.visit(lambda visit: known.append(visit.known), VisitOptions(dry_run=True))
        assert known == [{"id-7"}]

    def test_a_failure_has_no_consequences(self, collecting: Collecting) -> None:
        collecting.visit(ending(Outcome.WRONG_CREDENTIALS), VisitOptions(dry_run=True))
        assert (collecting.issues, collecting.paused) == ([], False)


class TestPortalOf:
    def test_the_entry(self, parts: ServiceParts) -> None:
        assert portal_of(parts.add_account(), parts) == EDF

    def test_an_address_of_the_users_own(self, parts: ServiceParts) -> None:
        portal = portal_of(parts.add_account("Shop", portal_id=None, url="https://shop.example/a"), parts)
        assert (portal.name, portal.start_url, portal.hosts) == (
            "Shop",
            "https://shop.example/a",
            ("shop.example",),
        )

    def test_an_entry_at_another_address(self, parts: ServiceParts) -> None:
        account = replace(
            parts.add_account(url="https://pro.edf.example/"), documents_url="https://edf.example/bills"
        )
        portal = portal_of(account, parts)
        assert portal.start_url == "https://pro.edf.example/"
        assert portal.documents_url == "https://edf.example/bills"
        assert set(portal.hosts) == {"edf.example", "pro.edf.example"}

    def test_the_list_of_the_entry_is_not_that_of_another_host(self, parts: ServiceParts) -> None:
        bills = "https://edf.example/bills"
        parts.catalogue().portals["edf"] = replace(EDF, documents_url=bills)
        for url, expected in (("https://edf.example/in", bills), ("https://customer.edf.example/", None)):
            account = parts.add_account(url=url)
            assert portal_of(account, parts).documents_url == expected
            parts.store().accounts.remove(account.id, keep_documents=False)

    def test_an_entry_that_is_gone(self, parts: ServiceParts) -> None:
        with pytest.raises(MoissonError) as error:
            portal_of(parts.add_account(portal_id="gone"), parts)
        assert error.value.code is ErrorCode.PORTAL_NOT_FOUND
        url = "https://gone.example/"
        assert portal_of(parts.add_account(portal_id="gone", url=url), parts).start_url == url

    def test_a_manual_account_has_none(self, parts: ServiceParts) -> None:
        manual = parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL))
        with pytest.raises(MoissonError) as error:
            portal_of(manual, parts)
        assert error.value.code is ErrorCode.ACCOUNT_HAS_NO_PORTAL
