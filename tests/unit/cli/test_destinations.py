"""Destinations on the command line: what they take, what goes next, what is sent again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path, moisson: Run, manual: int, invoice: Path) -> Path:
    """A destination with one document waiting."""
    moisson("document", "add", "--account", manual, invoice)
    folder = tmp_path / "Compta"
    assert moisson("destination", "add", "folder", "--path", folder).status == 0
    return folder


def test_what_it_takes_is_said_in_json(moisson: Run, manual: int, tmp_path: Path) -> None:
    added = moisson(
        *(
            "--json",
            "destination",
            "add",
            "folder",
            "--path",
            tmp_path / "x",
            "--company",
            "papeterie DUPONT",
        ),
        *("--account", manual, "--sub-folders", "--all-files", "--date-kind", "imported", "--every", "1d"),
        *("--name-template", "{number}", "--since", "2026-01-01", "--type", "receipt,other"),
    ).json
    planned = ("days", "hours", "next_due", "waits_for")
    assert {name: added[name] for name in list(added)[3:] if name not in planned} == {
        "kind": "folder",
        "settings": {"path": str(tmp_path / "x")},
        "types": ["receipt", "other"],
        "since": "2026-01-01",
        "date_kind": "imported",
        "every_s": 86400,
        "name_template": "{number}",
        "outcome": None,
        "accounts": [manual],
        "companies": ["papeterie DUPONT"],
        "sub_folders": True,
        "all_files": True,
        "example": "Orange/F123456.pdf",
        "waiting": 0,
    }
    listed = moisson("--json", "destination", "list").json
    [there] = listed
    said = {name: value for name, value in added.items() if name not in ("destination", "waiting", *planned)}
    assert {name: value for name, value in there.items() if name not in planned} == said


def test_adding_says_what_will_go(moisson: Run, folder: Path) -> None:
    done = moisson("--lang", "fr", "destination", "add", "folder", "--path", folder.with_name("Copie"))
    assert "Les noms ressemblent à ceci : 2026-11-03_Orange_F123456_59.99EUR.pdf" in done.out.replace(
        "\u00a0", " "
    )
    assert "1 document attend." in done.out
    assert "Émis du 20" in done.out
    assert "moisson destination preview 2" in done.out
    assert list(folder.iterdir()) == []


def test_what_is_wrong_with_a_template_is_said(moisson: Run, folder: Path) -> None:
    done = moisson("--lang", "fr", "destination", "edit", 1, "--name-template", "{date}_{numero}")
    assert done.status == 2
    assert "à cause de {numero}" in done.err
    assert "{number}" in done.err
    assert moisson("--json", "destination", "list").json[0]["name_template"].startswith("{date}")


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--account", 99, "account_not_found"),
        ("--company", "Nobody", "company_not_found"),
        ("--name-template", "x", "name_template_invalid"),
    ],
)
def test_what_is_not_there_is_refused(
    moisson: Run, folder: Path, option: str, value: object, code: str
) -> None:
    for words in (("destination", "edit", 1), ("destination", "add", "folder", "--path", folder / "..")):
        done = moisson("--json", *words, option, value)
        assert (done.status, done.json["error"]) == (2, code)


def test_a_change_keeps_what_was_not_named(moisson: Run, folder: Path, manual: int) -> None:
    first = moisson("--json", "destination", "list").json[0]
    other = moisson("--json", "account", "add", "--manual", "--name", "Autre").json["account"]
    changed = moisson("--json", "destination", "edit", 1, "--account", other, "--since", "2020-01-01").json
    assert changed["waiting"] == 0
    expected = {**first, "accounts": [other], "since": "2020-01-01"}
    expected["next_due"] = changed["next_due"]
    assert {name: changed[name] for name in first} == expected
    assert moisson("--json", "destination", "preview", 1).json == []
    # An account that a rule names may be removed: that does not stop other changes.
    moisson("account", "remove", other)
    changed = moisson("--json", "destination", "edit", 1, "--name", "Bureau", "--every", "1h").json
    assert (changed["name"], changed["every_s"], changed["accounts"]) == ("Bureau", 3600, [other])
    changed = moisson("--json", "destination", "edit", 1, "--all-accounts", "--all-dates").json
    assert (changed["accounts"], changed["since"], changed["waiting"]) == ([], None, 1)
    assert moisson("destination", "edit", 7, "--name", "x").status == 2


def test_a_name_that_another_destination_has(moisson: Run, folder: Path) -> None:
    moisson("destination", "add", "folder", "--path", folder.with_name("Copie"))
    done = moisson("--json", "destination", "edit", 2, "--name", "Compta")
    assert (done.status, done.json["error"]) == (2, "destination_exists")


def test_the_preview_shows_names_dates_and_sizes(moisson: Run, folder: Path) -> None:
    [item] = moisson("--json", "destination", "preview", 1).json
    assert item["name"].endswith(".pdf")
    assert (item["document"], item["large"], item["too_large"]) == (1, False, False)
    moisson("destination", "edit", 1, "--sub-folders")
    [item] = moisson("--json", "destination", "preview", 1).json
    assert item["name"].startswith("Papeterie Dupont/")
    shown = moisson("--lang", "fr", "destination", "preview", 1).out
    assert item["name"] in shown
    assert "1 document attend." in shown
    assert "Émis du" in shown
    moisson("export")
    assert len(list((folder / "Papeterie Dupont").iterdir())) == 1
    assert "Les noms ressemblent à ceci" in moisson("--lang", "fr", "destination", "preview", 1).out


def test_what_was_removed_is_named_and_sent_again_on_request(moisson: Run, folder: Path) -> None:
    moisson("export")
    [file] = folder.iterdir()
    file.unlink()
    assert moisson("--json", "export").json["destinations"][0]["delivered"] == 0
    found = moisson("--json", "verify")
    assert (found.status, found.json["undelivered"]) == (1, 1)
    assert found.json["removed"] == [{"destination": 1, "document": 1, "name": file.name}]
    said = moisson("--lang", "fr", "verify").out.replace("\u00a0", " ")
    assert f"destination 1, document 1 : {file.name}" in said
    assert "--again" in said
    assert "`moisson export`" not in said
    [result] = moisson("--json", "export", 1, "--again", 1).json["destinations"]
    assert (result["outcome"], result["delivered"]) == ("ok", 1)
    assert len(list(folder.iterdir())) == 1
    [result] = moisson("--json", "export", "--again", 1).json["destinations"]
    assert (result["delivered"], result["already_there"]) == (0, 1)
    assert moisson("verify").status == 0


def test_only_what_was_delivered_can_be_sent_again(moisson: Run, folder: Path) -> None:
    done = moisson("--json", "export", "--again", 1)
    assert (done.status, done.json["error"]) == (2, "document_not_delivered")
    assert list(folder.iterdir()) == []
