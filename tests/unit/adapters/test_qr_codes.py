"""Keys in pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_image

from app.adapters.qr_codes import read_qr
from app.domain.errors import ErrorCode, MoissonError

KEY = "otpauth://totp/EDF:camille?secret=JBSWY3DPEHPK3PXP&issuer=EDF"


def picture_of(text: str) -> Image.Image:
    drawn = write_barcode_to_image(create_barcode(text, BarcodeFormat.QRCode), scale=4)
    height, width = drawn.shape[:2]
    return Image.frombytes("L", (width, height), bytes(drawn))


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp"])
def test_the_key_in_a_picture_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"code.{suffix}"
    screen = Image.new("RGB", (900, 700), "#ddeeff")
    screen.paste(picture_of(KEY), (300, 200))
    screen.save(path)
    assert read_qr(path) == KEY


def test_a_transparent_ground_is_white(tmp_path: Path) -> None:
    code = picture_of(KEY)
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=code.point(lambda grey: 255 - grey))
    clear.save(tmp_path / "code.png")
    assert read_qr(tmp_path / "code.png") == KEY


def test_a_picture_without_a_code(tmp_path: Path) -> None:
    Image.new("RGB", (200, 200), "white").save(tmp_path / "white.png")
    assert read_qr(tmp_path / "white.png") is None


def test_what_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_text("<html>")
    with pytest.raises(MoissonError) as caught:
        read_qr(tmp_path / "page.png")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
