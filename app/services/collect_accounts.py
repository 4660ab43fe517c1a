"""Collect several accounts, a few at a time, each on its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime

from app.domain.accounts import Account, AccountKind
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import CollectionRun, VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount, VisitReport

_log = logging.getLogger(__name__)


class CollectAccounts:
    """Never two visits to one account, at most `browser_slots` at once."""

    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._collect = CollectAccount(parts, progress, cancellation)
        self._cancellation = cancellation

    def __call__(
        self, account_ids: Sequence[int], options: VisitOptions, prompter: Prompter
    ) -> list[VisitReport]:
        """Named accounts are visited even when paused; without names, paused ones are only reported.

        A visit that an expected error ended is reported with it. Raises MoissonError account_not_found, or
        the first internal error after every other account is done.
        """
        accounts = self._named(account_ids) if account_ids else self._all()
        with ThreadPoolExecutor(self._parts.browser_slots(), thread_name_prefix="visit") as pool:
            futures = [
                pool.submit(copy_context().run, self._one, account, options, prompter, bool(account_ids))
                for account in accounts
            ]
            try:
                failures = [failure for future in futures if (failure := future.exception())]
            except BaseException:
                self._cancellation.cancel()  # interrupted: leaving the pool waits for its visits
                raise
        if failures:
            raise failures[0]
        return [future.result() for future in futures]

    def _one(self, account: Account, options: VisitOptions, prompter: Prompter, named: bool) -> VisitReport:
        if account.paused and not named:
            last = self._parts.store().runs.last(account.id)
            return VisitReport(self._untouched(account, last[0].outcome if last else None))
        if self._cancellation.cancelled:
            return VisitReport(self._untouched(account, Outcome.CANCELLED))
        begun = self._parts.clock().now()
        try:
            return self._collect(account, options, prompter)
        except MoissonError as error:
            _log.info("no visit to account %s: %s", account.id, error)
            return VisitReport(self._begun_since(begun, account), error=error)
        except Exception:
            _log.exception("visit to account %s failed", account.id)
            raise

    def _begun_since(self, moment: datetime, account: Account) -> CollectionRun:
        """The record of a visit that did begin: what it stored before the error stays stored."""
        last = self._parts.store().runs.last(account.id)
        return last[0] if last and last[0].started_at >= moment else self._untouched(account, None)

    def _untouched(self, account: Account, outcome: Outcome | None) -> CollectionRun:
        return CollectionRun(0, account.id, self._parts.clock().now(), outcome)

    def _all(self) -> list[Account]:
        return [a for a in self._parts.store().accounts.all() if a.kind is AccountKind.PORTAL]

    def _named(self, account_ids: Sequence[int]) -> list[Account]:
        found = []
        for account_id in dict.fromkeys(account_ids):
            account = self._parts.store().accounts.get(account_id)
            if account is None:
                raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account_id)
            if account.kind is AccountKind.MANUAL:
                raise MoissonError(ErrorCode.ACCOUNT_HAS_NO_PORTAL, account=account_id)
            found.append(account)
        return found
