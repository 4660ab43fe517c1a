"""Everything that is written can be read, in every palette."""

from __future__ import annotations

import pytest

from ui.look.palette import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Palette, contrast
from ui.look.style_sheet import style_sheet

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "high light": HIGH_CONTRAST_LIGHT,
    "high dark": HIGH_CONTRAST_DARK,
}
WRITTEN = ("text", "muted", "up_to_date", "running", "waiting", "wrong", "unavailable", "paused")
GROUNDS = ("window", "surface", "raised", "selection", "hover")


@pytest.fixture(params=PALETTES.values(), ids=PALETTES)
def palette(request: pytest.FixtureRequest) -> Palette:
    found: Palette = request.param
    return found


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("written", WRITTEN)
def test_text_stands_out_from_what_it_is_written_on(palette: Palette, written: str, ground: str) -> None:
    assert contrast(getattr(palette, written), getattr(palette, ground)) >= 4.5


def test_buttons_and_badges_can_be_read(palette: Palette) -> None:
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.on_accent, palette.accent_hover) >= 4.5
    assert all(contrast(palette.on_badge, badge) >= 4.5 for badge in palette.badges)


@pytest.mark.parametrize("control", ["control", "accent_edge", "focus", "month"])
@pytest.mark.parametrize("ground", ["window", "surface", "selection"])
def test_controls_can_be_seen(palette: Palette, control: str, ground: str) -> None:
    assert contrast(getattr(palette, control), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("written", ["text", "muted"])
def test_high_contrast_is_higher(written: str) -> None:
    for plain, high in ((LIGHT, HIGH_CONTRAST_LIGHT), (DARK, HIGH_CONTRAST_DARK)):
        assert contrast(getattr(high, written), high.surface) >= 7
        assert contrast(getattr(high, written), high.surface) > contrast(
            getattr(plain, written), plain.surface
        )


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_has_no_place_left_open(palette: Palette) -> None:
    assert "{{" not in style_sheet(palette)
    assert palette.accent in style_sheet(palette)
