from __future__ import annotations

import argparse
from collections.abc import Sequence

from app.cli.error_texts import DONE, exit_status_of
from app.cli.invocation import Invocation
from app.cli.look_alikes import warn_of
from app.cli.outcome_texts import OUTCOMES
from app.cli.progress_display import SilentProgress
from app.cli.schedule_texts import schedule_shape, turn
from app.cli.secret_input import Credentials, ask_secret, read_credentials
from app.cli.shapes import Shape, account_shape, plain
from app.cli.texts import Text, in_words
from app.domain.accounts import Account, AccountKind, Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.hosts import hosts_in
from app.domain.look_alikes import HostWarning
from app.domain.portals import Portal
from app.i18n import tr
from app.ports.parts import Parts
from app.services.manage_accounts import AccountRequest, AddedAccount, ManageAccounts
from app.services.timetable import Entry, Timetable, account_subject


def add(invocation: Invocation) -> int:
    arguments = invocation.arguments
    if arguments.manual:
        _refuse_schedule(arguments, arguments.name or "")
    warnings: Sequence[HostWarning] = ()
    credentials = Credentials()
    if not arguments.manual:
        portal = _portal_meant(invocation)
        typed = hosts_in(filter(None, (arguments.url, arguments.documents_url)))
        warnings = warn_of(
            invocation, [*(portal.hosts if portal else ()), *typed], portal.name if portal else ""
        )
        credentials = read_credentials(invocation, portal)
    request = AccountRequest(
        portal_id=arguments.portal,
        url=arguments.url,
        manual=arguments.manual,
        name=arguments.name,
        username=credentials.username,
        since=arguments.since,
        documents_url=arguments.documents_url,
        secrets=credentials.secrets,
        answers=credentials.answers,
    )
    parts = invocation.application.write()
    with invocation.work() as progress:
        prompter = None if arguments.no_check else invocation.prompter(progress)
        manage = ManageAccounts(parts, progress, invocation.cancellation)
        added = manage.add(request, prompter, visible=arguments.visible)
    if added.account:
        _plan(invocation, parts, added.account)
    return _tell(invocation, added, warnings)


def _portal_meant(invocation: Invocation) -> Portal | None:
    """The entry, when there is one: it says what to ask for."""
    arguments, catalogue = invocation.arguments, invocation.application.catalogue()
    return catalogue.get(arguments.portal) if arguments.portal else catalogue.find_by_url(arguments.url)


def _tell(invocation: Invocation, added: AddedAccount, warnings: Sequence[HostWarning]) -> int:
    output, account, outcome = invocation.output, added.account, added.outcome
    if output.as_json:
        shape = {"account": account.id if account else None, "outcome": plain(outcome)}
        output.document(shape | ({"warnings": plain([*warnings])} if warnings else {}))
    if outcome is not None:
        company = account.company if account else invocation.arguments.name or _wanted(invocation)
        run = added.report.run if added.report else None
        facts = {
            "company": company,
            "account": account.id if account else "",
            **dict(run.facts if run else ()),
        }
        text = OUTCOMES[outcome] if account else Text(OUTCOMES[outcome].happened)
        signed_in = tr("{company}: signed in.", company=company)
        output.line(signed_in if outcome is Outcome.OK else in_words(text, facts))
    if account is None:
        output.line(tr("Nothing was stored. Run the command again."))
    else:
        output.line(tr("Account {account} was added: {name}.", account=account.id, name=account.company))
    return exit_status_of([outcome] if outcome else [])


def _wanted(invocation: Invocation) -> str:
    return str(invocation.arguments.portal or invocation.arguments.url)


def show_list(invocation: Invocation) -> int:
    parts, output = invocation.application.read(), invocation.output
    store = parts.store()
    accounts = store.accounts.all()
    entries = {entry.subject: entry for entry in Timetable(store, parts.clock()).entries()}
    if output.as_json:
        output.document([_shape(parts, a, entries.get(account_subject(a))) for a in accounts])
    elif accounts:
        output.table(
            (
                tr("Id"),
                tr("Company"),
                tr("User name"),
                tr("Portal"),
                tr("Since"),
                tr("State"),
                tr("Next visit"),
            ),
            [_row(a, entries.get(account_subject(a))) for a in accounts],
            right=(0,),
        )
    else:
        output.line(tr("There is no account yet. Add the first one: `moisson account add --portal ID`."))
    return DONE


def _shape(parts: Parts, account: Account, entry: Entry | None) -> Shape:
    last = next(iter(parts.store().runs.last(account.id)), None)
    return {**account_shape(account, last), **schedule_shape(entry)}


def _row(account: Account, entry: Entry | None) -> tuple[str, ...]:
    place = account.portal_id or account.url or ""
    names = (str(account.id), account.company, account.username, place)
    return (*names, _day(account), _state(account), turn(entry))


def _day(account: Account) -> str:
    return account.since.isoformat() if account.since else ""


def _state(account: Account) -> str:
    return tr("suspended") if account.paused else tr("active")


def edit(invocation: Invocation) -> int:
    arguments = invocation.arguments
    parts = invocation.application.write()
    manage = _management(invocation, parts)
    account = manage.get(arguments.account)
    if account.kind is AccountKind.MANUAL:
        _refuse_schedule(arguments, account.id)
    warn_of(invocation, hosts_in(filter(None, (arguments.documents_url, arguments.allow_host))))
    secrets = _new_secrets(invocation, parts, account)
    account = manage.edit(
        account.id,
        name=arguments.name,
        username=arguments.username,
        since=arguments.since,
        documents_url=arguments.documents_url,
        allow_host=arguments.allow_host,
        paused=True if arguments.pause else False if arguments.resume else None,
        secrets=secrets,
    )
    _plan(invocation, parts, account)
    if invocation.output.as_json:
        entry = Timetable(parts.store(), parts.clock()).entry(account_subject(account))
        invocation.output.document(_shape(parts, account, entry))
    invocation.output.line(
        tr("Account {account} was changed: {name}.", account=account.id, name=account.company)
    )
    return DONE


def _plan(invocation: Invocation, parts: Parts, account: Account) -> None:
    arguments = invocation.arguments
    Timetable(parts.store(), parts.clock()).change(
        account_subject(account), interval=arguments.every, days=arguments.days, hours=arguments.hours
    )


def _refuse_schedule(arguments: argparse.Namespace, account: int | str) -> None:
    """Nobody visits a manual account."""
    if arguments.every or arguments.days or arguments.hours:
        raise MoissonError(ErrorCode.ACCOUNT_HAS_NO_PORTAL, account=account)


def _new_secrets(invocation: Invocation, parts: Parts, account: Account) -> Secrets | None:
    if invocation.arguments.secrets_stdin:
        portal = parts.catalogue().get(account.portal_id) if account.portal_id else None
        return read_credentials(invocation, portal).secrets
    return Secrets(ask_secret(tr("Password:"))) if invocation.arguments.password else None


def remove(invocation: Invocation) -> int:
    arguments = invocation.arguments
    manage = _management(invocation, invocation.application.write())
    account = manage.get(arguments.account)
    manage.remove(account.id, keep_documents=arguments.keep_documents)
    if invocation.output.as_json:
        invocation.output.document({"account": account.id, "removed": True})
    invocation.output.line(
        tr("Account {account} was removed: {name}.", account=account.id, name=account.company)
    )
    return DONE


def _management(invocation: Invocation, parts: Parts) -> ManageAccounts:
    return ManageAccounts(parts, SilentProgress(), invocation.cancellation)
