"""The whole job against the built-in portal, step by step, with the commands that would do the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.cli import document_commands, export_command, sync_command
from app.cli.application import Demonstration
from app.cli.error_texts import exit_status_of
from app.cli.invocation import Invocation
from app.cli.progress_display import ShownProgress
from app.cli.shapes import document_shape, export_shape, run_shape
from app.domain.accounts import Secrets
from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.domain.deliveries import Destination, DestinationKind, ExportResult, ExportRule
from app.domain.documents import DocumentFilter
from app.domain.errors import Outcome
from app.domain.runs import VisitOptions
from app.i18n import tr
from app.ports.parts import Parts
from app.services.collect_account import VisitReport
from app.services.collect_accounts import CollectAccounts
from app.services.deliver_documents import DeliverDocuments
from app.services.manage_accounts import AccountRequest, ManageAccounts
from app.services.manage_destinations import ManageDestinations


class _DemoPrompter:
    """Answers with the code that the demonstration portal has just “sent”."""

    attended = True

    def __init__(self, code: Callable[[], str], say: Callable[[str], None]) -> None:
        self._code = code
        self._say = say

    def ask(self, challenge: Challenge) -> Answer:
        if challenge.kind is not ChallengeKind.CODE:
            return Answer(AnswerKind.CANCEL)
        code = self._code()
        self._say("  " + tr("The portal asks for a code; here you would type it: {code}", code=code))
        return Answer(AnswerKind.CODE, text=code)

    def hand_over(self, challenge: Challenge) -> bool:
        return False


def demo(invocation: Invocation) -> int:
    demonstration = invocation.application.demonstrate(invocation.arguments.out)
    try:
        return _Demo(replace(invocation, application=demonstration.application), demonstration).run()
    finally:
        demonstration.close()


class _Demo:
    def __init__(self, invocation: Invocation, demonstration: Demonstration) -> None:
        self._invocation = invocation
        self._demonstration = demonstration
        self._output = invocation.output
        self._parts: Parts = demonstration.application.write()
        self._prompter = _DemoPrompter(demonstration.code, invocation.output.line)

    def run(self) -> int:
        self._output.line(tr("Everything happens in {folder}.", folder=self._demonstration.folder))
        with self._invocation.work() as progress:
            outcome = self._sign_in(progress)
            if outcome is not Outcome.OK:
                return exit_status_of([outcome])
            reports = self._collect(progress)
            destinations, results = self._deliver(progress)
        self._show(reports, destinations, results)
        visits = sync_command.exit_status_of_visits(reports)
        return visits or exit_status_of([result.outcome for result in results])

    def _sign_in(self, progress: ShownProgress) -> Outcome:
        if self._parts.store().accounts.all():
            return Outcome.OK  # the demonstration is run again in its folder
        self._output.line(tr("1. Sign in (`moisson account add`)"))
        manage = ManageAccounts(self._parts, progress, self._invocation.cancellation)
        demonstration = self._demonstration
        request = AccountRequest(
            portal_id="demo", username=demonstration.username, secrets=Secrets(demonstration.password)
        )
        return manage.add(request, self._prompter).outcome or Outcome.OK

    def _collect(self, progress: ShownProgress) -> list[VisitReport]:
        self._output.line(tr("2. Collect (`moisson sync`)"))
        collect = CollectAccounts(self._parts, progress, self._invocation.cancellation)
        return collect([], VisitOptions(), self._prompter)

    def _deliver(self, progress: ShownProgress) -> tuple[list[Destination], list[ExportResult]]:
        self._output.line(tr("3. Deliver (`moisson destination add folder`, `moisson export`)"))
        destinations = list(self._parts.store().outbox.destinations()) or [self._add_destination()]
        deliver = DeliverDocuments(self._parts, progress, self._invocation.cancellation)
        return destinations, [deliver(destination) for destination in destinations]

    def _add_destination(self) -> Destination:
        folder = self._demonstration.folder / "delivered"
        folder.mkdir(exist_ok=True)
        return ManageDestinations(self._parts).add(
            tr("Invoices"), DestinationKind.FOLDER, {"path": str(folder)}, ExportRule()
        )

    def _show(
        self, reports: list[VisitReport], destinations: list[Destination], results: list[ExportResult]
    ) -> None:
        store, vault = self._parts.store(), self._parts.vault()
        documents = store.documents.list(DocumentFilter())
        companies = {account.id: account.company for account in store.accounts.all()}
        if self._output.as_json:
            self._output.document(
                {
                    "folder": str(self._demonstration.folder),
                    "runs": [run_shape(r, companies[r.run.account_id]) for r in reports],
                    "documents": [document_shape(d, vault.path(d.sha256, d.suffix)) for d in documents],
                    "destinations": [export_shape(result) for result in results],
                }
            )
            return
        sync_command.show(self._output, reports, companies)
        document_commands.show(self._output, documents)
        export_command.show(self._output, destinations, results)
        delivered = self._demonstration.folder / "delivered"
        self._output.line(tr("Delivered to {folder}:", folder=delivered))
        for path in sorted(delivered.rglob("*.pdf")):
            self._output.line(f"  {path.relative_to(delivered)}")
