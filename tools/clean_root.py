"""A minimal Debian in a folder, to install packages in. Needs root, debootstrap and unshare.

Everything runs in namespaces of its own: what is mounted or started there ends with the command, whatever
happens to us.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SUITE: Final = "bookworm"
MIRROR: Final = "http://deb.debian.org/debian"
USER: Final = "visitor"
_APART: Final = ("unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child")
_PATH: Final = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
_PASSED_ON: Final = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


class CleanRoot:
    """`limit_s`: no command takes longer."""

    def __init__(self, folder: Path, limit_s: float) -> None:
        self.folder = folder
        self._limit_s = limit_s

    def create(self) -> None:
        """Raises CalledProcessError with what debootstrap said."""
        mirror = os.environ.get("DEBIAN_MIRROR", MIRROR)
        command = [*_APART, "debootstrap", "--variant=minbase", SUITE, str(self.folder), mirror]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=self._limit_s)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        self.as_root("useradd", "--create-home", USER)

    @property
    def home(self) -> Path:
        """Of the ordinary user, seen from outside."""
        return self.folder / "home" / USER

    def as_root(self, *words: str) -> str:
        """What the command said. Raises CalledProcessError."""
        return self._run((), words, {"HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}).stdout

    def as_user(self, *words: str, allowed: Sequence[int] = (0,)) -> str:
        """What the command said. Raises CalledProcessError for any other exit status."""
        home = f"/home/{USER}"
        done = self._run((f"--userspec={USER}:{USER}",), words, {"HOME": home, "USER": USER}, check=False)
        if done.returncode not in allowed:
            raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
        return done.stdout

    def put(self, file: Path, place: str) -> str:
        """Copies a file there, readable for all; returns its path inside."""
        target = self.folder / place.lstrip("/")
        shutil.copyfile(file, target)
        target.chmod(0o644)
        return place

    def _run(
        self,
        options: Sequence[str],
        words: Sequence[str],
        surroundings: dict[str, str],
        *,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return subprocess.run(
            [*_APART, f"--mount-proc={self.folder / 'proc'}", "chroot", *options, self.folder, *words],
            check=check,
            capture_output=True,
            text=True,
            timeout=self._limit_s,
            env={"PATH": _PATH, "LANG": "C.UTF-8", **passed_on, **surroundings},
        )
