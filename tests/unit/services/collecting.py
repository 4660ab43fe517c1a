"""An account of a scripted portal, and ways for its visits to end."""

from __future__ import annotations

from app.domain.errors import (
    DocumentFailure,
    Outcome,
    VisitEndedError,
)
from app.domain.runs import Phase, VisitOptions
from app.ports.collector import Visit
from app.services.collect_account import CollectAccount, VisitReport
from tests.unit.services.service_parts import Person, Script, ServiceParts


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
