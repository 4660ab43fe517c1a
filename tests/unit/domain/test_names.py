from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deliveries import DEFAULT_TEMPLATE, ExportRule, Parcel
from app.domain.documents import DocumentType
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import (
    MAX_NAME,
    TEMPLATE_FIELDS,
    check_template,
    delivery_name,
    example_name,
    safe_name,
    suffix_of,
    unique_name,
)
from tests.unit.domain.making import make_document

RESERVED = ["con", "PRN", "aux", "NUL", "com1", "LPT9", "COM¹", "conin$", "CONOUT$"]
_WINDOWS = {
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
}
hostile = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="./\\ -_\u202e\u200b\x00\nA. é", max_size=60),
    st.tuples(st.sampled_from(RESERVED), st.text(max_size=300)).map("".join),
    st.tuples(st.text(max_size=200), st.sampled_from([".pdf", ".PDF", ".a b", "..", ".é"])).map("".join),
    st.text(alphabet="🧾漢é", min_size=50, max_size=200),
)


def assert_safe(name: str, limit: int = MAX_NAME) -> None:
    assert 0 < len(name) <= limit
    assert len(name.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*]', name)
    assert not any(unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" for c in name)
    assert name not in (".", "..")
    assert name[0] not in " .-"
    assert name[-1] not in " ."
    assert name.partition(".")[0].rstrip(" ").casefold() not in _WINDOWS
    assert unicodedata.is_normalized("NFC", name)


class TestSafeName:
    @given(hostile)
    def test_any_text(self, text: str) -> None:
        assert_safe(safe_name(text))

    @given(hostile)
    def test_a_safe_name_stays_as_it_is(self, text: str) -> None:
        assert safe_name(safe_name(text)) == safe_name(text)

    @given(hostile, st.integers(min_value=20, max_value=MAX_NAME))
    def test_any_limit(self, text: str, limit: int) -> None:
        assert_safe(safe_name(text, limit), limit)

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Facture 12.pdf", "Facture 12.pdf"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x.pdf", "C--Windows-x.pdf"),
            ("", "document"),
            (" .. ", "document"),
            ("con", "_con"),
            ("NUL.pdf", "_NUL.pdf"),
            ("aux .txt", "_aux.txt"),
            ("console.pdf", "console.pdf"),
            ("fdp.\u202eexe", "fdp. exe"),
            ("a\x00b\nc\td", "a b c d"),
            ("cafe\u0301.pdf", "café.pdf"),
            ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
            ("con." + "a" * 300, "_con." + "a" * 115),
            ("a" * 115 + " - tail.pdf", "a" * 115 + ".pdf"),
            ("\ud800x", "x"),
        ],
    )
    def test_examples(self, text: str, name: str) -> None:
        assert safe_name(text) == name

    def test_bytes_count_too(self) -> None:
        assert len(safe_name("🧾" * 200 + ".pdf").encode()) == 240
        assert safe_name("🧾" * 200 + ".pdf").endswith("🧾.pdf")


class TestUniqueName:
    MARK = "0123456789abcdef" * 4

    def test_a_free_name_stays(self) -> None:
        assert unique_name("a.pdf", (), self.MARK) == "a.pdf"

    @pytest.mark.parametrize(
        ("taken", "name"),
        [
            ({"a.pdf"}, "A_012345.pdf"),
            ({"a.pdf", "a_012345.pdf"}, "A_0123456789ab.pdf"),
            ({"a.pdf", "a_012345.pdf", "a_0123456789ab.pdf"}, f"A_{MARK}.pdf"),
            (
                {"a.pdf", "a_012345.pdf", "a_0123456789ab.pdf", f"a_{MARK}.pdf", "a_0123456789ab-2.pdf"},
                "A_0123456789ab-3.pdf",
            ),
        ],
    )
    def test_one_mark_after_the_other(self, taken: set[str], name: str) -> None:
        assert unique_name("A.pdf", taken, self.MARK) == name

    @given(hostile, st.integers(min_value=1, max_value=6))
    def test_safe_and_free_whatever_is_taken(self, text: str, count: int) -> None:
        name, taken = safe_name(text), set[str]()
        for _ in range(count):
            unique = unique_name(name, taken, self.MARK)
            assert_safe(unique)
            assert unique.casefold() not in taken
            taken.add(unique.casefold())


