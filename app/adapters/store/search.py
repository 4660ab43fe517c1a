"""Full-text search over supplier, number, file name and text of the file."""

from __future__ import annotations

import re

from sqlalchemy import text

from app.adapters.store.column_types import storable

_MOST_WORDS = 32
_WORD_CHARACTER = re.compile(r"[^\W_]")

ADD = text(
    "INSERT INTO document_search (rowid, supplier, number, file_name, text)"
    " VALUES (:id, :supplier, :number, :file_name, :text)"
)
REMOVE_OF_ACCOUNT = text(
    "DELETE FROM document_search WHERE rowid IN (SELECT id FROM documents WHERE account_id = :account_id)"
)
RENAME_SUPPLIER = text(
    "UPDATE document_search SET supplier = :company || ' ' || coalesce("
    " (SELECT supplier FROM documents WHERE id = document_search.rowid), '')"
    " WHERE rowid IN (SELECT id FROM documents WHERE account_id = :account_id)"
)
RENUMBER = text("UPDATE document_search SET number = :number WHERE rowid = :id")
MATCHES = text("documents.id IN (SELECT rowid FROM document_search WHERE document_search MATCH :words)")
# The plus keeps SQLite from looking up every match: it goes on through the index that gives the order, and
# stops when the page is full. A word that is in every document would take four times as long.
MATCHES_IN_PASSING = text(
    "+documents.id IN (SELECT rowid FROM document_search WHERE document_search MATCH :words)"
)
MATCHES_NOTHING = text("0")


def match_expression(typed: str) -> str | None:
    """What the user typed as an FTS5 expression: every word must occur, as the beginning of a word.

    None when it holds no letter and no digit. Quoting makes every operator of FTS5 plain text.
    """
    words = [word for word in storable(typed).replace("\0", " ").split() if _WORD_CHARACTER.search(word)]
    quoted = (word.replace('"', '""') for word in words[:_MOST_WORDS])
    return " ".join(f'"{word}" *' for word in quoted) or None
