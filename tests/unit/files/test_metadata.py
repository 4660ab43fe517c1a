from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.demo.invoice_facts import InvoiceFacts, PdfKind
from app.demo.pdf import invoice_pdf, text_pdf
from app.domain.documents import DocumentFacts, DocumentType, Source
from connectors.files.metadata import metadata
from connectors.files.pdf import read_pdf
from tests.unit.files.documents import Drawn, Told, drawn_pdf, lines_pdf

KINDS = {
    PdfKind.INVOICE: DocumentType.INCOMING_INVOICE,
    PdfKind.CREDIT_NOTE: DocumentType.CREDIT_NOTE,
    PdfKind.RECEIPT: DocumentType.RECEIPT,
    PdfKind.STATEMENT: DocumentType.STATEMENT,
}


def facts_of(pdf: bytes, row: Told | None = None, link: Told | None = None) -> DocumentFacts:
    return metadata(row, read_pdf(pdf), link)


def values(facts: DocumentFacts) -> tuple[str | None, date | None, Decimal | None]:
    return facts.number, facts.issued, facts.total


@pytest.mark.parametrize("language", ["fr", "en", "de"])
@pytest.mark.parametrize("kind", list(PdfKind))
@pytest.mark.parametrize("facturx", [False, True])
def test_demonstration_documents(language: str, kind: PdfKind, facturx: bool) -> None:
    total = Decimal("-1234.56") if kind is PdfKind.CREDIT_NOTE else Decimal("1234.56")
    stated = InvoiceFacts("FA-2026-0042", date(2026, 3, 1), total, kind, language, facturx=facturx)
    facts = facts_of(invoice_pdf(stated))
    assert values(facts) == ("FA-2026-0042", date(2026, 3, 1), total)
    assert facts.currency == "EUR"
    assert facts.supplier == stated.supplier
    assert facts.source is (Source.FACTURX if facturx else Source.TEXT)
    assert facts.confidence > 0.85
    if not (facturx and kind in (PdfKind.STATEMENT,)):
        assert facts.type is KINDS[kind]


COLUMNS: list[Drawn] = [
    (50, 40, "Nordlicht Seminare GmbH · Hafenstraße 12 · 20457 Hamburg"),
    (400, 60, "Nordlicht Seminare GmbH"),
    (50, 120, "Kundin & Töchter OHG"),
    (50, 200, "Bestellnummer"), (250, 200, "Rechnungsnummer"), (450, 200, "Rechnungsdatum"),
    (50, 214, "SEM-HAFLR"), (250, 214, "NW-00001"), (450, 214, "7. Januar 2025"),
    (50, 260, "Seminar am 1. März 2027"),
    (50, 300, "Rechnung", 16),
    (50, 340, "Position"), (300, 340, "Netto"), (450, 340, "Brutto"),
    (50, 360, "Tagesseminar"), (300, 360, "100,00 €"), (450, 360, "119,00 €"),
    (50, 390, "Rechnungsbetrag"), (450, 390, "119,00 €"),
]  # fmt: skip


def test_labels_above_their_values_in_columns() -> None:
    order = Told("HAFLR", "HAFLR", date(2025, 1, 6), Decimal("119.00"), "EUR")
    facts = facts_of(drawn_pdf(COLUMNS), order)
    assert values(facts) == ("NW-00001", date(2025, 1, 7), Decimal("119.00"))
    assert facts.type is DocumentType.INCOMING_INVOICE
    assert facts.supplier == "Nordlicht Seminare GmbH"


def test_labels_below_their_values() -> None:
    pdf = drawn_pdf(
        [(50, 50, "NW-7"), (50, 62, "Rechnungsnummer"), (250, 50, "07.01.2025"), (250, 62, "Rechnungsdatum")]
    )
    assert values(facts_of(pdf)) == ("NW-7", date(2025, 1, 7), None)


