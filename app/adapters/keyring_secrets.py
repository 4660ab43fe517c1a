"""Secrets in the keyring of the operating system."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.errors import ErrorCode, MoissonError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)
_SERVICE = "moisson"
_INSECURE_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeyringTexts:
    """SecretTexts in a keyring, under the service "moisson"; `installation` keeps data folders apart."""

    def __init__(self, backend: KeyringBackend, installation: str) -> None:
        self._backend = backend
        self._installation = installation
        # Some backends are not thread-safe, and two prompts to unlock would be one too many.
        self._lock = threading.Lock()

    def read(self, name: str) -> str | None:
        with self._lock, _errors_as_codes():
            return self._backend.get_password(_SERVICE, self._user(name))

    def write(self, name: str, text: str) -> None:
        with self._lock, _errors_as_codes():
            self._backend.set_password(_SERVICE, self._user(name), text)

    def erase(self, name: str) -> None:
        with self._lock, _errors_as_codes():
            # Deleting what is not there is an error in some backends and none in others.
            if self._backend.get_password(_SERVICE, self._user(name)) is not None:
                self._backend.delete_password(_SERVICE, self._user(name))

    def _user(self, name: str) -> str:
        return f"{self._installation}/{name}"


def secure_keyring() -> KeyringBackend | None:
    """The keyring that is configured or found, or None when there is none that encrypts."""
    import keyring

    try:
        found = keyring.get_keyring()
    # A backend named in PYTHON_KEYRING_BACKEND may fail to load in any way it likes.
    except Exception as error:
        _log.warning("the configured keyring cannot be loaded: %s: %s", type(error).__name__, error)
        return None
    for backend in _members(found):
        if is_secure(backend):
            return backend
        _log.info("not a safe keyring: %s.%s", type(backend).__module__, type(backend).__qualname__)
    return None


def is_secure(backend: KeyringBackend) -> bool:
    """False for those that keep nothing, and those that keep plain text or what anybody can decode."""
    return not any(
        cls.__module__.startswith(_INSECURE_MODULES) or "plaintext" in cls.__name__.lower()
        for cls in type(backend).__mro__
    )


def is_locked(backend: KeyringBackend) -> bool:
    """Without a prompt that would open it. False where only a use of the keyring could tell."""
    if type(backend).__module__ != "keyring.backends.SecretService":
        return False
    import secretstorage

    try:
        with contextlib.closing(secretstorage.dbus_init()) as bus:
            return bool(secretstorage.Collection(bus).is_locked())
    except secretstorage.ItemNotFoundException:
        return False  # made when the first secret is stored
    # The library passes errors of the bus on as they come.
    except Exception as error:
        _log.info("the keyring does not say whether it is locked: %s", type(error).__name__)
        return False


def _members(backend: KeyringBackend) -> list[KeyringBackend]:
    """A chain writes to whichever member takes it, so its members are judged one by one."""
    from keyring.backends.chainer import ChainerBackend

    return list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]


@contextlib.contextmanager
def _errors_as_codes() -> Iterator[None]:
    from keyring.errors import InitError, KeyringLocked

    try:
        yield
    except (KeyringLocked, InitError) as error:  # InitError: the prompt for a first collection was dismissed
        raise MoissonError(ErrorCode.SECRET_STORE_LOCKED, reason=str(error)) from None
    # Backends raise the errors of their own libraries (D-Bus, COM, ...). Their texts and their traceback stay
    # out: they may hold what was to be stored.
    except Exception as error:
        name = type(error).__name__
        locked = "locked" in name.lower()
        code = ErrorCode.SECRET_STORE_LOCKED if locked else ErrorCode.SECRET_STORE_MISSING
        raise MoissonError(code, reason=name) from None
