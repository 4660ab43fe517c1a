"""The flows behind the wizards. Called on worker threads."""

from __future__ import annotations

import webbrowser

from app.ports.parts import Parts
from app.services.flows.add_account import AddAccountFlow
from app.services.flows.add_destination import AddDestinationFlow
from app.services.flows.edit_account import EditAccountFlow
from app.services.flows.edit_destination import EditDestinationFlow
from app.services.flows.manual_account import ManualAccountFlow
from app.services.flows.paged_flow import PagedFlow
from app.services.flows.reconnect_destination import ReconnectDestinationFlow
from ui.wizards.flow_session import FlowSession


def add_portal(parts: Parts, session: FlowSession, portal_id: str | None = None) -> PagedFlow:
    return AddAccountFlow(
        parts, session.prompter, portal_id=portal_id, new_cancellation=session.new_cancellation
    )


def add_manual(parts: Parts, session: FlowSession) -> PagedFlow:
    return ManualAccountFlow(parts)


def edit_account(account_id: int, parts: Parts, session: FlowSession) -> PagedFlow:
    return EditAccountFlow(parts, account_id, session.prompter, session.new_cancellation)


def add_destination(parts: Parts, session: FlowSession) -> PagedFlow:
    return AddDestinationFlow(parts, open_browser, session.new_cancellation)


def edit_destination(destination_id: int, parts: Parts, session: FlowSession) -> PagedFlow:
    return EditDestinationFlow(parts, destination_id, session.new_cancellation)


def reconnect_destination(destination_id: int, parts: Parts, session: FlowSession) -> PagedFlow:
    return ReconnectDestinationFlow(parts, destination_id, open_browser, session.new_cancellation)


def open_browser(address: str) -> bool:
    """In the user's own browser. Called on a worker thread."""
    return webbrowser.open(address)
