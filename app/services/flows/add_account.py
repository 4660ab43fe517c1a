"""From a portal to an account that was signed in to and whose first documents are there."""

from __future__ import annotations

from app.domain.accounts import Account
from app.domain.errors import MoissonError, Outcome
from app.domain.hosts import hosts_in
from app.domain.portals import Portal
from app.domain.runs import CollectionRun, VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount
from app.services.flows.account_forms import (
    BY_HAND,
    HOST_CONFIRMED,
    PASSWORD,
    answers_in,
    credentials_form,
    missing_credentials,
    place_of_account_error,
    portal_form,
    secrets_in,
    unfinished_form,
)
from app.services.flows.answers import date_of, is_on, text_of
from app.services.flows.host_confirmation import HostConfirmation
from app.services.flows.paged_flow import NewCancellation, Page, PagedFlow, Tell
from app.services.flows.steps import Done, Fault, Faults, FieldFault, Form, Progress, Work
from app.services.flows.visit_telling import VisitTelling
from app.services.manage_accounts import AccountRequest, ManageAccounts
from app.services.prompting import AskWith

SIGNING_IN = Progress("signing_in")
COLLECTING = Progress("collecting")
GOOD = (Outcome.OK, Outcome.PARTIAL)


class AddAccountFlow(PagedFlow):
    """portal -> credentials -> signing_in -> collecting -> Done "account_added".

    What a visit ends with that is no fault of the credentials is put right on the page "unfinished". An
    account is stored before its first collection: a cancel removes it unless the sign-in was good.
    `ask_with` None: nothing is checked, the account is only stored. `collects` False: Done after the sign-in.
    """

    def __init__(
        self,
        parts: Parts,
        ask_with: AskWith | None,
        *,
        portal_id: str | None = None,
        visible: bool = False,
        collects: bool = True,
        new_cancellation: NewCancellation = Cancellation,
    ) -> None:
        self._ask_with = ask_with
        self._visible = visible
        self._collects = collects
        self._account: Account | None = None
        self._signed_in = False
        self._run: CollectionRun | None = None
        self._fault = Fault("")
        self._confirming = HostConfirmation(parts)
        super().__init__(parts, "portal", new_cancellation)
        if portal_id is not None:
            self.submit({"portal": portal_id})

    def _form(self, name: str) -> Form:
        if name == "portal":
            return portal_form()
        if name == "unfinished":
            return unfinished_form(
                self._fault, self._confirming.show(filter(None, [self._fault.facts.get("host")]))
            )
        portal = self._portal()
        return credentials_form(
            portal,
            name=portal.name,
            is_known=portal.allows(text_of(self._answers, "url") or portal.start_url),
            warnings=self._confirming.show(self._hosts(portal), portal.name),
        )

    def _check(self, name: str) -> Faults:
        if name == "portal":
            return self._check_portal()
        if name == "credentials":
            portal = self._portal()
            return {
                **self._confirming.missing(self._hosts(portal), self._answers, portal.name),
                **missing_credentials(self._answers, password_needed=True),
            }
        return {}

    def _check_portal(self) -> Faults:
        chosen, address = text_of(self._answers, "portal"), text_of(self._answers, "url")
        if not chosen and not address:
            return {"url": Fault(FieldFault.REQUIRED)}
        try:
            self._manage().portal_meant(AccountRequest(portal_id=chosen or None, url=address or None))
        except MoissonError as error:
            key = "portal" if chosen else "url"
            return {key: Fault(error.code.value, {k: str(v) for k, v in error.facts.items()})}
        return {}

    def _after(self, name: str) -> Page | Work | Done:
        if name == "portal":
            for key in (
                "name",
                "documents_url",
                BY_HAND,
                HOST_CONFIRMED,
            ):  # of the portal that was chosen before
                self._answers.pop(key, None)
            return Page("credentials")
        if name == "unfinished" and is_on(self._answers, "later"):
            return self._done()
        return SIGNING_IN if name == "credentials" else COLLECTING

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        return self._sign_in(tell) if work == SIGNING_IN else self._collect(tell)

    def _sign_in(self, tell: Tell) -> Page | Work | Done:
        self._remove()
        telling = VisitTelling(SIGNING_IN.name, tell)
        prompter = telling.between(self._ask_with(self._cancellation)) if self._ask_with else None
        visible = self._visible or is_on(self._answers, BY_HAND)
        manage = ManageAccounts(self._parts, telling, self._cancellation)
        added = manage.add(self._request(), prompter, visible=visible)
        self._account, self._run = added.account, added.report.run if added.report else None
        self._signed_in = added.outcome in (None, Outcome.OK)
        if self._account is None:
            return self._return_with(_refused(added.outcome))
        if not self._collects or added.outcome is None:
            return self._done()
        return COLLECTING if self._signed_in else self._unfinished(added.outcome)

    def _collect(self, tell: Tell) -> Page | Work | Done:
        account = self._put_right()
        telling = VisitTelling(COLLECTING.name, tell)
        collect = CollectAccount(self._parts, telling, self._cancellation)
        visible = self._visible or is_on(self._answers, "visible")
        prompter = telling.between(self._prompter())
        try:
            report = collect(account, VisitOptions(prompter.attended, visible), prompter)
        except MoissonError as error:
            facts = {key: str(value) for key, value in error.facts.items()}
            return self._unfinished_with(Fault(error.code.value, facts))
        self._run, outcome = report.run, report.run.outcome
        self._signed_in = self._signed_in or outcome in GOOD
        if outcome is None or outcome in (*GOOD, Outcome.CANCELLED):
            return self._done()
        if outcome is Outcome.WRONG_CREDENTIALS:
            return Page("credentials", _refused(outcome))
        return self._unfinished(outcome)

    def _put_right(self) -> Account:
        """Before another attempt: what the page "unfinished" was told, and an end to the pause."""
        account = self._account
        if account is None:
            raise RuntimeError("there is no account to collect")
        if "unfinished" in self._trail:
            host = self._fault.facts.get("host") if is_on(self._answers, "allow_host") else None
            account = self._manage().edit(
                account.id,
                documents_url=text_of(self._answers, "documents_url") or None,
                allow_host=host,
                paused=False,
            )
        return account

    def _unfinished(self, outcome: Outcome) -> Page:
        facts = dict(self._run.facts) if self._run else {}
        return self._unfinished_with(Fault(outcome.value, facts))

    def _unfinished_with(self, fault: Fault) -> Page:
        self._fault = fault
        for key in ("later", "visible", "allow_host"):
            self._answers.pop(key, None)
        return Page("unfinished", {"": fault})

    def _done(self) -> Done:
        facts: dict[str, object] = {}
        if self._account:
            facts = {"account": self._account.id, "company": self._account.company}
        if self._run:
            facts |= dict(self._run.facts)
            facts |= {"outcome": self._run.outcome, "documents": len(self._run.documents)}
        return Done("account_added", facts)

    def _undo(self) -> Done | None:
        if self._account and self._signed_in and self._ask_with:
            return self._done()
        self._remove()
        return None

    def _remove(self) -> None:
        if self._account is not None:
            self._manage().remove(self._account.id, keep_documents=False)
            self._account = None

    def _place_of(self, error: MoissonError) -> str:
        shown = self._form("credentials").keys
        return place_of_account_error(error, shown) or super()._place_of(error)

    def _hosts(self, portal: Portal) -> list[str]:
        """Where a password or cookies may go."""
        typed = (text_of(self._answers, key) for key in ("url", "documents_url"))
        return [*portal.hosts, *hosts_in(typed)]

    def _portal(self) -> Portal:
        return self._manage().portal_meant(self._request())

    def _request(self) -> AccountRequest:
        portal_id, url = text_of(self._answers, "portal"), text_of(self._answers, "url")
        wanted = AccountRequest(portal_id=portal_id or None, url=(url or None) if not portal_id else None)
        portal = self._manage().portal_meant(wanted)
        return AccountRequest(
            portal_id=wanted.portal_id,
            url=wanted.url,
            name=text_of(self._answers, "name") or None,
            username=text_of(self._answers, "username"),
            since=date_of(self._answers, "since"),
            documents_url=text_of(self._answers, "documents_url") or None,
            secrets=secrets_in(self._answers, portal),
            answers=answers_in(self._answers, portal),
        )

    def _manage(self) -> ManageAccounts:
        return ManageAccounts(self._parts, VisitTelling("", lambda work: None), self._cancellation)

    def _prompter(self) -> Prompter:
        if self._ask_with is None:
            raise RuntimeError("a flow without a prompter visits nothing")
        return self._ask_with(self._cancellation)


def _refused(outcome: Outcome | None) -> Faults:
    """Beside the password when the portal refused it; nothing when the person stopped."""
    return {PASSWORD: Fault(outcome.value)} if outcome is Outcome.WRONG_CREDENTIALS else {}
