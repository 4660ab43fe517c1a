"""What the application writes down of its own doing: a rotating file, and standard error with -v."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from app.adapters.paths import DataFolder, private_dir
from app.adapters.redaction import clean

_FILE = "moisson.log"
_MAX_BYTES = 2_000_000
_BACKUPS = 5
_FORMAT = "%(asctime)s %(levelname)s [%(run)s] %(name)s: %(message)s"
# Their debug messages hold what they type, send and receive.
_TALKATIVE = ("apscheduler", "selenium", "urllib3", "keyring", "alembic", "sqlalchemy", "filelock", "asyncio")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")

_run: ContextVar[str] = ContextVar("run", default="-")


@contextmanager
def run_named(run_id: int | str) -> Iterator[None]:
    """Lines that this thread writes inside carry the run's id. Threads that it starts name it themselves."""
    token = _run.set(str(run_id))
    try:
        yield
    finally:
        _run.reset(token)


def start_logging(folder: DataFolder, *, verbose: int = 0) -> Callable[[], None]:
    """Logs to the folder; `verbose` 1 also to standard error, 2 with debug messages of our own code.

    Returns what stops it. Where this process logs to the folder already, nothing is added.
    Raises MoissonError data_folder_unusable.
    """
    path = private_dir(folder.create().logs) / _FILE
    if any(isinstance(known, _PrivateFile) and known.is_at(path) for known in logging.getLogger().handlers):
        return lambda: None
    handlers: list[logging.Handler] = [_PrivateFile(path)]
    if verbose:
        handlers.append(_Quiet(sys.stderr))
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", *_TALKATIVE)}
    root.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in handlers:
        handler.setFormatter(RedactingFormatter())
        root.addHandler(handler)

    def stop() -> None:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)

    return stop


class RedactingFormatter(logging.Formatter):
    """UTC times, the run's id, one line per message, and no secret in the message nor in its traceback."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        record.run = _run.get()
        return clean(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        # Texts of a portal must not be able to forge a line.
        record.message = _CONTROL.sub(lambda found: repr(found.group())[1:-1], record.message)
        return super().formatMessage(record)


class _Quiet(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """The original prints the message and its arguments as they came, with the secrets in them."""


class _PrivateFile(RotatingFileHandler):
    """The file is made when the first line is written; nobody but the user can read it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MAX_BYTES, backupCount=_BACKUPS, encoding="utf-8", delay=True)

    def is_at(self, path: Path) -> bool:
        return self.baseFilename == os.path.abspath(path)  # noqa: PTH100  # as logging makes it

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding, line_buffering=True)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """The original prints the message and its arguments as they came, with the secrets in them."""
