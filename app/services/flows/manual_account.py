"""An account without a portal: files are added by hand."""

from __future__ import annotations

from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Parts
from app.services.flows.answers import text_of
from app.services.flows.paged_flow import Page, PagedFlow, Tell
from app.services.flows.steps import Done, Faults, Field, FieldKind, Form, Progress, Work
from app.services.flows.visit_telling import VisitTelling
from app.services.manage_accounts import AccountRequest, ManageAccounts

STORING = Progress("storing")


class ManualAccountFlow(PagedFlow):
    """manual -> storing -> Done "account_added"."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, "manual")

    def _form(self, name: str) -> Form:
        return Form(name, (Field("name", FieldKind.TEXT, required=True),), primary="finish")

    def _check(self, name: str) -> Faults:
        return {}

    def _after(self, name: str) -> Page | Work | Done:
        return STORING

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        telling = VisitTelling(STORING.name, tell)
        manage = ManageAccounts(self._parts, telling, self._cancellation)
        account = manage.add(AccountRequest(manual=True, name=text_of(self._answers, "name")), None).account
        if account is None:
            raise RuntimeError("a manual account needs no check")
        return Done("account_added", {"account": account.id, "company": account.company})

    def _place_of(self, error: MoissonError) -> str:
        return "name" if error.code is ErrorCode.ACCOUNT_EXISTS else super()._place_of(error)
