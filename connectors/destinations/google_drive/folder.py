"""The folder that documents are delivered into: made once, never twice."""

from __future__ import annotations

from app.domain.errors import DeliveryOutcome, DestinationError
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


def existing_folder(api: DriveApi, name: str) -> str | None:
    """The id of a folder of this name that the application made before, for instance for a lost database."""
    query = (
        f"mimeType = {quoted(FOLDER_TYPE)} and trashed = false and name = {quoted(name)}"
        f" and {having('moisson', MARK['moisson'])}"
    )
    return next((str(folder["id"]) for folder in api.search(query, "id")), None)


def make_folder(api: DriveApi, folder_id: str, name: str) -> None:
    """Any number of times: it is one folder."""
    try:
        api.create_folder(folder_id, name, MARK)
    except AnswerError as error:
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
