"""argparse's own words, in the language of the user."""

from __future__ import annotations

import argparse
from typing import Final

from app.i18n import mark, plural, tr

_TEXTS: Final = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("the following arguments are required: %s"),
    mark("one of the arguments %s is required"),
    mark("not allowed with argument %s"),
    mark("unrecognized arguments: %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("ignored explicit argument %r"),
    mark("expected one argument"),
    mark("expected at most one argument"),
    mark("expected at least one argument"),
)


def install() -> None:
    """argparse looks its texts up under these two names; it offers no other way to choose a language."""
    vars(argparse).update(_=tr, ngettext=plural)
