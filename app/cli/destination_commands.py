from __future__ import annotations

import argparse
import webbrowser

from app.cli.error_texts import DONE
from app.cli.invocation import Invocation
from app.cli.schedule_texts import schedule_shape, turn
from app.cli.shapes import destination_shape, plain
from app.domain.deliveries import (
    DEFAULT_INTERVAL,
    DEFAULT_TYPES,
    DateKind,
    Destination,
    DestinationKind,
    ExportRule,
)
from app.i18n import tr, trn
from app.ports.destination import ConsentRequest
from app.services.manage_destinations import ManageDestinations
from app.services.timetable import Timetable, destination_subject


def add_folder(invocation: Invocation) -> int:
    arguments = invocation.arguments
    path = arguments.path.expanduser().absolute()
    added = ManageDestinations(invocation.application.write()).add(
        arguments.name or path.name, DestinationKind.FOLDER, {"path": str(path)}, _rule(arguments)
    )
    return _added(invocation, added)


def add_google_drive(invocation: Invocation) -> int:
    arguments = invocation.arguments
    manage = ManageDestinations(invocation.application.write())
    with invocation.work():
        added = manage.add_google_drive(
            arguments.name or "",
            arguments.client_secrets.expanduser(),
            arguments.folder_name,
            _consent(invocation, pick_folder=arguments.pick_folder),
            _rule(arguments),
        )
    return _added(invocation, added)


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
        open_browser, pick_folder=pick_folder, stopped=lambda: invocation.cancellation.cancelled
    )


def _rule(arguments: argparse.Namespace) -> ExportRule:
    return ExportRule(
        types=arguments.types or DEFAULT_TYPES,
        since=arguments.since,
        date_kind=DateKind(arguments.date_kind),
        interval=arguments.every or DEFAULT_INTERVAL,
        name_template=arguments.name_template,
    )


def _added(invocation: Invocation, added: Destination) -> int:
    arguments, parts = invocation.arguments, invocation.application.write()
    timetable = Timetable(parts.store(), parts.clock())
    timetable.change(destination_subject(added), days=arguments.days, hours=arguments.hours)
    if invocation.output.as_json:
        planned = schedule_shape(timetable.entry(destination_subject(added)))
        invocation.output.document({"destination": added.id, **destination_shape(added), **planned})
    invocation.output.line(tr("Destination {id} was added: {name}.", id=added.id, name=added.name))
    return DONE


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
    items = ManageDestinations(invocation.application.read()).preview(invocation.arguments.destination)
    if output.as_json:
        output.document(
            [
                {"document": i.document_id, "name": i.name, "issued": plain(i.issued), "size": i.size}
                for i in items
            ]
        )
    elif items:
        output.table(
            (tr("Document"), tr("Name"), tr("Issued"), tr("Bytes")),
            [(str(i.document_id), i.name, plain(i.issued) or "", str(i.size)) for i in items],
            right=(0, 3),
        )
    output.line(trn("{count} document waits.", "{count} documents wait.", len(items)))
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
