"""Installs the .deb in a clean Debian, tries it as an ordinary user, and measures it.

`python -m tools.package_test [DEB]`, as root. Ends with 1 when something does not work, or when a start takes
more than 1.5 times as long as from source.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

from app.demo.bills import demo_bills
from tools.bundle import ROOT, version
from tools.clean_root import CleanRoot
from tools.debian_package import package_in

ROUNDS: Final = 9
LIMIT: Final = 1.5
PATIENCE_S: Final = 600.0
_FROM_SOURCE: Final = "import sys; from app.main import main; sys.exit(main())"
_EXPECTED_ADVICE: Final = {"browser": "install_browser", "secret_store": "no_keyring"}

Start = Callable[..., str]


class PackageError(Exception):
    """The package does not do what it should."""


def install(root: CleanRoot, package: Path) -> str:
    """Returns how much came along, in apt's words."""
    inside = root.put(package, f"/opt/{package.name}")
    root.as_root("apt-get", "update", "-qq")
    said = root.as_root("apt-get", "install", "--yes", "--no-install-recommends", inside)
    root.as_root("apt-get", "clean")
    return next(line.strip() for line in said.splitlines() if "additional disk space" in line)


def examine(root: CleanRoot) -> None:
    """As somebody would who has just installed it, on a machine with neither browser nor keyring."""
    if (said := root.as_user("moisson", "--version").strip()) != f"moisson {version()}":
        raise PackageError(f"--version says {said!r}")
    findings = json.loads(root.as_user("moisson", "--json", "doctor", allowed=(1,)))
    found = {finding["check"]: finding["advice"] for finding in findings if not finding["ok"]}
    if found != _EXPECTED_ADVICE:
        raise PackageError(f"doctor found {found}, where {_EXPECTED_ADVICE} was expected")
    tested = json.loads(root.as_user("moisson", "--json", "--self-test", allowed=(0, 1)))
    if not tested["ok"]:
        raise PackageError(f"the self-test failed: {tested['checks']}")
    if len(json.loads(root.as_user("moisson", "--json", "portal", "list"))) < 10:
        raise PackageError("the catalogue of portals is not whole")
    deliver(root)
    says_help = root.as_user("moisson", "--lang", "fr", "--help")
    if "factures" not in says_help:
        raise PackageError("it does not speak French")


def deliver(root: CleanRoot) -> None:
    """A file by hand, all the way to a folder: PDF, database, vault, delivery."""
    with tempfile.TemporaryDirectory() as folder:
        invoice = Path(folder) / "invoice.pdf"
        invoice.write_bytes(demo_bills(date(2026, 11, 20))[0].pdf)
        inside = root.put(invoice, "/opt/invoice.pdf")
    root.as_user("moisson", "account", "add", "--manual", "--name", "Papeterie")
    root.as_user("moisson", "document", "add", "--account", "1", inside)
    root.as_user("mkdir", f"/home/{root.home.name}/out")
    root.as_user("moisson", "destination", "add", "folder", "--path", f"/home/{root.home.name}/out")
    sent = json.loads(root.as_user("moisson", "--json", "export"))["destinations"][0]
    if sent["delivered"] != 1 or len(list((root.home / "out").iterdir())) != 1:
        raise PackageError(f"a document was not delivered: {sent}")


def remove(root: CleanRoot) -> None:
    root.as_root("apt-get", "remove", "--yes", "moisson")
    left = [name for name in ("usr/lib/moisson", "usr/bin/moisson") if os.path.lexists(root.folder / name)]
    if left:
        raise PackageError(f"removing it leaves {left}")
    if not (root.home / ".local/share/moisson/moisson.sqlite3").exists():
        raise PackageError("removing it took the documents of the user away")


def from_source(*words: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _FROM_SOURCE, "--data-dir", folder, *words],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=PATIENCE_S,
        )
    return done.stdout


def start_s(start: Start) -> float:
    begun = time.perf_counter()
    start("--version")
    return time.perf_counter() - begun


def paint_s(start: Start) -> float:
    """From the start until a window is painted: without what else the self-test tries."""
    begun = time.perf_counter()
    tested: dict[str, Any] = json.loads(start("--json", "--self-test"))
    whole = time.perf_counter() - begun
    others = (float(check["duration_s"]) for check in tested["checks"] if check["check"] != "window")
    return whole - sum(others)


def compare(name: str, measured: Callable[[Start], float], installed: Start) -> bool:
    """By turns, so that the machine's moods meet both."""
    measured(installed), measured(from_source)
    pairs = [(measured(installed), measured(from_source)) for _ in range(ROUNDS)]
    package, source = (float(median(values)) for values in zip(*pairs, strict=True))
    print(
        f"{name}: {package:.3f} s, from source {source:.3f} s: {package / source:.2f} x (at most {LIMIT} x)"
    )
    return package <= LIMIT * source


def installed_mb(root: CleanRoot) -> float:
    listed = (root.folder / "var/lib/dpkg/info/moisson.list").read_text(encoding="utf-8").splitlines()
    files = [root.folder / name.lstrip("/") for name in listed]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6


@contextmanager
def scratch() -> Iterator[Path]:
    """Gone afterwards, also when we are told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="moisson-package-test-"))
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", "--one-file-system", folder], check=False)


def main(package: Path) -> int:
    lacking = [name for name in ("debootstrap", "unshare", "chroot") if not shutil.which(name)]
    if lacking or os.geteuid() != 0:
        print(f"needs root and: {', '.join(lacking) or 'nothing else'}", file=sys.stderr)
        return 1
    with scratch() as folder:
        folder.chmod(0o755)
        root = CleanRoot(folder / "root", PATIENCE_S)
        try:
            root.create()
            along = install(root, package)
            examine(root)
            print(f"package: {package.stat().st_size / 1e6:.1f} MB, installed: {installed_mb(root):.0f} MB")
            print(f"with what it depends on, in a minimal Debian: {along}")

            def installed(*words: str) -> str:
                return root.as_user("moisson", *words)

            quick = compare("moisson --version", start_s, installed)
            quick = compare("until a window is painted", paint_s, installed) and quick
            remove(root)
        except PackageError as error:
            print(f"package-test: {error}", file=sys.stderr)
            return 1
        except subprocess.CalledProcessError as error:
            print(f"package-test: {error}\n{error.stdout}\n{error.stderr}", file=sys.stderr)
            return 1
    print("package-test: passed" if quick else "package-test: starts too slowly")
    return 0 if quick else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else package_in(ROOT / "dist")))
