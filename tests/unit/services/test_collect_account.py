"""One visit: what is stored, how the run is recorded, what follows from it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.accounts import AccountDraft, AccountKind
from app.domain.errors import (
    CancelledError,
    DocumentFailure,
    ErrorCode,
    MoissonError,
    Outcome,
    VisitEndedError,
)
from app.domain.issues import reaction_to
from app.domain.runs import Counts, Phase, SeenRow, VisitOptions
from app.ports.collector import Visit
from app.services.collect_account import CollectAccount, VisitReport, portal_of
from tests.unit.services.service_parts import EDF, Person, Script, ServiceParts, at_noon, make_fetched

FAILURES = [o for o in Outcome if o not in (Outcome.OK, Outcome.PARTIAL, Outcome.CANCELLED)]


def ending(outcome: Outcome, **facts: str) -> Script:
    def end(visit: Visit) -> None:
        visit.enter(Phase.SIGNING_IN)
        raise VisitEndedError(outcome, **facts)

    return end


def missing_one(visit: Visit) -> None:
    visit.missed("id-9", "Facture 9", DocumentFailure.TRUNCATED)


class Collecting:
    """An account, and a way to visit it."""

    def __init__(self, parts: ServiceParts) -> None:
        self.parts = parts
        self.account = parts.add_account()
        self.collect = CollectAccount(parts, parts.progress, parts.cancellation)

    def visit(self, script: Script | None = None, options: VisitOptions | None = None) -> VisitReport:
        if script:
            self.parts.scripted.scripts[self.account.id] = script
        account = self.parts.account(self.account.id)
        return self.collect(account, options or VisitOptions(), Person())

    def end(self, outcome: Outcome) -> Outcome | None:
        scripts = {Outcome.OK: lambda visit: None, Outcome.PARTIAL: missing_one}
        return self.visit(scripts.get(outcome) or ending(outcome)).run.outcome

    @property
    def paused(self) -> bool:
        return self.parts.account(self.account.id).paused

    @property
    def issues(self) -> list[str]:
        return [kind for kind, account, _ in self.parts.issues() if account == self.account.id]


@pytest.fixture
def collecting(parts: ServiceParts) -> Collecting:
    return Collecting(parts)


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
        real = parts.store().documents.add

        def add(*args: object) -> tuple[int, bool]:
            for path in parts.vault_files():
                path.unlink()
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(parts.store().documents, "add", add)
        collecting.visit(lambda visit: visit.keep(make_fetched(visit.work_dir, 1)))
        [document] = parts.documents()
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


class TestConsequences:
    @pytest.mark.parametrize("outcome", FAILURES)
    def test_each_outcome(self, collecting: Collecting, outcome: Outcome) -> None:
        assert collecting.end(outcome) is outcome
        waits = reaction_to(outcome).issue_after > 1
        assert collecting.issues == ([] if waits else [outcome.value])
        assert collecting.paused is reaction_to(outcome).pauses

    @pytest.mark.parametrize("outcome", FAILURES)
    def test_success_puts_everything_right(self, collecting: Collecting, outcome: Outcome) -> None:
        collecting.end(outcome)
        collecting.end(Outcome.OK)
        assert (collecting.issues, collecting.paused) == ([], False)

    @pytest.mark.parametrize("outcome", FAILURES)
    def test_a_partial_run_has_signed_in(self, collecting: Collecting, outcome: Outcome) -> None:
        collecting.end(outcome)
        collecting.end(Outcome.PARTIAL)
        assert (collecting.issues, collecting.paused) == (["partial"], False)

    def test_the_third_time_a_portal_is_unavailable(self, collecting: Collecting) -> None:
        told = []
        for _ in range(4):
            collecting.end(Outcome.PORTAL_UNAVAILABLE)
            told.append(collecting.issues)
        assert told == [[], [], ["portal_unavailable"], ["portal_unavailable"]]

    def test_only_in_a_row(self, collecting: Collecting) -> None:
        for outcome in (
            Outcome.PORTAL_UNAVAILABLE,
            Outcome.PORTAL_UNAVAILABLE,
            Outcome.OK,
            Outcome.PORTAL_UNAVAILABLE,
        ):
            collecting.end(outcome)
        assert collecting.issues == []

    def test_another_problem_takes_the_place_of_the_first(self, collecting: Collecting) -> None:
        collecting.end(Outcome.PORTAL_CHANGED)
        collecting.end(Outcome.INTERACTION_REQUIRED)
        assert collecting.issues == ["interaction_required"]

    def test_the_same_problem_keeps_its_beginning(self, parts: ServiceParts, collecting: Collecting) -> None:
        collecting.visit(ending(Outcome.HOST_NOT_ALLOWED, host="a.example"))
        [first] = parts.store().issues.all_open()
        collecting.visit(ending(Outcome.HOST_NOT_ALLOWED, host="b.example"))
        [again] = parts.store().issues.all_open()
        assert (again.since, again.facts["host"]) == (first.since, "b.example")

    @pytest.mark.parametrize(
        "then", [Outcome.PORTAL_UNAVAILABLE, Outcome.PORTAL_CHANGED, Outcome.INTERACTION_REQUIRED]
    )
    def test_a_wrong_password_is_not_forgotten_over_another_problem(
        self, collecting: Collecting, then: Outcome
    ) -> None:
        """Else the schedule would type it again."""
        collecting.end(Outcome.WRONG_CREDENTIALS)
        for _ in range(3):
            collecting.end(then)
        assert collecting.paused
        assert collecting.issues == ["wrong_credentials", then.value]
        collecting.end(Outcome.ACCOUNT_LOCKED)
        assert (collecting.issues, collecting.paused) == (["account_locked"], True)

    @pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.PARTIAL, Outcome.PORTAL_CHANGED])
    def test_what_the_user_paused_stays_paused(
        self, parts: ServiceParts, collecting: Collecting, outcome: Outcome
    ) -> None:
        parts.store().accounts.update(replace(collecting.account, paused=True))
        collecting.end(outcome)
        assert collecting.paused

    def test_what_the_user_changed_meanwhile_stays_changed(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def end(visit: Visit) -> None:
            parts.store().accounts.update(replace(visit.account, username="new"))
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        collecting.visit(end)
        assert parts.account(collecting.account.id).username == "new"
        assert collecting.paused

    def test_an_account_that_was_removed_meanwhile(self, parts: ServiceParts, collecting: Collecting) -> None:
        def end(visit: Visit) -> None:
            parts.store().accounts.remove(visit.account.id, keep_documents=False)
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        assert collecting.visit(end).run.outcome is Outcome.WRONG_CREDENTIALS
        assert parts.issues() == []

    def test_issues_of_other_accounts_stay(self, parts: ServiceParts, collecting: Collecting) -> None:
        parts.store().issues.open("wrong_credentials", {}, account_id=parts.add_account("B").id)
        destination = parts.add_destination()
        parts.store().issues.open("destination_quota", {}, destination_id=destination.id)
        collecting.end(Outcome.PORTAL_CHANGED)
        collecting.end(Outcome.OK)
        assert [kind for kind, _, _ in parts.issues()] == ["wrong_credentials", "destination_quota"]


class TestStopping:
    def test_stopped_by_the_user(self, parts: ServiceParts, collecting: Collecting) -> None:
        def fetch(visit: Visit) -> None:
            visit.keep(make_fetched(visit.work_dir, 1))
            parts.cancellation.cancel()
            visit.enter(Phase.LISTING)

        run = collecting.visit(fetch).run
        assert (run.outcome, run.phase, run.counts.new) == (Outcome.CANCELLED, Phase.OPENING, 1)
        assert (collecting.issues, collecting.paused) == ([], False)
        assert parts.store().runs.last(collecting.account.id)[0].outcome is Outcome.CANCELLED

    @pytest.mark.parametrize(
        "error", [VisitEndedError(Outcome.PORTAL_UNAVAILABLE), OSError("browser gone"), CancelledError()]
    )
    def test_what_breaks_by_stopping_is_no_problem(
        self, parts: ServiceParts, collecting: Collecting, error: Exception
    ) -> None:
        def fetch(visit: Visit) -> None:
            parts.cancellation.cancel()
            raise error

        assert collecting.visit(fetch).run.outcome is Outcome.CANCELLED

    def test_a_refused_password_counts_also_while_stopping(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def fetch(visit: Visit) -> None:
            parts.cancellation.cancel()
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        assert collecting.visit(fetch).run.outcome is Outcome.WRONG_CREDENTIALS
        assert collecting.paused

    def test_done_just_before_the_wish_to_stop(self, parts: ServiceParts, collecting: Collecting) -> None:
        assert collecting.visit(lambda visit: parts.cancellation.cancel()).run.outcome is Outcome.OK

    @pytest.mark.parametrize(
        ("error", "outcome"), [(OSError("disk"), None), (KeyboardInterrupt(), Outcome.CANCELLED)]
    )
    def test_an_error_of_ours_is_raised_and_recorded(
        self, parts: ServiceParts, collecting: Collecting, error: BaseException, outcome: Outcome | None
    ) -> None:
        def fetch(visit: Visit) -> None:
            visit.enter(Phase.FETCHING)
            visit.keep(make_fetched(visit.work_dir, 1))
            raise error

        with pytest.raises(type(error)):
            collecting.visit(fetch)
        [run] = parts.store().runs.last(collecting.account.id)
        assert (run.outcome, run.phase, run.counts.new) == (outcome, Phase.FETCHING, 1)
        assert (collecting.issues, collecting.paused) == ([], False)
        assert not list(parts.root.glob("run-*"))

    def test_a_dry_run_leaves_no_record_of_an_error(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def fail(visit: Visit) -> None:
            raise OSError

        with pytest.raises(OSError):
            collecting.visit(fail, VisitOptions(dry_run=True))
        assert not parts.store().runs.last(collecting.account.id)

    def test_without_secrets_no_visit(self, parts: ServiceParts, collecting: Collecting) -> None:
        """An empty password would be a wrong one."""
        parts.kept_secrets.forget(collecting.account.id)
        with pytest.raises(MoissonError) as error:
            collecting.visit()
        assert error.value.code is ErrorCode.SECRET_MISSING
        assert not parts.scripted.visits
        assert not parts.store().runs.last(collecting.account.id)


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
