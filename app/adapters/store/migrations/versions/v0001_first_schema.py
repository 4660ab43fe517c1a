"""The first schema."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE companies (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        UNIQUE (folded)
    )
    """,
    """
    CREATE TABLE destinations (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        settings JSON NOT NULL,
        types JSON NOT NULL,
        since DATE,
        date_kind TEXT NOT NULL,
        interval_s INTEGER NOT NULL,
        name_template TEXT NOT NULL,
        created_at TEXT NOT NULL,
        outcome TEXT,
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE installation (
        id INTEGER NOT NULL CHECK (id = 1),
        name TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE accounts (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        company_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        portal_id TEXT,
        url TEXT,
        documents_url TEXT,
        username TEXT NOT NULL,
        since DATE,
        created_at TEXT NOT NULL,
        closed_at TEXT,
        paused BOOLEAN NOT NULL,
        allowed_hosts JSON NOT NULL,
        answers JSON NOT NULL,
        FOREIGN KEY(company_id) REFERENCES companies (id) ON DELETE RESTRICT
    )
    """,
    "CREATE INDEX ix_accounts_company_id ON accounts (company_id)",
    """
    CREATE TABLE reserved_places (
        destination_id INTEGER NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (destination_id, place),
        FOREIGN KEY(destination_id) REFERENCES destinations (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE issues (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        account_id INTEGER,
        destination_id INTEGER,
        since TEXT NOT NULL,
        facts JSON NOT NULL,
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE,
        FOREIGN KEY(destination_id) REFERENCES destinations (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_issues_account_id ON issues (account_id)",
    "CREATE INDEX ix_issues_destination_id ON issues (destination_id)",
    """
    CREATE TABLE missed_documents (
        account_id INTEGER NOT NULL,
        portal_document_id TEXT NOT NULL,
        label TEXT NOT NULL,
        reason TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        last_seen TEXT NOT NULL,
        PRIMARY KEY (account_id, portal_document_id),
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE runs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        account_id INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        outcome TEXT,
        phase TEXT NOT NULL,
        counts JSON NOT NULL,
        duration_s FLOAT NOT NULL,
        challenge TEXT,
        evidence TEXT,
        facts JSON NOT NULL,
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_runs_account_id ON runs (account_id)",
    """
    CREATE TABLE seen_rows (
        account_id INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        files INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        issued DATE,
        read_at TEXT NOT NULL,
        PRIMARY KEY (account_id, "key"),
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE documents (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        account_id INTEGER NOT NULL,
        run_id INTEGER,
        portal_document_id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        md5 TEXT NOT NULL,
        size INTEGER NOT NULL,
        suffix TEXT NOT NULL,
        type TEXT NOT NULL,
        number TEXT,
        issued DATE,
        total TEXT,
        currency TEXT,
        supplier TEXT,
        confidence FLOAT NOT NULL,
        source TEXT NOT NULL,
        collected_at TEXT NOT NULL,
        UNIQUE (account_id, sha256),
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX ix_documents_issued ON documents (issued)",
    "CREATE INDEX ix_documents_run_id ON documents (run_id)",
    "CREATE INDEX ix_documents_sha256 ON documents (sha256)",
    """
    CREATE TABLE deliveries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        destination_id INTEGER NOT NULL,
        document_id INTEGER,
        sha256 TEXT NOT NULL,
        state TEXT NOT NULL,
        place TEXT,
        attempts INTEGER NOT NULL,
        reason TEXT,
        delivered_at TEXT,
        already_there BOOLEAN,
        UNIQUE (destination_id, sha256),
        FOREIGN KEY(destination_id) REFERENCES destinations (id) ON DELETE CASCADE,
        FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX ix_deliveries_document_id ON deliveries (document_id)",
    "CREATE INDEX ix_deliveries_state ON deliveries (destination_id, state)",
    """
    CREATE TABLE portal_documents (
        account_id INTEGER NOT NULL,
        portal_document_id TEXT NOT NULL,
        document_id INTEGER NOT NULL,
        PRIMARY KEY (account_id, portal_document_id),
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE,
        FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX ix_portal_documents_document_id ON portal_documents (document_id)",
    """
    CREATE VIRTUAL TABLE document_search USING fts5(
        supplier, number, file_name, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )
    """,
    # Tells this database's secrets from those of any other in the same keyring.
    "INSERT INTO installation (id, name) VALUES (1, lower(hex(randomblob(16))))",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
