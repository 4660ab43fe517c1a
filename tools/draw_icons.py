"""Renders the application's icon in every size that desktops ask for: `python -m tools.draw_icons`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources/icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LARGEST_SMALL = 16


def source_for(size: int) -> Path:
    """The smallest sizes have a drawing of their own: what is reduced that far turns to mud."""
    return ICONS / ("moisson-small.svg" if size <= LARGEST_SMALL else "moisson.svg")


def rendered(source: Path, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    return image


def picture(size: int) -> Path:
    return ICONS / "png" / f"moisson-{size}.png"


def main() -> int:
    for size in SIZES:
        picture(size).parent.mkdir(exist_ok=True)
        if not rendered(source_for(size), size).save(str(picture(size))):
            print(f"{picture(size)} could not be written", file=sys.stderr)
            return 1
    print(f"icons: {len(SIZES)} sizes in {ICONS / 'png'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
