"""An archive is an archive, even when a PDF lies unpacked in it."""

from __future__ import annotations

import io
import zipfile

from connectors.files.sniff import FileKind, sniff


def test_an_archive_with_a_stored_pdf() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("F1.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n")
    assert sniff(buffer.getvalue()) is FileKind.ZIP
