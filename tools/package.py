"""Builds the self-contained application and its .deb: `python -m tools.package [WORK_FOLDER]`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools import debian_package
from tools.bundle import NAME, ROOT, missing

_NEEDED = ("dpkg-deb", "dpkg-shlibdeps", "strip", "objdump")


def build_application(work: Path) -> Path:
    """The folder of the application."""
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"),
            *("--distpath", work / "dist", "--workpath", work / "pyinstaller"),
            debian_package.PACKAGING / "moisson-linux.spec",
        ],
        check=True,
        cwd=ROOT,
    )
    return work / "dist" / NAME


def main(work: Path, target: Path) -> int:
    lacking = [name for name in _NEEDED if not shutil.which(name)]
    if lacking:
        print(f"needed to make a package: {', '.join(lacking)} (dpkg-dev, binutils)", file=sys.stderr)
        return 1
    application = build_application(work)
    absent = list(missing(application / "_internal"))
    if absent:
        print("missing in the application: " + ", ".join(absent), file=sys.stderr)
        return 1
    root = work / "root"
    shutil.rmtree(root, ignore_errors=True)
    debian_package.lay_out(application, root)
    licences = debian_package.add_licences(root)
    debian_package.strip(root)
    package = debian_package.build(root, work, target)
    size = package.stat().st_size / 1e6
    print(f"{package}: {size:.1f} MB, with the licences of {licences} libraries")
    return 0


if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT / "build/package"
    folder.mkdir(parents=True, exist_ok=True)
    sys.exit(main(folder, (folder if len(sys.argv) > 1 else ROOT) / "dist"))
