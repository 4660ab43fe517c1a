"""The words of the command line. Only argparse is loaded; a command names the function that does it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final, NoReturn

from app.cli import argparse_texts
from app.domain.schedules import Hours
from app.i18n import LANGUAGES, tr

Parser = argparse.ArgumentParser
Commands = Callable[..., Parser]

_WEEKDAYS: Final = (
    ("mon", "lun"),
    ("tue", "mar"),
    ("wed", "mer"),
    ("thu", "jeu"),
    ("fri", "ven"),
    ("sat", "sam"),
    ("sun", "dim"),
)
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


class UsageError(Exception):
    """What was typed makes no command. `usage` is the short help of the command meant."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def build_parser() -> Parser:
    """In the language that is set; help texts are translated as they are built."""
    argparse_texts.install()
    parser = _Parser(
        prog="moisson",
        description=tr("Collects your invoices from your suppliers’ portals and delivers them."),
        epilog=tr("`moisson COMMAND --help` explains a command."),
        allow_abbrev=False,
    )
    _global_options(parser, {})
    parser.add_argument(
        "--hidden", action="store_true", help=tr("without a command: begin in the tray, without a window")
    )
    _commands_as_options(parser)
    _add_commands(parser)
    return parser


def _add_commands(parser: Parser) -> None:
    from app.cli import account_arguments, collection_arguments, delivery_arguments, installation_arguments

    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), parser_class=_Parser)
    account_arguments.add_to(commands)
    collection_arguments.add_to(commands)
    delivery_arguments.add_to(commands)
    installation_arguments.add_to(commands)


def _commands_as_options(parser: Parser) -> None:
    """They go before any command."""
    parser.add_argument(
        "--version",
        dest="instead",
        action="store_const",
        const="installation_commands:show_version",
        help=tr("show which version this is"),
    )
    parser.add_argument(
        "--self-test",
        dest="instead",
        action="store_const",
        const="self_test_command:self_test",
        help=tr("try whether Moisson works on this computer; nothing of yours is touched"),
    )


def _global_options(parser: Parser, hidden: dict[str, Any]) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar=tr("DIR"),
        **hidden or {"help": tr("the folder that holds everything (or MOISSON_DATA_DIR)")},
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, **hidden or {"help": tr("the language of what is shown")}
    )
    parser.add_argument(
        "--json", action="store_true", **hidden or {"help": tr("print one JSON document, for scripts")}
    )
    parser.add_argument(
        "-v",
        "--verbose",
        action="count",
        **hidden or {"default": 0, "help": tr("show the log; twice: with details")},
    )


def add_group(commands: Any, name: str, text: str) -> Any:
    """A word that other words follow (`portal`, `account`)."""
    group = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    return group.add_subparsers(dest="action", metavar=tr("COMMAND"), required=True, parser_class=_Parser)


def add_command(commands: Any, name: str, does: str, text: str) -> Parser:
    """`does`: "module:function" in app.cli, loaded when it is run. Global options may also stand after it."""
    command: Parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.set_defaults(does=does, codes_stdin=False)
    _global_options(command, {"default": argparse.SUPPRESS, "help": argparse.SUPPRESS})
    return command


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a date such as 2026-01-31", text=text)) from None


def interval(text: str) -> timedelta:
    """30m, 6h, 1d."""
    found = re.fullmatch(r"([1-9]\d{0,4})([mhd])", text)
    if not found:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a time such as 30m, 6h or 1d", text=text))
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def weekdays(text: str) -> tuple[int, ...]:
    """mon-fri, sat,sun, all; in French, too. 0 is Monday."""
    names = {name: number for number, pair in enumerate(_WEEKDAYS) for name in pair}
    found: set[int] = set()
    for part in text.strip().lower().split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        if part.strip() == "all":
            found |= set(range(7))
        elif first in names and (not dash or last in names):
            until = names[last] if dash else names[first]
            found |= {(names[first] + step) % 7 for step in range((until - names[first]) % 7 + 1)}
        else:
            raise argparse.ArgumentTypeError(tr("“{text}” is not a list of days such as mon-fri", text=text))
    return tuple(sorted(found))


def hours(text: str) -> Hours:
    """8-20, 22:30-6; all: the whole day."""
    found = re.fullmatch(r"([01]?\d|2[0-3])(?::([0-5]\d))?-(?:([01]?\d|2[0-3])(?::([0-5]\d))?|24)", text)
    if text in ("0-24", "all"):
        return Hours(time.min, time.min)
    if found:
        opens, closes = (time(int(found[n] or 0), int(found[n + 1] or 0)) for n in (1, 3))
        if opens != closes:
            return Hours(opens, closes)
    raise argparse.ArgumentTypeError(tr("“{text}” are no hours such as 8-20 or 22:30-6", text=text))


def schedule_options(command: Parser) -> None:
    """When an account or a destination has its turn."""
    command.add_argument(
        "--days", type=weekdays, metavar="mon-fri", help=tr("only on these days: mon-fri, or sat,sun, or all")
    )
    command.add_argument(
        "--hours", type=hours, metavar="8-20", help=tr("only begin in these hours: 8-20, 22:30-6, or all")
    )


def positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(tr("“{text}” is not a number above zero", text=text))
    return int(text)


def letter(text: str) -> str:
    if len(text) != 1:
        raise argparse.ArgumentTypeError(tr("“{text}” is not one letter", text=text))
    return text
