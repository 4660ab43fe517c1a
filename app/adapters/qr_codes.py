"""QR codes in pictures: portals show the key of an authenticator app as one."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import ErrorCode, MoissonError


def read_qr(path: Path) -> str | None:
    """The text of the first QR code in a picture; None when there is none. Raises MoissonError
    file_unreadable for what is no picture."""
    from PIL import Image
    from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

    try:
        with Image.open(path) as picture:
            # Transparent codes have a white ground, as pages show them.
            ground = Image.new("RGBA", picture.size, "white")
            ground.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path)) from error
    found = read_barcodes(ground.convert("L"), formats=BarcodeFormats(BarcodeFormat.QRCode))
    return next((str(code.text) for code in found), None)
