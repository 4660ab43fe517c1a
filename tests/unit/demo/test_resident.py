"""The demonstration portal that a window keeps."""

from __future__ import annotations

import socket
from pathlib import Path

from app.demo.catalogue import DEMO_ID, DemoCatalogue
from app.demo.resident import ResidentDemonstration


def started(path: Path) -> tuple[str, str]:
    resident = ResidentDemonstration(path)
    portal = resident.portal()
    assert resident.portal() is portal
    said = portal.url, portal.password
    resident.close()
    return said


def test_after_a_restart_it_is_the_same_portal(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.json"
    assert started(path) == started(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_moves_when_somebody_has_taken_its_port(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.json"
    url, password = started(path)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(url.split(":")[2].split("/")[0])))
        other.listen()
        moved, same = started(path)
    assert (moved != url, same) == (True, password)


def test_what_was_kept_and_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.json"
    path.write_text("{")
    assert started(path)[0].startswith("http://127.0.0.1:")


def test_the_catalogue_starts_it_only_when_its_entry_is_wanted(tmp_path: Path) -> None:
    resident, asked = ResidentDemonstration(tmp_path / "demonstration.json"), list[int]()

    def url() -> str:
        asked.append(1)
        return resident.portal().url

    catalogue = DemoCatalogue(None, url)
    assert any(portal.id == DEMO_ID for portal in catalogue.list())
    assert asked == []
    portal = catalogue.get(DEMO_ID)
    assert portal
    assert portal.homepage == resident.portal().url
    resident.close()
