"""The folder that documents are delivered into: made once, never twice."""

from __future__ import annotations

from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import Pause
from connectors.destinations.google_drive.answers import AnswerError, Meaning
from connectors.destinations.google_drive.api import (
    FOLDER_FIELDS,
    FOLDER_TYPE,
    DriveApi,
    Resource,
    having,
    quoted,
)

MARK = {"moisson": "folder"}
SUB_MARK = {"moisson": "sub-folder"}
_SETTLES_S = 3.0
"""Searches were seen to miss what was made just before (kopia #90, auto-archiver #191)."""


def existing_folder(api: DriveApi, name: str, pause: Pause) -> str | None:
    """The id of a folder of this name that the application made before, for instance for a lost database.

    Looks a second time before it says that there is none: a twin would take every document again."""
    query = (
        f"mimeType = {quoted(FOLDER_TYPE)} and trashed = false and name = {quoted(name)}"
        f" and {having('moisson', MARK['moisson'])}"
    )
    for wait_s in (_SETTLES_S, 0.0):
        for folder in api.search(query, "id"):
            return str(folder["id"])
        pause(wait_s)
    return None


def sub_folders(api: DriveApi, folder_id: str) -> dict[str, str]:
    """Id by casefolded name of the sub-folders that the application made."""
    query = f"{quoted(folder_id)} in parents and mimeType = {quoted(FOLDER_TYPE)} and trashed = false"
    found: dict[str, str] = {}
    for folder in api.search(query, "id,name,appProperties"):
        if folder.get("appProperties", {}).get("moisson") == SUB_MARK["moisson"]:
            found.setdefault(str(folder["name"]).casefold(), str(folder["id"]))
    return found


def make_folder(api: DriveApi, folder_id: str, name: str, parent: str | None = None) -> None:
    """Any number of times: it is one folder. `parent`: makes a sub-folder of it."""
    try:
        api.create_folder(folder_id, name, SUB_MARK if parent else MARK, parent)
    except AnswerError as error:
        if error.meaning is Meaning.MISSING:
            raise folder_gone(name) from error
        if error.meaning is not Meaning.ID_USED:
            raise DestinationError(error.outcome, path=name, reason=error.reason) from error


def look_at_folder(api: DriveApi, folder_id: str, name: str) -> Resource | None:
    """None when it is not there. Raises DestinationError when it is there but cannot take documents."""
    try:
        folder = api.get(folder_id, FOLDER_FIELDS)
    except AnswerError as error:
        if error.meaning is Meaning.MISSING:
            return None
        raise DestinationError(error.outcome, path=name, reason=error.reason) from error
    if folder.get("trashed") or folder.get("mimeType") != FOLDER_TYPE:
        reason = "trashed" if folder.get("trashed") else "not_a_folder"
        raise DestinationError(DeliveryOutcome.FOLDER_GONE, path=name, reason=reason)
    if not folder.get("capabilities", {}).get("canAddChildren"):
        raise DestinationError(DeliveryOutcome.PERMISSION, path=name, reason="read_only")
    return folder


def folder_gone(name: str) -> DestinationError:
    return DestinationError(DeliveryOutcome.FOLDER_GONE, path=name, reason="not_found")
