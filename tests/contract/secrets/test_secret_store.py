"""What holds for every SecretStore."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.adapters.account_secrets import AccountSecrets
from app.domain.accounts import Secrets
from app.ports.secrets import SecretStore
from tests.contract.secrets.conftest import Opener
from tests.fakes import MemorySecretStore, MemorySecretTexts

SECRETS = Secrets(password="pässwörd-\u20ac'\"", totp="JBSWY3DPEHPK3PXP", fields={"pin": "0042"})
StoreOpener = Callable[[], SecretStore]


@pytest.fixture(params=["fake", "memory", "encrypted", "keyring"])
def open_store(request: pytest.FixtureRequest, opener_of: Callable[[str], Opener]) -> StoreOpener:
    if request.param == "fake":
        store = MemorySecretStore()
        return lambda: store
    open_texts = opener_of(request.param)
    return lambda: AccountSecrets(open_texts())


def test_secrets_are_there_for_the_next_process(open_store: StoreOpener) -> None:
    open_store().save(1, SECRETS)
    open_store().save(2, Secrets(password="other"))
    found = open_store().load(1)
    assert found is not None
    assert (found.password, found.totp, found.fields) == (SECRETS.password, SECRETS.totp, {"pin": "0042"})


def test_another_account_has_none(open_store: StoreOpener) -> None:
    open_store().save(1, SECRETS)
    assert open_store().load(11) is None


def test_forgotten_secrets_are_gone(open_store: StoreOpener) -> None:
    open_store().save(1, SECRETS)
    open_store().forget(1)
    open_store().forget(1)
    assert open_store().load(1) is None


@pytest.mark.logs_warnings
@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"password": "x", "totp": "", "fields": 3}'])
def test_what_is_not_ours_is_no_secret(text: str) -> None:
    texts = MemorySecretTexts()
    texts.write("account-1", text)
    assert AccountSecrets(texts).load(1) is None
