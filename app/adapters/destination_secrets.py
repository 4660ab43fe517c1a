from __future__ import annotations

import json
import logging

from app.adapters.redaction import redact
from app.adapters.secret_texts import SecretTexts

_log = logging.getLogger(__name__)


class StoredDestinationSecrets:
    """DestinationSecrets over any SecretTexts. What passes through stays out of the logs."""

    def __init__(self, texts: SecretTexts) -> None:
        self._texts = texts

    def load(self, name: str) -> dict[str, str] | None:
        text = self._texts.read(_key(name))
        if text is None:
            return None
        try:
            content = {str(key): str(value) for key, value in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError):
            _log.warning("what the secret store holds for destination %s is not ours", name)
            return None
        redact(content.values())
        return content

    def save(self, name: str, content: dict[str, str]) -> None:
        redact(content.values())
        self._texts.write(_key(name), json.dumps(content))

    def forget(self, name: str) -> None:
        self._texts.erase(_key(name))


def _key(name: str) -> str:
    return f"destination-{name}"
