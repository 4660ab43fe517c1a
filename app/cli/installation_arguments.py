from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.parser import add_command
from app.i18n import tr


def add_to(commands: Any) -> None:
    add_command(
        commands,
        "verify",
        "installation_commands:verify",
        tr("compare every file with the database and the destinations"),
    )
    add_command(
        commands,
        "doctor",
        "installation_commands:doctor",
        tr("check browser, secret store and folders of this computer"),
    )
    add_command(
        commands,
        "run",
        "run_command:run",
        tr("the timer: collect and export what is due, until it is stopped"),
    )
    demo = add_command(
        commands, "demo", "demo_command:demo", tr("the whole job against the built-in demonstration portal")
    )
    demo.add_argument("--out", type=Path, metavar=tr("DIR"), help=tr("the folder to do it in"))
