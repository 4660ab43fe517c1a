"""Which version of Moisson this is."""

from __future__ import annotations


def version() -> str:
    """As the package says that was installed; "?" when none was."""
    from importlib import metadata  # takes as long to load as all else that `moisson --version` needs

    try:
        return metadata.version("moisson")
    except metadata.PackageNotFoundError:
        return "?"
