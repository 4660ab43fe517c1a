"""Run by Alembic for each upgrade, on the connection that schema_version.py hands over."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# All or nothing: SQLite takes part in transactions with its tables too.
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration broke references: {broken[:3]}")
