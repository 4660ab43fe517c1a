"""The wording and the forms of dates and amounts of demonstration invoices in French, English and German."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.demo.invoice_facts import PdfKind

NBSP = "\N{NO-BREAK SPACE}"

# Not strftime's %B, which follows the machine's locale.
_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)

TITLES: dict[str, dict[PdfKind, str]] = {
    "fr": {
        PdfKind.INVOICE: "Facture",
        PdfKind.CREDIT_NOTE: "Avoir",
        PdfKind.RECEIPT: "Reçu de paiement",
        PdfKind.STATEMENT: "Relevé de compte",
    },
    "en": {
        PdfKind.INVOICE: "Invoice",
        PdfKind.CREDIT_NOTE: "Credit note",
        PdfKind.RECEIPT: "Payment receipt",
        PdfKind.STATEMENT: "Account statement",
    },
    "de": {
        PdfKind.INVOICE: "Rechnung",
        PdfKind.CREDIT_NOTE: "Gutschrift",
        PdfKind.RECEIPT: "Zahlungsbeleg",
        PdfKind.STATEMENT: "Kontoauszug",
    },
}

LABELS: dict[str, dict[str, str]] = {
    "fr": {
        "number": "N° {title} :",
        "issued": "Date d'émission :",
        "due": "À régler avant le :",
        "contract": "Référence client :",
        "item": "Désignation",
        "amount": "Montant HT",
        "net": "Total HT",
        "tax": "TVA {rate} %",
        "total": "Total TTC",
        "default_item": "Fourniture et abonnement",
        "vat_id": "N° TVA intracommunautaire : FR40 303 265 045",
        "legal": "12 rue de la Démonstration, 75011 Paris - SIREN 303 265 045 RCS Paris - capital 37 000 EUR",
    },
    "en": {
        "number": "{title} number:",
        "issued": "Date of issue:",
        "due": "Payment due by:",
        "contract": "Customer reference:",
        "item": "Description",
        "amount": "Net amount",
        "net": "Subtotal",
        "tax": "VAT {rate}%",
        "total": "Total incl. VAT",
        "default_item": "Supply and standing charge",
        "vat_id": "VAT number: GB 340 2981 55",
        "legal": "12 Demonstration Street, London EC1 - company number 0330 2650",
    },
    "de": {
        "number": "{title}snummer:",
        "issued": "Rechnungsdatum:",
        "due": "Zahlbar bis:",
        "contract": "Kundennummer:",
        "item": "Bezeichnung",
        "amount": "Nettobetrag",
        "net": "Summe netto",
        "tax": "MwSt. {rate} %",
        "total": "Gesamtbetrag brutto",
        "default_item": "Lieferung und Grundpreis",
        "vat_id": "USt-IdNr.: DE 303 265 045",
        "legal": "Musterstraße 12, 10115 Berlin - Amtsgericht Charlottenburg HRB 30326",
    },
}

NUMBER_LABELS_DE = {
    PdfKind.INVOICE: "Rechnungsnummer:",
    PdfKind.CREDIT_NOTE: "Gutschriftsnummer:",
    PdfKind.RECEIPT: "Belegnummer:",
    PdfKind.STATEMENT: "Auszugsnummer:",
}

SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}


def number_label(language: str, kind: PdfKind) -> str:
    """The words in front of the document's number."""
    if language == "de":
        return NUMBER_LABELS_DE[kind]
    title = TITLES[language][kind]
    return LABELS[language]["number"].format(title=title.lower() if language == "fr" else title)


def format_date(language: str, day: date) -> str:
    """The date as bills print it: 03/01/2026, 3 January 2026, 03.01.2026."""
    if language == "fr":
        return f"{day:%d/%m/%Y}"
    if language == "de":
        return f"{day:%d.%m.%Y}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def format_amount(language: str, amount: Decimal, currency: str) -> str:
    """The amount as bills print it: 1 234,56 €, £1,234.56, 1.234,56 €."""
    text = f"{abs(amount):,.2f}"
    sign = "-" if amount < 0 else ""
    if language == "en":
        symbol = SYMBOLS.get(currency)
        return f"{sign}{symbol}{text}" if symbol else f"{sign}{text} {currency}"
    group = NBSP if language == "fr" else "."
    whole, cents = text.split(".")
    return f"{sign}{whole.replace(',', group)},{cents}{NBSP}{SYMBOLS.get(currency, currency)}"
