"""Change an account. New credentials are tried before anything is stored."""

from __future__ import annotations

from dataclasses import replace

from app.domain.accounts import Account, AccountKind, Secrets
from app.domain.errors import MoissonError, Outcome
from app.domain.hosts import hosts_in
from app.domain.portals import Portal
from app.domain.runs import VisitOptions
from app.ports.parts import Parts
from app.services.account_visit import VisitRequest
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount, VisitReport, portal_of
from app.services.flows.account_forms import (
    BY_HAND,
    PASSWORD,
    answers_in,
    edit_form,
    missing_credentials,
    place_of_account_error,
    secrets_in,
    unfinished_form,
)
from app.services.flows.add_account import GOOD, SIGNING_IN
from app.services.flows.answers import date_of, is_on, text_of
from app.services.flows.host_confirmation import HostConfirmation
from app.services.flows.manual_account import STORING
from app.services.flows.paged_flow import NewCancellation, Page, PagedFlow, Tell
from app.services.flows.steps import Done, Fault, Faults, Field, FieldKind, Form, Work
from app.services.flows.visit_telling import VisitTelling
from app.services.manage_accounts import ManageAccounts
from app.services.prompting import AskWith


class EditAccountFlow(PagedFlow):
    """credentials (or manual) -> signing_in, when credentials changed -> storing -> Done "account_changed".

    Where the sign-in ends with what is no fault of the credentials, "unfinished" asks whether to try again or
    to store them as they are (`later`). `ask_with` None: nothing is tried.
    """

    def __init__(
        self,
        parts: Parts,
        account_id: int,
        ask_with: AskWith | None,
        new_cancellation: NewCancellation = Cancellation,
    ) -> None:
        """Raises MoissonError account_not_found, secret_store_locked, ..."""
        self._ask_with = ask_with
        silent = VisitTelling("", lambda work: None)
        self._account = ManageAccounts(parts, silent, Cancellation()).get(account_id)
        self._is_manual = self._account.kind is AccountKind.MANUAL
        self._secrets = Secrets() if self._is_manual else parts.secrets().load(account_id) or Secrets()
        self._report: VisitReport | None = None
        self._fault = Fault("")
        self._confirming = HostConfirmation(parts)
        super().__init__(parts, "manual" if self._is_manual else "credentials", new_cancellation)

    def _form(self, name: str) -> Form:
        if name == "manual":
            field = Field("name", FieldKind.TEXT, value=self._account.company, required=True)
            return Form(name, (field,), primary="save")
        if name == "unfinished":
            return unfinished_form(
                self._fault, self._confirming.show(filter(None, [self._fault.facts.get("host")]))
            )
        known = self._secrets
        return edit_form(
            self._portal(),
            self._account,
            has_password=bool(known.password),
            has_totp=bool(known.totp),
            warnings=self._confirming.show(self._new_hosts()),
        )

    def _check(self, name: str) -> Faults:
        if name != "credentials":
            return {}
        return {
            **self._confirming.missing(self._new_hosts(), self._answers),
            **missing_credentials(self._answers, password_needed=not self._secrets.password),
        }

    def _new_hosts(self) -> list[str]:
        """Those of an address that the account did not have before."""
        address = text_of(self._answers, "documents_url")
        return hosts_in([address]) if address != self._account.documents_url else []

    def _after(self, name: str) -> Page | Work | Done:
        if name == "unfinished":
            return STORING if is_on(self._answers, "later") else SIGNING_IN
        if self._is_manual or self._ask_with is None or not self._has_new_credentials():
            return STORING
        return SIGNING_IN

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        return self._sign_in(tell) if work == SIGNING_IN else self._store()

    def _sign_in(self, tell: Tell) -> Page | Work | Done:
        self._parts.redact(self._new_secrets().values)
        report = self._try(tell)
        outcome = report.run.outcome
        if outcome in GOOD:
            self._report = report
            return STORING
        if outcome is Outcome.WRONG_CREDENTIALS:
            return Page("credentials", {PASSWORD: Fault(outcome.value)})
        if outcome is None or outcome is Outcome.CANCELLED:
            return self._return_with({})
        self._fault = Fault(outcome.value, dict(report.run.facts))
        for key in ("later", "visible", "allow_host"):
            self._answers.pop(key, None)
        return Page("unfinished", {"": self._fault})

    def _try(self, tell: Tell) -> VisitReport:
        if self._ask_with is None:
            raise RuntimeError("a flow without a prompter visits nothing")
        telling = VisitTelling(SIGNING_IN.name, tell)
        prompter = telling.between(self._ask_with(self._cancellation))
        account, secrets = self._changed(), self._new_secrets()
        visible = is_on(self._answers, BY_HAND) or is_on(self._answers, "visible")
        options = VisitOptions(attended=prompter.attended, visible=visible, check_only=True)
        portal = portal_of(account, self._parts)
        request = VisitRequest(account, portal, secrets, options, prompter, stored=False)
        return CollectAccount(self._parts, telling, self._cancellation).visit(request)

    def _store(self) -> Done:
        telling = VisitTelling(STORING.name, lambda work: None)
        manage, account = ManageAccounts(self._parts, telling, self._cancellation), self._account
        new, renewed = self._changed(), not self._is_manual and self._has_new_credentials()
        if renewed:
            self._parts.secrets().save(account.id, self._new_secrets())
        host = self._fault.facts.get("host") if is_on(self._answers, "allow_host") else None
        changed = manage.edit(
            account.id,
            name=new.company,
            username=new.username if new.username != account.username else None,
            since=new.since,
            documents_url=new.documents_url if new.documents_url != account.documents_url else None,
            allow_host=host,
            paused=False if renewed else None,
        )
        # What was emptied, `edit` would leave as it is.
        whole = replace(
            changed,
            answers=new.answers,
            since=new.since,
            documents_url=changed.documents_url if new.documents_url else None,
        )
        if whole != changed:
            self._parts.store().accounts.update(whole)
        if self._report and self._report.sealed:
            self._parts.sessions().save(account.id, self._report.sealed)
        return Done("account_changed", {"account": account.id, "company": changed.company})

    def _changed(self) -> Account:
        """The account as it will be."""
        if self._is_manual:
            return replace(self._account, company=text_of(self._answers, "name"))
        host = self._fault.facts.get("host") if is_on(self._answers, "allow_host") else None
        return replace(
            self._account,
            company=text_of(self._answers, "name"),
            username=text_of(self._answers, "username"),
            since=date_of(self._answers, "since"),
            documents_url=text_of(self._answers, "documents_url") or None,
            allowed_hosts=(*self._account.allowed_hosts, *([host] if host else ())),
            answers=answers_in(self._answers, self._portal()),
        )

    def _new_secrets(self) -> Secrets:
        typed, known = secrets_in(self._answers, self._portal()), self._secrets
        password = "" if is_on(self._answers, BY_HAND) else typed.password or known.password
        return Secrets(password, typed.totp or known.totp, known.fields | typed.fields)

    def _has_new_credentials(self) -> bool:
        changed, before = self._changed(), self._account
        return self._new_secrets() != self._secrets or (changed.username, changed.answers) != (
            before.username,
            before.answers,
        )

    def _place_of(self, error: MoissonError) -> str:
        return place_of_account_error(error, self._form(self._trail[0]).keys) or super()._place_of(error)

    def _portal(self) -> Portal:
        return portal_of(self._account, self._parts)