@pytest.mark.parametrize(
    ("lines", "number", "issued", "total"),
    [
        (
            ["FACTURE N° FA-2025-0113", "Date de facturation : 14/02/2025", "Date d'échéance : 14/03/2025",
             "Total HT 100,00 €", "TVA 20 % 20,00 €", "Net à payer 120,00 €"],
            "FA-2025-0113", date(2025, 2, 14), "120.00",
        ),
        (
            ["Invoice", "Invoice number INV-3337", "Date of issue January 25, 2025", "Date due January 31, "
                                                                                     "2025",
             "$93.50 due January 31, 2025", "Subtotal $85.00", "Tax $8.50", "Total $93.50", "Amount due "
                                                                                            "$93.50"],
            "INV-3337", date(2025, 1, 25), "93.50",
        ),
        (
            ["Rechnung Nr. 2025-0815", "Datum: 03.02.2025", "Kundennummer: 4711", "Nettobetrag 1.000,00 €",
             "MwSt. 19 % 190,00 €", "Gesamtbetrag 1.190,00 €", "Zahlbar bis 17.02.2025"],
            "2025-0815", date(2025, 2, 3), "1190.00",
        ),
        (
            ["Factura N.º: FV-2025/17", "Fecha de emisión: 3 de marzo de 2025", "Base imponible 100,00 €", "IVA 21 % 21,00 €",
             "Total factura 121,00 €"],
            "FV-2025/17", date(2025, 3, 3), "121.00",
        ),
        (
            ["Fattura n. 42/2025", "Data fattura: 05/03/2025", "Imponibile 100,00 €", "IVA 22,00 €", "Totale fattura 122,00 €"],
            "42/2025", date(2025, 3, 5), "122.00",
        ),
        (
            ["Factuurnummer: 2025-0099", "Factuurdatum: 5 maart 2025", "Vervaldatum: 19 maart 2025", "Subtotaal € 100,00",
             "BTW 21% € 21,00", "Totaal € 121,00"],
            "2025-0099", date(2025, 3, 5), "121.00",
        ),
        (
            ["Votre facture n° 10 123 456 789 du 12 mars 2025", "Montant à payer 45,10 €", "Prélèvement le "
                                                                                           "28/03/2025"],
            "10 123 456 789", date(2025, 3, 12), "45.10",
        ),
        (
            ["Rechnungskorrektur", "Korrekturnummer: NW-00047", "Ursprüngl. Rechnung: NW-00046", "Korrekturdatum: 31.07.2025",
             "Rechnungsbetrag -357,00 €"],
            "NW-00047", date(2025, 7, 31), "-357.00",
        ),
    ],
)  # fmt: skip
def test_invoices_of_many_makes(lines: list[str], number: str, issued: date, total: str) -> None:
    assert values(facts_of(lines_pdf(*lines))) == (number, issued, Decimal(total))


def test_an_order_does_not_lend_its_number_to_an_invoice_that_hides_its_own() -> None:
    order = Told("Bestellung 4711", "4711", date(2025, 1, 2), Decimal("12.00"))
    facts = facts_of(lines_pdf("Quittung", "Vielen Dank"), order)
    assert facts.number is None
    assert facts.issued is None
    assert facts.total is None


def test_the_row_of_an_invoice_fills_in_for_a_silent_file() -> None:
    row = Told("Facture F-7", "F-7", date(2025, 1, 2), Decimal("12.00"), "EUR", "incoming_invoice")
    facts = facts_of(drawn_pdf([]), row)
    assert values(facts) == ("F-7", date(2025, 1, 2), Decimal("12.00"))
    assert (facts.source, facts.currency, facts.type) == (Source.ROW, "EUR", DocumentType.INCOMING_INVOICE)
    assert facts.confidence == 0.5


def test_agreement_of_row_and_file_counts() -> None:
    row = Told("", "F-7", date(2025, 1, 2), Decimal("12.00"), "EUR", "incoming_invoice")
    facts = facts_of(lines_pdf("Shop", "F-7", "02.01.2025", "Shirt 12,00 €"), row)
    assert values(facts) == ("F-7", date(2025, 1, 2), Decimal("12.00"))
    assert facts.source is Source.TEXT
    assert facts.confidence > 0.8


