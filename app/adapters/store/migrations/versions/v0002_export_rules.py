"""What a destination takes, in more detail."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "ALTER TABLE destinations ADD COLUMN accounts JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE destinations ADD COLUMN companies JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE destinations ADD COLUMN sub_folders BOOLEAN NOT NULL DEFAULT 0",
    # Destinations that are there go on taking what they took.
    "ALTER TABLE destinations ADD COLUMN all_files BOOLEAN NOT NULL DEFAULT 1",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
