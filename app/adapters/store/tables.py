"""The tables as the queries see them. Migrations create them; a test compares the two.

The full-text table `document_search` (supplier, number, file_name, text; rowid = document id) is virtual and
reached through SQL text in search.py. It alone keeps the text of files.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from app.adapters.store.column_types import ExactDecimal, ForeignText, UtcTime

metadata = MetaData()


def _refers(target: str, on_delete: str = "CASCADE") -> ForeignKey:
    return ForeignKey(target, ondelete=on_delete)


def _table(name: str, *columns: Column[object] | UniqueConstraint | CheckConstraint) -> Table:
    """AUTOINCREMENT: an id that was given once never names anything else."""
    key = Column("id", Integer, primary_key=True)
    return Table(name, metadata, key, *columns, sqlite_autoincrement=True)


installation = Table(
    "installation",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("name", ForeignText, nullable=False),
)
companies = _table(
    "companies",
    Column("name", ForeignText, nullable=False),
    Column("folded", ForeignText, nullable=False, unique=True),
)
accounts = _table(
    "accounts",
    Column("company_id", _refers("companies.id", "RESTRICT"), nullable=False, index=True),
    Column("kind", ForeignText, nullable=False),
    Column("portal_id", ForeignText),
    Column("url", ForeignText),
    Column("documents_url", ForeignText),
    Column("username", ForeignText, nullable=False),
    Column("since", Date),
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("paused", Boolean, nullable=False),
    Column("allowed_hosts", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
)
runs = _table(
    "runs",
    Column("account_id", _refers("accounts.id"), nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False),
    Column("outcome", ForeignText),
    Column("phase", ForeignText, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("challenge", ForeignText),
    Column("evidence", ForeignText),
    Column("facts", JSON, nullable=False),
)
documents = _table(
    "documents",
    Column("account_id", _refers("accounts.id", "RESTRICT"), nullable=False),
    Column("run_id", _refers("runs.id", "SET NULL"), index=True),
    Column("portal_document_id", ForeignText, nullable=False),
    Column("file_name", ForeignText, nullable=False),
    Column("sha256", ForeignText, nullable=False, index=True),
    Column("md5", ForeignText, nullable=False),
    Column("size", Integer, nullable=False),
    Column("suffix", ForeignText, nullable=False),
    Column("type", ForeignText, nullable=False),
    Column("number", ForeignText),
    Column("issued", Date, index=True),
    Column("total", ExactDecimal),
    Column("currency", ForeignText),
    Column("supplier", ForeignText),
    Column("confidence", Float, nullable=False),
    Column("source", ForeignText, nullable=False),
    Column("collected_at", UtcTime, nullable=False),
    UniqueConstraint("account_id", "sha256"),
)
Index("ix_documents_account_id", documents.c.account_id, documents.c.issued)
portal_documents = Table(
    "portal_documents",
    metadata,
    Column("account_id", _refers("accounts.id"), primary_key=True),
    Column("portal_document_id", ForeignText, primary_key=True),
    Column("document_id", _refers("documents.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
missed_documents = Table(
    "missed_documents",
    metadata,
    Column("account_id", _refers("accounts.id"), primary_key=True),
    Column("portal_document_id", ForeignText, primary_key=True),
    Column("label", ForeignText, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)
seen_rows = Table(
    "seen_rows",
    metadata,
    Column("account_id", _refers("accounts.id"), primary_key=True),
    Column("key", ForeignText, primary_key=True),
    Column("fingerprint", ForeignText, nullable=False),
    Column("files", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("issued", Date),
    Column("read_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)
destinations = _table(
    "destinations",
    Column("name", ForeignText, nullable=False, unique=True),
    Column("kind", ForeignText, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("types", JSON, nullable=False),
    Column("since", Date),
    Column("date_kind", ForeignText, nullable=False),
    Column("interval_s", Integer, nullable=False),
    Column("name_template", ForeignText, nullable=False),
    Column("accounts", JSON, nullable=False),
    Column("companies", JSON, nullable=False),
    Column("sub_folders", Boolean, nullable=False),
    Column("all_files", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("outcome", ForeignText),
)
# A delivery outlives its document: the same bytes never go twice to one destination.
deliveries = _table(
    "deliveries",
    Column("destination_id", _refers("destinations.id"), nullable=False),
    Column("document_id", _refers("documents.id", "SET NULL"), index=True),
    Column("sha256", ForeignText, nullable=False),
    Column("state", ForeignText, nullable=False),
    Column("place", ForeignText),
    Column("attempts", Integer, nullable=False),
    Column("reason", ForeignText),
    Column("delivered_at", UtcTime),
    Column("already_there", Boolean),
    UniqueConstraint("destination_id", "sha256"),
)
Index("ix_deliveries_state", deliveries.c.destination_id, deliveries.c.state)
Index("ix_deliveries_sha256", deliveries.c.sha256, deliveries.c.state)
# Also holds the places of deliveries that are gone.
reserved_places = Table(
    "reserved_places",
    metadata,
    Column("destination_id", _refers("destinations.id"), primary_key=True),
    Column("place", ForeignText, primary_key=True),
    sqlite_with_rowid=False,
)
issues = _table(
    "issues",
    Column("kind", ForeignText, nullable=False),
    Column("account_id", _refers("accounts.id"), index=True),
    Column("destination_id", _refers("destinations.id"), index=True),
    Column("since", UtcTime, nullable=False),
    Column("facts", JSON, nullable=False),
)
# The user's wishes (interval to closes) and the plan (the rest) of one account or one destination.
schedules = _table(
    "schedules",
    Column("account_id", _refers("accounts.id"), unique=True),
    Column("destination_id", _refers("destinations.id"), unique=True),
    Column("interval_s", Integer),
    Column("days", JSON, nullable=False),
    Column("opens", ForeignText),
    Column("closes", ForeignText),
    Column("next_due", UtcTime),
    Column("overdue_since", UtcTime),
    Column("started_at", UtcTime),
    Column("last_started_at", UtcTime),
    Column("result", ForeignText),
    Column("repeats", Integer, nullable=False),
)
# Outlives what it speaks of: no references.
contacts = _table(
    "contacts",
    Column("host", ForeignText, nullable=False),
    Column("purpose", ForeignText, nullable=False),
    Column("subject", ForeignText, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("host", "purpose", "subject"),
)
