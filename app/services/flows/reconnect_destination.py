"""Bring a destination back that takes nothing any more: a new consent, or a folder that is there again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.deliveries import DestinationKind
from app.domain.errors import DestinationError, ErrorCode, MoissonError
from app.ports.destination import ConsentRequest
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.flows.add_destination import CHECKING, CONSENTING
from app.services.flows.answers import path_of
from app.services.flows.paged_flow import NewCancellation, Page, PagedFlow, Tell
from app.services.flows.steps import (
    WHOLE_FORM,
    Done,
    External,
    Fault,
    Faults,
    Field,
    FieldKind,
    Form,
    Work,
)
from app.services.manage_destinations import ManageDestinations


class ReconnectDestinationFlow(PagedFlow):
    """reconnect -> google_consent -> Done "destination_reconnected"; for a folder: found -> checking_folder.

    The file of the OAuth client is asked for again only when the one that is known does not do."""

    def __init__(
        self,
        parts: Parts,
        destination_id: int,
        open_browser: Callable[[str], object],
        new_cancellation: NewCancellation = Cancellation,
    ) -> None:
        """Raises MoissonError destination_not_found."""
        self._open_browser = open_browser
        self._destination = ManageDestinations(parts).get(destination_id)
        self._is_folder = self._destination.kind is DestinationKind.FOLDER
        super().__init__(parts, "found" if self._is_folder else "reconnect", new_cancellation)

    def _form(self, name: str) -> Form:
        settings = self._destination.settings
        facts = {"name": self._destination.name, "where": settings.get("path", "")}
        if self._is_folder:
            return Form(name, (), primary="check", facts=facts)
        field = Field("client_secrets", FieldKind.FILE, advanced=True)
        return Form(name, (field,), primary="connect", facts=facts)

    def _check(self, name: str) -> Faults:
        return {}

    def _after(self, name: str) -> Page | Work | Done:
        return CHECKING if self._is_folder else CONSENTING

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        if self._is_folder:
            return self._look() or self._done()
        self._consent(tell)
        return self._done()

    def _look(self) -> Page | None:
        factory = self._parts.destinations()[self._destination.kind]
        try:
            factory.open(self._destination, self._cancellation.pause).check()
        except DestinationError as error:
            facts = {**error.facts, "destination": self._destination.name}
            return self._return_with({WHOLE_FORM: Fault(error.outcome.value, facts)})
        self._parts.store().issues.close(destination_id=self._destination.id)
        return None

    def _consent(self, tell: Tell) -> None:
        def open_browser(address: str) -> None:
            tell(External(CONSENTING.name, {"address": address}))
            self._open_browser(address)

        cancellation = self._cancellation
        request = ConsentRequest(
            open_browser, stopped=lambda: cancellation.cancelled, pause=cancellation.pause
        )
        secrets = path_of(self._answers, "client_secrets")
        manage = ManageDestinations(self._parts)
        manage.reconnect(self._destination.id, request, None if secrets == Path() else secrets.expanduser())

    def _done(self) -> Done:
        return Done(
            "destination_reconnected", {"destination": self._destination.id, "name": self._destination.name}
        )

    def _place_of(self, error: MoissonError) -> str:
        if error.code is ErrorCode.CLIENT_SECRETS_INVALID:
            return "client_secrets"
        return super()._place_of(error)
