"""A real Secret Service (gnome-keyring) on a message bus of its own, away from the user's."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

AVAILABLE = sys.platform == "linux" and all(map(shutil.which, ("dbus-daemon", "gnome-keyring-daemon")))
BACKEND = "keyring.backends.SecretService.Keyring"
_PATIENCE_S = 15.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class SecretService:
    """`environment`: what a process needs to find it. `address`: of its message bus."""

    address: str

    @property
    def environment(self) -> Mapping[str, str]:
        return {"DBUS_SESSION_BUS_ADDRESS": self.address, "PYTHON_KEYRING_BACKEND": BACKEND}

    def lock(self) -> None:
        """Locks the collection; nobody is there to answer the prompt that would unlock it."""
        self._collection().lock()

    def labels(self) -> list[str]:
        """Of everything that it holds."""
        return [item.get_label() for item in self._collection().get_all_items()]

    def _collection(self):  # type: ignore[no-untyped-def]  # secretstorage tells no types
        import secretstorage
        from jeepney.io.blocking import open_dbus_connection

        return secretstorage.get_default_collection(open_dbus_connection(self.address))


@contextlib.contextmanager
def running_secret_service(folder: Path, *, password: str | None = "test") -> Iterator[SecretService]:
    """Runs until the block is left. With `password` None it has no collection yet, and cannot make one."""
    environment = _private_environment(folder)
    started: list[subprocess.Popen[bytes]] = []
    try:
        address = _start_bus(folder, environment, started)
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if password is not None:
            command.append("--unlock")
        daemon = _start(command, environment, started)
        assert daemon.stdin is not None
        daemon.stdin.write((password or "").encode())
        daemon.stdin.close()
        _wait_for_service(address)
        yield SecretService(address)
    finally:
        for process in reversed(started):
            _stop(process)


def _private_environment(folder: Path) -> dict[str, str]:
    places = {"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    runtime = {"XDG_RUNTIME_DIR": "run"}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    for name, place in (places | runtime).items():
        (folder / place).mkdir(parents=True, mode=0o700, exist_ok=True)
        environment[name] = str(folder / place)
    return environment


def _start_bus(folder: Path, environment: dict[str, str], started: list[subprocess.Popen[bytes]]) -> str:
    """No service can be started by the bus: the prompt of a locked collection is refused at once."""
    config = folder / "bus.conf"
    config.write_text(
        '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"'
        ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"]
    bus = _start(command, environment, started)
    assert bus.stdout is not None
    return bus.stdout.readline().decode().strip()


def _start(
    command: list[str], environment: dict[str, str], started: list[subprocess.Popen[bytes]]
) -> subprocess.Popen[bytes]:
    libc = ctypes.CDLL(None)
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # The test may be killed: then nobody is left to stop it.
        preexec_fn=lambda: libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL),  # noqa: PLW1509
    )
    started.append(process)
    return process


def _wait_for_service(address: str) -> None:
    import secretstorage
    from jeepney.io.blocking import open_dbus_connection

    deadline = time.monotonic() + _PATIENCE_S
    with contextlib.closing(open_dbus_connection(address)) as connection:
        while not secretstorage.check_service_availability(connection):
            if time.monotonic() > deadline:
                raise TimeoutError("the Secret Service did not start")
            time.sleep(0.02)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
