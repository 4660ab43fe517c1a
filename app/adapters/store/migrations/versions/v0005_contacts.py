"""Whom the program talked to, when and why."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE contacts (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            host TEXT NOT NULL,
            purpose TEXT NOT NULL,
            subject TEXT NOT NULL,
            first_at TEXT NOT NULL,
            last_at TEXT NOT NULL,
            times INTEGER NOT NULL,
            UNIQUE (host, purpose, subject)
        )
        """
    )
