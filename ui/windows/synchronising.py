"""Synchronises every account that may be visited."""

from __future__ import annotations

from app.domain.accounts import AccountKind
from app.i18n import tr
from app.ports.parts import Parts
from ui.bridge.desk import Desk
from ui.navigation import Navigator


def synchronise_all(desk: Desk, navigator: Navigator) -> None:
    """Those that are paused are left alone: visiting them could lock them."""

    def begin(account_ids: list[int]) -> None:
        if account_ids:
            desk.harvest.collect(account_ids)
        else:
            navigator.message_wanted.emit(
                tr("There is no account to synchronise. Add a portal, or resume those that are paused.")
            )

    desk.read(_ready, begin)


def _ready(parts: Parts) -> list[int]:
    accounts = parts.store().accounts.all()
    return [a.id for a in accounts if a.kind is AccountKind.PORTAL and not a.paused]
