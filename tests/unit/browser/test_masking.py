from __future__ import annotations

import pytest

from connectors.browser.masking import MASK, hide_secrets, mask_address, mask_source, mask_text

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc123def456"


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        "key sk_live_51H8xY2eZvKYlo2C0abcdefgh end",
        "Votre clé : JBSW Y3DP EHPK 3PXP",
        "JBSWY3DPEHPK3PXP",
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP",
        "a3f5c9d2e8b1470699aabbccddeeff00",
    ],
)
def test_keys_and_tokens_are_masked(text: str) -> None:
    assert MASK in mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Facture INV-2024-000123 du 03/01/2025 : 1 234,56 €",
        "anticonstitutionnellement et autres longues formulations",
        "DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT",
        "FR76 3000 4000 0312 3456 7890 143",
    ],
)
def test_what_a_person_reads_stays(text: str) -> None:
    assert mask_text(text) == text


def test_addresses_keep_their_shape_without_values() -> None:
    assert (
        mask_address("https://a.fr/pay?id=4&token=x#k=v")
        == f"https://a.fr/pay?id={MASK}&token={MASK}#k={MASK}"
    )
    assert mask_address("data:application/pdf;base64,AAAA") == "data:application/pdf;base64,"
    assert mask_address(f"/reset/{TOKEN}") == f"/reset/{MASK}"
    assert mask_address("/factures/2024/janvier") == "/factures/2024/janvier"


def test_source_loses_values_scripts_and_comments() -> None:
    source = f"""<html><head><meta name="csrf-token" content="{TOKEN}">
    <script>var k = "{TOKEN}";</script></head>
    <body class="{TOKEN}-is-a-class"><!-- {TOKEN} --><h1>Vos factures</h1>
    <input name=user value="bob"><input type=hidden value=1><input type=submit value="Se connecter">
    <textarea>my note</textarea><a href="/f?sig=abc">PDF</a><noscript><img src="/px?u=7"></noscript>
    <div data-key="{TOKEN}">text</div></body></html>"""
    masked = mask_source(source, [])
    assert "Vos factures" in masked and "Se connecter" in masked and "PDF" in masked
    assert 'name="user"' in masked
    for gone in ("bob", "my note", "sig=abc", "var k", 'value="1"', "px?u", 'data-key="ey'):
        assert gone not in masked
    assert masked.count(TOKEN) == 1, "class names are looks"


def test_secrets_are_hidden_however_they_are_written() -> None:
    secret = "Pa<s&w\"ö rd'1"
    page = "Pa&lt;s&amp;w&quot;ö rd'1 / Pa%3Cs%26w%22%C3%B6%20rd%271"
    page += " / Pa%3Cs%26w%22%C3%B6+rd%271 / Pa<s&w\\\"ö rd'1"
    assert hide_secrets(page, [secret]) == f"{MASK} / {MASK} / {MASK} / {MASK}"
    assert hide_secrets("1 and 12", ["1", ""]) == "1 and 12", "single boxes of a code are no secrets"


def test_an_empty_page_is_empty() -> None:
    assert mask_source("  ", ["secret"]) == ""
