"""Days and hours as they are typed, stored and shown."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import open_store
from app.cli.parser import hours, weekdays
from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.schedules import Hours
from tests.unit.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon", (0,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("lun-ven", (0, 1, 2, 3, 4)),
        ("sat,sun", (5, 6)),
        ("Fri-Mon", (0, 4, 5, 6)),
        ("mer, dim, mon-tue", (0, 1, 2, 6)),
        ("all", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days(typed: str, days: tuple[int, ...]) -> None:
    assert weekdays(typed) == days


@pytest.mark.parametrize("typed", ["", "mon-", "-fri", "monday", "mon-fri-sun", "mon,,tue", "0-4"])
def test_no_days(typed: str) -> None:
    with pytest.raises(ArgumentTypeError):
        weekdays(typed)


@pytest.mark.parametrize(
    ("typed", "opens", "closes"),
    [
        ("8-20", time(8), time(20)),
        ("08:30-20", time(8, 30), time(20)),
        ("22-6:15", time(22), time(6, 15)),
        ("18-24", time(18), time(0)),
        ("all", time(0), time(0)),
        ("0-24", time(0), time(0)),
    ],
)
def test_hours(typed: str, opens: time, closes: time) -> None:
    assert hours(typed) == Hours(opens, closes)


@pytest.mark.parametrize("typed", ["", "8", "8-8", "0-0", "8-25", "8:60-9", "eight-nine", "24:30-8", "8-20h"])
def test_no_hours(typed: str) -> None:
    with pytest.raises(ArgumentTypeError):
        hours(typed)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """With a portal, and no secret: nobody visits it here."""
    store = open_store(DataFolder(tmp_path / "data"))
    added = store.accounts.add(AccountDraft("EDF", AccountKind.PORTAL, portal_id="edf", username="me"))
    store.close()
    return added


def shown(account: Any) -> tuple[Any, ...]:
    return tuple(account[name] for name in ("every_s", "days", "hours", "waits_for"))


def test_an_account_has_its_turn(moisson: Run, account: Account) -> None:
    every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    [listed] = moisson("--json", "account", "list").json
    assert shown(listed) == (86400, every_day, None, None)
    assert datetime.fromisoformat(listed["next_due"]).tzinfo is not None
    words = ("--every", "12h", "--days", "mon-fri", "--hours", "22:30-6")
    changed = moisson("--json", "account", "edit", account.id, *words).json
    assert shown(changed) == (43200, every_day[:5], "22:30-06:00", None)
    assert shown(moisson("--json", "account", "edit", account.id, "--hours", "all").json)[2] is None
    moisson("account", "edit", account.id, "--pause")
    [listed] = moisson("--json", "account", "list").json
    assert (*shown(listed), listed["next_due"]) == (43200, every_day[:5], None, "paused", None)
    assert "suspended" in moisson("--lang", "en", "account", "list").out
    moisson("account", "edit", account.id, "--resume")
    assert moisson("--json", "account", "list").json[0]["next_due"]


def test_a_manual_account_has_none(moisson: Run) -> None:
    add = ("account", "add", "--manual", "--name", "Papeterie")
    assert moisson(*add, "--every", "6h").status == 2
    assert moisson(*add).status == 0
    [listed] = moisson("--json", "account", "list").json
    assert (*shown(listed), listed["next_due"]) == (None, None, None, None, None)
    done = moisson("--json", "account", "edit", listed["id"], "--days", "mon")
    assert (done.status, done.json["error"]) == (2, "account_has_no_portal")


def test_a_destination_has_its_turn(moisson: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    words = ("--every", "1d", "--days", "mon,tue", "--hours", "8-9")
    added = moisson("--json", "destination", "add", "folder", "--path", folder, *words).json
    assert shown(added) == (86400, ["mon", "tue"], "08:00-09:00", None)
    [listed] = moisson("--json", "destination", "list").json
    assert shown(listed) == shown(added)
    assert listed["next_due"]
    assert (
        datetime.fromisoformat(listed["next_due"]).astimezone().strftime("%Y-%m-%d")
        in moisson("destination", "list").out
    )


def test_wrong_words_are_refused_in_words(moisson: Run, account: Account) -> None:
    done = moisson("--lang", "en", "account", "edit", account.id, "--hours", "noon")
    assert (done.status, "“noon” are no hours such as 8-20" in done.err) == (2, True)
    done = moisson("--lang", "fr", "account", "edit", account.id, "--days", "lundi")
    assert (done.status, "lun-ven" in done.err) == (2, True)


def test_an_appointment_without_a_person(moisson: Run, account: Account, tmp_path: Path) -> None:
    assert moisson("--json", "sync", "--appointment").json == {"runs": []}
    assert "No account waits for you." in moisson("--lang", "en", "sync", "--appointment").out
    store = open_store(DataFolder(tmp_path / "data"))
    store.issues.open("interaction_required", {"challenge": "sms"}, account_id=account.id)
    store.close()
    done = moisson("--json", "sync", "--appointment", "--unattended")
    assert (done.status, done.json["error"]) == (2, "nobody_there")
    assert moisson("sync", "--appointment", account.id).status == 2
    [listed] = moisson("--json", "account", "list").json
    assert (listed["waits_for"], listed["next_due"]) == ("interaction_required", None)
    assert "waits for you" in moisson("--lang", "en", "account", "list").out
