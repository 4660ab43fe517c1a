"""Checking entries that anybody may have written; what is wrong is told with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from pydantic import BaseModel, ValidationError

from app.domain.portals import EntryError, Portal
from connectors.catalogue.entry import PortalEntry
from connectors.catalogue.portal_building import build_portal
from connectors.catalogue.yaml_source import EntrySource, UnreadableEntryError, read_entry

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# pydantic's own words; the codes of our rules (entry_rules.py) pass as they are.
_CODES: Final = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "enum": "unknown_value",
    "string_pattern_mismatch": "form_invalid",
    "string_too_long": "too_long",
    "string_too_short": "text_invalid",
    "too_long": "too_long",
    "date_from_datetime_parsing": "date_invalid",
    "date_from_datetime_inexact": "date_invalid",
    "date_parsing": "date_invalid",
    "date_type": "date_invalid",
}
_AT_THE_KEY: Final = ("extra_forbidden",)


def load_portal(path: Path) -> Portal:
    """The portal of one file. Raises UnreadableEntryError with everything that is wrong with it."""
    return build_portal(load_entry(path))


def load_entry(path: Path) -> dict[str, Any]:
    """The checked data of one file. Raises UnreadableEntryError with everything that is wrong with it."""
    source = read_entry(path)
    try:
        entry = PortalEntry.model_validate(source.data)
    except ValidationError as error:
        raise UnreadableEntryError(*(_entry_error(source, item) for item in error.errors())) from error
    if entry.id != path.stem:
        message = f"The id must be the file's name: {path.stem}"
        line = source.line_of(("id",))
        raise UnreadableEntryError(
            EntryError(source.file, line, "id", "id_not_file_name", message, suggestion=path.stem)
        )
    return entry.model_dump(mode="json", exclude_none=True)


def check_entries(files: Iterable[Path]) -> tuple[EntryError, ...]:
    """Everything that is wrong with these files, in their order; empty when all are valid."""
    errors: list[EntryError] = []
    first_file: dict[str, Path] = {}
    for path in files:
        try:
            portal = load_portal(path)
        except UnreadableEntryError as error:
            errors.extend(error.errors)
            continue
        other = first_file.setdefault(portal.id, path)
        if other != path:
            line = read_entry(path).line_of(("id",))
            errors.append(EntryError(str(path), line, "id", "duplicate_id", f"Also the id of {other}"))
    return tuple(errors)


def _entry_error(source: EntrySource, details: ErrorDetails) -> EntryError:
    # "[key]" is pydantic's way to speak of a mapping's key rather than of its value.
    path = [step for step in details["loc"] if step != "[key]"]
    kind = details["type"]
    suggestion = (details.get("ctx") or {}).get("suggestion")
    if kind == "extra_forbidden":
        suggestion = _nearest_field(path)
    code = _CODES.get(kind, "wrong_type" if kind.endswith(("_type", "_parsing")) else kind)
    return EntryError(
        file=source.file,
        line=source.line_of(path, key=kind in _AT_THE_KEY or "[key]" in details["loc"]),
        field=".".join(str(step) for step in path),
        code=code,
        message=details["msg"],
        suggestion=suggestion,
    )


def _nearest_field(path: list[int | str]) -> str | None:
    """The field that was probably meant by the last step of `path`, which no model knows."""
    model: type[BaseModel] = PortalEntry
    for step in path[:-1]:
        if isinstance(step, str):
            model = _model_of(model, step)
    nearest = get_close_matches(str(path[-1]), list(model.model_fields), n=1)
    return nearest[0] if nearest else None


def _model_of(model: type[BaseModel], field: str) -> type[BaseModel]:
    """The model inside `list[Model]` or `Model | None`."""
    parts = get_args(model.model_fields[field].annotation)
    return cast("type[BaseModel]", parts[0])
