"""What a user says of a new account."""

from __future__ import annotations

import pytest

from app.domain.accounts import Secrets
from app.domain.errors import ErrorCode, MoissonError, Outcome, VisitEndedError
from app.ports.collector import Visit
from app.services.manage_accounts import AccountRequest, ManageAccounts
from tests.unit.services.service_parts import Script, ServiceParts

SECRETS = Secrets("s3cret", "BASE32")


def request(**changes: object) -> AccountRequest:
    given: dict[str, object] = {"portal_id": "edf", "username": "me@x.fr", "secrets": SECRETS}
    return AccountRequest(**(given | changes))  # type: ignore[arg-type]


def ending(outcome: Outcome) -> Script:
    def end(visit: Visit) -> None:
        visit.save_session(b"cookies")
        raise VisitEndedError(outcome, host="evil.example")

    return end


def code_of(manage: ManageAccounts, wanted: AccountRequest) -> tuple[ErrorCode, dict[str, object]]:
    with pytest.raises(MoissonError) as error:
        manage.add(wanted, None)
    return error.value.code, error.value.facts


def assert_nothing_is_stored(parts: ServiceParts) -> None:
    assert not parts.store().accounts.all()
    assert not parts.kept_secrets.secrets
    assert not parts.kept_sessions.states
    assert not parts.issues()
    assert not parts.vault_files()
