from __future__ import annotations

import argparse
import webbrowser
from dataclasses import replace

from app.cli.error_texts import DONE
from app.cli.invocation import Invocation
from app.cli.preview_texts import remark, summary
from app.cli.schedule_texts import schedule_shape, turn
from app.cli.shapes import destination_shape, plain, preview_shape
from app.domain.deliveries import DateKind, Destination, DestinationKind, ExportRule
from app.domain.names import example_name
from app.i18n import tr
from app.ports.destination import ConsentRequest
from app.services.manage_destinations import ManageDestinations
from app.services.timetable import Timetable, destination_subject


def add_folder(invocation: Invocation) -> int:
    arguments = invocation.arguments
    path = arguments.path.expanduser().absolute()
    manage = ManageDestinations(invocation.application.write())
    settings, rule = {"path": str(path)}, _rule(arguments, ExportRule())
    added = manage.add(arguments.name or path.name, DestinationKind.FOLDER, settings, rule)
    return _added(invocation, manage, added)


def add_google_drive(invocation: Invocation) -> int:
    arguments = invocation.arguments
    manage = ManageDestinations(invocation.application.write())
    with invocation.work():
        added = manage.add_google_drive(
            arguments.name or "",
            arguments.client_secrets.expanduser(),
            arguments.folder_name,
            _consent(invocation, pick_folder=arguments.pick_folder),
            _rule(arguments, ExportRule()),
        )
    return _added(invocation, manage, added)


def edit(invocation: Invocation) -> int:
    arguments = invocation.arguments
    manage = ManageDestinations(invocation.application.write())
    before = manage.get(arguments.destination).rule
    if arguments.all_accounts:
        before = replace(before, accounts=(), companies=())
    if arguments.all_dates:
        before = replace(before, since=None)
    changed = manage.edit(arguments.destination, name=arguments.name, rule=_rule(arguments, before))
    _change_schedule(invocation, changed)
    text = tr("Destination {id} was changed: {name}.", id=changed.id, name=changed.name)
    _tell(invocation, manage, changed, text)
    return DONE


def reconnect(invocation: Invocation) -> int:
    arguments = invocation.arguments
    file = arguments.client_secrets.expanduser() if arguments.client_secrets else None
    manage = ManageDestinations(invocation.application.write())
    with invocation.work():
        destination = manage.reconnect(arguments.destination, _consent(invocation), file)
    if invocation.output.as_json:
        invocation.output.document({"destination": destination.id, "reconnected": True})
    invocation.output.line(
        tr("{name} is connected again: `moisson export {id}`.", name=destination.name, id=destination.id)
    )
    return DONE


def _consent(invocation: Invocation, *, pick_folder: bool = False) -> ConsentRequest:
    def open_browser(address: str) -> None:
        invocation.output.say(
            tr("Give your consent in the browser. If none opens, go to: {address}", address=address)
        )
        webbrowser.open(address)

    return ConsentRequest(
        open_browser,
        pick_folder=pick_folder,
        stopped=lambda: invocation.cancellation.cancelled,
        pause=invocation.cancellation.pause,
    )


def _rule(arguments: argparse.Namespace, before: ExportRule) -> ExportRule:
    """What was typed, and for the rest what was before."""
    origin_given = arguments.accounts or arguments.companies
    typed = {
        "types": arguments.types,
        "since": arguments.since,
        "date_kind": DateKind(arguments.date_kind) if arguments.date_kind else None,
        "interval": arguments.every,
        "name_template": arguments.name_template,
        "accounts": tuple(dict.fromkeys(arguments.accounts or ())) if origin_given else None,
        "companies": tuple(dict.fromkeys(arguments.companies or ())) if origin_given else None,
        "sub_folders": arguments.sub_folders,
        "all_files": arguments.all_files,
    }
    return replace(before, **{name: value for name, value in typed.items() if value is not None})


def _added(invocation: Invocation, manage: ManageDestinations, added: Destination) -> int:
    _change_schedule(invocation, added)
    text = tr("Destination {id} was added: {name}.", id=added.id, name=added.name)
    _tell(invocation, manage, added, text)
    return DONE


def _change_schedule(invocation: Invocation, destination: Destination) -> None:
    arguments, parts = invocation.arguments, invocation.application.write()
    timetable = Timetable(parts.store(), parts.clock())
    timetable.change(destination_subject(destination), days=arguments.days, hours=arguments.hours)


def _tell(invocation: Invocation, manage: ManageDestinations, destination: Destination, text: str) -> None:
    """With what the next export would send, before anything is sent."""
    output, preview = invocation.output, manage.preview(destination.id)
    if output.as_json:
        parts = invocation.application.write()
        entry = Timetable(parts.store(), parts.clock()).entry(destination_subject(destination))
        shape = {**destination_shape(destination), **schedule_shape(entry)}
        output.document({"destination": destination.id, **shape, "waiting": len(preview.items)})
    output.line(text)
    output.line(tr("Names look like this: {example}", example=_example(destination)))
    for line in summary(preview):
        output.line(line)
    if preview.items:
        output.line(
            tr(
                "See them: `moisson destination preview {id}`; send them: `moisson export {id}`.",
                id=destination.id,
            )
        )


def _example(destination: Destination) -> str:
    return example_name(destination.rule.name_template, sub_folders=destination.rule.sub_folders)


def show_list(invocation: Invocation) -> int:
    output, parts = invocation.output, invocation.application.read()
    destinations = parts.store().outbox.destinations()
    entries = {entry.subject: entry for entry in Timetable(parts.store(), parts.clock()).entries()}
    if output.as_json:
        output.document(
            [
                {**destination_shape(d), **schedule_shape(entries[destination_subject(d)])}
                for d in destinations
            ]
        )
    elif destinations:
        output.table(
            (tr("Id"), tr("Name"), tr("Where"), tr("Types"), tr("Since"), tr("Next export")),
            [
                (
                    str(d.id),
                    d.name,
                    d.settings.get("path") or d.settings.get("folder_name", ""),
                    ", ".join(d.rule.types),
                    plain(d.rule.since) or "",
                    turn(entries[destination_subject(d)]),
                )
                for d in destinations
            ],
            right=(0,),
        )
    else:
        output.line(tr("There is no destination yet: `moisson destination add folder --path DIR`."))
    return DONE


def preview(invocation: Invocation) -> int:
    output = invocation.output
    manage = ManageDestinations(invocation.application.read())
    destination = manage.get(invocation.arguments.destination)
    found = manage.preview(destination.id)
    if output.as_json:
        output.document([preview_shape(item) for item in found.items])
    elif found.items:
        output.table(
            (tr("Document"), tr("Name"), tr("Issued"), tr("Bytes"), tr("Remark")),
            [
                (str(i.document_id), i.name, plain(i.issued) or "", str(i.size), remark(i))
                for i in found.items
            ],
            right=(0, 3),
        )
    else:
        output.line(tr("Names look like this: {example}", example=_example(destination)))
    for line in summary(found):
        output.line(line)
    return DONE


def remove(invocation: Invocation) -> int:
    manage = ManageDestinations(invocation.application.write())
    destination = manage.get(invocation.arguments.destination)
    manage.remove(destination.id)
    if invocation.output.as_json:
        invocation.output.document({"destination": destination.id, "removed": True})
    invocation.output.line(
        tr(
            "Destination {id} was removed: {name}. What it holds stays there.",
            id=destination.id,
            name=destination.name,
        )
    )
    return DONE
