"""The JSON Schema of an entry, for editors; `python -m connectors.catalogue.json_schema` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from connectors.catalogue.catalogue import shipped_folder
from connectors.catalogue.entry import PortalEntry


def schema_file() -> Path:
    """Where the schema ships, beside the entries that name it in their first line."""
    return shipped_folder() / "portal.schema.json"


def schema_text() -> str:
    """The schema as the file holds it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **PortalEntry.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    schema_file().write_text(schema_text(), encoding="utf-8")