class TestTemplates:
    @pytest.mark.parametrize(
        "template", [DEFAULT_TEMPLATE, "{{x}} {type}", *(f"{{{f}}}" for f in TEMPLATE_FIELDS)]
    )
    def test_good_ones(self, template: str) -> None:
        check_template(template)
        assert delivery_name(make_document(), template)

    @pytest.mark.parametrize(
        "template",
        [
            "",
            "facture",
            "{",
            "}",
            "{}",
            "{0}",
            "{nom}",
            "{date!r}",
            "{date:%Y}",
            "{date.year}",
            "{date} {nom}",
        ],
    )
    def test_bad_ones(self, template: str) -> None:
        with pytest.raises(MoissonError) as error:
            check_template(template)
        assert error.value.code is ErrorCode.NAME_TEMPLATE_INVALID
        assert error.value.facts["template"] == template

    @pytest.mark.parametrize(
        ("template", "part"),
        [
            ("{date} {nom}", "{nom}"),
            ("{date:%Y}", "{date:%Y}"),
            ("{date!r}", "{date!r}"),
            ("{date}_}", "}"),
            ("{date", "{"),
            ("facture", "facture"),
        ],
    )
    def test_what_is_wrong_is_named(self, template: str, part: str) -> None:
        with pytest.raises(MoissonError) as error:
            example_name(template)
        assert error.value.facts["part"] == part

    def test_an_example(self) -> None:
        assert example_name(DEFAULT_TEMPLATE) == "2026-11-03_Orange_F123456_59.99EUR.pdf"
        assert example_name("{number}", sub_folders=True) == "Orange/F123456.pdf"


class TestDeliveryName:
    def test_everything_known(self) -> None:
        assert delivery_name(make_document(), DEFAULT_TEMPLATE) == "2026-01-05_Énergie-&-Cie_F-1_12.50EUR.pdf"

    @pytest.mark.parametrize(
        ("facts", "name"),
        [
            ({"total": None}, "2026-01-05_Énergie-&-Cie_F-1.pdf"),
            ({"currency": None}, "2026-01-05_Énergie-&-Cie_F-1_12.50.pdf"),
            ({"number": None}, "2026-01-05_Énergie-&-Cie_12.50EUR.pdf"),
            ({"number": None, "total": None}, "2026-01-05_Énergie-&-Cie_bill.pdf"),
            ({"number": "---", "total": None}, "2026-01-05_Énergie-&-Cie.pdf"),
            ({"issued": None}, "2026-02-03_Énergie-&-Cie_F-1_12.50EUR.pdf"),
            ({"total": Decimal("-3")}, "2026-01-05_Énergie-&-Cie_F-1_-3.00EUR.pdf"),
            ({"number": "../../x"}, "2026-01-05_Énergie-&-Cie_x_12.50EUR.pdf"),
            ({"number": "F_1  2"}, "2026-01-05_Énergie-&-Cie_F-1-2_12.50EUR.pdf"),
        ],
    )
    def test_what_is_unknown_leaves_no_gap(self, facts: dict[str, Any], name: str) -> None:
        assert delivery_name(make_document(**facts), DEFAULT_TEMPLATE) == name

    @pytest.mark.parametrize(
        ("template", "name"),
        [
            ("{number}_{supplier}", "Énergie-&-Cie.pdf"),
            ("{supplier} - {number} - {date}", "Énergie-&-Cie - 2026-01-05.pdf"),
            ("{supplier} ({number})", "Énergie-&-Cie ().pdf"),
            ("{supplier}{number}_{type}", "Énergie-&-Cie_facture.pdf"),
            ("{number}", "bill.pdf"),
            ("{account}/{original}", "7-bill.pdf"),
        ],
    )
    def test_templates_of_the_users_own(self, template: str, name: str) -> None:
        assert delivery_name(make_document(number=None), template) == name

    def test_the_readers_supplier_when_the_account_has_no_name(self) -> None:
        assert delivery_name(make_document(company="", supplier="EDF"), "{supplier}") == "EDF.pdf"

    @pytest.mark.parametrize("kind", DocumentType)
    def test_every_type_has_a_word(self, kind: DocumentType) -> None:
        assert re.fullmatch(r"[a-z]+\.pdf", delivery_name(make_document(type=kind), "{type}"))

    @given(hostile, hostile, hostile, hostile, st.one_of(st.none(), st.dates(), st.just(date(1, 1, 1))))
    def test_any_facts(
        self, company: str, number: str, file_name: str, suffix: str, issued: date | None
    ) -> None:
        document = make_document(
            company=company, number=number, file_name=file_name, suffix=suffix, issued=issued
        )
        for template in (DEFAULT_TEMPLATE, "{number}", "{original} {supplier}"):
            assert_safe(delivery_name(document, template))

    def test_a_parcel_holds_the_name_and_the_identity_of_the_bytes(self) -> None:
        document = make_document()
        assert Parcel.of(document, ExportRule(name_template="{number}")) == Parcel(
            "F-1.pdf", document.sha256, document.md5, 1234
        )
        assert Parcel.of(document, ExportRule(sub_folders=True)).folder == document.company


class TestSuffix:
    @pytest.mark.parametrize(
        ("name", "suffix"),
        [
            ("a.pdf", ".pdf"),
            ("a.PDF", ".pdf"),
            ("a.tar.gz", ".gz"),
            ("a", ""),
            ("a.", ""),
            ("a.p f", ""),
            ("a.pdf\n", ""),
            ("a.toolong", ""),
            ("a.é", ""),
        ],
    )
    def test_plain_ones_only(self, name: str, suffix: str) -> None:
        assert suffix_of(name) == suffix
