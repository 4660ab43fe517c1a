"""When accounts are visited and destinations delivered to."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE schedules (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER,
            destination_id INTEGER,
            interval_s INTEGER,
            days JSON NOT NULL,
            opens TEXT,
            closes TEXT,
            next_due TEXT,
            overdue_since TEXT,
            started_at TEXT,
            last_started_at TEXT,
            result TEXT,
            repeats INTEGER NOT NULL,
            UNIQUE (account_id),
            UNIQUE (destination_id),
            FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE,
            FOREIGN KEY(destination_id) REFERENCES destinations (id) ON DELETE CASCADE
        )
        """
    )
