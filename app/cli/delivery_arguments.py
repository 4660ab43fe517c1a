from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_command, add_group, day, interval, positive, schedule_options
from app.domain.deliveries import DEFAULT_TEMPLATE, DateKind
from app.domain.documents import DocumentType
from app.i18n import tr


def add_to(commands: Any) -> None:
    _destination(add_group(commands, "destination", tr("where documents are delivered")))
    export = add_command(commands, "export", "export_command:export", tr("deliver what is waiting"))
    export.add_argument("destinations", nargs="*", type=positive, metavar=tr("DESTINATION"))
    export.add_argument(
        "--again",
        nargs="+",
        type=positive,
        default=[],
        metavar=tr("DOCUMENT"),
        help=tr("send these once more if they were removed there: `moisson verify` names them"),
    )
    export.add_argument("--yes", action="store_true", help=tr("do not ask before a first export"))


def _destination(group: Any) -> None:
    adding = add_group(group, "add", tr("add a destination"))
    folder = add_command(adding, "folder", "destination_commands:add_folder", tr("add a folder"))
    folder.add_argument("--path", required=True, type=Path, metavar=tr("DIR"), help=tr("the folder"))
    _rule(folder)
    _google_drive(adding)
    edit = add_command(group, "edit", "destination_commands:edit", tr("change what a destination takes"))
    edit.add_argument("destination", type=positive, metavar="ID")
    _rule(edit)
    _back_to_all(edit)
    reconnect = add_command(
        group, "reconnect", "destination_commands:reconnect", tr("renew your consent; what waits stays")
    )
    reconnect.add_argument("destination", type=positive, metavar="ID")
    reconnect.add_argument(
        "--client-secrets",
        type=Path,
        metavar=tr("FILE"),
        help=tr("the file of your OAuth client, if it changed"),
    )
    add_command(group, "list", "destination_commands:show_list", tr("list your destinations"))
    preview = add_command(
        group, "preview", "destination_commands:preview", tr("say what the next export would deliver")
    )
    preview.add_argument("destination", type=positive, metavar="ID")
    remove = add_command(
        group, "remove", "destination_commands:remove", tr("remove a destination; what it holds stays there")
    )
    remove.add_argument("destination", type=positive, metavar="ID")


def _google_drive(adding: Any) -> None:
    drive = add_command(
        adding, "google-drive", "destination_commands:add_google_drive", tr("add a folder in Google Drive")
    )
    drive.add_argument(
        "--client-secrets",
        required=True,
        type=Path,
        metavar=tr("FILE"),
        help=tr("the file of your OAuth client, downloaded from Google’s console"),
    )
    drive.add_argument(
        "--folder-name",
        default="Moisson",
        metavar=tr("NAME"),
        help=tr("the folder to make in Drive (default: Moisson)"),
    )
    drive.add_argument(
        "--pick-folder", action="store_true", help=tr("choose an existing folder on Google’s page")
    )
    _rule(drive)


def _rule(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", metavar=tr("NAME"), help=tr("a name for the destination"))
    command.add_argument(
        "--type",
        dest="types",
        type=_types,
        metavar="TYPE,...",
        help=tr("the types to deliver: {types}", types=", ".join(DocumentType)),
    )
    command.add_argument(
        "--since", type=day, metavar=tr("DATE"), help=tr("deliver documents from this day on")
    )
    command.add_argument(
        "--date-kind",
        choices=[kind.value for kind in DateKind],
        help=tr("whether that day is the day of issue (the default) or of import"),
    )
    _origin(command)
    _files(command)
    command.add_argument(
        "--every", type=interval, metavar="6h", help=tr("how often: 30m, 6h, 1d (default: 6h)")
    )
    schedule_options(command)
    command.add_argument(
        "--name-template",
        metavar=tr("TEMPLATE"),
        help=tr("the names of the files (default: {template})", template=DEFAULT_TEMPLATE),
    )


def _origin(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--account",
        dest="accounts",
        action="append",
        type=positive,
        metavar="ID",
        help=tr("only documents of this account; may be repeated"),
    )
    command.add_argument(
        "--company",
        dest="companies",
        action="append",
        metavar=tr("NAME"),
        help=tr("only documents of this company; may be repeated"),
    )


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sub-folders",
        action=argparse.BooleanOptionalAction,
        help=tr("one sub-folder per company (default: no)"),
    )
    kinds = command.add_mutually_exclusive_group()
    kinds.add_argument(
        "--all-files",
        action="store_const",
        const=True,
        help=tr("deliver images and electronic invoices too, not only PDF"),
    )
    kinds.add_argument(
        "--pdf-only",
        dest="all_files",
        action="store_const",
        const=False,
        help=tr("deliver PDF only (the default)"),
    )


def _back_to_all(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--all-accounts", action="store_true", help=tr("documents of every account and company again")
    )
    command.add_argument("--all-dates", action="store_true", help=tr("documents of every date again"))


def _types(text: str) -> tuple[DocumentType, ...]:
    try:
        return tuple(dict.fromkeys(DocumentType(word.strip()) for word in text.split(",")))
    except ValueError:
        raise argparse.ArgumentTypeError(
            tr("“{text}”: the types are {types}", text=text, types=", ".join(DocumentType))
        ) from None
