from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.cli.error_texts import (
    CANCELLED,
    NEEDS_THE_USER,
    NO_SECRET_STORE,
    error_in_words,
    exit_status,
    exit_status_of,
)
from app.cli.invocation import Invocation
from app.cli.outcome_texts import NO_OUTCOME, OUTCOMES
from app.cli.output import Output
from app.cli.shapes import run_shape
from app.cli.texts import in_words
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import VisitOptions
from app.i18n import tr
from app.ports.collector import Prompter
from app.ports.progress import Progress
from app.services.appointments import Appointment, KeepAppointment, appointments
from app.services.collect_account import VisitReport
from app.services.collect_accounts import CollectAccounts


def sync(invocation: Invocation) -> int:
    arguments = invocation.arguments
    parts = invocation.application.write()
    if not (arguments.visible or arguments.appointment):
        parts.expect_visit()
    with invocation.work() as progress:
        prompter = invocation.prompter(progress, unattended=arguments.unattended)
        options = VisitOptions(
            attended=prompter.attended,
            visible=arguments.visible,
            dry_run=arguments.dry_run,
            since=arguments.since,
        )
        if arguments.appointment:
            reports = _keep_appointment(invocation, progress, options, prompter)
        else:
            collect = CollectAccounts(parts, progress, invocation.cancellation)
            reports = collect(arguments.accounts, options, prompter)
    companies = {account.id: account.company for account in parts.store().accounts.all()}
    show(
        invocation.output,
        reports,
        companies,
        dry_run=arguments.dry_run,
        appointment=arguments.appointment,
    )
    return exit_status_of_visits(reports)


def _keep_appointment(
    invocation: Invocation, progress: Progress, options: VisitOptions, prompter: Prompter
) -> list[VisitReport]:
    if invocation.arguments.accounts:
        raise MoissonError(ErrorCode.INPUT_INVALID, field="--appointment")
    parts = invocation.application.write()
    if appointments(parts.store()) and not prompter.attended:
        raise MoissonError(ErrorCode.NOBODY_THERE)

    def begins(appointment: Appointment, number: int, of: int) -> None:
        name = appointment.account.company
        invocation.output.say(tr("{number} of {of}: {name}", number=number, of=of, name=name))

    keep = KeepAppointment(parts, progress, invocation.cancellation)
    return keep(options, prompter, begins)


def exit_status_of_visits(reports: Sequence[VisitReport]) -> int:
    """What was typed was right, so an error is something to put right, or a closed secret store."""
    status = exit_status_of([r.run.outcome or Outcome.CANCELLED for r in reports if r.error is None])
    errors = {exit_status(report.error.code) for report in reports if report.error}
    if status == CANCELLED or not errors:
        return status
    return NO_SECRET_STORE if NO_SECRET_STORE in errors else NEEDS_THE_USER


def show(
    output: Output,
    reports: Sequence[VisitReport],
    companies: Mapping[int, str],
    *,
    dry_run: bool = False,
    appointment: bool = False,
) -> None:
    if output.as_json:
        shapes = [
            run_shape(report, companies.get(report.run.account_id, ""), dry_run=dry_run) for report in reports
        ]
        output.document({"runs": shapes})
        return
    if not reports and appointment:
        output.line(tr("No account waits for you."))
        return
    if not reports:
        output.line(tr("There is no account to visit. Add one: `moisson account add --portal ID`."))
        return
    output.table(
        (
            tr("Company"),
            tr("Listed"),
            tr("New"),
            tr("Known"),
            tr("Out of range"),
            tr("Missed"),
            tr("Seconds"),
        ),
        [_row(report, companies) for report in reports],
        right=range(1, 7),
    )
    for report in reports:
        _show_one(output, report, companies)


def _show_one(output: Output, report: VisitReport, companies: Mapping[int, str]) -> None:
    run = report.run
    facts = {
        **dict(run.facts),
        "company": companies.get(run.account_id, ""),
        "account": run.account_id,
        "evidence": run.evidence,
    }
    if report.error:
        output.line(in_words(NO_OUTCOME, facts) + " " + error_in_words(report.error))
    else:
        output.line(in_words(OUTCOMES[run.outcome or Outcome.CANCELLED], facts))
    for _, label in report.wanted:
        output.line("  " + tr("would be fetched: {label}", label=label))


def _row(report: VisitReport, companies: Mapping[int, str]) -> tuple[str, ...]:
    counts = report.run.counts
    numbers = (counts.listed, counts.new, counts.known, counts.out_of_range, counts.failed)
    return (companies.get(report.run.account_id, ""), *map(str, numbers), f"{report.run.duration_s:.1f}")
