"""Packs the self-contained application as a .deb: where its files go, and what it depends on."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

from tools.bundle import NAME, ROOT, version
from tools.draw_icons import ICONS, SIZES, picture

PACKAGING: Final = ROOT / "resources/packaging"
_MAINTAINER: Final = "The Moisson authors <moisson@localhost>"
_ELF: Final = b"\x7fELF"
_GTK: Final = "libqgtk3.so"
"""Gives the window GNOME's fonts and dialogs where GTK is there; nobody needs GTK for Moisson."""
_UNSTRIPPED: Final = re.compile(r"/libpython3[^/]*$|/lib-dynload/|/_internal/(?:sqlalchemy|yaml)/")
_LICENCE: Final = re.compile(r"(?i)(?:^|/)(?:licen[cs]es?/.+|(?:licen[cs]e|copying|notice|authors)[^/]*)$")

CONTROL: Final = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kb}
Depends: {depends}, tzdata
Recommends: chromium | google-chrome-stable | microsoft-edge-stable,
 chromium-driver | google-chrome-stable | microsoft-edge-stable,
 gnome-keyring | keepassxc | kwalletmanager, xdg-utils, hicolor-icon-theme
Suggests: libgtk-3-0
Section: office
Priority: optional
Description: collects invoices from your suppliers' web portals
 Moisson signs in to the portals of your suppliers as you would, collects the
 invoices that are there, and delivers them to a folder or to Google Drive.
 It runs on your own computer; passwords stay in the keyring of your system.
 .
 It visits portals with Chromium, Chrome or Edge, which it does not bring along.
"""


def lay_out(application: Path, root: Path) -> None:
    """The tree of files as it is to be on the machine."""
    shutil.copytree(application, root / "usr/lib" / NAME, symlinks=True)
    command = root / "usr/bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("../lib") / NAME / NAME)
    _copy(PACKAGING / "moisson.desktop", root / "usr/share/applications/moisson.desktop")
    _copy(PACKAGING / "moisson-autostart.desktop", root / "usr/share/moisson/moisson-autostart.desktop")
    for size in SIZES:
        _copy(picture(size), root / f"usr/share/icons/hicolor/{size}x{size}/apps/{NAME}.png")
    _copy(ICONS / "moisson.svg", root / f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    # The unit in the repository is for those who installed with pipx, into their home.
    unit = (PACKAGING / "moisson.service").read_text(encoding="utf-8").replace("%h/.local/bin/", "/usr/bin/")
    _write(root / "usr/lib/systemd/user/moisson.service", unit)
    about = (PACKAGING / "moisson.metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(_moment(), UTC).date()
    about = about.replace("@VERSION@", version()).replace("@DATE@", day.isoformat())
    _write(root / "usr/share/metainfo/moisson.metainfo.xml", about)
    _documentation(root / "usr/share/doc" / NAME)


def _documentation(folder: Path) -> None:
    _copy(PACKAGING / "copyright", folder / "copyright")
    _copy(ROOT / "docs/dependencies.md", folder / "dependencies.md")
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    (folder / "changelog.gz").write_bytes(changes)


def add_licences(root: Path) -> int:
    """The licences of the libraries that were bundled; how many libraries have one."""
    folder = root / "usr/share/doc" / NAME / "licences"
    internal = root / "usr/lib" / NAME / "_internal"
    said = (internal.parent / "modules.txt").read_text(encoding="utf-8").split()
    (internal.parent / "modules.txt").unlink()
    bundled = {name.split(".")[0] for name in said} | {path.name for path in internal.iterdir()}
    bundled.add("PyInstaller")  # its starter is the program
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        _copy(python, folder / "Python/LICENSE.txt")
    return sum(_copy_licences(found, folder) for found in distributions() if _top_level(found) & bundled)


def _top_level(distribution: Distribution) -> set[str]:
    names = {
        path.parts[0].split(".")[0] for path in distribution.files or () if path.suffix in (".py", ".so")
    }
    return names - {"..", "__pycache__"}


def _copy_licences(distribution: Distribution, folder: Path) -> bool:
    found = [path for path in distribution.files or () if _LICENCE.search(str(path)) and path.suffix != ".py"]
    for path in found:
        _copy(Path(str(path.locate())), folder / distribution.name / path.name)
    return bool(found)


def strip(root: Path) -> None:
    """Takes the debugging symbols out. Not of every library: some wheels have been patched, and break."""
    for path in _binaries(root):
        if _UNSTRIPPED.search(str(path)):
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def _binaries(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(_ELF)) == _ELF:
                    yield path


def needed_packages(root: Path, work: Path) -> str:
    """Whose libraries the application uses, as Debian knows them. Raises CalledProcessError."""
    binaries = [path for path in _binaries(root) if path.name != _GTK]
    folders = sorted({path.parent for path in binaries})
    (work / "debian").mkdir(exist_ok=True)
    (work / "debian/control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
    private = [f"-l{folder}" for folder in folders]
    examined = [f"-e{path}" for path in binaries]
    done = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *private, *examined],
        cwd=work,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def package_in(folder: Path) -> Path:
    """How the .deb of this version for this machine is called."""
    return folder / f"{NAME}_{version()}_{_said('dpkg', '--print-architecture')}.deb"


def build(root: Path, work: Path, target: Path) -> Path:
    """Returns the .deb, in the folder `target`."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    (root / "DEBIAN").mkdir(mode=0o755)
    sums = "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)
    _write(root / "DEBIAN/md5sums", sums)
    control = CONTROL.format(
        name=NAME,
        version=version(),
        architecture=package_in(target).stem.rpartition("_")[2],
        maintainer=_MAINTAINER,
        size_kb=sum(path.stat().st_size for path in files) // 1024,
        depends=needed_packages(root, work),
    )
    _write(root / "DEBIAN/control", control)
    target.mkdir(parents=True, exist_ok=True)
    package = package_in(target)
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(_moment())}
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package],
        check=True,
        stdout=subprocess.DEVNULL,
        env=surroundings,
    )
    return package


def _moment() -> int:
    """Of the last commit, so that the same source makes the same package."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    done = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return int(done.stdout or datetime.now(UTC).timestamp())


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
