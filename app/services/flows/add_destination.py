"""From a kind of destination to one that is connected and whose first export was looked at."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.contacts import Purpose
from app.domain.deliveries import Destination, DestinationKind
from app.domain.errors import ErrorCode, MoissonError
from app.ports.destination import ConsentRequest
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.contacts import contacts_noted
from app.services.flows.answers import is_on, path_of, text_of
from app.services.flows.destination_forms import (
    advanced_form,
    example_of,
    folder_form,
    google_form,
    interval_form,
    kind_form,
    not_stored,
    preview_form,
    rule_in,
)
from app.services.flows.manual_account import STORING
from app.services.flows.paged_flow import NewCancellation, Page, PagedFlow, Tell
from app.services.flows.steps import Done, External, Fault, Faults, Form, Progress, Values, Work
from app.services.manage_destinations import ManageDestinations, Preview
from app.services.preview_rule import preview_rule

CHECKING = Progress("checking_folder")
CONSENTING = External("google_consent")
PREVIEWING = Progress("previewing")
_AFTER = {"kind": "interval", "interval": "advanced"}
_EMPTY = Preview((), first=True)


class AddDestinationFlow(PagedFlow):
    """kind -> interval -> advanced -> folder or google -> preview -> storing -> Done "destination_added".

    The destination is stored at the very end, so that nothing is exported before the person agreed. A consent
    that came to nothing is given back.
    """

    def __init__(
        self,
        parts: Parts,
        open_browser: Callable[[str], object],
        new_cancellation: NewCancellation = Cancellation,
    ) -> None:
        self._open_browser = open_browser
        self._settings: dict[str, str] = {}
        self._consent_for: tuple[object, ...] | None = None
        self._preview = _EMPTY
        super().__init__(parts, "kind", new_cancellation)

    def example(self, values: Values) -> str | Fault:
        """How a document would be named; for the page "advanced", while it is being filled."""
        return example_of(values)

    def _form(self, name: str) -> Form:
        if name == "preview":
            return preview_form(self._preview, self._name(), self._where())
        if name == "advanced":
            return advanced_form(self._parts.store().accounts.all())
        return {"kind": kind_form, "interval": interval_form, "folder": folder_form, "google": google_form}[
            name
        ]()

    def _check(self, name: str) -> Faults:
        if name == "advanced":
            example = example_of(self._answers)
            return {"name_template": example} if isinstance(example, Fault) else {}
        return {}

    def _after(self, name: str) -> Page | Work | Done:
        is_folder = self._kind() is DestinationKind.FOLDER
        if name == "advanced":
            return Page("folder" if is_folder else "google")
        if name == "folder":
            return CHECKING
        if name == "google":
            return PREVIEWING if self._consent_for == self._asked() else CONSENTING
        return STORING if name == "preview" else Page(_AFTER[name])

    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        if work == CHECKING:
            self._settings = {"path": str(path_of(self._answers, "path").expanduser().absolute())}
            self._parts.destinations()[DestinationKind.FOLDER].check_settings(self._settings)
        elif work == CONSENTING:
            self._consent(tell)
        elif work == STORING:
            return self._store()
        self._refuse_twin()
        self._preview = preview_rule(self._parts.store(), rule_in(self._answers))
        return Page("preview")

    def _consent(self, tell: Tell) -> None:
        self._give_back()

        def open_browser(address: str) -> None:
            tell(External(CONSENTING.name, {"address": address}))
            self._open_browser(address)

        cancellation = self._cancellation
        name = text_of(self._answers, "folder_name")
        with contacts_noted(self._parts, Purpose.CONSENT, name) as contacted:
            request = ConsentRequest(
                open_browser,
                pick_folder=is_on(self._answers, "pick_folder"),
                stopped=lambda: cancellation.cancelled,
                pause=cancellation.pause,
                contacted=contacted,
            )
            secrets = path_of(self._answers, "client_secrets").expanduser()
            self._settings = self._parts.google_drive_consent().connect(secrets, name, request)
        self._consent_for = self._asked()

    def _store(self) -> Done:
        self._refuse_twin()
        manage = ManageDestinations(self._parts)
        added = manage.add(self._name(), self._kind(), self._settings, rule_in(self._answers))
        self._consent_for = None  # it is the destination's now
        facts = {"destination": added.id, "name": added.name, "waiting": len(self._preview.items)}
        return Done("destination_added", facts)

    def _refuse_twin(self) -> None:
        for other in self._parts.store().outbox.destinations():
            if self._is_at(other) or other.name == self._name():
                raise MoissonError(ErrorCode.DESTINATION_EXISTS, name=other.name)

    def _is_at(self, other: Destination) -> bool:
        return other.kind is self._kind() and other.settings == self._settings

    def _place_of(self, error: MoissonError) -> str:
        is_folder = self._kind() is DestinationKind.FOLDER
        if error.code is ErrorCode.DESTINATION_EXISTS:
            if not any(map(self._is_at, self._parts.store().outbox.destinations())):
                return "name"
            return "path" if is_folder else "folder_name"
        if error.code is ErrorCode.FOLDER_UNUSABLE:
            return "path"
        if error.code is ErrorCode.CLIENT_SECRETS_INVALID:
            return "client_secrets"
        return super()._place_of(error)

    def _return_with(self, faults: Faults) -> Page:
        """What is wrong with the place is put right on its page, also when it shows at the very end."""
        place = "folder" if self._kind() is DestinationKind.FOLDER else "google"
        return Page(place, faults) if faults else super()._return_with(faults)

    def _undo(self) -> None:
        self._give_back()

    def _give_back(self) -> None:
        """The access that a consent gave, unless a stored destination lives on it."""
        if self._consent_for is None:
            return
        kind = DestinationKind.GOOGLE_DRIVE
        gone = not_stored(kind, self._settings, rule_in(self._answers))
        others = [other for other in self._parts.store().outbox.destinations() if other.kind is kind]
        self._parts.destinations()[kind].withdraw(gone, others)
        self._consent_for = None

    def _asked(self) -> tuple[object, ...]:
        keys = ("client_secrets", "folder_name", "pick_folder")
        return tuple(self._answers.get(key) for key in keys)

    def _kind(self) -> DestinationKind:
        return DestinationKind(text_of(self._answers, "kind"))

    def _name(self) -> str:
        if name := text_of(self._answers, "name"):
            return name
        if self._kind() is DestinationKind.FOLDER:
            return path_of(self._answers, "path").name
        return self._settings.get("folder_name", "")

    def _where(self) -> str:
        return self._settings.get("path") or self._settings.get("folder_name", "")
