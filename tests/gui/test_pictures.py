"""The icon is there in every size, and the tray's signs can be told apart on light and on dark panels."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from tools.draw_icons import SIZES, picture, rendered, source_for
from ui.look.palette import DARK, LIGHT, contrast
from ui.look.pictures import TrayState, application_icon, tray_icon

TRAY = Path(__file__).resolve().parents[2] / "resources/icons/tray"
ON_TRAY = [(state, dark) for state in TrayState for dark in (False, True)]


def image(icon: QIcon, size: int) -> QImage:
    return icon.pixmap(size, size).toImage().convertToFormat(QImage.Format.Format_ARGB32)


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that differ visibly."""
    pixels = [(x, y) for x in range(one.width()) for y in range(one.height())]
    apart = [p for p in pixels if not alike(one.pixelColor(*p), other.pixelColor(*p))]
    return len(apart) / len(pixels)


def alike(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[call-overload]  # a tuple of four
    return all(abs(a - b) <= 24 for a, b in pairs)


def occurs(colour: QColor, picture: QImage) -> bool:
    pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(alike(picture.pixelColor(*pixel), colour) for pixel in pixels)


def test_the_icon_has_every_size(qtbot: QtBot) -> None:
    sizes = {(size.width(), size.height()) for size in application_icon().availableSizes()}
    assert sizes == {(size, size) for size in SIZES}


@pytest.mark.parametrize("size", SIZES)
def test_the_pictures_are_those_of_the_drawing(qtbot: QtBot, size: int) -> None:
    """`python -m tools.draw_icons` after the drawing was changed."""
    kept = QImage(str(picture(size))).convertToFormat(QImage.Format.Format_ARGB32)
    drawn = rendered(source_for(size), size).convertToFormat(QImage.Format.Format_ARGB32)
    assert difference(kept, drawn) < 0.01
    for colour in ("#e3b341", "#17663a", "#f4f3f0"):
        assert occurs(QColor(colour), kept), colour
    assert kept.pixelColor(0, 0).alpha() < 255


@pytest.mark.parametrize("dark", [False, True])
def test_every_state_looks_different(qtbot: QtBot, dark: bool) -> None:
    pictures = [image(tray_icon(state, dark), 22) for state in TrayState]
    assert all(picture.width() == 22 for picture in pictures)
    assert all(difference(one, other) > 0.05 for one, other in combinations(pictures, 2))


@pytest.mark.parametrize(("state", "dark"), ON_TRAY)
def test_every_colour_stands_out_from_its_panel(state: TrayState, dark: bool) -> None:
    drawing = (TRAY / f"{state.value}-{'dark' if dark else 'light'}.svg").read_text(encoding="utf-8")
    colours = set(re.findall(r"#[0-9a-f]{6}", drawing))
    assert len(colours) == (1 if state is TrayState.CALM else 2)
    ground = (DARK if dark else LIGHT).window
    assert all(contrast(colour, ground) >= 3 for colour in colours)


@pytest.mark.parametrize("state", TrayState)
def test_light_and_dark_differ_in_colour_only(state: TrayState) -> None:
    light, dark = (
        re.sub(r"#[0-9a-f]{6}", "#", (TRAY / f"{state.value}-{ground}.svg").read_text(encoding="utf-8"))
        for ground in ("light", "dark")
    )
    assert light == dark
