from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium

from app.demo.invoice_facts import InvoiceFacts
from app.demo.pdf import invoice_pdf
from connectors.files.pdf import read_pdf
from tests.unit.files.documents import drawn_pdf, lines_pdf


def test_text_pieces_and_data(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        drawn_pdf([(50, 60, "Rechnungsnummer"), (250, 60, "Datum"), (50, 75, "R-1")], author="Shop GmbH")
    )
    pdf = read_pdf(path)
    assert pdf.pages == 1
    assert "Rechnungsnummer" in pdf.text
    assert {p.text for p in pdf.pieces} == {"Rechnungsnummer", "Datum", "R-1"}
    assert pdf.author == "Shop GmbH"
    assert pdf.facturx is None
    number = next(p for p in pdf.pieces if p.text == "R-1")
    label = next(p for p in pdf.pieces if p.text == "Rechnungsnummer")
    assert number.top < label.bottom
    assert abs(number.left - label.left) < 3


def test_words_drawn_one_by_one_are_one_piece() -> None:
    pdf = read_pdf(drawn_pdf([(50, 60, "Total"), (76, 60, "TTC"), (200, 60, "12,00 "), (232, 60, "EUR")]))
    assert [p.text for p in pdf.pieces] == ["Total TTC", "12,00 EUR"]


def test_kerned_letters_are_read_once() -> None:
    # V begins within the box of A, as in every text set with kerning.
    pdf = read_pdf(drawn_pdf([(50, 60, "A"), (55.4, 60, "V"), (61.8, 60, "-2025 T"), (97, 60, "otal")]))
    assert [p.text for p in pdf.pieces] == ["AV-2025 Total"]


def test_only_the_first_pages_and_the_last_are_read() -> None:
    pdf = read_pdf(drawn_pdf(*[[(50, 60, f"Page {n}")] for n in range(1, 8)]))
    assert pdf.pages == 7
    assert [p.text for p in pdf.pieces] == ["Page 1", "Page 2", "Page 3", "Page 7"]
    assert pdf.pieces[-1].page == 6
    assert "Page 5" not in pdf.text


def test_long_texts_are_cut() -> None:
    page = [(20.0, 20.0 + y, "x" * 2000, 2.0) for y in range(0, 800, 4)]
    assert len(read_pdf(drawn_pdf(page, page, page)).text) == 50_000


def test_the_attached_invoice() -> None:
    facts = InvoiceFacts("FA-1", date(2026, 1, 3), Decimal("12.00"), facturx=True)
    found = read_pdf(invoice_pdf(facts)).facturx
    assert found is not None
    assert found.number == "FA-1"


def test_other_attachments_are_passed_over() -> None:
    document = pdfium.PdfDocument(lines_pdf("Hello"))
    document.new_attachment("invoice.xml").set_data(b"<note/>")
    document.new_attachment("readme.txt").set_data(b"hello")
    document.new_attachment("factur-x.xml")
    path = Path("unused")
    buffer = __import__("io").BytesIO()
    document.save(buffer)
    pdf = read_pdf(buffer.getvalue())
    assert (pdf.pages, pdf.facturx) == (1, None)
    assert not path.exists()


def test_broken_and_locked_files_give_nothing() -> None:
    assert read_pdf(b"%PDF-1.4 nothing") == read_pdf(b"")
    assert read_pdf(b"").pages == 0


def test_threads_take_turns() -> None:
    content = lines_pdf(*[f"Line {n}" for n in range(40)])
    results: list[int] = []

    def read() -> None:
        results.extend(len(read_pdf(content).pieces) for _ in range(10))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [40] * 60
