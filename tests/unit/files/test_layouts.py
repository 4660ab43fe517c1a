"""Papers as suppliers of many kinds lay them out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.files.metadata import metadata
from connectors.files.pdf import read_pdf
from tests.unit.files.documents import Drawn, drawn_pdf

Stated = tuple[str, date, Decimal, str]

PAPERS: dict[str, tuple[list[Drawn], Stated]] = {
    "billing": (
        [
            (40, 50, "Invoice", 20),
            (40, 90, "Invoice number"),
            (140, 90, "3E5F1A2B-0003"),
            (40, 104, "Date of issue"),
            (140, 104, "March 3, 2026"),
            (40, 118, "Date due"),
            (140, 118, "March 3, 2026"),
            (40, 150, "ACME Inc."),
            (300, 150, "Bill to"),
            (300, 164, "Atelier Martin"),
            (40, 220, "$20.00 USD due March 3, 2026", 14),
            (40, 260, "Description"),
            (300, 260, "Qty"),
            (380, 260, "Unit price"),
            (480, 260, "Amount"),
            (40, 280, "Pro plan"),
            (300, 280, "1"),
            (380, 280, "$20.00"),
            (480, 280, "$20.00"),
            (40, 294, "Mar 3 – Apr 3, 2026"),
            (300, 330, "Subtotal"),
            (480, 330, "$20.00"),
            (300, 344, "Total"),
            (480, 344, "$20.00"),
            (300, 358, "Amount due"),
            (480, 358, "$20.00 USD"),
        ],
        ("3E5F1A2B-0003", date(2026, 3, 3), Decimal("20.00"), "USD"),
    ),
    "shop": (
        [
            (40, 40, "Rechnung", 18),
            (300, 60, "Zahlungsreferenznummer"),
            (450, 60, "5XJHK"),
            (300, 74, "Verkauft von Shop EU S.à r.l."),
            (300, 88, "USt-IDNr."),
            (450, 88, "DE814584193"),
            (300, 110, "Rechnungsdatum /Lieferdatum"),
            (450, 110, "12 März 2025"),
            (300, 124, "Rechnungsnummer"),
            (450, 124, "DE51UXA2AEUI"),
            (300, 138, "Zahlbetrag"),
            (450, 138, "45,99 €"),
            (40, 200, "Bestellinformationen"),
            (40, 214, "Bestelldatum"),
            (140, 214, "11 März 2025"),
            (40, 228, "Bestellnummer"),
            (140, 228, "302-1234567-1234567"),
            (40, 300, "Beschreibung"),
            (200, 300, "Menge"),
            (280, 300, "Stückpreis"),
            (360, 300, "USt. %"),
            (430, 300, "Zwischensumme"),
            (40, 320, "USB Kabel"),
            (200, 320, "1"),
            (280, 320, "38,65 €"),
            (360, 320, "19%"),
            (430, 320, "45,99 €"),
            (360, 380, "Rechnungsbetrag"),
            (480, 380, "45,99 €"),
        ],
        ("DE51UXA2AEUI", date(2025, 3, 12), Decimal("45.99"), "EUR"),
    ),
    "hosting": (
        [
            (40, 40, "Alpha SAS au capital de 50 000 000 €"),
            (350, 60, "Facture n° FR67890123", 14),
            (350, 80, "Date d'émission : 3 mars 2025"),
            (350, 94, "Référence commande : 123456789"),
            (350, 108, "Date d'échéance : 03/03/2025"),
            (40, 200, "Abonnement"),
            (250, 200, "Référence"),
            (350, 200, "Quantité"),
            (430, 200, "Prix HT"),
            (40, 220, "Hébergement"),
            (430, 220, "9,99 €"),
            (350, 300, "PRIX HT"),
            (450, 300, "9,99 €"),
            (350, 314, "TVA 20%"),
            (450, 314, "2,00 €"),
            (350, 328, "TOTAL TTC"),
            (450, 328, "11,99 €"),
            (40, 700, "Alpha SAS - RCS Lille"),
        ],
        ("FR67890123", date(2025, 3, 3), Decimal("11.99"), "EUR"),
    ),
    "telephone": (
        [
            (300, 40, "Datum"),
            (400, 40, "05.03.2025"),
            (300, 54, "Seite"),
            (400, 54, "1 von 3"),
            (300, 68, "Kundennummer"),
            (400, 68, "123 456 7890"),
            (300, 82, "Rechnungsnummer"),
            (400, 82, "79 1234 5678 9012"),
            (300, 96, "Buchungskonto"),
            (400, 96, "1234567890"),
            (40, 200, "Ihre Mobilfunk-Rechnung für März 2025", 14),
            (40, 240, "Summe der Beträge (Netto)"),
            (450, 240, "33,57 €"),
            (40, 254, "Umsatzsteuer 19 %"),
            (450, 254, "6,38 €"),
            (40, 268, "Zu zahlender Betrag"),
            (450, 268, "39,95 €"),
        ],
        ("79 1234 5678 9012", date(2025, 3, 5), Decimal("39.95"), "EUR"),
    ),
    "paid": (
        [
            (40, 40, "Invoice INV-77", 16),
            (40, 60, "Invoice date: 01/15/2025"),
            (40, 74, "Due date: 01/30/2025"),
            (40, 100, "Total"),
            (200, 100, "$119.00"),
            (40, 114, "Paid"),
            (200, 114, "-$119.00"),
            (40, 128, "Balance due"),
            (200, 128, "$0.00"),
        ],
        ("INV-77", date(2025, 1, 15), Decimal("119.00"), "USD"),
    ),
    "columns": (
        [
            (40, 40, "FACTURE", 18),
            (40, 70, "N°"),
            (120, 70, "Date"),
            (200, 70, "Client"),
            (40, 84, "F-1234"),
            (120, 84, "02/03/2025"),
            (200, 84, "C-99"),
            (40, 150, "Désignation"),
            (300, 150, "PU HT"),
            (400, 150, "Total"),
            (40, 165, "Article A"),
            (300, 165, "10,00"),
            (400, 165, "20,00"),
            (40, 180, "Article B"),
            (300, 180, "5,00"),
            (400, 180, "80,00"),
            (300, 250, "Total HT"),
            (400, 250, "100,00 €"),
            (300, 264, "TVA"),
            (400, 264, "20,00 €"),
            (300, 278, "Net à payer"),
            (400, 278, "120,00 €"),
        ],
        ("F-1234", date(2025, 3, 2), Decimal("120.00"), "EUR"),
    ),
    "credit": (
        [
            (40, 40, "AVOIR N° AV-2025-007", 16),
            (40, 60, "Date : 10/04/2025"),
            (40, 74, "Concerne la facture N° FA-2025-001 du 01/04/2025"),
            (300, 200, "Total TTC"),
            (450, 200, "-60,00 €"),
        ],
        ("AV-2025-007", date(2025, 4, 10), Decimal("-60.00"), "EUR"),
    ),
    "Spanish": (
        [
            (40, 40, "FACTURA", 16),
            (300, 40, "Nº Factura:"),
            (400, 40, "2025-A-0091"),
            (300, 54, "Fecha:"),
            (400, 54, "07/04/2025"),
            (300, 68, "Vencimiento:"),
            (400, 68, "07/05/2025"),
            (300, 300, "Base imponible"),
            (450, 300, "50,00 €"),
            (300, 314, "IVA 21%"),
            (450, 314, "10,50 €"),
            (300, 328, "TOTAL"),
            (450, 328, "60,50 €"),
        ],
        ("2025-A-0091", date(2025, 4, 7), Decimal("60.50"), "EUR"),
    ),
    "British": (
        [
            (40, 40, "TAX INVOICE", 16),
            (400, 40, "Invoice No: 00012345"),
            (400, 54, "Tax point: 05/04/2025"),
            (400, 68, "Account No: 998877"),
            (40, 300, "Net"),
            (450, 300, "£100.00"),
            (40, 314, "VAT @ 20%"),
            (450, 314, "£20.00"),
            (40, 328, "Invoice Total"),
            (450, 328, "£120.00"),
        ],
        ("00012345", date(2025, 4, 5), Decimal("120.00"), "GBP"),
    ),
    "Swiss": (
        [
            (40, 40, "Rechnung 2025-104", 16),
            (40, 60, "Zürich, 3. April 2025"),
            (40, 300, "Total CHF inkl. 8.1% MwSt"),
            (450, 300, "CHF 1'234.50"),
        ],
        ("2025-104", date(2025, 4, 3), Decimal("1234.50"), "CHF"),
    ),
    "in sentences": (
        [
            (40, 40, "Rechnung Nr.: RE-10023 vom 04.04.2025"),
            (40, 60, "Lieferdatum: 01.04.2025"),
            (40, 300, "Gesamt netto 100,00 EUR"),
            (40, 314, "zzgl. 19% USt 19,00 EUR"),
            (40, 328, "Gesamt brutto 119,00 EUR"),
        ],
        ("RE-10023", date(2025, 4, 4), Decimal("119.00"), "EUR"),
    ),
}


@pytest.mark.parametrize(("drawn", "stated"), PAPERS.values(), ids=PAPERS.keys())
def test_facts_by_the_places_of_labels(drawn: list[Drawn], stated: Stated) -> None:
    facts = metadata(None, read_pdf(drawn_pdf(drawn)))
    assert (facts.number, facts.issued, facts.total, facts.currency) == stated


@pytest.mark.parametrize(("drawn", "stated"), PAPERS.values(), ids=PAPERS.keys())
def test_the_order_of_drawing_does_not_matter(drawn: list[Drawn], stated: Stated) -> None:
    facts = metadata(None, read_pdf(drawn_pdf(list(reversed(drawn)))))
    assert (facts.number, facts.issued, facts.total, facts.currency) == stated
