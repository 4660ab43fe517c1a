from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.pages.values import find_amounts, find_dates, find_numbers, month_comes_first, parse_amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 janv. 2025", date(2025, 1, 3)),
        ("le 1er août 2024", date(2024, 8, 1)),
        ("14 février 2025", date(2025, 2, 14)),
        ("Jan 3, 2025", date(2025, 1, 3)),
        ("Jan. 3rd 2025", date(2025, 1, 3)),
        ("3rd of January 2025", date(2025, 1, 3)),
        ("March 14th, 2024", date(2024, 3, 14)),
        ("3. März 2025", date(2025, 3, 3)),
        ("Mo, 1. Dezember 2027", date(2027, 12, 1)),
        ("15. Jän. 2025", date(2025, 1, 15)),
        ("3 de enero de 2025", date(2025, 1, 3)),
        ("7 settembre 2024", date(2024, 9, 7)),
        ("15 mrt. 2025", date(2025, 3, 15)),
        ("2025-01-03", date(2025, 1, 3)),
        ("2025-01-03T10:00:00Z", date(2025, 1, 3)),
        ("2025/01/03", date(2025, 1, 3)),
        ("03/04/2025", date(2025, 4, 3)),
        ("25.12.24", date(2024, 12, 25)),
        ("01/25/2025", date(2025, 1, 25)),
        ("7-Jan-25", date(2025, 1, 7)),
        ("09.12.2025 13:18", date(2025, 12, 9)),
        ("3\u00a0mai\u202f2025", date(2025, 5, 3)),
        ("01/02/25", date(2025, 2, 1)),
    ],
)
def test_dates(text: str, expected: date) -> None:
    (found,) = find_dates(text)
    assert found.date == expected
    assert found.precise


@pytest.mark.parametrize(
    "text", ["January 2025", "janvier 2025", "01/2025", "enero de 2025", "Januar 2025", "gennaio 2025"]
)
def test_months_are_not_precise(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.precise) == (date(2025, 1, 1), False)


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.1",
        "1.2.34",
        "32/13/2025",
        "12/2024/0001",
        "F-2025-01-03-7",
        "1.234,56",
        "31/02/2025",
        "Version 3 of 2025",
        "5 fooember 2025",
        "01/01/1875",
        "",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_an_american_page_puts_the_month_first() -> None:
    assert find_dates("03/04/2025", "en-US")[0].date == date(2025, 3, 4)
    assert find_dates("03/04/2025", "en-GB")[0].date == date(2025, 4, 3)
    assert find_dates("03/04/2025", month_first=True)[0].ambiguous
    assert find_dates("25/04/2025", "en_US")[0].date == date(2025, 4, 25)
    assert find_dates("03.04.2025", "en-US")[0].date == date(2025, 4, 3)


def test_a_column_says_whether_the_month_comes_first() -> None:
    assert month_comes_first(["03/04/2025", "03/14/2025"]) is True
    assert month_comes_first(["03/04/2025", "14/03/2025"]) is False
    assert month_comes_first(["03/04/2025"]) is None
    assert month_comes_first(["03/14/2025", "14/03/2025"]) is None


