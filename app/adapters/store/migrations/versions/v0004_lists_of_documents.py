"""Indexes for lists of many documents: those of one account by date, and what became of a content."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    "CREATE INDEX ix_documents_account_id ON documents (account_id, issued)",
    "CREATE INDEX ix_deliveries_sha256 ON deliveries (sha256, state)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
