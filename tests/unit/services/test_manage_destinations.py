from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.errors import ErrorCode, MoissonError
from app.services.deliver_documents import DeliverDocuments
from app.services.manage_destinations import ManageDestinations, PreviewItem
from tests.unit.services.service_parts import ServiceParts

FOLDER = DestinationKind.FOLDER


@pytest.fixture
def manage(parts: ServiceParts) -> ManageDestinations:
    return ManageDestinations(parts)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"path": str(tmp_path / "Factures")}


def refusal(manage: ManageDestinations, settings: dict[str, str], template: str = "{date}") -> ErrorCode:
    with pytest.raises(MoissonError) as error:
        manage.add("Factures", FOLDER, settings, ExportRule(name_template=template))
    return error.value.code


def test_a_new_destination_takes_what_is_stored(
    parts: ServiceParts, manage: ManageDestinations, settings: dict[str, str]
) -> None:
    first, *_ = parts.add_documents(2)
    destination = manage.add("Factures", FOLDER, settings, ExportRule(name_template="{number}"))
    assert manage.get(destination.id) == destination
    assert Path(settings["path"]).is_dir()
    assert manage.preview(destination.id).items[0] == PreviewItem(
        first.id, "F-0.pdf", date(2026, 1, 1), first.size
    )
    assert [item.name for item in manage.preview(destination.id).items] == ["F-0.pdf", "F-1.pdf"]
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    assert manage.preview(destination.id).items == ()


def test_a_template_that_cannot_be_filled(
    parts: ServiceParts, manage: ManageDestinations, settings: dict[str, str]
) -> None:
    assert refusal(manage, settings, "{nom}") is ErrorCode.NAME_TEMPLATE_INVALID
    assert not Path(settings["path"]).exists()
    assert not parts.store().outbox.destinations()


def test_a_folder_that_cannot_be_used(parts: ServiceParts, manage: ManageDestinations) -> None:
    for path in ("relative", str(parts.folder.root / "vault")):
        assert refusal(manage, {"path": path}) is ErrorCode.FOLDER_UNUSABLE
    assert not parts.store().outbox.destinations()


def test_the_same_folder_twice(manage: ManageDestinations, settings: dict[str, str], tmp_path: Path) -> None:
    manage.add("Factures", FOLDER, settings, ExportRule())
    assert refusal(manage, dict(settings)) is ErrorCode.DESTINATION_EXISTS
    copy = manage.add("Copie", FOLDER, {"path": str(tmp_path / "Copie")}, ExportRule())
    assert manage.get(copy.id) == copy


def test_the_preview_says_what_is_odd(
    parts: ServiceParts,
    manage: ManageDestinations,
    settings: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = len(b"%PDF-1.4 0")
    monkeypatch.setattr("app.services.manage_destinations.LARGE_SIZE", size)
    monkeypatch.setattr("app.services.manage_destinations.MAX_SIZE", size + 1)
    parts.add_documents(2)
    parts.add_documents(2, parts.add_account("B"), first=99)
    destination = manage.add("Factures", FOLDER, settings, ExportRule(sub_folders=True))
    preview = manage.preview(destination.id)
    assert [(item.large, item.too_large) for item in preview.items] == [
        (False, False),
        (False, False),
        (True, False),
        (False, True),
    ]
    assert preview.days == (date(2026, 1, 1), date(2026, 1, 17))
    assert preview.first
    assert preview.items[0].name.startswith("EDF/2026-01-01_EDF_")
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    assert not manage.preview(destination.id).first
    assert manage.preview(destination.id).days is None


def test_removing_leaves_what_was_delivered(
    parts: ServiceParts, manage: ManageDestinations, settings: dict[str, str]
) -> None:
    parts.add_documents(2)
    destination = manage.add("Factures", FOLDER, settings, ExportRule())
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    parts.store().issues.open("destination_quota", {}, destination_id=destination.id)
    manage.remove(destination.id)
    assert len(list(Path(settings["path"]).iterdir())) == 2
    assert not parts.issues()
    with pytest.raises(MoissonError) as error:
        manage.remove(destination.id)
    assert error.value.code is ErrorCode.DESTINATION_NOT_FOUND
    # Added again, it finds them there and sends nothing.
    again = manage.add("Factures", FOLDER, settings, ExportRule())
    result = DeliverDocuments(parts, parts.progress, parts.cancellation)(again)
    assert (result.delivered, result.already_there) == (0, 2)
