from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.deliveries import DateKind, ExportRule, Offer, Refusal
from app.domain.documents import DocumentType

INVOICE = DocumentType.INCOMING_INVOICE
COLLECTED = datetime(2026, 3, 10, 12, tzinfo=UTC)


def offer(
    kind: DocumentType = INVOICE,
    issued: date | None = None,
    account: int = 1,
    company: str = "EDF",
    suffix: str = ".pdf",
) -> Offer:
    return Offer(kind, issued, COLLECTED, account, company, suffix)


class TestExportRule:
    @pytest.mark.parametrize(
        ("kind", "taken"),
        [
            (DocumentType.INCOMING_INVOICE, True),
            (DocumentType.CREDIT_NOTE, True),
            (DocumentType.RECEIPT, False),
            (DocumentType.OTHER, False),
        ],
    )
    def test_types(self, kind: DocumentType, taken: bool) -> None:
        assert ExportRule().takes(offer(kind)) is taken

    @pytest.mark.parametrize(
        ("date_kind", "issued", "taken"),
        [
            (DateKind.ISSUED, date(2026, 3, 1), True),
            (DateKind.ISSUED, date(2026, 2, 28), False),
            # Without an issue date, the day of the collection counts: nothing gets lost.
            (DateKind.ISSUED, None, True),
            (DateKind.IMPORTED, date(2020, 1, 1), True),
            (DateKind.IMPORTED, None, True),
        ],
    )
    def test_since(self, date_kind: DateKind, issued: date | None, taken: bool) -> None:
        rule = ExportRule(since=date(2026, 3, 1), date_kind=date_kind)
        assert rule.takes(offer(issued=issued)) is taken

    @pytest.mark.parametrize("date_kind", DateKind)
    def test_collected_before_the_start(self, date_kind: DateKind) -> None:
        rule = ExportRule(since=date(2026, 3, 11), date_kind=date_kind)
        assert not rule.takes(offer())

    def test_without_a_start_everything(self) -> None:
        assert ExportRule().takes(offer(issued=date(1999, 1, 1)))

    @pytest.mark.parametrize(
        ("accounts", "companies", "taken"),
        [
            ((), (), True),
            ((1,), (), True),
            ((2,), (), False),
            ((), ("edf",), True),
            ((), ("Orange",), False),
            ((2,), ("EDF",), True),
            ((1,), ("Orange",), True),
        ],
    )
    def test_accounts_or_companies(
        self, accounts: tuple[int, ...], companies: tuple[str, ...], taken: bool
    ) -> None:
        assert ExportRule(accounts=accounts, companies=companies).takes(offer()) is taken

    @pytest.mark.parametrize("suffix", [".jpg", ".xml", ""])
    def test_pdf_only_unless_the_user_wants_all(self, suffix: str) -> None:
        assert not ExportRule().takes(offer(suffix=suffix))
        assert ExportRule(all_files=True).takes(offer(suffix=suffix))


def test_what_is_refused_for_good() -> None:
    for_good = [refusal for refusal in Refusal if refusal.for_good]
    assert for_good == [Refusal.TOO_LARGE, Refusal.REMOVED_THERE]
