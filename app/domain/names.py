"""File names for people, made from untrusted facts: readable, unique within a folder, safe everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, count
from pathlib import PurePosixPath
from string import Formatter

from app.domain.documents import Document, DocumentFacts, DocumentType
from app.domain.errors import ErrorCode, MoissonError

MAX_NAME = 120
_MAX_FOLDER = 60
TEMPLATE_FIELDS = ("date", "supplier", "number", "total", "currency", "type", "account", "original")

# Most file systems take 255 bytes.
_MAX_BYTES = 240
_EDGES = " .-_"
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.I)
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_TYPE_NAMES = {
    DocumentType.INCOMING_INVOICE: "facture",
    DocumentType.CREDIT_NOTE: "avoir",
    DocumentType.RECEIPT: "recu",
    DocumentType.STATEMENT: "releve",
    DocumentType.CONTRACT: "contrat",
    DocumentType.OTHER: "document",
}


_EXAMPLE = Document(
    id=1,
    account_id=1,
    company="Orange",
    portal_document_id="",
    file_name="facture.pdf",
    sha256="",
    md5="",
    size=0,
    suffix=".pdf",
    facts=DocumentFacts(
        DocumentType.INCOMING_INVOICE, "F123456", date(2026, 11, 3), Decimal("59.99"), "EUR", "Orange"
    ),
    collected_at=datetime(2026, 11, 3, tzinfo=UTC),
)


def safe_name(text: str, limit: int = MAX_NAME) -> str:
    """One path component that Windows, macOS and Linux accept; never empty, at most `limit` characters."""
    return _clean(text, limit) or "document"


def check_template(template: str) -> None:
    """Raises MoissonError name_template_invalid for an unknown or missing place; `part`: what is wrong."""
    if faulty := _faulty_part(template):
        raise MoissonError(ErrorCode.NAME_TEMPLATE_INVALID, template=template, part=faulty)


def example_name(template: str, *, sub_folders: bool = False) -> str:
    """How the template names a document, after its sub-folder if there is one. Raises as check_template."""
    check_template(template)
    name = delivery_name(_EXAMPLE, template)
    return f"{folder_name(_EXAMPLE)}/{name}" if sub_folders else name


def delivery_name(document: Document, template: str) -> str:
    """The document's name at a destination, extension included."""
    suffix = suffix_of(document.suffix)
    stem = _clean(_filled(template, _values(document.facts, document)), MAX_NAME - len(suffix))
    return (stem or _stem(document.file_name)) + suffix


def folder_name(document: Document) -> str:
    """The sub-folder of the document's company."""
    return _clean(document.company or document.facts.supplier or "", _MAX_FOLDER) or "document"


def unique_name(name: str, taken: Collection[str], distinct_by: str) -> str:
    """`name`, or `name` with a short mark that stays the same for the same content.

    `taken` holds casefolded names: some file systems ignore case.
    """
    if name.casefold() not in taken:
        return name
    stem, suffix = _split(name)
    marks = (distinct_by[:length] for length in (6, 12, 64))
    numbered = (f"{distinct_by[:12]}-{number}" for number in count(2))
    candidates = (_fitted(stem, f"_{mark}{suffix}", MAX_NAME) for mark in chain(marks, numbered))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def suffix_of(name: str) -> str:
    """The extension as the vault takes it: lower case, dot included; nothing when it is no plain one."""
    return found[0].lower() if (found := _PLAIN_SUFFIX.search(name)) else ""


def _faulty_part(template: str) -> str:
    """The part of a template that cannot be filled, the whole when it names nothing; "" for a good one."""
    try:
        places = [
            (name, spec, conv) for _, name, spec, conv in Formatter().parse(template) if name is not None
        ]
    except ValueError:
        rest = re.sub(r"{[^{}]*}", "", template)
        return next((sign for sign in "{}" if sign in rest), template)
    if not places:
        return template or "…"
    for name, spec, conv in places:
        if name not in TEMPLATE_FIELDS or spec or conv:
            return "{" + name + (f"!{conv}" if conv else "") + (f":{spec}" if spec else "") + "}"
    return ""


def _clean(text: str, limit: int) -> str:
    """`text` as a safe name, or "" when nothing readable is left."""
    text = unicodedata.normalize("NFC", text)
    # Control, format (right-to-left marks), surrogate and private characters can disguise a name.
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    text = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", text)).strip(_EDGES)
    text = _fitted(*_split(text), limit)
    return _fitted("_" + text, "", limit) if _RESERVED.fullmatch(text) else text


def _fitted(stem: str, tail: str, limit: int) -> str:
    """As much of the stem as leaves room for the tail, cut at a clean edge."""
    stem = stem[: limit - len(tail)]
    while len((stem + tail).encode()) > _MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(_EDGES) + tail


def _filled(template: str, values: dict[str, str]) -> str:
    """The template with its values. An unknown fact takes the separators after it along."""
    text, skip = "", True
    for literal, name, _, _ in Formatter().parse(template):
        text += literal.lstrip(_EDGES) if skip else literal
        value = values[name] if name else ""
        text += value
        skip = name is not None and not value and (not text or text[-1] in _EDGES)
    return text


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
    return re.sub(r"[\s_]+", "-", _clean(text, 48))


def _stem(name: str) -> str:
    return _split(safe_name(name))[0]


def _split(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name[: -len(suffix)], suffix) if 1 < len(suffix) <= 6 else (name, "")
