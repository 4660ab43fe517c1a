"""Every colour and every measure of the interface. No other file names one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

GRID: Final = 8
RADIUS: Final = 6
MENU_WIDTH: Final = 216
PANEL_WIDTH: Final = 320
PREVIEW_WIDTH: Final = 360
LIST_DIALOG_WIDTH: Final = 560
ROW_HEIGHT: Final = 56
LINE_HEIGHT: Final = 36
BADGE_SIZE: Final = 32
ICON_SIZE: Final = 18
INDEX_WIDTH: Final = 216
CODE_BOX_SIZE: Final = 44
FIELD_WIDTH: Final = 460
TIME_WIDTH: Final = 80
DOCUMENT_SIZE: Final = (860, 600)
WIZARD_SIZE: Final = (640, 620)
APPOINTMENT_SIZE: Final = (560, 480)
PROMPT_WIDTH: Final = 460
NOTE_WIDTH: Final = 360
PICTURE_WIDTH: Final = 280
MONTH_SIZE: Final = 9
MONTH_GAP: Final = 3
DEFAULT_SIZE: Final = (1180, 760)
SMALLEST_SIZE: Final = (900, 600)
WIDE: Final = 900
"""A page that is narrower than this has no room for a table and a panel beside it."""
ROOMY: Final = 1080
"""A table from this width on shows all that there is."""
NARROW: Final = 760
"""A table that is narrower than this leaves out what the panel says, too."""
TIGHT: Final = 660
"""In a page that is narrower than this, cards lie below each other."""
NAME_WIDTH: Final = 110
"""A table that would leave the names of companies less leaves out their months as well."""
HEADING_SCALE: Final = 20 / 13
SUBHEADING_SCALE: Final = 15 / 13
SMALL_SCALE: Final = 12 / 13


@dataclass(frozen=True, slots=True)
class Palette:
    """`window` lies behind menus, `surface` behind lists. `on_*` is written on `*`. The six states have a
    colour that can be read on both."""

    window: str
    surface: str
    raised: str
    text: str
    muted: str
    separator: str
    control: str
    accent: str
    accent_hover: str
    accent_edge: str
    on_accent: str
    selection: str
    hover: str
    focus: str
    up_to_date: str
    running: str
    waiting: str
    wrong: str
    unavailable: str
    paused: str
    month: str
    badges: tuple[str, ...]
    on_badge: str


LIGHT: Final = Palette(
    window="#f4f3f0",
    surface="#ffffff",
    raised="#ffffff",
    text="#1f1e1b",
    muted="#5f5c55",
    separator="#e2dfd8",
    control="#8a867c",
    accent="#e3b341",
    accent_hover="#d8a631",
    accent_edge="#8c6a12",
    on_accent="#241b04",
    selection="#faf0d7",
    hover="#f6f4ef",
    focus="#7a5b0b",
    up_to_date="#17663a",
    running="#285f8f",
    waiting="#8a5300",
    wrong="#b3261e",
    unavailable="#605d57",
    paused="#605d57",
    month="#2f7d51",
    badges=("#7d5a12", "#2f6b4c", "#2d5f8b", "#7b4a7f", "#9a4032", "#4b5d23", "#4e5a8c", "#6b5848"),
    on_badge="#ffffff",
)
DARK: Final = Palette(
    window="#1b1a18",
    surface="#232220",
    raised="#2c2b28",
    text="#eceae5",
    muted="#aaa69d",
    separator="#393733",
    control="#858177",
    accent="#e3b341",
    accent_hover="#efc35a",
    accent_edge="#e3b341",
    on_accent="#241b04",
    selection="#3b3320",
    hover="#2b2a27",
    focus="#f0c869",
    up_to_date="#7fca9b",
    running="#8fc1ee",
    waiting="#f0b557",
    wrong="#ff9d91",
    unavailable="#b5b1a8",
    paused="#b5b1a8",
    month="#63b583",
    badges=("#c99a3a", "#6fb38d", "#7aaed9", "#c294c6", "#e08c7e", "#a3b76a", "#9aa6dc", "#bda28d"),
    on_badge="#1b1a18",
)
HIGH_CONTRAST_LIGHT: Final = replace(
    LIGHT,
    window="#ffffff",
    text="#000000",
    muted="#2b2b2b",
    separator="#6b6b6b",
    control="#000000",
    accent_edge="#000000",
    focus="#000000",
    up_to_date="#00401c",
    running="#003a6b",
    waiting="#5c3600",
    wrong="#8c0000",
    unavailable="#2b2b2b",
    paused="#2b2b2b",
    month="#00401c",
)
HIGH_CONTRAST_DARK: Final = replace(
    DARK,
    window="#000000",
    surface="#000000",
    raised="#000000",
    text="#ffffff",
    muted="#e0e0e0",
    separator="#9a9a9a",
    control="#ffffff",
    hover="#262626",
    focus="#ffffff",
    up_to_date="#9df0bb",
    running="#b5dcff",
    waiting="#ffd08a",
    wrong="#ffb8ae",
    unavailable="#e0e0e0",
    paused="#e0e0e0",
    month="#9df0bb",
)


def palette_for(*, dark: bool, high_contrast: bool) -> Palette:
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
