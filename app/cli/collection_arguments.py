from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.parser import add_command, add_group, day, positive
from app.domain.documents import DocumentType
from app.i18n import tr


def add_to(commands: Any) -> None:
    _sync(commands)
    _document(add_group(commands, "document", tr("the documents that were collected")))
    issue = add_group(commands, "issue", tr("what only you can put right"))
    add_command(issue, "list", "issue_commands:show_list", tr("list the problems, each with its remedy"))
    inspect = add_command(
        add_group(commands, "page", tr("what Moisson sees of a page")),
        "inspect",
        "page_commands:inspect",
        tr("read pages as a visit does, one JSON object per line"),
    )
    inspect.add_argument("sources", nargs="+", metavar=tr("FILE|URL"))


def _sync(commands: Any) -> None:
    sync = add_command(commands, "sync", "sync_command:sync", tr("collect what is new"))
    sync.add_argument("accounts", nargs="*", type=positive, metavar=tr("ACCOUNT"))
    sync.add_argument("--dry-run", action="store_true", help=tr("say what would be fetched, store nothing"))
    sync.add_argument("--visible", action="store_true", help=tr("show the browser"))
    sync.add_argument("--unattended", action="store_true", help=tr("nobody is there to answer questions"))
    sync.add_argument(
        "--appointment",
        action="store_true",
        help=tr("only the accounts that wait for you, one after the other"),
    )
    sync.add_argument(
        "--codes-stdin", action="store_true", help=tr("read the codes that are asked for from standard input")
    )
    sync.add_argument(
        "--since", type=day, metavar=tr("DATE"), help=tr("collect documents issued from this day on")
    )


def _document(group: Any) -> None:
    listing = add_command(group, "list", "document_commands:show_list", tr("list or search documents"))
    listing.add_argument("--account", type=positive, metavar="ID", help=tr("of one account"))
    listing.add_argument("--company", metavar=tr("NAME"), help=tr("of one company"))
    listing.add_argument(
        "--type", choices=[kind.value for kind in DocumentType], metavar="TYPE", help=", ".join(DocumentType)
    )
    listing.add_argument("--text", metavar=tr("TEXT"), help=tr("words of the supplier, number, name or file"))
    listing.add_argument(
        "--from", dest="since", type=day, metavar=tr("DATE"), help=tr("issued from this day")
    )
    listing.add_argument("--to", dest="until", type=day, metavar=tr("DATE"), help=tr("issued up to this day"))
    adding = add_command(group, "add", "document_commands:add", tr("add files by hand to a manual account"))
    adding.add_argument(
        "--account", type=positive, required=True, metavar="ID", help=tr("the manual account")
    )
    adding.add_argument("files", nargs="+", type=Path, metavar=tr("FILE"))
