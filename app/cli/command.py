"""Runs one command: words in, exit status out. Every error becomes words and a status here."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from app.cli.application import Choices, OpenApplication, OpenWindow
from app.cli.output import Output
from app.cli.parser import UsageError, build_parser
from app.i18n import LANGUAGES, set_language, tr

_log = logging.getLogger(__name__)


def run(argv: Sequence[str], open_application: OpenApplication, open_window: OpenWindow) -> int:
    """The exit status: see app.cli.error_texts. Raises SystemExit(0) after --help."""
    set_language(_language_in(argv) or _language_chosen(argv, open_application))
    try:
        arguments = build_parser().parse_args(argv)
    except UsageError as error:
        return _wrong_usage(error, as_json="--json" in argv)
    if arguments.instead:
        arguments.does = arguments.instead
    if arguments.instead or arguments.command:
        return _run(arguments, open_application)
    if arguments.json or not _has_display():
        Output(as_json=False).say(
            tr("The window needs a screen, and there is none here. Name a command: `moisson --help`.")
        )
        return 2
    return _run_window(arguments, open_window)


def _language_in(argv: Sequence[str]) -> str | None:
    """--lang, before the parser that is built in that language can read it."""
    given = _given(argv, "--lang")
    return given if given in LANGUAGES else None


def _language_chosen(argv: Sequence[str], open_application: OpenApplication) -> str | None:
    """The one of the settings of the data folder that the command line names, or of the usual one."""
    choices = Choices(_data_dir(_given(argv, "--data-dir")), 0, lambda: None)
    return open_application(choices).language()


def _given(argv: Sequence[str], option: str) -> str | None:
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def _wrong_usage(error: UsageError, *, as_json: bool) -> int:
    output = Output(as_json=as_json)
    if as_json:
        output.document({"error": "usage", "message": str(error)})
    output.say(error.usage + str(error))
    return 2


def _run(arguments: argparse.Namespace, open_application: OpenApplication) -> int:
    from app.cli.error_texts import CANCELLED, INTERNAL_ERROR, error_in_words, exit_status
    from app.cli.invocation import Invocation
    from app.domain.errors import CancelledError, MoissonError

    output = Output(as_json=arguments.json)
    if not logging.getLogger().handlers:  # no log yet: nothing is printed without redaction
        logging.getLogger().addHandler(logging.NullHandler())
    application = None
    try:
        choices = Choices(_data_dir(arguments.data_dir), arguments.verbose, cache(_passphrase))
        application = open_application(choices)
        return _function(arguments.does)(Invocation(arguments, application, output))
    except MoissonError as error:
        _report(output, error.code.value, error_in_words(error))
        return exit_status(error.code)
    except (CancelledError, KeyboardInterrupt):
        _report(output, "cancelled", tr("Stopped. What was done before is kept."))
        return CANCELLED
    except BrokenPipeError:
        raise  # whoever read our output has gone; app.main knows
    except Exception as error:
        _log.exception("internal error")
        _report(output, "internal_error", _internal(error, arguments.verbose))
        return INTERNAL_ERROR
    finally:
        if application is not None:
            application.close()


def _has_display() -> bool:
    """Qt would end the process."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _run_window(arguments: argparse.Namespace, open_window: OpenWindow) -> int:
    from app.cli.error_texts import error_in_words, exit_status
    from app.domain.errors import MoissonError

    try:
        return open_window(_data_dir(arguments.data_dir), arguments.lang, arguments.verbose, arguments.hidden)
    except MoissonError as error:
        Output(as_json=False).say(error_in_words(error))
        return exit_status(error.code)


def _internal(error: Exception, verbose: int) -> str:
    """The kind only: a foreign exception's message may hold anything; the log removes secrets from it."""
    text = tr(
        "An internal error stopped the command ({kind}). Nothing that was stored is lost. "
        "Run it again with -v to see where, and report it.",
        kind=type(error).__name__,
    )
    return "".join(traceback.format_tb(error.__traceback__)) + text if verbose else text


def _report(output: Output, code: str, text: str) -> None:
    if output.as_json:
        output.document({"error": code, "message": text})
    output.say(text)


def _function(does: str) -> Callable[..., int]:
    module, name = does.split(":")
    function: Callable[..., int] = getattr(importlib.import_module(f"app.cli.{module}"), name)
    return function


def _data_dir(given: Path | str | None) -> Path | None:
    named = given or os.environ.get("MOISSON_DATA_DIR")
    return Path(named).expanduser().absolute() if named else None


def _passphrase() -> str | None:
    """Asked when there is no keyring; None when nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from app.cli.secret_input import ask_secret

    return ask_secret(tr("Passphrase of the vault of passwords:")) or None
