"""Databases as files: what is done to them behind the store's back, and what opening them says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.adapters.paths import DataFolder
from app.adapters.store import schema_version
from app.adapters.store.sql_store import open_store
from app.domain.errors import ErrorCode, MoissonError
from tests.contract.store.conftest import DRAFT

NEWEST = schema_version.REVISIONS[-1]


def code_of(folder: DataFolder, *, read_only: bool = False) -> ErrorCode:
    with pytest.raises(MoissonError) as caught:
        store = open_store(folder, read_only=read_only)
        try:
            store.accounts.add(DRAFT)
        finally:
            store.close()
    return caught.value.code


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
