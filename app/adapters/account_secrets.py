from __future__ import annotations

import json
import logging

from app.adapters.redaction import redact
from app.adapters.secret_texts import SecretTexts
from app.domain.accounts import Secrets

_log = logging.getLogger(__name__)


class AccountSecrets:
    """SecretStore over any SecretTexts. Whatever passes through is kept out of the logs from then on."""

    def __init__(self, texts: SecretTexts) -> None:
        self._texts = texts

    def load(self, account_id: int) -> Secrets | None:
        text = self._texts.read(_name(account_id))
        if text is None:
            return None
        try:
            secrets = _parse(text)
        except (ValueError, TypeError, KeyError, AttributeError):
            _log.warning("what the secret store holds for account %s is not ours", account_id)
            return None
        redact(secrets.values)
        return secrets

    def save(self, account_id: int, secrets: Secrets) -> None:
        redact(secrets.values)
        content = {"password": secrets.password, "totp": secrets.totp, "fields": secrets.fields}
        self._texts.write(_name(account_id), json.dumps(content))

    def forget(self, account_id: int) -> None:
        self._texts.erase(_name(account_id))


def _name(account_id: int) -> str:
    return f"account-{account_id}"


def _parse(text: str) -> Secrets:
    content = json.loads(text)
    fields = {str(key): str(value) for key, value in content["fields"].items()}
    return Secrets(password=str(content["password"]), totp=str(content["totp"]), fields=fields)
