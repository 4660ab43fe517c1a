"""Google Drive through the command line, with the real Google client, against the simulator."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.drive_simulator.faults import Fault, Kind
from tests.drive_simulator.oauth import Decision
from tests.drive_simulator.simulator import DriveSimulator
from tests.e2e.command_line import CommandLine

TYPES = "incoming_invoice,credit_note,receipt,statement,contract,other"


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[DriveSimulator]:
    with DriveSimulator() as google:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", google.root)
        monkeypatch.setenv("BROWSER", f"{sys.executable} -m tests.drive_simulator.visitor %s")
        yield google


@pytest.fixture
def moisson(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def add_documents(moisson: CommandLine, folder: Path, first: int, count: int) -> None:
    files = []
    for number in range(first, first + count):
        path = folder / f"Facture F{number}.pdf"
        canvas = Canvas(str(path))
        canvas.drawString(72, 720, f"Facture F{number} du 3 novembre 2026, total {number}.99 EUR")
        canvas.save()
        files.append(str(path))
    if first == 1:
        assert moisson.run("account", "add", "--manual", "--name", "Orange").status == 0
    assert moisson.run("document", "add", "--account", "1", *files).status == 0


def connect(moisson: CommandLine, google: DriveSimulator, *words: str) -> dict[str, object]:
    file = google.write_client_secrets(moisson.folder.parent / "client.json")
    ended = moisson.run(
        "destination", "add", "google-drive", "--client-secrets", str(file), "--type", TYPES, *words
    )
    assert ended.status == 0, ended.said
    assert isinstance(ended.json, dict)
    return ended.json


def test_from_consent_to_removal(moisson: CommandLine, google: DriveSimulator, tmp_path: Path) -> None:
    add_documents(moisson, tmp_path, 1, 3)
    added = connect(moisson, google)
    assert (added["kind"], added["name"]) == ("google_drive", "Moisson")
    settings = added["settings"]
    assert isinstance(settings, dict)
    google.rules.replace(Fault(Kind.LOST, "upload.multipart", times=2))
    exported = moisson.run("export").json["destinations"][0]
    assert (exported["outcome"], exported["delivered"], exported["waiting"]) == ("ok", 3, 0)
    documents = moisson.run("document", "list").json
    contents = google.contents(settings["folder_id"])
    assert sorted(contents.values()) == sorted(Path(d["path"]).read_bytes() for d in documents)
    assert moisson.run("export").json["destinations"][0]["delivered"] == 0
    assert moisson.run("verify").json["undelivered"] == 0

    google.oauth.end_consents()
    add_documents(moisson, tmp_path, 4, 2)
    stopped = moisson.run("export")
    assert stopped.status == 1
    assert stopped.json["destinations"][0]["outcome"] == "destination_reconnect"
    assert stopped.json["destinations"][0]["waiting"] == 2
    [issue] = moisson.run("issue", "list").json
    assert "destination reconnect 1" in issue["message"]
    assert moisson.run("destination", "reconnect", "1").status == 0
    assert moisson.run("export").json["destinations"][0]["delivered"] == 2
    assert moisson.run("issue", "list").json == []

    assert moisson.run("destination", "remove", "1").status == 0
    assert google.oauth.living == 0
    assert len(google.contents(settings["folder_id"])) == 5


def test_added_again_nothing_is_sent_twice(
    moisson: CommandLine, google: DriveSimulator, tmp_path: Path
) -> None:
    add_documents(moisson, tmp_path, 1, 2)
    before = connect(moisson, google)
    moisson.run("export")
    moisson.run("destination", "remove", "1")
    after = connect(moisson, google)
    assert after["settings"] == before["settings"]
    exported = moisson.run("export").json["destinations"][0]
    assert (exported["delivered"], exported["already_there"]) == (0, 2)
    assert google.requests["upload.multipart"] == 2


def test_ctrl_c_while_google_asks_to_wait(
    moisson: CommandLine, google: DriveSimulator, tmp_path: Path
) -> None:
    add_documents(moisson, tmp_path, 1, 2)
    connect(moisson, google)
    google.rules.replace(Fault(Kind.TOO_MANY, "upload.*", seconds=110))
    process = moisson.start("export")
    try:
        while not google.rules.struck.get(Kind.TOO_MANY):
            assert process.poll() is None, "it ended before it had to wait"
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    finally:
        process.kill()
    printed, _ = process.communicate()
    [result] = json.loads(printed)["destinations"]
    assert (result["outcome"], result["waiting"]) == ("cancelled", 2)
    google.rules.replace()
    assert moisson.run("export").json["destinations"][0]["delivered"] == 2


def test_removed_in_drive_it_is_sent_again_only_on_request(
    moisson: CommandLine, google: DriveSimulator, tmp_path: Path
) -> None:
    add_documents(moisson, tmp_path, 1, 2)
    folder_id = str(connect(moisson, google, "--sub-folders")["settings"]["folder_id"])  # type: ignore[index]
    moisson.run("export")
    [orange] = [file for file in google.drive.files.values() if file.name == "Orange"]
    assert orange.parents == [folder_id]
    [first, second] = google.contents(orange.id)
    google.drive.files[first].trashed = True
    assert moisson.run("export").json["destinations"][0]["delivered"] == 0
    [removed] = moisson.run("verify").json["removed"]
    again = moisson.run("export", "1", "--again", str(removed["document"])).json["destinations"][0]
    assert (again["outcome"], again["delivered"]) == ("ok", 1)
    assert len(google.contents(orange.id)) == 2
    assert second in google.contents(orange.id)
    assert moisson.run("verify").status == 0


def test_what_goes_wrong_before_consent_is_said(moisson: CommandLine, google: DriveSimulator) -> None:
    wrong = moisson.folder.parent / "wrong.json"
    wrong.write_text('{"web": {}}')
    add = ("destination", "add", "google-drive", "--client-secrets")
    ended = moisson.run(*add, str(wrong))
    assert ended.status != 0
    assert "OAuth" in ended.said
    google.oauth.decision = Decision.DENY
    file = google.write_client_secrets(moisson.folder.parent / "client.json")
    ended = moisson.run(*add, str(file))
    assert "Google" in ended.said
    assert moisson.run("destination", "list").json == []


def test_nothing_secret_is_written_down(moisson: CommandLine, google: DriveSimulator, tmp_path: Path) -> None:
    add_documents(moisson, tmp_path, 1, 1)
    connect(moisson, google)
    google.rules.replace(Fault(Kind.LOST, chance=0.3))
    moisson.run("-v", "export")
    secrets = [*google.oauth.tokens, google.oauth.client_secret, google.email]
    assert len(secrets) > 4
    for path in moisson.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], path
