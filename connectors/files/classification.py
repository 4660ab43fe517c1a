"""Which type of document a file is, from what it calls itself and what the portal calls it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from app.domain.documents import DocumentType
from connectors.files.pdf import Piece
from connectors.pages.document_words import type_hint_of
from connectors.pages.listing import TypeHint

_TITLE_LENGTH = 60
_TITLE_PIECES = 60


def title_type(pieces: Sequence[Piece]) -> TypeHint | None:
    """The type that the title on the first page names: the largest of the short texts that name one."""
    first = [p for p in pieces if p.page == 0][:_TITLE_PIECES]
    if not first:
        return None
    usual = median(p.height for p in first)
    named = []
    for place, piece in enumerate(first):
        if (
            len(piece.text) <= _TITLE_LENGTH
            and (hint := type_hint_of(piece.text))
            and _is_title(piece, usual)
        ):
            named.append((round(piece.height / 2), -place, hint))
    return max(named)[2] if named else None


def _is_title(piece: Piece, usual: float) -> bool:
    """Larger than the rest, or a short text by itself without an end of a sentence."""
    return piece.height > 1.25 * usual or (len(piece.text) <= 30 and not piece.text.endswith((".", ":", ",")))


def decide_type(
    *,
    stated: TypeHint | None,
    link: TypeHint | None,
    row: TypeHint | None,
    is_credit: bool | None,
    has_facts: bool,
) -> DocumentType:
    """`stated`: by the file's title; `is_credit`: by its XML; `has_facts`: number and total were labelled."""
    if is_credit is not None:
        return DocumentType.CREDIT_NOTE if is_credit else _invoice_or(stated)
    for hint in (stated, link, row):
        if hint is not None:
            break
    if "credit_note" in (stated, link):
        return DocumentType.CREDIT_NOTE
    if hint is not None:
        return DocumentType(hint)
    return DocumentType.INCOMING_INVOICE if has_facts else DocumentType.OTHER


def _invoice_or(stated: TypeHint | None) -> DocumentType:
    return DocumentType.RECEIPT if stated == "receipt" else DocumentType.INCOMING_INVOICE