def test_dates_keep_their_order_and_place() -> None:
    text = "Période du 01/01/2025 au 31 janvier 2025"
    found = find_dates(text)
    assert [text[f.start : f.end] for f in found] == ["01/01/2025", "31 janvier 2025"]


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}"):
        assert [f.date for f in find_dates(f"x {text} y", month_first=False)] == [day]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.234,56 €", "1234.56", "EUR"),
        ("1 234,56 €", "1234.56", "EUR"),
        ("1\u202f234,56\u00a0€", "1234.56", "EUR"),
        ("USD 12.00", "12.00", "USD"),
        ("US$12", "12", "USD"),
        ("€12", "12", "EUR"),
        ("-119,00 €", "-119.00", "EUR"),
        ("−3,50 EUR", "-3.50", "EUR"),
        ("119,00- €", "-119.00", "EUR"),
        ("$-12.50", "-12.50", "USD"),
        ("-$12.50", "-12.50", "USD"),
        ("(12.00)", "-12.00", None),
        ("(119,00 €)", "-119.00", "EUR"),
        ("- 5,00 €", "-5.00", "EUR"),
        ("+5,00 €", "5.00", "EUR"),
        ("– 5,00 €", "-5.00", "EUR"),
        ("CHF 1'234.50", "1234.50", "CHF"),
        ("12,000 $", "12000", "USD"),
        ("1.190 €", "1190", "EUR"),
        ("0.123 €", "0.123", "EUR"),
        ("1.234.567,89 EUR", "1234567.89", "EUR"),
        ("12.30", "12.30", None),
        ("29,99\n€", "29.99", "EUR"),
        ("12,50€/mois", "12.50", "EUR"),
        ("Total: 1,234.50 USD", "1234.50", "USD"),
        ("99 zł", "99", "PLN"),
        ("Articles (12,00 €)", "12.00", "EUR"),
        ("Facture – 12,00 €", "12.00", "EUR"),
    ],
)
def test_amounts(text: str, value: str, currency: str | None) -> None:
    (found,) = find_amounts(text)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    [
        "07.01.2025",
        "10.30 Uhr",
        "20,00 %",
        "119",
        "F2024-001",
        "12:30.00",
        "AB12.00",
        "1.00.00",
        "12.50 kWh",
        "",
        "v2.10.1",
    ],
)
def test_no_amounts(text: str) -> None:
    assert find_amounts(text) == []


def test_amounts_beside_each_other() -> None:
    found = find_amounts("100,00 € 119,00 € (dont TVA 19,00 €)")
    assert [f.value for f in found] == [Decimal("100.00"), Decimal("119.00"), Decimal("19.00")]
    text = "(12.00 net)"
    (found_one,) = find_amounts(text)
    assert (found_one.value, text[found_one.start : found_one.end]) == (Decimal("12.00"), "12.00")
    text = "Net 12.00)"
    assert text[find_amounts(text)[0].start : find_amounts(text)[0].end] == "12.00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("119", "119"),
        ("1,190", "1190"),
        ("1.190,5", "1190.5"),
        ("179.8", "179.8"),
        ("(85)", "-85"),
        ("12.00 €", "12.00"),
        ("-7", "-7"),
    ],
)
def test_whole_cells_are_amounts_without_decimals_too(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["-", "2 x 12.00 €", "F-12", "(12", "12.00 (VAT)", ""])
def test_other_cells_are_no_amounts(text: str) -> None:
    assert parse_amount(text) is None


@given(st.decimals(min_value=-999999, max_value=999999, places=2))
def test_written_amounts_are_read_back(amount: Decimal) -> None:
    sign, plain = ("-" if amount < 0 else ""), f"{abs(amount):,.2f}"
    continental = plain.translate(str.maketrans(",.", ".,"))
    french = continental.replace(".", "\u202f")
    for text in (f"{sign}{continental} €", f"{sign}{french}\u00a0€", f"EUR {sign}{plain}", f"{sign}€{plain}"):
        assert [f.value for f in find_amounts(text)] == [amount]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("F2024-001", "F2024-001"),
        ("NW-00001", "NW-00001"),
        ("INV/2024/0001", "INV/2024/0001"),
        ("Facture n° 12345", "12345"),
        ("Rechnung NW-00001", "NW-00001"),
        ("Invoice 17", "17"),
        ("#1234", "1234"),
        ("Bestellung H3AFK vom 01.01.2025", None),
        ("2024-0001", "2024-0001"),
        ("100001234567", "100001234567"),
        ("12/2024/0001", "12/2024/0001"),
        ("Facture du 01/02/2025 : FA-77 (12,00 €)", "FA-77"),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert [f.text for f in find_numbers(text)] == ([number] if number else [])


@pytest.mark.parametrize(
    "text",
    [
        "+33 1 23 45 67 89",
        "01 23 45 67 89",
        "07.01.2025",
        "119,00 €",
        "DE89370400440532013000",
        "2 Produkte",
        "2025",
        "page 3",
        "120kWh",
        "13:18",
        "kunde12@example.org",
        "https://example.org/a/12345",
        "Seminare",
        "",
    ],
)
def test_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_label_makes_a_number_surer() -> None:
    assert find_numbers("Facture n° AB-77")[0].score > find_numbers("AB-77")[0].score
    assert find_numbers("AB-77")[0].score > find_numbers("Wohnung77a")[0].score
