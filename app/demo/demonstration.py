"""The whole job against the built-in portal, in a folder of its own; nothing else is touched."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.adapters.encrypted_secrets import create_vault
from app.adapters.paths import DataFolder, private_dir
from app.cli.application import Application, Choices, Demonstration
from app.demo.catalogue import DemoCatalogue
from app.demo.portal import DemoPortal
from app.domain.errors import ErrorCode, MoissonError
from connectors.catalogue.catalogue import YamlCatalogue


def start_demonstration(
    out: Path | None, install: Callable[[Choices, Callable[[], YamlCatalogue]], Application]
) -> Demonstration:
    """Starts the portal. Raises MoissonError folder_unusable when `out` holds other things."""
    folder = Path(tempfile.mkdtemp(prefix="moisson-demo-")) if out is None else out.expanduser().absolute()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "data").is_dir():
        raise MoissonError(ErrorCode.FOLDER_UNUSABLE, path=str(folder), reason="not empty")
    private_dir(folder)
    data = DataFolder(folder / "data").create()
    passphrase = _passphrase(folder)
    portal = DemoPortal()
    portal.__enter__()
    choices = Choices(data.root, 0, lambda: passphrase)
    application = install(choices, lambda: DemoCatalogue(None, lambda: portal.url))
    if not data.secrets.exists():
        # The demonstration keeps its secrets to its folder: the user's keyring is left alone.
        create_vault(data.secrets, application.write().store().installation, passphrase)

    def close() -> None:
        application.close()
        portal.__exit__(None, None, None)

    return Demonstration(
        application=application,
        folder=folder,
        url=portal.url,
        username=portal.username,
        password=portal.password,
        code=lambda: portal.last_code,
        close=close,
    )


def _passphrase(folder: Path) -> str:
    """A demonstration can be run again in its folder; what it protects is made up."""
    path = folder / "passphrase"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(24))
        path.chmod(0o600)
    return path.read_text()
