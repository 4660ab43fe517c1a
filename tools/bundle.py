"""What goes into the self-contained application: read by the specs in resources/packaging.

PyInstaller finds the modules that are imported; here is what it cannot see, and what it takes for nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from ui.look.icons import FONT, PLACES, fonts

ROOT: Final = Path(__file__).resolve().parent.parent
NAME: Final = "moisson"
OWN: Final = ("app", "connectors", "ui")
MIGRATIONS: Final = Path("app/adapters/store/migrations")

Entry = tuple[str, str, str]
"""As PyInstaller lists them: name in the application, file on this machine, kind."""

UNUSED_MODULES: Final = (
    # Qt beyond what the window is made of.
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtQml", "PySide6.QtQuick"),
    *("PySide6.QtPrintSupport", "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtUiTools"),
    # reportlab loads Pillow, and makes no use of these formats.
    *("PIL._avif", "PIL._webp", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL.ImageQt"),
    # Coloured program code on terminals: rich has it, we do not.
    *("pygments", "markdown_it"),
    *("tkinter", "curses", "readline", "IPython", "matplotlib", "numpy"),
    *("pip", "setuptools", "pkg_resources", "wheel", "_pytest", "pytest", "hypothesis", "mypy", "babel"),
    *("lxml.isoschematron", "lxml.objectify", "alembic.testing", "sqlalchemy.testing"),
)

QT_PLUGINS: Final = frozenset(
    {
        *("platforms/qxcb", "platforms/qwayland", "platforms/qoffscreen"),
        *("platforms/qwindows", "platforms/qcocoa", "styles/qmodernwindowsstyle", "styles/qmacstyle"),
        *("platformthemes/qgtk3", "platformthemes/qxdgdesktopportal"),
        *("platforminputcontexts/composeplatforminputcontextplugin",),
        *("platforminputcontexts/ibusplatforminputcontextplugin",),
        *("wayland-shell-integration/xdg-shell", "wayland-decoration-client/adwaita"),
        *("iconengines/qsvgicon", "imageformats/qsvg", "imageformats/qjpeg", "imageformats/qico"),
    }
)
QT_LIBRARIES: Final = frozenset(
    {
        *("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "SvgWidgets", "Pdf", "PdfWidgets"),
        *("XcbQpa", "WaylandClient"),
    }
)
QT_LANGUAGES: Final = ("fr", "en")

_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([\w-]+)/(?:lib)?([\w-]+?)\.\w+$")
_QT_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6(\w+?)(?:\.so[.\d]*|\.dll|\.dylib)$")
_QT_WORDS = re.compile(r"PySide6/(?:Qt/)?translations/(\w+)\.qm$")
_SYSTEM = re.compile(r"^/(?:usr/)?lib(?:32|64|x32)?/")
_PYTHON = re.compile(r"^libpython3")
_DESCRIPTIONS = re.compile(r"googleapiclient/discovery_cache/documents/(?!drive\.v3\.json)")
_MANAGERS = re.compile(r"selenium/webdriver/common/((?:linux|macos|windows)[\w-]*)/")
_QT_MODULE = re.compile(r"PySide6/Qt(\w+?)\.(?:abi3\.so|pyd)$")
_LEFTOVERS = re.compile(r"\.dist-info/(?:direct_url\.json|RECORD|INSTALLER|REQUESTED|uv_\w+\.json)$|\.pyi$")


def selenium_manager(system: str, machine: str) -> str:
    """The folder of Selenium's program that finds drivers. Both as Python's `platform` calls them."""
    names = {"Darwin": "macos", "Windows": "windows"}
    arm = machine.lower() in ("aarch64", "arm64")
    return names.get(system) or f"linux-{'arm64' if arm else 'x86_64'}"


def version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def own_modules() -> list[str]:
    """All of ours: commands are named in texts, much is imported when it is first needed."""
    paths = (path.relative_to(ROOT) for room in OWN for path in (ROOT / room).rglob("*.py"))
    found = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths}
    return sorted(name for name in found if not name.startswith(f"{'.'.join(MIGRATIONS.parts)}.versions."))


def own_data() -> list[tuple[str, str]]:
    """(file, folder in the application)."""
    found = [
        *(ROOT / "resources").glob("*.json"),
        *(ROOT / "resources/portals").glob("*.yaml"),
        *(ROOT / "resources/portals").glob("*.json"),
        *(ROOT / "resources/i18n").rglob("*.mo"),
        *(ROOT / "resources/icons").rglob("*.png"),
        *(ROOT / "resources/icons").rglob("*.svg"),
        *(ROOT / "connectors/pages").glob("*.js"),
        # Alembic reads these from their folder.
        *(ROOT / MIGRATIONS).rglob("*.py"),
    ]
    ours = [(str(file), str(file.parent.relative_to(ROOT))) for file in sorted(found)]
    glyphs = ((str(fonts() / name), "qtawesome/fonts") for name in (FONT, PLACES))
    return [
        *ours,
        *glyphs,
        *_data_of("publicsuffixlist", "*.dat"),
        *_data_of("confusable_homoglyphs", "*.json"),
    ]


def _data_of(library: str, pattern: str) -> list[tuple[str, str]]:
    """Lists that a library reads from its own folder."""
    return [(str(file), library) for file in sorted(Path(str(files(library))).glob(pattern))]


def write_metadata(folder: Path) -> tuple[str, str]:
    """What `importlib.metadata` needs to know our version, whatever is installed on this machine."""
    info = folder / f"{NAME}-{version()}.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    text = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {version()}\n"
    (info / "METADATA").write_text(text, encoding="utf-8")
    return str(info), info.name


def kept(entries: Iterable[Entry], manager: str) -> list[Entry]:
    """Without what the application never uses. `manager`: the folder of Selenium's
    program that finds drivers for this machine, such as linux-x86_64."""
    return [entry for entry in entries if _is_used(entry[0].replace("\\", "/"), entry[1], manager)]


def _is_used(name: str, source: str, manager: str) -> bool:
    if any(pattern.search(name) for pattern in (_DESCRIPTIONS, _LEFTOVERS)):
        return False
    if found := _MANAGERS.search(name):
        return found[1] == manager
    if found := _PLUGIN.search(name):
        return f"{found[1]}/{found[2]}" in QT_PLUGINS
    if found := _QT_WORDS.search(name):
        return found[1].split("_")[0] in ("qt", "qtbase") and found[1].split("_")[-1] in QT_LANGUAGES
    if found := _QT_LIBRARY.search(name) or _QT_MODULE.search(name):
        return found[1] in QT_LIBRARIES
    if "/" not in name and _SYSTEM.search(source):
        # The package depends on these instead: they are mended with the system, and fit its drivers.
        return bool(_PYTHON.search(name))
    return "/qml/" not in name


def missing(application: Path) -> Iterator[str]:
    """What must be in the folder of the application and is not there."""
    documents = "googleapiclient/discovery_cache/documents/drive.v3.json"
    wanted = [
        *(f"{folder}/{Path(file).name}" for file, folder in own_data()),
        documents,
        f"{NAME}-{version()}.dist-info/METADATA",
    ]
    yield from (name for name in wanted if not (application / name).is_file())
