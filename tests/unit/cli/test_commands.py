"""Whole commands on the real installation, in process: their JSON, their exit status, their two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.main import Installation
from tests.unit.cli.conftest import Run, TypeIn


def test_the_catalogue_in_json(moisson: Run) -> None:
    portals = moisson("--json", "portal", "list", "--country", "FR", "--limit", "2").json
    assert len(portals) == 2
    assert all(
        list(portal) == ["id", "name", "homepage", "countries", "categories", "two_factor", "support"]
        for portal in portals
    )
    whole = moisson("--json", "portal", "show", portals[0]["id"]).json
    assert whole["homepage"] == portals[0]["homepage"]
    assert "steps" in whole


def test_a_portal_that_is_not_there_is_wrong_usage(moisson: Run) -> None:
    done = moisson("--lang", "en", "portal", "show", "nowhere")
    assert done.status == 2
    assert "There is no portal “nowhere”" in done.err
    assert "moisson portal list --text" in done.err


def test_entries_are_checked_with_line_numbers(moisson: Run, tmp_path: Path) -> None:
    entry = tmp_path / "shop.yaml"
    entry.write_text("id: shop\nname: Shop\nhomepage: https://shop.example\n")
    assert moisson("portal", "check", entry).status == 0
    entry.write_text("id: shop\nname: Shop\nhomepag: https://shop.example\n")
    done = moisson("portal", "check", entry)
    assert done.status == 1
    assert f"{entry}:3: homepag" in done.out
    [first, *_] = moisson("--json", "portal", "check", entry).json
    assert (first["line"], first["suggestion"]) == (3, "homepage")


def test_an_own_entry_that_is_wrong_is_named_and_left_out(moisson: Run, tmp_path: Path) -> None:
    own = tmp_path / "data" / "portals"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text("id: mine\nname: Ma Boutique\nhomepage: https://mine.example\n")
    (own / "other.yaml").write_text("id: other\nname: Autre\nhomepag: https://other.example\n")
    done = moisson("--lang", "en", "--json", "portal", "list", "--text", "boutique mine")
    assert [portal["id"] for portal in done.json][:1] == ["mine"]
    assert f"left out: {own / 'other.yaml'}:3: homepag" in done.err


def test_a_file_goes_all_the_way_to_a_folder(
    moisson: Run, manual: int, invoice: Path, tmp_path: Path
) -> None:
    [added] = moisson("--json", "document", "add", "--account", manual, invoice).json
    assert (added["document"], added["new"], added["error"]) == (1, True, None)
    [document] = moisson("--json", "document", "list").json
    assert list(document)[:16] == [
        *("id", "account", "company", "type", "number", "issued", "total", "currency", "file_name", "path"),
        *("sha256", "size", "collected_at", "portal_document_id", "source", "supplier"),
    ]
    assert document["company"] == "Papeterie Dupont"
    assert Path(document["path"]).read_bytes() == invoice.read_bytes()
    assert isinstance(document["total"], str)

    folder = tmp_path / "out"
    folder.mkdir()
    destination = moisson("--json", "destination", "add", "folder", "--path", folder).json["destination"]
    [waiting] = moisson("--json", "destination", "preview", destination).json
    assert waiting["document"] == 1
    counts = {"delivered": 1, "already_there": 0, "failed": 0, "waiting": 0}
    assert moisson("--json", "export").json == {
        "destinations": [{"destination": destination, **counts, "outcome": "ok", "large": 0}]
    }
    assert (folder / waiting["name"]).read_bytes() == invoice.read_bytes()
    assert moisson("--json", "verify").json == {
        "documents": 1,
        "missing": 0,
        "altered": 0,
        "undelivered": 0,
        "unknown_files": 0,
        "removed": [],
    }


def test_documents_are_found_by_what_was_typed(moisson: Run, manual: int, invoice: Path) -> None:
    moisson("document", "add", "--account", manual, invoice)
    [document] = moisson("--json", "document", "list").json
    day = document["issued"]
    for words, count in [
        (("--text", document["number"]), 1),
        (("--text", "nothing-like-it"), 0),
        (("--company", "Papeterie Dupont"), 1),
        (("--account", manual + 1), 0),
        (("--from", day, "--to", day), 1),
        (("--to", "2000-01-01"), 0),
        (("--type", document["type"]), 1),
        (("--type", "contract"), 0),
    ]:
        assert len(moisson("--json", "document", "list", *words).json) == count, words


def test_verify_says_what_is_wrong(moisson: Run, manual: int, invoice: Path) -> None:
    moisson("document", "add", "--account", manual, invoice)
    [document] = moisson("--json", "document", "list").json
    path = Path(document["path"])
    path.chmod(0o600)
    path.write_bytes(b"%PDF altered")
    done = moisson("--lang", "fr", "verify")
    assert done.status == 1
    assert "1 fichier a été altéré." in done.out


def test_a_bad_file_is_refused_and_the_good_one_kept(moisson: Run, manual: int, invoice: Path) -> None:
    bad = invoice.with_name("bad.pdf")
    bad.write_text("<html>Please sign in</html>")
    done = moisson("--json", "document", "add", "--account", manual, bad, invoice)
    assert done.status == 1
    assert [(file["new"], file["error"]) for file in done.json] == [(False, "document_refused"), (True, None)]


def test_an_account_is_changed_and_removed(moisson: Run, manual: int) -> None:
    changed = moisson("--json", "account", "edit", manual, "--name", "Papeterie du Port", "--pause").json
    assert (changed["company"], changed["paused"]) == ("Papeterie du Port", True)
    assert moisson("--json", "account", "list").json[0]["company"] == "Papeterie du Port"
    assert moisson("--json", "account", "remove", manual).json == {"account": manual, "removed": True}
    assert moisson("--json", "account", "list").json == []
    assert moisson("account", "remove", manual).status == 2


def test_an_account_without_a_check_is_stored_unvisited(moisson: Run, type_in: TypeIn) -> None:
    words = (
        "--json",
        "account",
        "add",
        "--url",
        "https://portal.example.com",
        "--no-check",
        "--secrets-stdin",
    )
    type_in('{"username": "me", "password": "hunter2-hunter2"}\n')
    done = moisson(*words)
    assert (done.status, done.json) == (0, {"account": 1, "outcome": None})
    [account] = moisson("--json", "account", "list").json
    assert (account["username"], account["url"]) == ("me", "https://portal.example.com")
    type_in('{"username": "me", "password": "other"}\n')
    assert moisson(*words).json["error"] == "account_exists"


def test_no_secret_reaches_the_data_folder_or_the_output(
    moisson: Run, type_in: TypeIn, tmp_path: Path
) -> None:
    type_in('{"password": "hunter2-hunter2", "totp": "JBSWY3DPEHPK3PXP"}\n')
    done = moisson(
        "-vv",
        "account",
        "add",
        "--url",
        "https://p.example",
        "--username",
        "u",
        "--no-check",
        "--secrets-stdin",
    )
    assert done.status == 0
    everything = [done.out.encode(), done.err.encode()]
    everything += [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert len(everything) > 4
    assert not any(secret in text for secret in (b"hunter2", b"JBSWY3DPEHPK3PXP") for text in everything)


def test_without_secrets_and_without_a_person_nothing_is_stored(moisson: Run, type_in: TypeIn) -> None:
    type_in("")
    done = moisson("account", "add", "--url", "https://portal.example.com", "--username", "me")
    assert done.status == 2
    assert "--secrets-stdin" in done.err
    assert moisson("--json", "account", "list").json == []


def test_no_secret_store_has_a_status_of_its_own(
    moisson: Run, type_in: TypeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOISSON_PASSPHRASE_FILE")
    type_in('{"password": "p"}\n')
    done = moisson(
        "account", "add", "--url", "https://p.example", "--username", "u", "--no-check", "--secrets-stdin"
    )
    assert done.status == 4
    assert moisson("--json", "account", "list").json == []


def test_wrong_usage_in_both_forms(moisson: Run) -> None:
    done = moisson("--lang", "fr", "sync", "--since", "demain")
    assert (done.status, done.out) == (2, "")
    assert "« demain » n’est pas une date" in done.err.replace("\u00a0", " ")
    done = moisson("--json", "--lang", "en", "destination", "add", "folder")
    assert done.status == 2
    assert done.json["error"] == "usage"
    assert "--path" in done.json["message"]


def test_options_may_stand_after_the_command(moisson: Run) -> None:
    assert moisson("account", "list", "--json").json == []
    assert moisson("--json", "account", "list").json == []
    assert "no account" in moisson("account", "list", "--lang", "en").out


@pytest.mark.logs_warnings
def test_an_internal_error_has_its_status_and_keeps_foreign_words_to_itself(
    moisson: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Installation) -> None:
        raise RuntimeError("hunter2")

    monkeypatch.setattr(Installation, "catalogue", broken)
    done = moisson("--json", "portal", "list")
    assert done.status == 3
    assert done.json["error"] == "internal_error"
    assert "hunter2" not in done.out + done.err
    assert "RuntimeError" in done.err
    assert "test_commands.py" in moisson("-v", "portal", "list").err


def test_a_folder_that_is_busy_says_so(moisson: Run, tmp_path: Path) -> None:
    from app.cli.application import Choices

    assert moisson("account", "list").status == 0
    other = Installation(Choices(tmp_path / "data", 0, lambda: None))
    other.write()
    try:
        done = moisson("--json", "--lang", "en", "sync")
        assert (done.status, done.json["error"]) == (1, "data_folder_busy")
        assert moisson("--json", "account", "list").json == []  # readers wait for nobody
    finally:
        other.close()


def test_nothing_to_do_is_said_and_is_no_problem(moisson: Run) -> None:
    assert moisson("--json", "sync").json == {"runs": []}
    assert moisson("--json", "export").json == {"destinations": []}
    assert moisson("--json", "issue", "list").json == []
    for words in (("sync",), ("export",), ("issue", "list"), ("document", "list"), ("destination", "list")):
        done = moisson("--lang", "en", *words)
        assert done.status == 0
        assert done.out


def test_the_doctor_names_every_check(moisson: Run) -> None:
    findings = moisson("--json", "--lang", "en", "doctor").json
    assert {finding["check"] for finding in findings} >= {
        "browser",
        "versions",
        "data_folder",
        "secret_store",
    }
    assert all(finding["message"] for finding in findings)
    assert "Secret store" in moisson("--lang", "en", "doctor").out


def test_an_account_that_cannot_be_visited_does_not_hide_the_others(
    moisson: Run, type_in: TypeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        type_in('{"password": "hunter2-hunter2"}\n')
        url = f"https://portal{number}.example.com"
        words = ("--url", url, "--username", "me", "--name", f"Portal {number}")
        assert moisson("account", "add", *words, "--no-check", "--secrets-stdin").status == 0
    monkeypatch.setattr("app.adapters.account_secrets.AccountSecrets.load", lambda self, account_id: None)
    done = moisson("--json", "sync")
    assert done.status == 1
    assert [(run["account"], run["outcome"], run["error"]) for run in done.json["runs"]] == [
        (1, None, "secret_missing"),
        (2, None, "secret_missing"),
    ]
    said = moisson("--lang", "en", "sync")
    assert said.status == 1
    assert "Portal 1: the visit was not made" in said.out
    assert "`moisson account edit 2 --password`" in said.out


def test_a_closed_secret_store_shows_in_the_status_of_a_visit(
    moisson: Run, type_in: TypeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in('{"password": "hunter2-hunter2"}\n')
    words = ("--url", "https://portal.example.com", "--username", "me")
    assert moisson("account", "add", *words, "--no-check", "--secrets-stdin").status == 0
    monkeypatch.delenv("MOISSON_PASSPHRASE_FILE")
    done = moisson("--json", "sync")
    assert (done.status, done.json["runs"][0]["error"]) == (4, "secret_store_locked")
