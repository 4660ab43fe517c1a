from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.parser import add_command, add_group, day, interval, letter, positive, schedule_options
from app.i18n import tr


def add_to(commands: Any) -> None:
    _portal(add_group(commands, "portal", tr("the catalogue of portals")))
    _account(add_group(commands, "account", tr("your accounts at portals, and manual ones")))


def _portal(group: Any) -> None:
    listing = add_command(group, "list", "portal_commands:show_list", tr("list or search the catalogue"))
    listing.add_argument("--text", metavar=tr("TEXT"), help=tr("words of the name"))
    listing.add_argument("--country", metavar=tr("CODE"), help=tr("a country, such as FR"))
    listing.add_argument("--category", metavar=tr("CATEGORY"), help=tr("a category, such as telecom"))
    listing.add_argument("--letter", type=letter, metavar="A", help=tr("the first letter of the name"))
    listing.add_argument("--limit", type=positive, metavar="N", help=tr("at most so many"))
    one = add_command(group, "show", "portal_commands:show_one", tr("show one entry, whole"))
    one.add_argument("portal", metavar="ID")
    check = add_command(group, "check", "portal_commands:check", tr("check entries, with line numbers"))
    check.add_argument("files", nargs="+", type=Path, metavar=tr("FILE"))


def _account(group: Any) -> None:
    _account_add(add_command(group, "add", "account_commands:add", tr("add an account and sign in once")))
    add_command(group, "list", "account_commands:show_list", tr("list your accounts"))
    _account_edit(add_command(group, "edit", "account_commands:edit", tr("change an account")))
    remove = add_command(
        group, "remove", "account_commands:remove", tr("remove an account, with its password and its session")
    )
    remove.add_argument("account", type=positive, metavar="ID")
    remove.add_argument(
        "--keep-documents", action="store_true", help=tr("keep the documents that were collected")
    )


def _account_add(command: argparse.ArgumentParser) -> None:
    kind = command.add_mutually_exclusive_group(required=True)
    kind.add_argument("--portal", metavar="ID", help=tr("a portal of the catalogue"))
    kind.add_argument("--url", metavar="URL", help=tr("the address of any portal"))
    kind.add_argument("--manual", action="store_true", help=tr("no portal: files are added by hand"))
    _common(command)
    command.add_argument(
        "--codes-stdin", action="store_true", help=tr("read the codes that are asked for from standard input")
    )
    command.add_argument("--visible", action="store_true", help=tr("show the browser"))
    command.add_argument("--no-check", action="store_true", help=tr("do not sign in now"))


def _account_edit(command: argparse.ArgumentParser) -> None:
    command.add_argument("account", type=positive, metavar="ID")
    _common(command)
    command.add_argument("--password", action="store_true", help=tr("ask for the new password"))
    command.add_argument(
        "--allow-host", metavar=tr("HOST"), help=tr("let this site have the password and the session, too")
    )
    pause = command.add_mutually_exclusive_group()
    pause.add_argument("--pause", action="store_true", help=tr("suspend the visits"))
    pause.add_argument("--resume", action="store_true", help=tr("resume the visits"))


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", metavar=tr("NAME"), help=tr("the name of the company"))
    command.add_argument("--username", metavar=tr("NAME"), help=tr("the user name at the portal"))
    command.add_argument(
        "--since", type=day, metavar=tr("DATE"), help=tr("collect documents issued from this day on")
    )
    command.add_argument(
        "--every", type=interval, metavar="1d", help=tr("how often to visit: 30m, 6h, 1d (default: 1d)")
    )
    schedule_options(command)
    command.add_argument(
        "--documents-url", metavar="URL", help=tr("the page of the documents, when it is not found")
    )
    command.add_argument(
        "--secrets-stdin",
        action="store_true",
        help=tr('read one line of JSON from standard input: {"password": "...", "totp": "..."}'),
    )
