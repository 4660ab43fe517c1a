"""Collect one account: visit its portal, record the run, draw the consequences."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.accounts import Account, AccountKind
from app.domain.contacts import Purpose
from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.issues import reaction_to
from app.domain.portals import Portal
from app.domain.runs import CollectionRun, VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.account_visit import AccountVisit, VisitRequest
from app.services.cancellation import Cancellation
from app.services.contacts import contacts_noted
from app.services.draw_consequences import draw_consequences
from app.services.one_visit import alone_with
from app.services.timetable import Timetable, account_subject

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What a visit brought. `wanted`: what a dry run would have fetched. `sealed`: the session to keep.

    `error`: what kept the visit from being made or from coming to an outcome.
    """

    run: CollectionRun
    wanted: tuple[tuple[str, str], ...] = ()
    sealed: bytes | None = None
    error: MoissonError | None = None


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
        # At another host of the supplier's domain, the entry's own list of documents may be somebody else's.
        documents_url = portal.documents_url if portal.allows(account.url) else None
        hosts = (*portal.hosts, *own.hosts)
        portal = replace(portal, login_url=account.url, documents_url=documents_url, hosts=hosts)
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
        if options.dry_run:
            return self.visit(self._request(account, options, prompter))
        try:
            with alone_with(self._parts.store().installation, account.id, self._cancellation):
                return self._planned(account, options, prompter)
        except CancelledError:  # before another visit to this account had ended
            now = self._parts.clock().now()
            return VisitReport(CollectionRun(0, account.id, now, Outcome.CANCELLED))

    def _planned(self, account: Account, options: VisitOptions, prompter: Prompter) -> VisitReport:
        timetable = Timetable(self._parts.store(), self._parts.clock())
        with timetable.run(account_subject(account)) as recorder:
            report = self._recorded(self._request(account, options, prompter))
            if report.run.outcome:
                recorder.result = report.run.outcome.value
        return report

    def _request(self, account: Account, options: VisitOptions, prompter: Prompter) -> VisitRequest:
        portal = portal_of(account, self._parts)
        secrets = self._parts.secrets().load(account.id)
        if secrets is None:
            raise MoissonError(ErrorCode.SECRET_MISSING, account=account.id, name=account.company)
        self._parts.redact(secrets.values)
        return VisitRequest(account, portal, secrets, options, prompter)

    def _recorded(self, request: VisitRequest) -> VisitReport:
        runs = self._parts.store().runs
        started = runs.start(request.account.id, self._parts.clock().now())
        report = self.visit(request, started, on_failure=runs.finish)
        runs.finish(report.run)
        draw_consequences(self._parts.store(), report.run)
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
        with contacts_noted(self._parts, Purpose.VISIT, request.account.company) as contacted:
            visit = AccountVisit(
                request,
                self._parts,
                self._progress,
                self._cancellation,
                started.id if started else None,
                contacted=contacted,
            )
            try:
                outcome = self._outcome_of(visit)
            except BaseException as error:
                if on_failure:
                    # An error of the application is no outcome of the portal's.
                    ended = None if isinstance(error, Exception) else Outcome.CANCELLED
                    on_failure(_ended(run, visit, ended, begun))
                raise
            finally:
                visit.close()
        run = _ended(run, visit, outcome, begun)
        _log.info("visit ended: %s %s", outcome.value, run.counts)
        return VisitReport(run, tuple(visit.wanted), visit.sealed)

    def _outcome_of(self, visit: AccountVisit) -> Outcome:
        try:
            self._parts.collector().collect(visit)
        except CancelledError:
            return Outcome.CANCELLED
        except VisitEndedError as ended:
            # Stopping closes the browser, which looks like a portal that fails; a refusal is real.
            if self._cancellation.cancelled and not reaction_to(ended.outcome).pauses:
                return Outcome.CANCELLED
            visit.note(**ended.facts)
            return ended.outcome
        except Exception:
            if not self._cancellation.cancelled:
                raise
            _log.info("stopped in the middle", exc_info=True)
            return Outcome.CANCELLED
        visit.finish()
        return Outcome.PARTIAL if visit.counts.failed else Outcome.OK


def _ended(run: CollectionRun, visit: AccountVisit, outcome: Outcome | None, begun: float) -> CollectionRun:
    return replace(
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
