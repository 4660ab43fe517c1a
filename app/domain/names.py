"""File names for people, made from untrusted facts: readable, unique within a folder, safe everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from pathlib import PurePosixPath
from string import Formatter

from app.domain.documents import Document, DocumentFacts, DocumentType
from app.domain.errors import ErrorCode, MoissonError

MAX_NAME = 120
TEMPLATE_FIELDS = ("date", "supplier", "number", "total", "currency", "type", "account", "original")

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.I)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_TYPE_NAMES = {
    DocumentType.INCOMING_INVOICE: "facture",
    DocumentType.CREDIT_NOTE: "avoir",
    DocumentType.RECEIPT: "recu",
    DocumentType.STATEMENT: "releve",
    DocumentType.CONTRACT: "contrat",
    DocumentType.OTHER: "document",
}


def safe_name(text: str, limit: int = MAX_NAME) -> str:
    """One path component that Windows, macOS and Linux accept; never empty, at most `limit` characters."""
    text = unicodedata.normalize("NFC", text)
    # Control, format (right-to-left marks), surrogate and private characters can disguise a name.
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    text = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", text)).strip(" .-_")
    stem, suffix = _split(text)
    text = stem[: limit - len(suffix)].rstrip(" .") + suffix
    while len(text.encode()) > 240:
        stem = stem[:-1]
        text = stem.rstrip(" .") + suffix
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    return text or "document"


def check_template(template: str) -> None:
    """Raises MoissonError name_template_invalid for an unknown or missing place."""
    try:
        places = [
            (name, spec, conv) for _, name, spec, conv in Formatter().parse(template) if name is not None
        ]
    except ValueError as error:
        raise MoissonError(ErrorCode.NAME_TEMPLATE_INVALID, template=template) from error
    if not places or any(name not in TEMPLATE_FIELDS or spec or conv for name, spec, conv in places):
        raise MoissonError(ErrorCode.NAME_TEMPLATE_INVALID, template=template)


def delivery_name(document: Document, template: str) -> str:
    """The document's name at a destination, extension included."""
    values = _values(document.facts, document)
    text = template.format_map(values)
    # Unknown facts leave no double or trailing separators behind.
    text = re.sub(r"([_\-. ])[_\-. ]*(?=[_\-. ])", "", text).strip("_-. ")
    text = text or _stem(document.file_name)
    return safe_name(text, MAX_NAME - len(document.suffix)) + document.suffix


def unique_name(name: str, taken: Collection[str], distinct_by: str) -> str:
    """`name`, or `name` with a short mark that stays the same for the same content.

    `taken` holds casefolded names: some file systems ignore case.
    """
    if name.casefold() not in taken:
        return name
    stem, suffix = _split(name)
    for length in (6, 12, 64):
        candidate = f"{stem[: MAX_NAME - length - 1 - len(suffix)]}_{distinct_by[:length]}{suffix}"
        if candidate.casefold() not in taken:
            return candidate
    raise ValueError("the same content twice")


def _values(facts: DocumentFacts, document: Document) -> dict[str, str]:
    day: date = facts.issued or document.collected_at.date()
    return {
        "date": day.isoformat(),
        "supplier": _word(document.company or facts.supplier or ""),
        "number": _word(facts.number or ("" if facts.issued and facts.total else _stem(document.file_name))),
        "total": "" if facts.total is None else f"{facts.total:.2f}",
        "currency": facts.currency or "" if facts.total is not None else "",
        "type": _TYPE_NAMES[facts.type],
        "account": str(document.account_id),
        "original": _word(_stem(document.file_name)),
    }


def _word(text: str) -> str:
    return re.sub(r"[\s_]+", "-", safe_name(text, 48)) if text.strip() else ""


def _stem(name: str) -> str:
    return _split(safe_name(name))[0]


def _split(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name[: -len(suffix)], suffix) if 1 < len(suffix) <= 6 else (name, "")
