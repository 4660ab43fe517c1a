"""Add, edit and remove accounts."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from app.domain.accounts import Account, AccountDraft, AccountKind, Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.hosts import InvalidAddressError, checked_address, host_of, normalise_host
from app.domain.portals import Portal, PortalField
from app.domain.runs import VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.account_visit import VisitRequest
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount, VisitReport, portal_of
from app.services.draw_consequences import draw_consequences
from app.services.keep_documents import remove_account_rows


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """What the user said of a new account. One of portal_id, url and manual."""

    portal_id: str | None = None
    url: str | None = None
    manual: bool = False
    name: str | None = None
    username: str = ""
    since: date | None = None
    documents_url: str | None = None
    secrets: Secrets = field(default_factory=Secrets)
    answers: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class AddedAccount:
    """`account` is None when nothing was stored; `report` is None without a check."""

    account: Account | None
    report: VisitReport | None = None

    @property
    def outcome(self) -> Outcome | None:
        return self.report.run.outcome if self.report else None


class ManageAccounts:
    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._progress = progress
        self._cancellation = cancellation

    def add(
        self, request: AccountRequest, prompter: Prompter | None, *, visible: bool = False
    ) -> AddedAccount:
        """Signs in first when `prompter` is given. Nothing is stored after wrong credentials or a stop.

        Raises MoissonError: portal_not_found, account_exists, address_invalid, input_invalid, ...
        """
        draft = self._draft(request)
        self._refuse_twin(draft)
        self._parts.redact(request.secrets.values)
        if prompter is None or draft.kind is AccountKind.MANUAL:
            return AddedAccount(self._store(draft, request.secrets, None))
        report = self._check(_account_of(draft), request.secrets, prompter, visible)
        if report.run.outcome in (Outcome.WRONG_CREDENTIALS, Outcome.CANCELLED):
            return AddedAccount(None, report)
        account = self._store(draft, request.secrets, report.sealed)
        # A locked account, a host to allow: the user is told, and the schedule waits where it must.
        draw_consequences(self._parts.store(), replace(report.run, account_id=account.id))
        return AddedAccount(self.get(account.id), report)

    def edit(
        self,
        account_id: int,
        *,
        name: str | None = None,
        username: str | None = None,
        since: date | None = None,
        documents_url: str | None = None,
        allow_host: str | None = None,
        paused: bool | None = None,
        secrets: Secrets | None = None,
    ) -> Account:
        """Changes what is given. New credentials or hosts, or `paused` False, end the pause and its problems.

        Raises MoissonError account_not_found, address_invalid, address_not_https.
        """
        account = before = self.get(account_id)
        repaired = secrets is not None or username is not None or allow_host is not None
        account = replace(
            account,
            company=name or account.company,
            username=account.username if username is None else username,
            since=since or account.since,
            documents_url=_checked(documents_url) or account.documents_url,
            allowed_hosts=(
                tuple(dict.fromkeys((*account.allowed_hosts, _checked_host(allow_host))))
                if allow_host
                else account.allowed_hosts
            ),
            paused=paused if paused is not None else account.paused and not repaired,
        )
        if account.username != before.username:
            # Else the next visit would go on as the other user, and take that user's documents.
            self._parts.sessions().forget(account_id)
        if secrets is not None:
            self._merge_secrets(account_id, secrets)
        self._parts.store().accounts.update(account)
        if repaired or documents_url or paused is False:
            self._parts.store().issues.close(account_id=account_id)
        return account

    def _merge_secrets(self, account_id: int, new: Secrets) -> None:
        self._parts.redact(new.values)
        store = self._parts.secrets()
        old = store.load(account_id) or Secrets()
        store.save(
            account_id,
            Secrets(new.password or old.password, new.totp or old.totp, old.fields | new.fields),
        )

    def remove(self, account_id: int, *, keep_documents: bool) -> None:
        """Secrets and session go first: a removal that is interrupted must not leave them behind."""
        self.get(account_id)
        self._parts.secrets().forget(account_id)
        self._parts.sessions().forget(account_id)
        remove_account_rows(self._parts, account_id, keep_documents=keep_documents)

    def get(self, account_id: int) -> Account:
        """Raises MoissonError account_not_found."""
        account = self._parts.store().accounts.get(account_id)
        if account is None:
            raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account_id)
        return account

    def _draft(self, request: AccountRequest) -> AccountDraft:
        since, answers = request.since, request.answers
        if request.manual:
            if not request.name:
                raise MoissonError(ErrorCode.INPUT_INVALID, field="name")
            return AccountDraft(request.name, AccountKind.MANUAL, since=since)
        portal = self.portal_meant(request)
        for asked in portal.fields:
            given = (request.secrets.fields if asked.secret else answers).get(asked.key, "")
            if not _is_answered(asked, given):
                raise MoissonError(ErrorCode.INPUT_INVALID, field=asked.key)
        return AccountDraft(
            company=request.name or portal.name,
            kind=AccountKind.PORTAL,
            portal_id=None if portal.id.startswith("url:") else portal.id,
            url=_checked(request.url),
            documents_url=_checked(request.documents_url),
            username=request.username,
            since=since,
            answers=answers,
        )

    def portal_meant(self, request: AccountRequest) -> Portal:
        """The entry that was chosen or that knows the address, else a minimal one. Raises as `add`."""
        catalogue = self._parts.catalogue()
        if request.portal_id:
            portal = catalogue.get(request.portal_id)
            if portal is None:
                raise MoissonError(ErrorCode.PORTAL_NOT_FOUND, portal=request.portal_id)
            return portal
        if not request.url:
            raise MoissonError(ErrorCode.INPUT_INVALID, field="url")
        address = _checked(request.url) or ""
        return catalogue.find_by_url(address) or Portal.for_url(address)

    def _refuse_twin(self, draft: AccountDraft) -> None:
        for account in self._parts.store().accounts.all():
            if _is_twin(account, draft):
                raise MoissonError(ErrorCode.ACCOUNT_EXISTS, account=account.id, name=account.company)

    def _check(self, account: Account, secrets: Secrets, prompter: Prompter, visible: bool) -> VisitReport:
        options = VisitOptions(attended=prompter.attended, visible=visible, check_only=True)
        request = VisitRequest(
            account, portal_of(account, self._parts), secrets, options, prompter, stored=False
        )
        return CollectAccount(self._parts, self._progress, self._cancellation).visit(request)

    def _store(self, draft: AccountDraft, secrets: Secrets, sealed: bytes | None) -> Account:
        store = self._parts.store()
        account = store.accounts.add(draft)
        if draft.kind is AccountKind.MANUAL:
            return account
        try:
            self._parts.secrets().save(account.id, secrets)
            if sealed:
                self._parts.sessions().save(account.id, sealed)
        except BaseException:
            store.accounts.remove(account.id, keep_documents=False)
            with suppress(MoissonError):  # what could not be saved can often not be forgotten either
                self._parts.secrets().forget(account.id)
                self._parts.sessions().forget(account.id)
            raise
        return account


def _account_of(draft: AccountDraft) -> Account:
    """The account as it would be, for a check before anything is stored."""
    return Account(
        id=0,
        company=draft.company,
        kind=draft.kind,
        portal_id=draft.portal_id,
        url=draft.url,
        documents_url=draft.documents_url,
        username=draft.username,
        since=draft.since,
        created_at=datetime.now(UTC),
        allowed_hosts=draft.allowed_hosts,
        answers=draft.answers,
    )


def _is_answered(asked: PortalField, given: str) -> bool:
    if not given:
        return not asked.required
    return asked.pattern is None or re.fullmatch(asked.pattern, given) is not None


def _is_twin(account: Account, draft: AccountDraft) -> bool:
    """The same login at the same place; at a portal with several addresses, the same address."""
    if account.kind is not draft.kind:
        return False
    if draft.kind is AccountKind.MANUAL:
        return account.company.casefold() == draft.company.casefold()
    urls = {(url or "").rstrip("/").casefold() for url in (account.url, draft.url)}
    same_place = account.portal_id == draft.portal_id and (
        len(urls) == 1 or (draft.portal_id is not None and "" in urls)
    )
    return same_place and account.username.strip().casefold() == draft.username.strip().casefold()


def _checked_host(text: str) -> str:
    """A host, also when the user gives a whole address."""
    host = normalise_host(text.strip().strip("[]")) or host_of(_checked(text) or "")
    if host is None:
        raise MoissonError(ErrorCode.ADDRESS_INVALID, address=text)
    return host


def _checked(address: str | None) -> str | None:
    if not address:
        return None
    try:
        return checked_address(address)
    except InvalidAddressError as error:
        raise MoissonError(ErrorCode(error.code), address=address) from error
