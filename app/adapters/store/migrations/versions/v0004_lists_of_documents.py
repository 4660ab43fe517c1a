"""Lists of many documents: indexes for their order and their deliveries, search from the first letter on."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    "CREATE INDEX ix_documents_account_id ON documents (account_id, issued)",
    "CREATE INDEX ix_deliveries_sha256 ON deliveries (sha256, state)",
    # Which beginnings of words have an index of their own cannot be changed afterwards.
    """
    CREATE VIRTUAL TABLE document_search_next USING fts5(
        supplier, number, file_name, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )
    """,
    """
    INSERT INTO document_search_next (rowid, supplier, number, file_name, text)
    SELECT rowid, supplier, number, file_name, text FROM document_search ORDER BY rowid
    """,
    "DROP TABLE document_search",
    "ALTER TABLE document_search_next RENAME TO document_search",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