def test_the_portal_decides_between_day_and_month() -> None:
    pdf = lines_pdf("Invoice number: A-17", "Invoice date: 03/04/2025", "Total $12.00")
    assert facts_of(pdf).issued == date(2025, 4, 3)
    assert facts_of(pdf, Told(issued=date(2025, 3, 4), type_hint="incoming_invoice")).issued == date(
        2025, 3, 4
    )
    american = lines_pdf("Invoice date: 03/04/2025", "Due date: 03/30/2025")
    assert facts_of(american).issued == date(2025, 3, 4)


def test_one_date_without_a_label_is_the_date() -> None:
    assert facts_of(lines_pdf("Paris, 3 mars 2025", "Bonjour")).issued == date(2025, 3, 3)
    assert facts_of(lines_pdf("3 mars 2025 ou 4 mars 2025")).issued is None


def test_an_unsigned_credit_xml_takes_the_sign_of_the_portal() -> None:
    stated = InvoiceFacts("A-1", date(2026, 1, 3), Decimal("50.00"), PdfKind.CREDIT_NOTE, facturx=True)
    facts = facts_of(invoice_pdf(stated), Told(total=Decimal("-50.00")))
    assert facts.type is DocumentType.CREDIT_NOTE
    assert facts.total == Decimal("50.00")
    negative = InvoiceFacts("A-1", date(2026, 1, 3), Decimal("-50.00"), PdfKind.CREDIT_NOTE, facturx=True)
    assert facts_of(invoice_pdf(negative)).total == Decimal("-50.00")


def test_other_papers_are_no_invoices() -> None:
    facts = facts_of(text_pdf("Conditions générales de vente", ["1. Prix", "2. Livraison"]))
    assert facts.type is DocumentType.OTHER
    facts = facts_of(text_pdf("Guide : comprendre ma facture", ["Votre facture en trois pages"]))
    assert facts.type is DocumentType.OTHER


def test_the_link_says_what_the_file_does_not() -> None:
    silent = lines_pdf("Lorem ipsum dolor sit amet, consectetur adipiscing elit")
    assert (
        facts_of(silent, None, Told("Gutschrift G-1", type_hint="credit_note")).type
        is DocumentType.CREDIT_NOTE
    )
    assert facts_of(silent, Told(type_hint="receipt")).type is DocumentType.RECEIPT
    assert facts_of(silent, None, Told("Avoir AV-7")).type is DocumentType.CREDIT_NOTE
    assert facts_of(silent).type is DocumentType.OTHER


def test_a_negative_invoice_is_a_credit_note() -> None:
    pdf = lines_pdf("Rechnung", "Rechnungsnummer: R-9", "Rechnungsbetrag -12,00 €")
    assert facts_of(pdf).type is DocumentType.CREDIT_NOTE


def test_without_a_file_only_the_row_speaks() -> None:
    facts = metadata(Told("", "F-7", None, Decimal("12.00"), "EUR", "incoming_invoice"), None)
    assert values(facts) == ("F-7", None, Decimal("12.00"))
    assert metadata(None, None) == DocumentFacts()


def test_suppliers() -> None:
    assert (
        facts_of(
            drawn_pdf(
                [(50, 50, "Alpha SAS - 1 rue A"), (50, 700, "Alpha SAS, RCS Paris"), (50, 90, "Beta SARL")]
            )
        ).supplier
        == "Alpha SAS"
    )
    assert facts_of(drawn_pdf([(50, 50, "Alpha SAS"), (50, 90, "Beta SARL")])).supplier is None
    assert facts_of(drawn_pdf([(50, 50, "Gamma")], author="Gamma")).supplier == "Gamma"
    assert facts_of(drawn_pdf([(50, 50, "Delta")], author="wkhtmltopdf")).supplier is None
