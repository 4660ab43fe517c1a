"""Collect one account: visit its portal, record the run, draw the consequences."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.accounts import Account, AccountKind, Secrets
from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.issues import reaction_to
from app.domain.portals import Portal
from app.domain.runs import CollectionRun, VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.account_visit import AccountVisit, VisitRequest
from app.services.cancellation import Cancellation

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What a visit brought. `wanted`: what a dry run would have fetched. `sealed`: the session to keep."""

    run: CollectionRun
    wanted: tuple[tuple[str, str], ...] = ()
    sealed: bytes | None = None


def portal_of(account: Account, parts: Parts) -> Portal:
    """The account's catalogue entry, or a minimal one for its address. Raises MoissonError."""
    if account.kind is AccountKind.MANUAL:
        raise MoissonError(ErrorCode.ACCOUNT_HAS_NO_PORTAL, account=account.id)
    portal = parts.catalogue().get(account.portal_id) if account.portal_id else None
    if portal is None:
        if not account.url:
            raise MoissonError(ErrorCode.PORTAL_NOT_FOUND, portal=account.portal_id)
        return Portal.for_url(account.url, name=account.company, documents_url=account.documents_url)
    if account.url:
        own = Portal.for_url(account.url)
        portal = replace(portal, login_url=account.url, hosts=(*portal.hosts, *own.hosts))
    if account.documents_url:
        portal = replace(portal, documents_url=account.documents_url)
    return portal


class CollectAccount:
    """Visits one account at a time; safe to call from several threads for different accounts."""

    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._progress = progress
        self._cancellation = cancellation

    def __call__(self, account: Account, options: VisitOptions, prompter: Prompter) -> VisitReport:
        """Raises MoissonError when no visit is possible (no browser, no secrets); nothing is lost then."""
        portal = portal_of(account, self._parts)
        secrets = self._parts.secrets().load(account.id) or Secrets()
        self._parts.redact(secrets.values)
        request = VisitRequest(account, portal, secrets, options, prompter)
        if options.dry_run:
            return self.visit(request)
        runs = self._parts.store().runs
        started = runs.start(account.id, self._parts.clock().now())
        report = self.visit(request, started, on_failure=runs.finish)
        runs.finish(report.run)
        self._react(account, report.run)
        return report

    def visit(
        self,
        request: VisitRequest,
        started: CollectionRun | None = None,
        on_failure: Callable[[CollectionRun], None] | None = None,
    ) -> VisitReport:
        """Makes the visit; stores documents but neither run nor issues."""
        begun = time.monotonic()
        run = started or CollectionRun(0, request.account.id, self._parts.clock().now())
        visit = AccountVisit(
            request, self._parts, self._progress, self._cancellation, started.id if started else None
        )
        try:
            outcome = self._outcome_of(visit)
        except BaseException:
            if on_failure:
                on_failure(replace(run, outcome=Outcome.CANCELLED, phase=visit.phase, counts=visit.counts))
            raise
        finally:
            if "work_dir" in vars(visit):
                shutil.rmtree(visit.work_dir, ignore_errors=True)
        run = replace(
            run,
            outcome=outcome,
            phase=visit.phase,
            counts=visit.counts,
            duration_s=round(time.monotonic() - begun, 2),
            challenge=visit.facts.get("challenge"),
            evidence=visit.facts.get("evidence"),
            facts=tuple(sorted(visit.facts.items())),
            documents=tuple(visit.documents),
        )
        _log.info("visit ended: %s %s", outcome.value, run.counts)
        return VisitReport(run, tuple(visit.wanted), visit.sealed)

    def _outcome_of(self, visit: AccountVisit) -> Outcome:
        try:
            self._parts.collector().collect(visit)
        except CancelledError:
            return Outcome.CANCELLED
        except VisitEndedError as ended:
            visit.note(**ended.facts)
            return ended.outcome
        return Outcome.PARTIAL if visit.counts.failed else Outcome.OK

    def _react(self, account: Account, run: CollectionRun) -> None:
        outcome = run.outcome
        if outcome is None or outcome is Outcome.CANCELLED:
            return
        store = self._parts.store()
        reaction = reaction_to(outcome)
        if reaction.action is None:
            store.issues.close(account_id=account.id)
        elif self._failed_in_a_row(account, outcome) >= reaction.issue_after:
            store.issues.close(account_id=account.id, except_kind=outcome.value)
            store.issues.open(outcome.value, dict(run.facts), account_id=account.id)
        if account.paused != reaction.pauses:
            store.accounts.update(replace(account, paused=reaction.pauses))

    def _failed_in_a_row(self, account: Account, outcome: Outcome) -> int:
        count = 0
        for run in self._parts.store().runs.last(account.id, 3):
            if run.outcome is not outcome:
                break
            count += 1
        return count
