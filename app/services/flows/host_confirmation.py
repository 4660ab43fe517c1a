"""What a person confirms of hosts that could be taken for others, before a password is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.look_alikes import HostWarning
from app.ports.parts import Parts
from app.services.flows.account_forms import HOST_CONFIRMED
from app.services.flows.answers import is_on
from app.services.flows.steps import Fault, Faults, FieldFault, Values


class HostConfirmation:
    """Nothing is asked about hosts that the catalogue knows."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._shown: frozenset[str] = frozenset()

    def show(self, hosts: Iterable[str], name: str = "") -> Sequence[HostWarning]:
        """What the form is to say. `name`: of the portal that names the hosts."""
        warnings = self._parts.catalogue().warnings([*hosts], name)
        self._shown = frozenset(warning.host for warning in warnings)
        return warnings

    def missing(self, hosts: Iterable[str], answers: Values, name: str = "") -> Faults:
        """A fault while the person has not confirmed each host that deserves a second look."""
        doubtful = {warning.host for warning in self._parts.catalogue().warnings([*hosts], name)}
        confirmed = self._shown if is_on(answers, HOST_CONFIRMED) else frozenset()
        return {} if doubtful <= confirmed else {HOST_CONFIRMED: Fault(FieldFault.UNCONFIRMED)}
